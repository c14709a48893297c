from django.apps import AppConfig


class Files(AppConfig):
    name = "lineofsight.web.files"
    label = "files"
