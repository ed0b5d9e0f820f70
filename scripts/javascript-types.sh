#!/bin/sh
# Check the JSDoc types of the browser's modules with a pinned TypeScript compiler, kept in var/node; pages need no build.
# Node.js and npm come from Debian where they are missing. Without them the check is skipped, but fails if CI=true.
set -eu
version=6.0.3
folder=var/node
tsc=$folder/node_modules/typescript/bin/tsc
log=$folder/install.log

skip() {
    echo "The types of the browser's modules are not checked: $1." >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
}

install_node() {
    command -v apt-get >/dev/null || skip "node and npm are missing, and this is not a Debian system"
    if [ "$(id -u)" = 0 ]; then sudo=""
    elif sudo -n true 2>/dev/null; then sudo="sudo"
    else skip "node and npm are missing, and installing them needs root (sudo apt-get install nodejs npm)"
    fi
    echo "Installing nodejs npm …" >&2
    export DEBIAN_FRONTEND=noninteractive
    { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends nodejs npm; } >"$log" 2>&1 ||
        skip "apt-get could not install nodejs and npm ($log)"
}

mkdir -p $folder
{ command -v node && command -v npm; } >/dev/null || install_node
if [ "$(node $tsc --version 2>/dev/null)" != "Version $version" ]; then
    echo "Installing TypeScript $version into $folder …" >&2
    npm install --no-save --no-package-lock --no-audit --no-fund --prefix $folder typescript@$version >"$log" 2>&1 ||
        skip "npm could not install typescript@$version ($log)"
fi
exec node $tsc --project tsconfig.json
