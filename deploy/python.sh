# Which Python, its virtual environment in var/venv, and the packages in it. Sourced after common.sh.
FOUND_PYTHON=

# works NAME [MODULE]: whether NAME is a Python 3.11 or later that runs, and has the module. A name on the
# path proves nothing: version managers leave names there that only print an error.
works() {
    "$1" -c "import sys, sqlite3, ssl${2:+, $2}; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1
}

# find_python: sets FOUND_PYTHON. PYTHON=… chooses; a Python that can make environments goes before one that cannot.
find_python() {
    local name module
    if [ -n "${PYTHON:-}" ]; then
        works "$PYTHON" || stop "PYTHON names $PYTHON, which is not a working Python 3.11 or later."
        FOUND_PYTHON=$PYTHON
        return
    fi
    for module in ensurepip ""; do
        for name in python3.13 python3.12 python3.11 python3; do
            if works "$name" $module; then
                FOUND_PYTHON=$name
                return
            fi
        done
    done
    stop "The portal needs Python 3.11 or later, and this machine has none that works." \
        "$(advice python3 python3-venv)" "PYTHON=/path/to/python make run names one that is somewhere else."
}

python_version() { "$FOUND_PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# has_environment: whether var/venv works, belongs to this path and to the Python that PYTHON chooses, if it does.
has_environment() {
    local made_for
    made_for=$(cat "$STAMPS/venv" 2>/dev/null) || return 1
    [ "${made_for%% with *}" = "$ROOT" ] || return 1
    [ -z "${PYTHON:-}" ] || [ "${made_for##* with }" = "$PYTHON" ] || return 1
    works "$VENV/bin/python" pip
}

need_environment() {
    if has_environment; then return; fi
    rm -rf "$VENV" "$STAMPS/venv" "$STAMPS"/python-*
    step "Python environment ($("$FOUND_PYTHON" -V))" "The virtual environment could not be made: see above." \
        "$FOUND_PYTHON" -m venv "$VENV"
    done_with venv "$ROOT with $FOUND_PYTHON"
}

# need_packages base|test|node|lock: the pinned and hashed packages of requirements/NAME.txt. Those of test include base.
need_packages() {
    local wanted
    wanted=$(hash_of "requirements/$1.txt")
    if is_done "python-$1" "$wanted"; then return; fi
    step "Python packages ($1: $(grep -c '==' "requirements/$1.txt"))" \
        "The packages did not install: see above, and check the network. Then type the same command again." \
        "$VENV/bin/python" -m pip install --require-hashes --no-input --progress-bar off -r "requirements/$1.txt"
    done_with "python-$1" "$wanted"
    if [ "$1" = test ]; then done_with python-base "$(hash_of requirements/base.txt)"; fi
}
