"""What the servers run: HTTP goes to Django, WebSockets to the notifications."""

import gc
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turismo.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402  (the apps must be loaded first)

from notifications import asgi  # noqa: E402

from .handler import ThreadedHandler  # noqa: E402

application = asgi.application(ThreadedHandler(settings.THREADS))

# Keep all that is loaded by now out of the garbage collector, which would scan it again while many connect.
gc.collect()
gc.freeze()
