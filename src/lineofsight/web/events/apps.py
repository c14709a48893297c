from django.apps import AppConfig


class Events(AppConfig):
    """History of the site's records."""

    name = "lineofsight.web.events"
    label = "events"
