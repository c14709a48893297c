from django.apps import AppConfig


class Updates(AppConfig):
    name = "lineofsight.web.updates"
    label = "updates"
