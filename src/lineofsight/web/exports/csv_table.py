"""A plan as a table of text: one row an action."""

import csv
import io

from lineofsight.web.exports.columns import columns_of, rows_of_actions
from lineofsight.web.exports.harmless import harmless
from lineofsight.web.exports.said import SaidPlan


def csv_of(said: SaidPlan) -> bytes:
    """The actions as CSV, in UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns_of(said))
    for row in rows_of_actions(said):
        writer.writerow([harmless(" / ".join(text.splitlines())) for text in row])
    return out.getvalue().encode("utf-8-sig")
