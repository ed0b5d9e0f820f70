"""What OpenAPI says of `POST /notify` beyond what can be read off the view and its serializer."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema, inline_serializer
from rest_framework import serializers

from .schema import NotificationSerializer


class PublisherKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "notifications.publishing.authentication.PublisherKey"
    name = "publisherKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class StaffSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "notifications.publishing.authentication.StaffSession"
    name = "staffSession"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


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
    summary=_("Send a notification, or a list of at most 500: all or nothing."),
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
        serializers=[NotificationSerializer, NotificationSerializer(many=True)],
        resource_type_field_name=None,
        many=False,
    ),
    responses={200: SENT, **dict.fromkeys((400, 401, 403, 411, 413, 415, 422, 429), REFUSED)},
)
