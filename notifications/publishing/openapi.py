"""The description of `POST /notify` for OpenAPI, derived from the limits that `compose` and `drafts` keep."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_field,
    inline_serializer,
)
from rest_framework import serializers

from notifications.drafts import EVENT_SIZE, MESSAGE_LENGTH, TYPE_PATTERN, Level

from .compose import BATCH, FIELDS


class PublisherKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "notifications.publishing.authentication.PublisherKey"
    name = "publisherKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class StaffSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "notifications.publishing.authentication.StaffSession"
    name = "staffSession"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
class AudienceField(serializers.Field[object, object, object, object]):
    """One name, or a list of them."""


def is_required(name: str) -> bool:
    return FIELDS[name].is_required


# The schema of the body. It validates nothing: `compose()` does, for every way of publishing.
NOTIFICATION = inline_serializer(
    "Notification",
    {
        "type": serializers.RegexField(
            f"^{TYPE_PATTERN.pattern}$", required=is_required("type"), help_text=_("What happened, to programs.")
        ),
        "message": serializers.CharField(
            max_length=MESSAGE_LENGTH, required=is_required("message"), help_text=_("What happened, to people.")
        ),
        "data": serializers.DictField(
            required=is_required("data"),
            help_text=_("Any object, up to %(limit)d KiB.") % {"limit": EVENT_SIZE // 1024},
        ),
        "audience": AudienceField(
            required=is_required("audience"),
            help_text=_(
                "The recipients: everyone, members, staff or user:<id>, or several of them. Otherwise the type "
                "decides; a type that is not in the catalogue goes to everyone."
            ),
        ),
        "level": serializers.ChoiceField(choices=Level.choices, required=is_required("level")),
    },
)
type(NOTIFICATION).__doc__ = "One notification, as another system sends it."

SENT = inline_serializer(
    "NotifySent",
    {
        "status": serializers.CharField(),
        "message": serializers.CharField(),
        "id": serializers.CharField(required=False, help_text=_("Of the one notification that was sent.")),
        "ids": serializers.ListField(
            child=serializers.CharField(), required=False, help_text=_("Of a list, in its order.")
        ),
    },
)
REFUSED = inline_serializer(
    "NotifyRefused",
    {
        "status": serializers.CharField(),
        "message": serializers.CharField(),
        "errors": serializers.DictField(child=serializers.ListField(child=serializers.CharField())),
    },
)

describe_notify = extend_schema(
    operation_id="notify",
    summary=_("Send a notification, or a list of at most %(limit)d: all or nothing.") % {"limit": BATCH},
    parameters=[
        OpenApiParameter(
            "Idempotency-Key",
            OpenApiTypes.STR,
            OpenApiParameter.HEADER,
            description=_("Makes a retry safe: the same key and body are answered alike and sent once."),
        )
    ],
    request=PolymorphicProxySerializer(
        component_name="Notify",
        serializers=[NOTIFICATION, type(NOTIFICATION)(many=True)],
        resource_type_field_name=None,
        many=False,
    ),
    responses={200: SENT, **dict.fromkeys((400, 401, 403, 411, 413, 415, 422, 429), REFUSED)},
)
