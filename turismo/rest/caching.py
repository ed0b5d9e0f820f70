"""What everybody reads may be kept, if it is asked each time whether it is still so: a 304 costs its reader nothing."""

from typing import Any

from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


def revalidable(vista: Any) -> Any:
    """The ETag is one of the text that is answered: the same rows in another language are another text."""
    vista = method_decorator(conditional_page)(vista)
    vista.se_revalida = True  # for the documentation
    return vista


class Lectura(APIView):
    """Seats and prices change at any moment, so nothing is answered from a cache that has not asked."""

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.method in {"GET", "HEAD"} and response.status_code == 200:
            de_todos = {"public": True} if request.user.is_anonymous else {"private": True}
            patch_cache_control(response, no_cache=True, **de_todos)
        return response
