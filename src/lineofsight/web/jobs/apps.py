from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Jobs(AppConfig):
    name = "lineofsight.web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Learn every subject's dated jobs, from its module ``schedule``."""
        autodiscover_modules("schedule")
