#!/usr/bin/env bash
# Sets everything up, loads the program and the demonstration cohort, and serves the portal until Ctrl-C.
# PORT chooses the port (8000).
source "$(dirname "$0")/common.sh"
source deploy/system.sh
source deploy/python.sh

export PORT=${PORT:-8000}
export PUBLIC_URL=${PUBLIC_URL:-http://127.0.0.1:$PORT}
export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-portal.settings.dev}

find_python
# Before the long steps: nobody should wait for a minute to read that the port is taken.
"$FOUND_PYTHON" deploy/serve.py --only-check-port
bash deploy/setup.sh run
"$VENV/bin/python" -m deploy.prepare
exec "$VENV/bin/python" deploy/serve.py
