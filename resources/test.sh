#!/bin/sh
# Run the tests from a checkout: installs what is missing first. Words after it go to pytest: sh resources/test.sh -k word
set -eu
cd "$(dirname "$0")/.."
. resources/setup.sh
set_up "[test]"
exec .venv/bin/python -m pytest -n auto "$@"
