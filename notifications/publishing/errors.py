"""Why `POST /notify` does nothing, where DRF has no reason of that name."""

from django.utils.translation import gettext_lazy
from rest_framework import status
from rest_framework.exceptions import APIException

Errors = dict[str, list[str]]  # by the field they are about


class LengthRequired(APIException):
    """DRF takes a body without a length for an empty one."""

    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_detail = gettext_lazy("Send the body with a Content-Length.")
    default_code = "length_required"


class BodyTooLarge(APIException):
    """More bytes than anybody will read."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("The body is too large.")
    default_code = "too_large"


class DatabaseAway(APIException):
    """Nothing is known to be recorded; `wait` becomes Retry-After."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = gettext_lazy("The log cannot be written just now; try again.")
    default_code = "database_away"
    wait = 2  # seconds


class KeyReused(APIException):
    """An `Idempotency-Key` stands for one request, and came with another."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = gettext_lazy("This Idempotency-Key came before with another body; use a new key.")
    default_code = "key_reused"


class Unacceptable(APIException):
    """Nothing was recorded; `errors` has the sentences of each field."""

    default_detail = gettext_lazy("Nothing was sent; see what is wrong in errors.")

    def __init__(self, errors: Errors, status_code: int = status.HTTP_400_BAD_REQUEST) -> None:
        super().__init__()
        self.errors = errors
        self.status_code = status_code
