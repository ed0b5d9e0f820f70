"""Answer errors outside any view: a problem (RFC 9457) at addresses of the API, elsewhere Django's page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

from turismo.rest.problems import CODES, MEDIA_TYPE, TITLES, problem_body

API_PATHS = ("/api/", "/usuarios/register")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400`"""
    return problem(request, 400) or defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: the exception is in the log and not in the answer."""
    return problem(request, 500) or defaults.server_error(request)


def problem(request: HttpRequest, status: int) -> HttpResponse | None:
    if not request.path.startswith(API_PATHS):
        return None
    body = problem_body(status, CODES[status], str(TITLES[status]), request.path)
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)
