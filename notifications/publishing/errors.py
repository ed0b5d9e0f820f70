"""The errors of `POST /notify` for which DRF has no class."""

from django.utils.translation import gettext_lazy
from rest_framework import status
from rest_framework.exceptions import APIException

from notifications.drafts import Errors


class LengthRequired(APIException):
    """The body has no Content-Length: DRF would take it for empty."""

    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_detail = gettext_lazy("Send the body with a Content-Length.")
    default_code = "length_required"


class BodyTooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("The body is too large.")
    default_code = "too_large"


class DatabaseUnavailable(APIException):
    """The log could not be written. The events may be recorded all the same, if the connection broke at the commit."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = gettext_lazy("The log cannot be written just now; try again.")
    default_code = "database_unavailable"
    wait = 2  # seconds, sent as Retry-After


class IdempotencyKeyReused(APIException):
    """The `Idempotency-Key` came before with another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = gettext_lazy("This Idempotency-Key came before with another body; use a new key.")
    default_code = "idempotency_key_reused"


class ValidationFailed(APIException):
    """Nothing was recorded; `errors` has the sentences of each field."""

    default_detail = gettext_lazy("Nothing was sent; errors has the reasons.")

    def __init__(self, errors: Errors, status_code: int = status.HTTP_400_BAD_REQUEST) -> None:
        super().__init__()
        self.errors = errors
        self.status_code = status_code
