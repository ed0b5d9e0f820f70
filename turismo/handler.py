"""Serve each HTTP request in one call on one of a few permanent threads.

Django's own handler starts a thread for each request, opens the database in it, and switches between it and the event
loop several times: see decision 16.
"""

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import async_to_sync, sync_to_async
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http import FileResponse
from django.urls import set_script_prefix


class ThreadedHandler(ASGIHandler):
    """Run middlewares, views and streamed content on one of `threads` threads; the event loop only transfers bytes."""

    def __init__(self, threads: int) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        executor = ThreadPoolExecutor(threads, thread_name_prefix="http")
        self._visit = sync_to_async(self._serve, thread_sensitive=False, executor=executor)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        response = await self._visit(scope, body, send)
        if not response.streaming:
            await self.send_response(response, send)

    def _serve(self, scope: Any, body: Any, send: Any) -> Any:
        """Run all of Django's part, including the signals that open and close the resources of a request."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=type(self), scope=scope)
        request, refusal = self.create_request(scope, body)
        response: Any = self.get_response(request) if request else refusal
        response._handler_class = type(self)  # the sender of `request_finished`
        try:
            if response.streaming:
                self._stream(response, send)
        finally:
            response.close()
            body.close()
        return response

    def _stream(self, response: Any, send: Any) -> None:
        """Make each part when the one before it is sent."""
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        if not response.is_async:
            response.streaming_content = here(response.streaming_content)
        async_to_sync(self.send_response)(response, send)


async def here(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Make each part in the thread that waits in `async_to_sync`: a running query cannot change threads."""
    make = sync_to_async(lambda: next(parts, None))
    while (part := await make()) is not None:
        yield part
