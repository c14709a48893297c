from django.apps import AppConfig


class Cohorts(AppConfig):
    name = "lineofsight.web.cohorts"
    label = "cohorts"
