from django.apps import AppConfig


class Api(AppConfig):
    name = "lineofsight.web.api"
    label = "api"
