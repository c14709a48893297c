"""Days as people type them."""

from datetime import date, datetime

_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


def read_day(typed: str) -> date | None:
    """The day that ``typed`` names (31 March 2026, 31/3/2026, 2026-03-31); else ``None``."""
    words = " ".join(typed.split())
    for form in _FORMS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
