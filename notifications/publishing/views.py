"""`POST /notify`: another system's event is recorded like our own, and everybody hears it who should."""

import logging
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.mediatypes import media_type_matches
from rest_framework.views import APIView, exception_handler

from notifications.outbox import record

from .authentication import MayPublish, PublisherKey, StaffSession
from .errors import DatabaseAway, LengthRequired, Unacceptable
from .idempotency import ids_of, record_once
from .openapi import describe_notify
from .parsers import StrictJSONParser
from .schema import NotificationSerializer
from .throttles import PublishingThrottle

logger = logging.getLogger(__name__)

# Part of the contract, and older than audiences: to the letter, in this language, whoever hears.
SENT = {"status": "success", "message": "Notificación enviada a todos los clientes"}

IDEMPOTENCY_KEY = "Idempotency-Key"
IDEMPOTENCY_KEY_LENGTH = 255


class OneForm(DefaultContentNegotiation):
    """The answer is JSON, whatever the client would rather have: it must learn whether its event was sent."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


# The ids are known when the transaction has committed, so the request must not be one.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class NotifyView(APIView):
    authentication_classes = [PublisherKey, StaffSession]
    permission_classes = [MayPublish]
    throttle_classes = [PublishingThrottle]
    parser_classes = [StrictJSONParser]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = OneForm

    @describe_notify
    def post(self, request: Request) -> Response:
        many = isinstance(request.data, list)
        serializer = NotificationSerializer(data=request.data, many=many, context={"caller": request.auth})
        serializer.is_valid(raise_exception=True)
        drafts = serializer.validated_data if many else [serializer.validated_data]
        if key := idempotency_key(request):
            rows = record_once(str(request.auth), key, request.data, drafts)
        else:
            rows = record(*drafts)
        ids = ids_of(rows)
        return Response(SENT | ({"ids": ids} if many else {"id": ids[0]}))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method == "POST":
            refuse_unreadable(request)  # before asking who sends it, which may read a form for its CSRF token
        super().initial(request, *args, **kwargs)

    def get_exception_handler(self) -> Any:
        return refusal


def refuse_unreadable(request: Request) -> None:
    if "Transfer-Encoding" in request.headers and "Content-Length" not in request.headers:
        raise LengthRequired
    if not media_type_matches(StrictJSONParser.media_type, request.content_type):
        raise UnsupportedMediaType(request.content_type)


def idempotency_key(request: Request) -> str | None:
    key = request.headers.get(IDEMPOTENCY_KEY)
    if key is None:
        return None
    if not (1 <= len(key) <= IDEMPOTENCY_KEY_LENGTH and key.isascii() and key.isprintable()):
        sentence = _("Expected 1 to %(limit)d printable characters.") % {"limit": IDEMPOTENCY_KEY_LENGTH}
        raise Unacceptable({IDEMPOTENCY_KEY: [sentence]})
    return key


def refusal(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answer in our form: `{"status": "error", "message": …, "errors": {field: […]}}`."""
    if isinstance(exception, OperationalError | InterfaceError):
        logger.error("POST /notify could not be recorded: %s", exception)
        exception = DatabaseAway()
    response = exception_handler(exception, context)
    if response is not None:
        response.data = {
            "status": "error",
            "message": str(getattr(exception, "detail", exception)),
            "errors": getattr(exception, "errors", {}),
        }
    return response
