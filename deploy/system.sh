# What the operating system must bring: libraries, a browser, Python's venv module. Installed where that is
# allowed (root, or sudo without a password); otherwise the user reads the exact command.
# Sourced after common.sh.

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

# advice PACKAGE…: the words for somebody who has to install it by hand.
advice() {
    local sudo="sudo "
    if [ "$(id -u)" -eq 0 ]; then sudo=; fi
    if command -v apt-get >/dev/null; then
        printf 'Type this, then try again:\n    %sapt-get update && %sapt-get install --no-install-recommends %s' \
            "$sudo" "$sudo" "$*"
    else
        printf 'Install it with the package manager of this system (on Debian the packages are: %s), then try again.' "$*"
    fi
}

# apt_install PACKAGE…: asks for new package lists only where the known ones are not enough.
apt_install() {
    local get
    get="$(root_by) env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300"
    $get install --no-install-recommends "$@" && return
    $get update
    $get install --no-install-recommends "$@"
}

# install_system TITLE PACKAGE…: installs, or stops and says what to type.
install_system() {
    local title=$1
    shift
    if ! may_install; then stop "Missing on this machine: $title." "$(advice "$@")"; fi
    step "Installing $title" "$(advice "$@")" apt_install "$@"
}

# has_libraries NAME…: whether this machine's Python can load them, as WeasyPrint will.
has_libraries() {
    "$FOUND_PYTHON" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' "$@" 2>/dev/null
}

PDF_LIBRARIES="libgobject-2.0.so.0 libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 libfontconfig.so.1"
PDF_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b"
SUBSET_PACKAGE=libharfbuzz-subset0

need_pdf_libraries() {
    # shellcheck disable=SC2086
    if ! has_libraries $PDF_LIBRARIES; then
        install_system "the text libraries for PDF documents" $PDF_PACKAGES $SUBSET_PACKAGE
    fi
    if has_libraries libharfbuzz-subset.so.0; then return; fi
    if may_install; then
        install_system "the font library for fast PDF documents" $SUBSET_PACKAGE
    else
        say "Documents will work but slowly: a font library is missing. $(advice $SUBSET_PACKAGE)"
    fi
}

# find_browser: the path of the first Chromium that starts; $CHROMIUM goes first.
find_browser() {
    local name
    for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

need_browser() {
    if find_browser >/dev/null; then return; fi
    if [ -n "${CHROMIUM:-}" ]; then stop "CHROMIUM names $CHROMIUM, and that does not start."; fi
    install_system "Chromium, for the browser tests" chromium
    find_browser >/dev/null || stop "Chromium was installed but does not start: run chromium --version to see why."
}
