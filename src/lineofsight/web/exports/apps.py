from django.apps import AppConfig


class Exports(AppConfig):
    name = "lineofsight.web.exports"
    label = "exports"
