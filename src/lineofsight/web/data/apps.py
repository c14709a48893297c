from django.apps import AppConfig


class Data(AppConfig):
    name = "lineofsight.web.data"
    label = "data"
