"""Rows of children that a load has to tell of, as a table of text that runs in no spreadsheet.

Taking one is a look at children's data, and noted before anything is given.  A row that names a
restricted child, or may be about one, is left out, unless the store names whoever takes them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

import duckdb
from django.conf import settings
from django.http import Http404, StreamingHttpResponse
from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.tables.rejected import COLUMNS, rejected_rows, tables_of_people
from lineofsight.tables.restricted import check_may_read_restricted, restricted_people
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.looks import look
from lineofsight.web.exports.harmless import UTF8_MARK, csv_line

AT_ONCE = 1_000
Cells = Iterable[object]


@dataclass(frozen=True)
class Kind:
    """A kind of rows that can be taken: what they are called, their columns, and how they are had.

    ``rows`` takes a snapshot and the ids of those whose rows are left out.
    """

    name: str
    header: tuple[str, ...]
    rows: Callable[[Snapshot, Collection[str]], Iterator[Cells]]


def hidden_from(account: Account, snapshot: Snapshot) -> frozenset[str]:
    """The children whose rows ``account`` is not shown; a store names accounts by their address."""
    store = settings.PLACES.store
    try:
        check_may_read_restricted(store, account.email)
    except UnusableInput:
        return restricted_people(store, snapshot, timezone.localdate())
    return frozenset()


def taken(account: Account, snapshot: Snapshot | None, kind: str) -> StreamingHttpResponse:
    """Rows of a kind of a snapshot's own load, as a file; noted as a look."""
    if snapshot is None or kind not in KINDS:
        raise Http404("There are no such rows, or they were taken away since.")
    which = KINDS[kind]
    look(account, f"{which.name} of the load of snapshot {snapshot.id}")
    rows = which.rows(snapshot, hidden_from(account, snapshot))
    return as_csv(f"{kind}-{snapshot.id}.csv", which.header, rows)


def as_csv(name: str, header: Cells, rows: Iterable[Cells]) -> StreamingHttpResponse:
    """A table of text to be saved under a name, given line by line."""

    def lines() -> Iterator[str]:
        yield UTF8_MARK + csv_line(header)
        yield from map(csv_line, rows)

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _own_tables(snapshot: Snapshot) -> list[str]:
    """The tables that a snapshot's own load delivered."""
    return sorted({part.table for part in snapshot.manifest.parts})


def _rejected(snapshot: Snapshot, hidden: Collection[str]) -> Iterator[Cells]:
    for table in _own_tables(snapshot):
        for row in rejected_rows(snapshot, table):
            if not row.may_be_about(hidden):
                yield row.cells


def _contradictions(snapshot: Snapshot, hidden: Collection[str]) -> Iterator[Cells]:
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        found = connection.execute(
            "select table_name, record_id, child_id, field, first_source, second_source, what "
            "from contradictions where list_contains(?, table_name) order by all",
            [_own_tables(snapshot)],
        )
        while rows := found.fetchmany(AT_ONCE):
            for row in rows:
                # Of a row that names nobody it cannot be told whether it is about one of them.
                untold = hidden and row[2] is None and row[0] in tables_of_people()
                if not untold and {row[2], *str(row[1]).split("/")}.isdisjoint(hidden):
                    yield row


KINDS = {
    "rejected": Kind("Rejected rows", COLUMNS, _rejected),
    "contradictions": Kind(
        "Contradictions",
        ("table", "record", "child", "field", "kept", "other", "what"),
        _contradictions,
    ),
}
