"""The form of a notification on the wire, as DRF reads it and OpenAPI describes it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, status

from notifications.drafts import MESSAGE_LENGTH, TYPE, Draft, InvalidDraft, TooLarge, quote, shorten
from notifications.events import Level

from .compose import NotAllowed, compose
from .errors import Errors, Unacceptable
from .keys import Caller

BATCH = 500  # notifications in one request
UNKNOWN_NAMED = 10  # of the fields that are not ours, so many get their sentence

WHOLE = "non_field_errors"  # DRF's name for what is wrong with the thing as such


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
class AudienceField(serializers.Field[Any, Any, Any, Any]):
    """One name, or a list of them."""


class BatchSerializer(serializers.ListSerializer[Draft]):
    """All or nothing; a fault is named by its place and its field: `[3].message`."""

    child: "NotificationSerializer"

    def run_validation(self, data: Any = None) -> list[Draft]:
        if not 1 <= len(data) <= BATCH:
            raise Unacceptable(
                {WHOLE: [_("Expected 1 to %(limit)d; got %(got)d.") % {"limit": BATCH, "got": len(data)}]}
            )
        drafts: list[Draft] = []
        errors: Errors = {}
        reasons: set[type[InvalidDraft]] = set()
        for index, item in enumerate(data):
            try:
                drafts.append(self.child.draft(item))
            except InvalidDraft as refused:
                errors |= {f"[{index}].{name}": why for name, why in refused.errors.items()}
                reasons.add(type(refused))
        if errors:
            raise Unacceptable(errors, status_for(reasons))
        return drafts


class NotificationSerializer(serializers.Serializer[Draft]):
    """One notification, as another system sends it."""

    # The fields say what there is and what must be there; what is right, `compose` says to every road alike.
    type = serializers.RegexField(f"^{TYPE.pattern}$", help_text=gettext_lazy("What happened, to programs."))
    message = serializers.CharField(max_length=MESSAGE_LENGTH, help_text=gettext_lazy("What happened, to people."))
    data = serializers.DictField(  # type: ignore[assignment]  # DRF takes it away from the class
        required=False, help_text=gettext_lazy("Any object, up to 32 KiB.")
    )
    audience = AudienceField(
        required=False,
        help_text=gettext_lazy(
            "Who hears: everyone, members, staff or user:<id>, or several of them. Otherwise the type decides; "
            "a type that is not in the catalogue goes to everyone."
        ),
    )
    level = serializers.ChoiceField(choices=Level.choices, required=False)

    class Meta:
        list_serializer_class = BatchSerializer

    def run_validation(self, data: Any = None) -> Draft:
        try:
            return self.draft(data)
        except InvalidDraft as refused:
            raise Unacceptable(refused.errors, status_for({type(refused)})) from refused

    def draft(self, data: Any) -> Draft:
        if faults := misshapen(data, self._declared_fields):
            raise InvalidDraft(faults)
        draft = compose(**{"data": {}, **data})
        caller: Caller = self.context["caller"]
        caller.refuse_beyond_scope(draft.type, addresses="audience" in data)
        return draft


def misshapen(data: Any, fields: dict[str, Any]) -> Errors:
    if not isinstance(data, dict):
        return {WHOLE: [_("Expected an object; got %(got)s.") % {"got": quote(data)}]}
    faults = {
        name: [_("This field is required.")] for name, field in fields.items() if field.required and name not in data
    }
    for name in sorted(data.keys() - fields.keys())[:UNKNOWN_NAMED]:
        faults[shorten(name)] = [_("Unknown field; expected %(names)s.") % {"names": ", ".join(fields)}]
    return faults


def status_for(reasons: set[type[InvalidDraft]]) -> int:
    if NotAllowed in reasons:  # then no correction helps
        return status.HTTP_403_FORBIDDEN
    if reasons == {TooLarge}:
        return status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    return status.HTTP_400_BAD_REQUEST
