"""The URLs of the sample project."""

from django.contrib import admin
from django.urls import include, path

from notifications.health import Live, Ready, metrics

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("notifications.urls")),
    path("livez", Live.as_view()),
    path("readyz", Ready.as_view()),
    path("metrics", metrics),
]
