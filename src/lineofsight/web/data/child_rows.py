"""Rows of children that a load has to tell of, as a table of text that runs in no spreadsheet.

Taking one is a look at children's data, and noted before anything is given.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
from django.http import Http404, StreamingHttpResponse

from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.looks import look
from lineofsight.web.exports.harmless import harmless

AT_ONCE = 1_000


@dataclass(frozen=True)
class Kind:
    """A kind of rows that can be taken: what they are called, their columns, and their SQL."""

    name: str
    header: tuple[str, ...]
    sql: str


KINDS = {
    "rejected": Kind(
        "Rejected rows",
        ("table", "part", "row_number", "rule", "row"),
        "select table_name, part, row_number, rule, row from rejected "
        "where list_contains(?, table_name) order by table_name, part, row_number",
    ),
    "contradictions": Kind(
        "Contradictions",
        ("table", "record", "child", "field", "kept", "other", "what"),
        "select table_name, record_id, child_id, field, first_source, second_source, what "
        "from contradictions where list_contains(?, table_name) order by all",
    ),
}


def taken(account: Account, snapshot: Snapshot | None, kind: str) -> StreamingHttpResponse:
    """Rows of a kind of a snapshot's own load, as a file; noted as a look."""
    if snapshot is None or kind not in KINDS:
        raise Http404("There are no such rows, or they were taken away since.")
    look(account, f"{KINDS[kind].name} of the load of snapshot {snapshot.id}")
    answer = StreamingHttpResponse(
        _as_csv(snapshot, KINDS[kind]), content_type="text/csv; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind}-{snapshot.id}.csv"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _as_csv(snapshot: Snapshot, kind: Kind) -> Iterator[str]:
    tables = [part.table for part in snapshot.manifest.parts]
    # The mark by which Excel knows UTF-8.
    yield "\ufeff" + _line(kind.header)
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        found = connection.execute(kind.sql, [tables])
        while rows := found.fetchmany(AT_ONCE):
            yield "".join(map(_line, rows))


def _line(cells: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(harmless("" if each is None else str(each)) for each in cells)
    return out.getvalue()
