"""Time in a page, in the hand of the test."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def stop_clock(page: Page) -> None:
    """From here on time goes only where `page.clock.run_for()` says so."""
    page.clock.install(time=NOON - timedelta(hours=1))  # it goes on until it is stopped
    page.clock.pause_at(NOON)
