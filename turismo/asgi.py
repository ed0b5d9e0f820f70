"""What the servers run: HTTP goes to Django, WebSockets to the notifications."""

import gc
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turismo.settings")
django.setup(set_prefix=False)

from channels.routing import ProtocolTypeRouter  # noqa: E402  (the apps must be loaded first)
from django.conf import settings  # noqa: E402

from notifications.asgi import websocket  # noqa: E402

from .handler import ThreadedHandler  # noqa: E402

application = ProtocolTypeRouter({"http": ThreadedHandler(settings.THREADS), "websocket": websocket})

# What is loaded by now stays. Otherwise the collector looks at all of it again and again while many connect.
gc.collect()
gc.freeze()
