#!/usr/bin/env bash
# Sets everything up and runs the tests.
#   deploy/test.sh PURPOSE MARKS [pytest's own arguments]
# PURPOSE: test (every part of the machine) or check (no browser). MARKS: pytest's -m. WORKERS: how many at once.
source "$(dirname "$0")/common.sh"
source deploy/system.sh

purpose=$1
marks=$2
shift 2
bash deploy/setup.sh "$purpose"

unset DJANGO_SETTINGS_MODULE PUBLIC_URL
CHROMIUM=$(find_browser || true)
export CHROMIUM
export HYPOTHESIS_STORAGE_DIRECTORY=$VAR/cache/hypothesis
# A browser keeps its crash reports at home: a home that cannot be written to stops it.
if [ -n "${XDG_CACHE_HOME:-}" ]; then export HOME=$VAR/home && mkdir -p "$HOME"; fi
exec "$VENV/bin/python" -m pytest -o cache_dir="$VAR/cache/pytest" -n "${WORKERS:-2}" -m "$marks" "$@"
