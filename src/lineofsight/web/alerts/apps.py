from django.apps import AppConfig


class Alerts(AppConfig):
    name = "lineofsight.web.alerts"
    label = "alerts"
