#!/bin/sh
# Install the packages of `make bench` if this user may. Peers whose package is missing are left out.
set -eu
libraries=/usr/share/gocode/src/github.com
missing=""
command -v go >/dev/null || missing="$missing golang-go"
[ -d $libraries/gorilla/websocket ] || missing="$missing golang-github-gorilla-websocket-dev"
[ -d $libraries/rs/cors ] || missing="$missing golang-github-rs-cors-dev"
[ -e /usr/lib/nginx/modules/ngx_nchan_module.so ] || missing="$missing libnginx-mod-nchan"
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "Not a Debian system: the bench runs without$missing." >&2
    exit 0
elif [ "$(id -u)" = 0 ]; then sudo=""
elif sudo -n true 2>/dev/null; then sudo="sudo"
else
    echo "Without root the bench leaves out some peers. To add them: sudo apt-get install$missing" >&2
    exit 0
fi

echo "Installing$missing …" >&2
export DEBIAN_FRONTEND=noninteractive
if ! { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null; }; then
    echo "apt-get could not install$missing: the bench leaves out those peers." >&2
fi
