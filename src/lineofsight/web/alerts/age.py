"""Whether tables are too old for anybody to be alerted by them."""

from datetime import date

from django.conf import settings


def too_old(known_to: date, day: date) -> bool:
    """Whether tables that tell to ``known_to`` are too old for alerts on ``day``."""
    return (day - known_to).days > settings.ALERTS_OLD_AFTER_DAYS
