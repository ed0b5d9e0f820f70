"""What the servers run: HTTP goes to Django, WebSockets to the notifications."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turismo.settings")
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter  # noqa: E402  (the apps must be loaded first)

from notifications.routing import websocket  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": websocket})
