"""Describe the recipients of a draft, for the preview of the form that sends it."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from notifications.audiences import Audience
from notifications.drafts import Draft


def recipients(draft: Draft) -> Iterator[str]:
    """A sentence for each audience of `draft`, with the number of users in it at present."""
    people = get_user_model()._default_manager.filter(is_active=True)
    for audience in sorted(draft.audiences):
        if audience == Audience.EVERYONE:
            yield gettext("Everyone who is connected, logged in or not.")
        elif audience == Audience.MEMBERS:
            yield gettext("Everyone who is logged in, of %(people)s.") % {"people": counted(people.count())}
        elif audience == Audience.STAFF:
            yield gettext("The staff: %(people)s.") % {"people": counted(people.filter(is_staff=True).count())}
        else:
            person = person_in(people, audience)
            yield (
                str(person)
                if person
                else gettext("%(audience)s: no active user has this key.") % {"audience": audience}
            )


def person_in(people: QuerySet[AbstractBaseUser], audience: Audience) -> AbstractBaseUser | None:
    try:
        return people.filter(pk=audience.removeprefix("user:")).first()
    except (ValueError, ValidationError):
        return None  # the text is no primary key of the user model


def counted(people: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", people) % {"count": people}
