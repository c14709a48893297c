"""What a table of a snapshot is fit for, by stated rules, and what decided.

A table is fit for *counting* when it holds rows, at most 2 in 100 came without a key of their own,
98 in 100 name their child, 98 in 100 of what is named in other tables is there, and its last month
did not fall suddenly.  It is fit for *timeliness* when it is fit for counting, 95 in 100 rows hold
the date from which they exist and each date by which something is due, and 95 in 100 pairs of
dates are in order.  Otherwise it is fit for *neither*.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.checking.definition import FAULTS, said_of
from lineofsight.tables.checking.facts import Facts, gather
from lineofsight.tables.snapshots import Snapshot

Grade = Literal["timeliness", "counting", "neither"]

MOST_WITHOUT_KEY = 0.02
LEAST_NAMED = 0.98
LEAST_DATED = 0.95
_DUE = re.compile(r"(_|^)(due|due_on|due_date|target_date)$")


@dataclass(frozen=True)
class Failing:
    """How many rows of a table fail one check."""

    check: str
    field: str
    title: str
    fault: str
    severity: str
    rows: int


@dataclass(frozen=True)
class TeamQuality:
    """What one team's rows of a table lack: what failed, and how often each fault was found.

    ``team`` is None for rows of children whom no team held on their day.  Several checks may find
    one row.  Teams are there to be helped: nobody is ranked, and no worker is told of.
    """

    team: str | None
    rows: int
    failing: tuple[Failing, ...]

    @property
    def faults(self) -> Mapping[str, int]:
        """How many rows have each fault, in the order of the faults."""
        found = Counter[str]()
        for each in self.failing:
            found[each.fault] += each.rows
        return {fault: found[fault] for fault in FAULTS}


@dataclass(frozen=True)
class TableQuality:
    """One table's grade, the reasons that decided it, and what could not be judged.

    ``reasons`` say what keeps the table from the next better grade; they are empty for the best.
    """

    table: str
    rows: int
    grade: Grade
    reasons: tuple[str, ...]
    unjudged: tuple[str, ...]
    failing: tuple[Failing, ...]
    teams: tuple[TeamQuality, ...]

    def as_json(self, *, by_team: bool) -> dict[str, Any]:
        """The same as other programs read it."""
        told: dict[str, Any] = {
            "table": self.table,
            "rows": self.rows,
            "grade": self.grade,
            "reasons": list(self.reasons),
            "unjudged": list(self.unjudged),
            "failing": [vars(each) for each in self.failing],
        }
        if by_team:
            told["teams"] = [
                {"team": each.team, "rows": each.rows, "faults": dict(each.faults)}
                for each in self.teams
            ]
        return told


def quality(snapshot: Snapshot, authority: str | None = None) -> tuple[TableQuality, ...]:
    """Each table of a snapshot with its grade, of one council or of all.

    Raises :class:`UnusableInput` for a snapshot that was loaded before checks were kept in it.
    """
    try:
        with duckdb.connect(str(snapshot.path), read_only=True) as connection:
            found = gather(connection, snapshot, authority)
    except duckdb.CatalogException as error:
        raise UnusableInput(
            f"The snapshot {snapshot.id} was loaded before checks were kept: load its files again."
        ) from error
    return tuple(_graded(name, facts) for name, facts in found.items())


def _graded(name: str, facts: Facts) -> TableQuality:
    counting = tuple(_against_counting(facts))
    timeliness = tuple(_against_timeliness(facts))
    return TableQuality(
        table=name,
        rows=facts.rows,
        grade="neither" if counting else "counting" if timeliness else "timeliness",
        reasons=counting or timeliness,
        unjudged=tuple(_unjudged(facts)),
        failing=tuple(_failing(facts, facts.failing)),
        teams=tuple(
            TeamQuality(team, rows, tuple(_failing(facts, facts.failing_of_teams[team])))
            for team, rows in sorted(facts.rows_of_teams.items(), key=lambda each: each[0] or "")
        ),
    )


def _failing(facts: Facts, counts: Mapping[tuple[str, str], int]) -> Iterator[Failing]:
    for (check, field), rows in sorted(counts.items()):
        run = facts.runs[check, field]
        yield Failing(check, field, said_of(check).title, run.fault, run.severity, rows)


def _against_counting(facts: Facts) -> Iterator[str]:
    """What keeps a table from being counted."""
    if not facts.rows:
        yield "It holds no row."
        return
    delivered = facts.rows + facts.without_key
    if facts.without_key > MOST_WITHOUT_KEY * delivered:
        yield (
            f"{facts.without_key:,} of {delivered:,} rows had no key of their own and were "
            "rejected."
        )
    person = facts.definition.person_column
    if person and facts.filled[person] < LEAST_NAMED * facts.rows:
        yield f"Only {facts.filled[person]:,} of {facts.rows:,} rows name a child."
    for column in facts.definition.columns:
        lost = facts.failing.get(("unresolved", column.name), 0)
        if lost > (1 - LEAST_NAMED) * facts.filled[column.name]:
            named = f"{lost:,} of {facts.filled[column.name]:,} rows"
            yield f"What {column.name} names in {named} is not there."
    if facts.fallen:
        yield "Its last complete month has under half of what months before had."


def _against_timeliness(facts: Facts) -> Iterator[str]:
    """What keeps a table that can be counted from being timed."""
    definition = facts.definition
    due = [
        column.name
        for column in definition.columns
        if column.type in ("date", "time") and not column.happens and _DUE.search(column.name)
    ]
    expected = [*([definition.exists_from] if definition.exists_from else []), *due]
    if not expected:
        yield "It holds no date to judge by."
    for name in expected:
        if name in facts.missing:
            yield f"Its source does not hold {name}."
        elif facts.filled[name] < LEAST_DATED * facts.rows:
            yield f"Only {facts.filled[name]:,} of {facts.rows:,} rows hold {name}."
    for first, second in definition.in_order:
        both = min(facts.filled[first], facts.filled[second])
        wrong = facts.failing.get(("out_of_order", second), 0)
        if wrong > (1 - LEAST_DATED) * both:
            yield f"{second} is before {first} in {wrong:,} of {both:,} rows."


def _unjudged(facts: Facts) -> Iterator[str]:
    for (check, field), run in sorted(facts.runs.items()):
        if run.lacking and facts.rows:
            what = field if check == "unresolved" else check
            yield f"{what}: without {run.lacking}"
