"""Serve each request in one thread: otherwise Django visits a thread for each hook of each middleware."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

Handler = Callable[[HttpRequest], HttpResponse]


@sync_only_middleware
def un_solo_hilo(get_response: Handler) -> Handler:
    """Does nothing. Being the innermost and synchronous, it lets all the others be synchronous too."""
    return get_response
