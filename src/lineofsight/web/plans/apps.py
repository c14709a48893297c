from django.apps import AppConfig


class Plans(AppConfig):
    name = "lineofsight.web.plans"
    label = "plans"
