#!/bin/sh
# Start a web process on port $1 of address $2 (default: loopback). systemd, the container and `make cluster` use this.
set -eu
cd "$(dirname "$0")/.."
exec "${PYTHON:-.venv/bin/python}" -m uvicorn turismo.asgi:application --host "${2:-127.0.0.1}" --port "$1" \
    --ws notifications.servers.uvicorn:FrameProtocol --ws-per-message-deflate false --ws-max-size 16384 \
    --loop uvloop --timeout-graceful-shutdown 20 --no-access-log --log-level warning
