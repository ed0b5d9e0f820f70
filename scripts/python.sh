#!/bin/sh
# Create the virtual environment $1 with a Python version that the platform supports.
set -eu
[ -x "$1/bin/python" ] && exit 0
for python in python3.11 python3.12 python3.13 python3; do
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" -m venv "$1"
    fi
done
echo "Python 3.11 or newer, with its venv module, is needed (Debian: apt-get install python3 python3-venv)." >&2
exit 1
