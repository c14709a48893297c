from django.apps import AppConfig


class Ui(AppConfig):
    name = "lineofsight.web.ui"
    label = "ui"
