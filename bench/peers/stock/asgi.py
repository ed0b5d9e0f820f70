"""As in the Channels tutorial: HTTP goes to Django, WebSockets to the consumer behind the usual middleware."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.peers.stock.settings")
http = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402  (the apps must be loaded first)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from .consumers import NotificationConsumer  # noqa: E402

websocket = AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter([path("ws", NotificationConsumer.as_asgi())])))
application = ProtocolTypeRouter({"http": http, "websocket": websocket})
