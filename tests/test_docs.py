"""The documentation that is written from the code is the code's."""

from io import StringIO

from django.core.management import call_command

from tests.servers import ROOT


def test_the_catalogue_in_the_docs_is_the_one_in_the_code() -> None:
    written = StringIO()
    call_command("describe_events", stdout=written)
    assert (ROOT / "docs" / "eventos.md").read_text() == written.getvalue(), "run `make docs`"
