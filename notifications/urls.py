"""The HTTP addresses of the app; `/ws` is in `asgi.py`."""

from django.urls import path

from .publishing.views import NotifyView

app_name = "notifications"
urlpatterns = [path("notify", NotifyView.as_view(), name="notify")]
