"""The addresses under `/api/usuarios/`; the architecture document also has `register` at the root."""

from django.urls import path

from .views import LoginView, LogoutView, RegistroView, YoView

urlpatterns = [
    path("register", RegistroView.as_view(), name="register"),
    path("login", LoginView.as_view(), name="login"),
    path("logout", LogoutView.as_view(), name="logout"),
    path("yo", YoView.as_view(), name="yo"),
]
