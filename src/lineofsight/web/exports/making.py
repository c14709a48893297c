"""The file of an export."""

from collections.abc import Callable

from lineofsight.web.exports.book import book_of
from lineofsight.web.exports.csv_table import csv_of
from lineofsight.web.exports.models import Export
from lineofsight.web.exports.said import SaidPlan, said_plan
from lineofsight.web.exports.word import word_of
from lineofsight.web.files.keeping import Given, keep_file, safe_name
from lineofsight.web.plans.whole import whole_plan

MAKERS: dict[str, Callable[[SaidPlan], bytes]] = {"xlsx": book_of, "docx": word_of, "csv": csv_of}


def file_of(export: Export) -> Given:
    """The file that ``export`` asks for, made and kept."""
    said = said_plan(whole_plan(export.plan, export.day), public=export.public)
    return keep_file([MAKERS[export.form](said)], file_name(export))


def file_name(export: Export) -> str:
    """A name that any machine takes: the plan's title, the day, and for whom it is."""
    title = "".join(c if c.isalnum() else " " for c in export.plan.title if c not in "'’")
    stem = "-".join(title.lower().split())[:80].strip("-") or "plan"
    plain = stem.encode("ascii", "ignore").decode() or "plan"
    whom = "-for-publication" if export.public else ""
    return safe_name(f"{plain}-{export.day.isoformat()}{whom}.{export.form}")
