from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "tests.notifications.sample"
    label = "library"
