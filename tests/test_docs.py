"""The documents agree with the code."""

import json
import os
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from notifications.live.close_codes import Close
from scripts import settings_table
from tests.faults import test_redis
from tests.servers import ROOT


def test_the_catalogue_in_the_docs_is_the_one_in_the_code() -> None:
    written = StringIO()
    call_command("describe_events", stdout=written)
    assert (ROOT / "docs" / "eventos.md").read_text() == written.getvalue(), "run `make docs`"


PROGRAMMED = """
import datetime, zoneinfo, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("check", fail_level="WARNING")

from notifications.log.frames import event_frame
from notifications.models import Notification, Stream
from tests.turismo import fabrica

inicio = datetime.datetime(2027, 1, 4, 7, tzinfo=zoneinfo.ZoneInfo("America/La_Paz"))
fabrica.una_salida(tour=fabrica.un_tour(nombre="Valle Sagrado"), inicio=inicio)
row = Notification.objects.get(type="salida_programada")
print(row.audience, event_frame(Stream.current().epoch, row.seq, row))
"""


def test_the_first_code_of_the_readme_is_a_whole_event(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text()
    code, shown = code_blocks(text, "python")[0], json.loads(code_blocks(text, "json")[0])
    shutil.copytree(ROOT / "turismo", tmp_path / "turismo", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / named(code)).write_text(code)  # no other file is changed

    audience, _, frame = python(PROGRAMMED, tmp_path, DJANGO_SETTINGS_MODULE="turismo.settings").partition(" ")

    assert audience == "members"
    assert {**json.loads(frame), "id": shown["id"], "at": shown["at"]} == shown


LIBRARY = """
import django
django.setup()
from django.core.management import call_command
call_command("makemigrations", "library", verbosity=0)
call_command("migrate", verbosity=0)
call_command("check", fail_level="WARNING")

import project.asgi
from django.test import Client
from library.models import Book
from notifications.models import Notification

assert b"<notification-toasts" in Client(headers={"host": "localhost"}).get("/").content
Book(title="Rayuela").save()
row = Notification.objects.get()
print(row.seq, row.audience, row.message)
"""


def test_the_whole_example_of_another_project_runs(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "using-notifications.md").read_text()
    for block in (*code_blocks(text, "python"), *code_blocks(text, "html")):
        path = tmp_path / named(block)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block)
    assert python(LIBRARY, tmp_path, DJANGO_SETTINGS_MODULE="project.settings") == "1 everyone New book: Rayuela"


def test_its_dependencies_are_those_that_are_tested() -> None:
    command = code_blocks((ROOT / "docs" / "using-notifications.md").read_text(), "sh")[0]
    tested = re.findall(r"^\S+", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert set(re.findall(r'"(.+?)"', command)) <= set(tested)


def code_blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def named(code: str) -> str:
    """The file whose name a block says in its first line."""
    return str(re.findall(r"\A(?:#|\{#) ([\w/.]+)", code)[0])


def python(code: str, folder: Path, **env: str) -> str:
    """The last line printed by `code` in a process of its own, with its modules and its database in `folder`."""
    env = {"DEBUG": "true", "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", **env}
    env["PYTHONPATH"] = os.pathsep.join((str(folder), str(ROOT)))
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_the_settings_in_the_docs_are_those_in_the_code() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text()
    assert page == settings_table.renewed(page), "run `make docs`"


def test_every_close_code_is_in_the_contract() -> None:
    documented = re.findall(r"^\| (\d{4}) \|", (ROOT / "docs" / "protocol.md").read_text(), re.MULTILINE)
    assert documented == [str(code.value) for code in sorted(Close)]


def test_the_outages_of_redis_in_the_docs_are_those_that_are_tested() -> None:
    tested = f"stopped for {test_redis.OUTAGE:.0f} seconds and paused for {test_redis.PAUSE:.0f}"
    assert tested in (ROOT / "docs" / "reliability.md").read_text()


def test_every_link_and_every_path_in_the_documents_exists() -> None:
    missing = [
        (str(page.relative_to(ROOT)), target)
        for page in pages()
        for target in (*relative_links(page), *paths_in(page))
        if not (page.parent / target).exists() and not (ROOT / target).exists()
    ]
    assert missing == []


def pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def relative_links(page: Path) -> list[str]:
    return re.findall(r"\]\((?!https?:|#)([^)#\s]+)[^)]*\)", page.read_text())


def paths_in(page: Path) -> list[str]:
    """The files and folders of this project that the text names; a decision keeps the names of its time."""
    if re.match(r"\d{4}-", page.name):
        return []
    return re.findall(r"`((?:notifications|turismo|tests|deploy|bench|docs|scripts)/[\w./-]*)", page.read_text())
