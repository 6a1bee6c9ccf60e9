#!/usr/bin/env bash
# Sets the checkout up, as far as a purpose needs it; what is there and unchanged is left alone.
#   deploy/setup.sh run      to serve the portal
#   deploy/setup.sh check    to run the checks and the tests that need no browser
#   deploy/setup.sh test     to run every test
source "$(dirname "$0")/common.sh"
source deploy/system.sh
source deploy/python.sh
source deploy/node.sh
source deploy/assets.sh

purpose=${1:-test}
case $purpose in
run) packages='base' ;;
check | test) packages='test' ;;
*) stop "Set up for what? Type: deploy/setup.sh run, check or test." ;;
esac

alone
find_python
need_system "$purpose"
need_environment
need_packages "$packages"
need_assets
