"""The documents agree with the code."""

import re
from io import StringIO

from django.core.management import call_command

from notifications.live.close_codes import Close
from tests.faults import test_redis
from tests.servers import ROOT


def test_the_catalogue_in_the_docs_is_the_one_in_the_code() -> None:
    written = StringIO()
    call_command("describe_events", stdout=written)
    assert (ROOT / "docs" / "eventos.md").read_text() == written.getvalue(), "run `make docs`"


def test_every_close_code_is_in_the_contract() -> None:
    documented = re.findall(r"^\| (\d{4}) \|", (ROOT / "docs" / "protocol.md").read_text(), re.MULTILINE)
    assert documented == [str(code.value) for code in sorted(Close)]


def test_the_outages_of_redis_in_the_docs_are_those_that_are_tested() -> None:
    tested = f"stopped for {test_redis.OUTAGE:.0f} seconds and paused for {test_redis.PAUSE:.0f}"
    assert tested in (ROOT / "docs" / "reliability.md").read_text()
