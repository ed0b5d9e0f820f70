"""A wrong setting stops the start with a sentence, and every declared event is connected."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from notifications import conf, events

PROJECT = """
from django.conf import settings
import django
settings.configure(
    SECRET_KEY="x",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "notifications"],
    DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}}},
    NOTIFICATIONS={notifications!r},
)
django.setup()
from notifications.events import catalogue
print(*sorted(catalogue))
"""

TENTH = '''"""One more event."""

from notifications.events import Audience, Event, event


@event
class Tenth(Event):
    """The tenth."""

    type = "tenth"
    audience = Audience.EVERYONE
    message = "The tenth event"
'''


def start(notifications: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Start a project with this setting in a process of its own, which prints the types of its catalogue."""
    return subprocess.run(
        [sys.executable, "-c", PROJECT.format(notifications=notifications)],
        env={"PYTHONPATH": f"{Path.cwd()}:{folder}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_event_in_a_new_file_of_the_catalogue_is_heard(tmp_path: Path) -> None:
    package = tmp_path / "catalogue_of_test"
    (package / "deeper").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "deeper" / "__init__.py").touch()
    (package / "new.py").write_text(TENTH)
    (package / "deeper" / "newer.py").write_text(TENTH.replace("tenth", "eleventh"))
    done = start({"CATALOGUE": "catalogue_of_test"}, tmp_path)
    assert (done.stdout, done.stderr) == ("eleventh tenth\n", "")


def test_a_mistyped_key_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    done = start({"CATALOG": "catalogue_of_test"}, tmp_path)
    assert done.returncode != 0
    assert done.stderr.endswith("ImproperlyConfigured: NOTIFICATIONS has no key 'CATALOG': did you mean 'CATALOGUE'?\n")


def test_a_catalogue_that_does_not_exist_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    done = start({"CATALOGUE": "no.such.module"}, tmp_path)
    assert done.stderr.endswith(
        "ImproperlyConfigured: NOTIFICATIONS['CATALOGUE'] is 'no.such.module', and there is no such module.\n"
    )


def test_an_import_that_fails_inside_the_catalogue_is_not_hidden(tmp_path: Path) -> None:
    (tmp_path / "broken_catalogue.py").write_text("import something_that_is_missing\n")
    done = start({"CATALOGUE": "broken_catalogue"}, tmp_path)
    assert done.stderr.endswith("ModuleNotFoundError: No module named 'something_that_is_missing'\n")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"COLOUR": 1}, "has no key 'COLOUR': the keys are CATALOGUE, ALLOWED_ORIGINS, PUBLISHER_RATE, STAFF_RATE."),
        ({"CATALOGUE": 7}, "has a wrong value: Expected `str | null`, got `int` - at `$.CATALOGUE`"),
        ({"ALLOWED_ORIGINS": "https://one.example"}, "Expected `array`, got `str` - at `$.ALLOWED_ORIGINS`"),
        ({"PUBLISHER_RATE": 0}, "Expected `float` > 0.0 - at `$.PUBLISHER_RATE`"),
        (["CATALOGUE"], "must be a dictionary, not ['CATALOGUE']."),
    ],
)
def test_a_wrong_setting_is_refused_with_what_was_expected(given: object, sentence: str) -> None:
    before = conf.active
    with pytest.raises(ImproperlyConfigured) as refusal, override_settings(NOTIFICATIONS=given):
        pass
    assert sentence in str(refusal.value)
    assert conf.active == before


def test_an_empty_catalogue_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notifications.checks.catalogue", {})
    [warning] = [message for message in run_checks() if message.id == "notifications.W001"]
    assert warning.msg == "tests.notifications.sample.events declares no event."
    monkeypatch.setattr("notifications.checks.catalogue", events.catalogue)
    assert [message for message in run_checks() if message.id == "notifications.W001"] == []


def test_every_setting_is_described() -> None:
    assert [name for name, _, _, description in conf.described() if not description] == []
