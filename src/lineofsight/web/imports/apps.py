from django.apps import AppConfig


class Imports(AppConfig):
    name = "lineofsight.web.imports"
    label = "imports"
