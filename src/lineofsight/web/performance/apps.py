from django.apps import AppConfig


class Performance(AppConfig):
    name = "lineofsight.web.performance"
    label = "performance"
