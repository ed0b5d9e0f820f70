"""Let clients keep answers and revalidate them: an unchanged one is a 304 without a body."""

from typing import Any

from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


def revalidated(view: Any) -> Any:
    """Give a method of a view an ETag, made of the answer's text: it differs by language."""
    view = method_decorator(conditional_page)(view)
    view.is_revalidated = True  # read by `schema.Schema`
    return view


class RevalidatedReads(APIView):
    """Forbid answers from a cache that has not revalidated: seats and prices change at any moment."""

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.method in {"GET", "HEAD"} and response.status_code == 200:
            scope = {"public": True} if request.user.is_anonymous else {"private": True}
            patch_cache_control(response, no_cache=True, **scope)
        return response
