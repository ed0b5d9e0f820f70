#!/bin/sh
# Gathers the texts to translate and compiles their translations. Both are committed: only who changes words needs this.
set -eu
python=${PYTHON:-$PWD/.venv/bin/python}
if ! command -v msgfmt >/dev/null; then
    echo "GNU gettext is needed (Debian: apt-get install gettext)." >&2
    exit 1
fi

# The files are named, but not the lines: those change with every edit.
gather() {
    DEBUG=true "$python" "$root/manage.py" makemessages --verbosity 0 \
        --add-location file --no-wrap --no-obsolete --locale "$@"
}

root=$PWD
(cd notifications && gather es)
# What belongs to no app, as templates/ does, goes to the one catalogue of LOCALE_PATHS.
gather en --ignore notifications --ignore tests --ignore var

for catalogue in notifications/locale/es turismo/locale/en; do
    msgfmt --check-format --output-file="$catalogue/LC_MESSAGES/django.mo" "$catalogue/LC_MESSAGES/django.po"
done
