"""The ASGI application for the servers: HTTP goes to Django, WebSockets to the notifications."""

import gc
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turismo.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402  (the apps must be loaded first)

from notifications import asgi  # noqa: E402

from .handler import ThreadedHandler  # noqa: E402

application = asgi.application(ThreadedHandler(settings.THREADS))

# Exclude all loaded objects from garbage collection, which would scan them again while many clients connect.
gc.collect()
gc.freeze()
