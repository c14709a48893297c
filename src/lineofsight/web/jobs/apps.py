from django.apps import AppConfig


class Jobs(AppConfig):
    name = "lineofsight.web.jobs"
    label = "jobs"
