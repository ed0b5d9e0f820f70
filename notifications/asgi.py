"""Where WebSockets go: `/ws` is the browser's connection; any other path is refused without a word in the logs."""

from channels.routing import URLRouter
from django.urls import re_path

from .live.consumers import NotificationConsumer
from .live.origins import guard, refuse

websocket = guard(
    URLRouter(
        [
            re_path(r"^ws/?$", NotificationConsumer.as_asgi()),
            re_path(r"", refuse),  # type: ignore[arg-type]  # URLRouter takes ASGI applications
        ]
    )
)
