"""`POST /notify`: record the events of another system, one or a list, and answer with their ids."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.db import InterfaceError, OperationalError, transaction
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.mediatypes import media_type_matches
from rest_framework.views import APIView, exception_handler

from notifications.drafts import Draft, Errors, InvalidDraft, TooLarge, quote
from notifications.events import shorten
from notifications.outbox import publish

from .authentication import Caller, MayPublish, PublisherKey, StaffSession
from .compose import BATCH, FIELDS, NotAllowed, compose
from .errors import DatabaseUnavailable, LengthRequired, ValidationFailed
from .idempotency import record_once
from .openapi import describe_notify
from .parsers import StrictJSONParser
from .throttles import PublishingThrottle

logger = logging.getLogger(__name__)

# Part of the contract, and older than audiences: this text, in this language, for any audience.
SENT = {"status": "success", "message": "Notificación enviada a todos los clientes"}

UNKNOWN_NAMED = 10  # unknown fields that get a sentence each

IDEMPOTENCY_KEY = "Idempotency-Key"
IDEMPOTENCY_KEY_LENGTH = 255

GENERAL = "non_field_errors"  # DRF's name for the faults of a whole


class JSONOnly(DefaultContentNegotiation):
    """Answer in JSON whatever the client accepts: it must learn whether its events were recorded."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, str(renderer.media_type)


# The ids are known when the transaction has committed, so the request must not be one.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class NotifyView(APIView):
    authentication_classes = [PublisherKey, StaffSession]
    permission_classes = [MayPublish]
    throttle_classes = [PublishingThrottle]
    parser_classes = [StrictJSONParser]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = JSONOnly

    @describe_notify
    def post(self, request: Request) -> Response:
        body, caller = request.data, cast(Caller, request.auth)
        drafts = drafts_of(body, caller)
        key = idempotency_key(request)
        ids = record_once(str(caller), key, body, drafts) if key else publish(*drafts)
        return Response(SENT | ({"ids": ids} if isinstance(body, list) else {"id": ids[0]}))

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        if request.method == "POST":
            refuse_unreadable(request)  # before the authentication, which may parse a form to find a CSRF token
        super().initial(request, *args, **kwargs)

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response | None]:
        return error_response


# --- The body ----------------------------------------------------------------------------------------------------


def drafts_of(body: object, caller: Caller) -> list[Draft]:
    """The drafts of a body, all or none. Raises ValidationFailed; `[3].message` is a fault of the fourth of a list."""
    if not isinstance(body, list):
        try:
            return [draft_of(body, caller)]
        except InvalidDraft as invalid:
            raise ValidationFailed(invalid.errors, status_for({type(invalid)})) from invalid
    if not 1 <= len(body) <= BATCH:
        sentence = _("Expected 1 to %(limit)d; got %(got)d.") % {"limit": BATCH, "got": len(body)}
        raise ValidationFailed({GENERAL: [sentence]})
    drafts: list[Draft] = []
    errors: Errors = {}
    reasons: set[type[InvalidDraft]] = set()
    for index, item in enumerate(body):
        try:
            drafts.append(draft_of(item, caller))
        except InvalidDraft as invalid:
            errors |= {f"[{index}].{name}": why for name, why in invalid.errors.items()}
            reasons.add(type(invalid))
    if errors:
        raise ValidationFailed(errors, status_for(reasons))
    return drafts


def draft_of(item: object, caller: Caller) -> Draft:
    if not isinstance(item, dict):
        raise InvalidDraft({GENERAL: [_("Expected an object; got %(got)s.") % {"got": quote(item)}]})
    if not item.keys() <= FIELDS.keys() or "type" not in item or "message" not in item:
        raise InvalidDraft(faults_of_fields(item))
    draft = compose(**{"data": {}, **item})
    caller.check_scope(draft.type, addresses="audience" in item)
    return draft


def faults_of_fields(item: dict[str, object]) -> Errors:
    """The required fields that are missing, and the unknown ones that are there."""
    faults = {
        name: [_("This field is required.")] for name, field in FIELDS.items() if field.is_required and name not in item
    }
    for name in sorted(item.keys() - FIELDS.keys())[:UNKNOWN_NAMED]:
        faults[shorten(name)] = [_("Unknown field; expected %(names)s.") % {"names": ", ".join(FIELDS)}]
    return faults


def status_for(reasons: set[type[InvalidDraft]]) -> int:
    if NotAllowed in reasons:  # then no correction of the other faults helps
        return status.HTTP_403_FORBIDDEN
    if reasons == {TooLarge}:
        return status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    return status.HTTP_400_BAD_REQUEST


# --- The headers -------------------------------------------------------------------------------------------------


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
        raise ValidationFailed({IDEMPOTENCY_KEY: [sentence]})
    return key


# --- Errors ------------------------------------------------------------------------------------------------------


def error_response(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answer as `{"status": "error", "message": …, "errors": {field: […]}}`."""
    if isinstance(exception, OperationalError | InterfaceError):
        logger.error("POST /notify could not be recorded: %s", exception)
        exception = DatabaseUnavailable()
    response = exception_handler(exception, context)
    if response is not None:
        response.data = {
            "status": "error",
            "message": str(getattr(exception, "detail", exception)),
            "errors": getattr(exception, "errors", {}),
        }
    return response
