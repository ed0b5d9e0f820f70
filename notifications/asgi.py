"""The ASGI application of a project: `/ws` and HTTP together."""

import asyncio

from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import re_path

from .doorbells.channel_layer import bind_loop
from .live.consumers import NotificationConsumer
from .live.handshake import guard, refuse
from .servers.base import Application, Receive, Scope, Send

#: `/ws` is the connection of a browser; any other path is refused without an entry in the logs.
websocket = guard(
    URLRouter(
        [
            re_path(r"^ws/?$", NotificationConsumer.as_asgi()),
            re_path(r"", refuse),  # type: ignore[arg-type]  # URLRouter takes ASGI applications
        ]
    )
)


def application(http: Application) -> ProtocolTypeRouter:
    """Serve WebSockets at `/ws` and everything else with `http`, Django's own ASGI application for example::

        application = notifications.asgi.application(get_asgi_application())

    Django must be set up before this module is imported: `get_asgi_application()` does that.
    """

    async def http_with_doorbell(scope: Scope, receive: Receive, send: Send) -> None:
        # Events that a view records ring over this loop, so that the view does not wait for the channel layer.
        bind_loop(asyncio.get_running_loop())
        await http(scope, receive, send)

    return ProtocolTypeRouter({"http": http_with_doorbell, "websocket": websocket})
