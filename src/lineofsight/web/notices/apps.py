from django.apps import AppConfig


class Notices(AppConfig):
    name = "lineofsight.web.notices"
    label = "notices"
