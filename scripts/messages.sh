#!/bin/sh
# Collect the texts to translate and compile the translations. Both are committed, so only a change of texts needs this.
set -eu
python=${PYTHON:-$PWD/.venv/bin/python}
if ! command -v msgfmt >/dev/null; then
    echo "GNU gettext is needed (Debian: apt-get install gettext)." >&2
    exit 1
fi

# References without line numbers, which change with every edit.
gather() {
    DEBUG=true "$python" "$root/manage.py" makemessages --verbosity 0 \
        --add-location file --no-wrap --no-obsolete --locale "$@"
}

root=$PWD
(cd notifications && gather es)
# Texts outside the apps, such as those of templates/, go to the catalogue in LOCALE_PATHS.
gather en --ignore notifications --ignore tests --ignore var

for catalogue in notifications/locale/es turismo/locale/en; do
    msgfmt --check-format --output-file="$catalogue/LC_MESSAGES/django.mo" "$catalogue/LC_MESSAGES/django.po"
done
