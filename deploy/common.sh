# What every script here shares: where things are, how a step shows itself, how a stop is worded.
# Sourced, never run. Everything that a script writes lies under var/.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
VAR=$ROOT/var
VENV=$VAR/venv
STAMPS=$VAR/stamps
LOG=$VAR/setup.log

say() { printf '%s\n' "$*"; }

# stop MESSAGE…: says what is wrong and what to type, one line each, and ends with 1.
stop() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

if ! mkdir -p "$STAMPS" 2>/dev/null || ! [ -w "$VAR" ] || ! [ -w "$STAMPS" ]; then
    stop "Cannot write to $VAR. Make it yours and try again:" "    sudo chown -R $(id -un) '$VAR'"
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1 NODE_DISABLE_COMPILE_CACHE=1 PYTHONUTF8=1 PYTHONPYCACHEPREFIX=$VAR/cache/python
# A home that is missing or read-only must not stop an install: the caches move into var/.
if ! [ -d "${HOME:-}" ] || ! [ -w "${HOME:-}" ]; then
    export npm_config_cache=$VAR/cache/npm XDG_CACHE_HOME=$VAR/cache
    mkdir -p "$XDG_CACHE_HOME"
fi

# alone: waits until no other make prepares this folder, and keeps others waiting until this script ends.
alone() {
    exec 9>"$VAR/prepare.lock"
    command -v flock >/dev/null || return 0
    if ! flock -n 9; then
        say "Another make is preparing this folder; waiting for it."
        flock 9
    fi
}

# step TITLE ADVICE COMMAND…: runs the command with its output in var/setup.log, shows that time passes and
# how long it took. Where it fails, shows the end of the output and the advice, and stops. Never call it
# where bash ignores errors (`if`, `||`): a function would then go on after a failed line.
step() {
    local title=$1 advice=$2 began=$SECONDS code=0 next_dot=1 pid
    shift 2
    printf '%s ' "$title"
    "$@" >"$LOG" 2>&1 </dev/null &
    pid=$!
    trap 'kill "$pid" 2>/dev/null || true; echo; exit 130' INT TERM HUP
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        if [ $((SECONDS - began)) -ge $next_dot ]; then
            printf '.'
            next_dot=$((SECONDS - began + 2))
        fi
    done
    wait "$pid" || code=$?
    trap - INT TERM HUP
    if [ "$code" -ne 0 ]; then
        printf ' failed\n\n'
        tail -n 40 "$LOG" >&2
        stop "$advice"
    fi
    printf ' %d s\n' $((SECONDS - began))
}

# hash_of FILE…: one hash over the names and contents of files.
hash_of() { sha256sum "$@" | sha256sum | cut -c1-40; }

# is_done NAME HASH: whether the step NAME was finished with these inputs. done_with NAME HASH: it now is.
is_done() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }
done_with() { printf '%s' "$2" >"$STAMPS/$1"; }
