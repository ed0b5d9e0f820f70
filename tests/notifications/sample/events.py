"""The events of the library."""

from typing import Self

from django.dispatch import Signal

from notifications.audiences import Audience, Owner
from notifications.events import Event, Level, event, on_create, on_each, on_signal
from tests.notifications.sample.models import Book

doors_opened = Signal()
season_opened = Signal()


@event
class BookCreated(Event):
    """A book was added."""

    type = "book_created"
    source = on_create("library.Book")
    audience = Audience.STAFF, Owner("owner_id")
    message = "New book: {title}"

    title: str
    owner_id: int | None

    @classmethod
    def from_instance(cls, book: Book) -> Self | None:
        return None if book.title == "(untold)" else cls(title=book.title, owner_id=book.owner_id)


@event
class DoorsOpened(Event):
    """The library opened its doors."""

    type = "doors_opened"
    source = on_signal(doors_opened, "hour"), on_each(season_opened, "hours")
    audience = Audience.EVERYONE
    message = "Open since {hour} o'clock"
    level = Level.SUCCESS

    hour: int

    @classmethod
    def from_instance(cls, hour: int) -> Self:
        return cls(hour=hour)


@event
class LoanDue(Event):
    """A loan is due. No Django signal announces it."""

    type = "loan_due"
    audience = Owner("reader_id")
    message = "Bring back {title}"
    level = Level.WARNING

    title: str
    reader_id: int
