#!/usr/bin/env bash
# Refuses a commit whose subject has more than 72 characters. $1: the file with the message.
set -euo pipefail
subject=$(grep -v '^#' "$1" | head -n 1)
if [ ${#subject} -gt 72 ]; then
    printf 'The subject has %d characters; 72 is the most. The reason goes into the body.\n' ${#subject} >&2
    exit 1
fi
