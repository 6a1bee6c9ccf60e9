#!/usr/bin/env bash
# Writes requirements/*.txt and package-lock.json anew from requirements/*.in and package.json.
# UPGRADE=1 takes the newest versions that the .in files allow; otherwise pins stay where they can.
source "$(dirname "$0")/common.sh"
source deploy/system.sh
source deploy/python.sh
source deploy/node.sh

find_python
need_system check
need_environment
need_packages lock
choose_node

compile() {
    "$VENV/bin/uv" pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --universal \
        --python-version 3.11 --no-header ${UPGRADE:+--upgrade} "requirements/$1.in" -o "requirements/$1.txt" "${@:2}"
}

lock_modules() {
    local work=$VAR/lock
    rm -rf "$work"
    mkdir -p "$work"
    cp package.json package-lock.json .npmrc "$work/"
    # package.json names exact versions: a newer one is written there by hand.
    (cd "$work" && run_npm install --package-lock-only --ignore-scripts)
    # Addresses of downloads and of sponsors' pages are nothing that an install needs.
    run_node -e '
        const fs = require("fs"), lock = JSON.parse(fs.readFileSync(process.argv[1]));
        for (const part of Object.values(lock.packages)) { delete part.resolved; delete part.funding; }
        fs.writeFileSync(process.argv[2], JSON.stringify(lock, null, 2) + "\n");
    ' "$work/package-lock.json" package-lock.json
}

failure="The versions do not fit together, or the registry did not answer: see above."
step "requirements/base.txt" "$failure" compile base
for name in test node lock; do
    step "requirements/$name.txt" "$failure" compile "$name" -c requirements/base.txt
done
step "package-lock.json" "$failure" lock_modules
