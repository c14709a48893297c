from django.apps import AppConfig


class Casework(AppConfig):
    name = "lineofsight.web.casework"
    label = "casework"
