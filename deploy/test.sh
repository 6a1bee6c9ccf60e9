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
# The test database's server and the browser keep their locks there.
export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-$VAR/runtime}
(umask 077 && mkdir -p "$XDG_RUNTIME_DIR")
# A browser keeps its crash reports at home: a home that cannot be written to stops it.
if [ -n "${XDG_CACHE_HOME:-}" ]; then export HOME=$VAR/home && mkdir -p "$HOME"; fi
# Once for each database that ON names: both, unless told otherwise.
exec "$VENV/bin/python" -m deploy.run_tests -o cache_dir="$VAR/cache/pytest" -n "${WORKERS:-2}" -m "$marks" "$@"
