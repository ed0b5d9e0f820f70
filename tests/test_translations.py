"""Every text has its translation in the other language, and Django uses it."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, ngettext, override

from tests.servers import ROOT

# Each catalogue by its language, with the language of the texts in the code.
CATALOGUES = {
    "es": (Path("notifications/locale/es/LC_MESSAGES/django.po"), "en"),
    "en": (Path("turismo/locale/en/LC_MESSAGES/django.po"), "es"),
}
# %(name)s and {name} in any format, and tags, because `user:<id>` must be typed as it stands.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*(?=[:}])|</?\w+>")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}

every_language = pytest.mark.parametrize("language", CATALOGUES)


def catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    return polib.pofile(str(root / CATALOGUES[language][0]))


def forms(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    """The translations of an entry: one form, or one for each plural of the language."""
    if entry.msgid_plural:
        return [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
    return [entry.msgstr]


def spoken(entry: polib.POEntry, language: str) -> list[str]:
    """Django's translation in that language, for one and for several."""
    with override(language):
        if entry.msgid_plural:
            return [ngettext(entry.msgid, entry.msgid_plural, number) for number in (1, 2)]
        return [gettext(entry.msgid)]


def texts(language: str, root: Path = ROOT) -> set[tuple[str, str]]:
    return {(entry.msgid, entry.msgid_plural) for entry in catalogue(language, root)}


@every_language
def test_every_text_is_translated(language: str) -> None:
    assert [entry.msgid for entry in catalogue(language) if not entry.translated()] == []


@every_language
def test_translations_have_the_placeholders_of_the_text(language: str) -> None:
    for entry in catalogue(language):
        wanted = sorted(PLACEHOLDER.findall(entry.msgid))
        assert [sorted(PLACEHOLDER.findall(form)) for form in forms(entry)] == [wanted] * len(forms(entry))


@every_language
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    written = catalogue(language)
    compiled = polib.mofile(str((ROOT / CATALOGUES[language][0]).with_suffix(".mo")))
    assert {entry.msgid: forms(entry) for entry in compiled} == {entry.msgid: forms(entry) for entry in written}


@every_language
def test_no_other_app_has_other_words_for_our_texts(language: str) -> None:
    for entry in catalogue(language):
        words = forms(entry)
        assert spoken(entry, language) == ([words[0], words[-1]] if entry.msgid_plural else words)


@every_language
def test_in_its_own_language_the_code_speaks_for_itself(language: str) -> None:
    _path, source = CATALOGUES[language]
    for entry in catalogue(language):
        assert spoken(entry, source) == [text for text in (entry.msgid, entry.msgid_plural) if text]


def test_no_text_hides_in_an_f_string_where_xgettext_does_not_look() -> None:
    paths = [path for folder in ("notifications", "turismo") for path in (ROOT / folder).rglob("*.py")]
    assert [f"{path}:{line}" for path in paths for line in hidden_texts(ast.parse(path.read_text()))] == []


def hidden_texts(module: ast.Module) -> list[int]:
    strings = [node for node in ast.walk(module) if isinstance(node, ast.JoinedStr)]
    calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id in GETTEXT]


# With CI=true nothing is skipped: the script itself reports a missing gettext.
needs_gettext = pytest.mark.skipif(
    shutil.which("msgfmt") is None and os.environ.get("CI") != "true", reason="needs Debian's package gettext"
)


@needs_gettext
def test_no_text_of_the_code_is_missing(tmp_path: Path) -> None:
    copy_the_code(tmp_path)
    gather(tmp_path)
    for language in CATALOGUES:
        assert texts(language, tmp_path) == texts(language), "run `make messages`"


@needs_gettext
def test_what_the_machine_keeps_in_var_is_not_ours_to_translate(tmp_path: Path) -> None:
    copy_the_code(tmp_path)
    installed = tmp_path / "var/bench-python/click.py"
    installed.parent.mkdir(parents=True)
    installed.write_text('print(_("Aborted!"))')
    gather(tmp_path)
    assert ("Aborted!", "") not in texts("en", tmp_path)


def copy_the_code(root: Path) -> None:
    for folder in ("notifications", "turismo", "templates", "scripts"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", root)


def gather(root: Path) -> None:
    environment = os.environ | {"PYTHON": sys.executable, "DJANGO_SETTINGS_MODULE": "turismo.settings"}
    subprocess.run(["scripts/messages.sh"], cwd=root, env=environment, check=True, timeout=120)
