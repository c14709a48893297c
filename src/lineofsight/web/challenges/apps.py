from django.apps import AppConfig


class Challenges(AppConfig):
    name = "lineofsight.web.challenges"
    label = "challenges"
