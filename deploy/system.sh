# What the operating system must bring: Python's venv module, libraries for PDF documents, a browser. Installed where
# that is allowed (root, or sudo without a password); otherwise the user reads one exact command.
# Sourced after common.sh; uses FOUND_PYTHON and the questions of python.sh.

# What WeasyPrint loads, and without what it is ten times slower and says nothing.
PDF_LIBRARIES="libgobject-2.0.so.0 libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 libfontconfig.so.1"
PDF_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b"
FAST_PDF_LIBRARY=libharfbuzz-subset.so.0
FAST_PDF_PACKAGE=libharfbuzz-subset0
# Playwright's driver of the browser needs it.
DRIVER_LIBRARY=libatomic.so.1
DRIVER_PACKAGE=libatomic1

# How to become root here: nothing for root, `sudo -n` where it asks for no password, otherwise "no".
root_by() {
    if [ "$(id -u)" -eq 0 ]; then
        echo ""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo "sudo -n"
    else
        echo "no"
    fi
}

may_install() { command -v apt-get >/dev/null && [ "$(root_by)" != no ]; }

# advice PACKAGE…: the words for somebody who has to install them by hand.
advice() {
    local update="apt-get update" install="apt-get install --no-install-recommends $*" command
    if ! command -v apt-get >/dev/null; then
        printf 'Install what Debian calls %s with the package manager of this system, then try again.' "$*"
        return
    elif [ "$(id -u)" -eq 0 ]; then
        command="$update && $install"
    elif command -v sudo >/dev/null; then
        command="sudo $update && sudo $install"
    else
        command="su -c '$update && $install'"
    fi
    printf 'Type this, then try again:\n    %s' "$command"
}

# apt_install PACKAGE…: asks for new package lists only where the known ones are not enough.
apt_install() {
    local get
    get="$(root_by) env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300"
    $get install --no-install-recommends "$@" && return
    $get update && $get install --no-install-recommends "$@"
}

# has_libraries NAME…: whether this machine's Python can load them, as WeasyPrint will.
has_libraries() {
    "$FOUND_PYTHON" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' "$@" 2>/dev/null
}

# find_browser: the path of the first Chromium that starts; $CHROMIUM goes first, and alone.
find_browser() {
    local name names="chromium chromium-browser google-chrome"
    for name in ${CHROMIUM:-$names}; do
        if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# missing_packages PURPOSE: what has to be installed for it, one package a line.
missing_packages() {
    has_environment || works "$FOUND_PYTHON" ensurepip || echo "python$(python_version)-venv"
    # shellcheck disable=SC2086
    has_libraries $PDF_LIBRARIES || printf '%s\n' $PDF_PACKAGES
    if [ "$1" = test ]; then
        has_libraries $DRIVER_LIBRARY || echo $DRIVER_PACKAGE
        find_browser >/dev/null || echo chromium
    fi
}

# need_system PURPOSE: installs what is missing, or stops and says what to type.
need_system() {
    local missing faster=()
    if [ "$1" = test ] && [ -n "${CHROMIUM:-}" ] && ! find_browser >/dev/null; then
        stop "CHROMIUM names $CHROMIUM, and that does not start."
    fi
    mapfile -t missing < <(missing_packages "$1")
    has_libraries $FAST_PDF_LIBRARY || faster=("$FAST_PDF_PACKAGE")
    if [ ${#missing[@]} -gt 0 ]; then
        missing+=("${faster[@]}")
        may_install || stop "This machine lacks: ${missing[*]}" "$(advice "${missing[@]}")"
        step "Installing ${missing[*]}" "$(advice "${missing[@]}")" apt_install "${missing[@]}"
    elif [ ${#faster[@]} -gt 0 ]; then
        if may_install && (step "Installing ${faster[*]}" "It is not essential." apt_install "${faster[@]}"); then return; fi
        say "Documents will be slow to make: this machine lacks ${faster[*]}. $(advice "${faster[@]}")"
    fi
}
