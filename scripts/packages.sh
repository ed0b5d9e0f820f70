#!/bin/sh
# Install the servers, the browser and gettext for the tests if this user may. Tests without them are skipped.
set -eu
missing=""
[ -x /usr/bin/redis-server ] || missing="$missing redis-server"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -x /usr/bin/chromium ] || missing="$missing chromium"
[ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
[ -x /usr/bin/msgfmt ] || missing="$missing gettext"
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "Not a Debian system: tests that need$missing are skipped." >&2
elif [ "$(id -u)" = 0 ]; then sudo=""
elif sudo -n true 2>/dev/null; then sudo="sudo"
else
    echo "Without root, tests that need$missing are skipped. To run them: sudo apt-get install$missing" >&2
    exit 0
fi
command -v apt-get >/dev/null || exit 0

echo "Installing$missing …" >&2
# The tests start servers of their own, so the packages must not start theirs.
policy=/usr/sbin/policy-rc.d
[ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null && $sudo chmod +x "$policy" && trap '$sudo rm -f "$policy"' EXIT; }
export DEBIAN_FRONTEND=noninteractive
if ! { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null; }; then
    echo "apt-get could not install$missing: tests that need them are skipped." >&2
fi
