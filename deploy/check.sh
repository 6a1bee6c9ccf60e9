#!/usr/bin/env bash
# Format, lint, types, import contracts, writes, migrations, lock files. Runs every check, then fails if one did.
source "$(dirname "$0")/common.sh"

bash deploy/setup.sh check
export DJANGO_SETTINGS_MODULE=portal.settings.test
export RUFF_CACHE_DIR=$VAR/cache/ruff MYPY_CACHE_DIR=$VAR/cache/mypy
BIN=$VENV/bin
failed=()

# check TITLE COMMAND…: one line when it passes, its whole output when it fails.
check() {
    local title=$1 began=$SECONDS output
    shift
    if output=$("$@" 2>&1 </dev/null); then
        printf 'ok      %-28s %3d s\n' "$title" $((SECONDS - began))
    else
        printf 'FAILED  %-28s %3d s\n%s\n\n' "$title" $((SECONDS - began)) "$output"
        failed+=("$title")
    fi
}

# The project's files, from git or, without it, from the disk.
files() {
    git ls-files --cached --others --exclude-standard 2>/dev/null ||
        find . -type f -not -path './var/*' -not -path './.git/*' -not -path '*/__pycache__/*'
}

# Where packages come from is the machine's business: no file names it. (The brackets keep this line from matching.)
no_host_in_locks() { ! grep -nE '(https?|file|git|ssh)[:]' requirements/*.txt package-lock.json; }
no_registry_named() {
    ! files | tr '\n' '\0' | xargs -0 -r grep -InsE 'pypi[.]org|pythonhosted[.]org|npmjs[.](org|com)|(deb|security)[.]debian[.]org'
}
# What the portal runs with is what the tests run with.
locks_agree() {
    ! grep -hE '^[a-z].*==' requirements/base.txt | sort | comm -23 - <(grep -hE '^[a-z].*==' requirements/test.txt | sort) | grep .
}

check "format" "$BIN/ruff" format --check .
check "lint" "$BIN/ruff" check .
check "format of templates" "$BIN/djhtml" --check templates
check "types" "$BIN/mypy"
check "import contracts" "$BIN/lint-imports" --cache-dir "$VAR/cache/import-linter"
check "writes through services" "$BIN/python" -m tests.architecture.layers
check "imports declared" "$BIN/deptry" --config deploy/deptry.toml .
check "migrations complete" "$BIN/python" manage.py makemigrations --check --dry-run
check "Django's own checks" "$BIN/python" manage.py check --fail-level WARNING
check "no address in lock files" no_host_in_locks
check "no registry named" no_registry_named
check "lock files agree" locks_agree

if [ ${#failed[@]} -gt 0 ]; then
    stop "${#failed[@]} checks failed: $(printf '%s; ' "${failed[@]}")" "What can be put right by itself: make format"
fi
say "All checks passed."
