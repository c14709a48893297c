"""What a load finds of the dirt that a council's key says was planted: precision and recall.

Found is what the load tells, rejects, keeps or lists of the dirty council and not of its clean
twin, row by row.  ``precision`` is the share of what was found that was planted (by the kind or by
another kind that brings it), ``recall`` the share of what was planted that was found.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from lineofsight.sample import generate
from lineofsight.sample.dirt import KEY
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.rejected import COLUMNS, rejected_rows
from lineofsight.tables.snapshots import open_snapshot
from tests.support.extracts import MARCH

Keys = set[str]
Planted = Mapping[str, Any]


@dataclass(frozen=True)
class Score:
    """One kind: how many were planted and found, and how many of either are both."""

    kind: str
    found_as: str
    planted: int
    found: int
    right: int
    missed: frozenset[str]
    false: frozenset[str]

    @property
    def precision(self) -> Fraction:
        """Of what was found, the share that was planted."""
        return Fraction(self.right, self.found) if self.found else Fraction(0)

    @property
    def recall(self) -> Fraction:
        """Of what was planted, the share that was found."""
        return Fraction(self.right, self.planted) if self.planted else Fraction(0)


class Loaded:
    """A council's load and its snapshot."""

    def __init__(self, sources: Path, store: Path) -> None:
        self.report: LoadReport = load_tables([sources], store, MARCH)
        self.snapshot = open_snapshot(store)
        self.connection = duckdb.connect(str(self.snapshot.path), read_only=True)

    def rows(self, sql: str, *given: object) -> list[tuple[Any, ...]]:
        """What a SELECT finds in the snapshot."""
        return self.connection.execute(sql, given).fetchall()

    def told(self, rule: str, table: str, column: str | None) -> int:
        """How many rows the load told by a rule of a table, and where a column is named, of it."""
        return sum(
            problem.rows
            for problem in self.report.problems
            if problem.rule == rule
            and problem.table == table
            and (column is None or f" {column}" in f" {problem.message}")
        )

    def values(self, table: str, column: str) -> dict[str, str | None]:
        """A column's values by key."""
        definition = table_definitions()[table]
        keys = ", ".join(definition.key)
        value = f"cast({column} as varchar)"
        if definition.column(column).type == "json":
            # The same list, whatever spaces it is written with.
            value = f"cast(cast({column} as json) as varchar[]) :: varchar"
            value = f"case when {column} like '[%' then {value} else {column} end"
        return dict(self.rows(f"select concat_ws('/', {keys}), {value} from {table}"))

    def found_by(self, check: str, table: str, column: str) -> Keys:
        """What a check lists: rows by their keys, months or teams where it lists no rows."""
        month = "month" if check == "sudden_fall" else "team"
        return {
            str(key)
            for (key,) in self.rows(
                f"select coalesce(record_id, {month}) from check_results "
                "where check_id = ? and table_name = ? and field = ?",
                check, table, column,
            )
        }  # fmt: skip


class Twins:
    """A dirty council beside its clean twin, both loaded, and the key to the dirt."""

    def __init__(self, folder: Path, children: int, seed: int, form: str) -> None:
        for name in ("clean", "dirty"):
            generate(
                children, 5, seed, MARCH, folder / name,
                form=form, dirt=name == "dirty",  # type: ignore[arg-type]
            )  # fmt: skip
        self.key: dict[str, Any] = json.loads((folder / "dirty" / KEY).read_text("utf-8"))
        self.clean = Loaded(folder / "clean", folder / "clean-store")
        self.dirty = Loaded(folder / "dirty", folder / "dirty-store")

    @property
    def kinds(self) -> list[Planted]:
        """The kinds of the key."""
        return list(self.key["kinds"])

    def scores(self) -> list[Score]:
        """Precision and recall of every kind."""
        return [self.score(kind) for kind in self.kinds]

    def score(self, kind: Planted) -> Score:
        """Precision and recall of one kind."""
        ways = {
            "found": self._found,
            "mended": self._mended,
            "emptied": self._emptied,
            "kept": self._kept,
            "rejected": self._rejected,
            "mapped": self._mapped,
            "told": self._told,
        }
        found = ways[kind["found_as"]](kind)
        planted = set(names(kind))
        if kind["found_as"] == "found":
            others = [each for each in self.kinds if kind["rule"] in each["brings"]]
            planted |= {row["key"] for each in others for row in each["rows"]}
        return as_score(kind, planted, found)

    def _found(self, kind: Planted) -> Keys:
        which = kind["rule"], kind["table"], kind["column"]
        return self.dirty.found_by(*which) - self.clean.found_by(*which)

    def _mended(self, kind: Planted) -> Keys:
        """Rows whose value is the one meant; and every other whose value is not the clean one."""
        before, now = self._values(kind)
        if kind["rule"] and not self._newly_told(kind, kind["rule"]):
            return set()
        right = {
            row["key"]
            for row in kind["rows"]
            if now.get(row["key"]) is not None and now[row["key"]] == before[row["key"]]
        }
        return right | {
            f"{key} was changed"
            for key in (now.keys() & before.keys()) - self._of_other_kinds(kind)
            if now[key] != before[key] and now[key] is not None
        }

    def _emptied(self, kind: Planted) -> Keys:
        before, now = self._values(kind)
        empty = {
            key
            for key in (now.keys() & before.keys()) - self._of_other_kinds(kind)
            if now[key] is None and before[key] is not None
        }
        return self._as_often_as_told(kind, empty)

    def _kept(self, kind: Planted) -> Keys:
        before, now = self._values(kind)
        became = {row["key"]: row["became"] for row in kind["rows"]}
        kept = {
            key
            for key, value in now.items()
            if key not in self._of_other_kinds(kind)
            and (key not in before or value != before[key])
            and (key in became or key in before)
            and str(value).startswith(became.get(key, str(value)))
        }
        return self._as_often_as_told(kind, kept)

    def _of_other_kinds(self, kind: Planted) -> Keys:
        """Rows in whose same column another kind of dirt was planted, which is found apart."""
        return {
            row["key"]
            for other in self.kinds
            if (other["table"], other["column"]) == (kind["table"], kind["column"])
            and other["kind"] != kind["kind"]
            for row in other["rows"]
        }

    def _as_often_as_told(self, kind: Planted, keys: Keys) -> Keys:
        """The keys, and for each that the load told beyond them one that nobody planted.

        A load that told fewer rows than were found did not find all: as many are left out.
        """
        told = self._newly_told(kind, kind["rule"])
        beyond = {f"one more, {number}" for number in range(told - len(keys))}
        return set(sorted(keys)[:told]) | beyond

    def _rejected(self, kind: Planted) -> Keys:
        """Where the rows stood that were rejected for the kind's reason."""
        return {
            str(cells["row_number"])
            for each in rejected_rows(self.dirty.snapshot, kind["table"])
            if (cells := dict(zip(COLUMNS, each.cells, strict=True)))["rule"] == kind["rule"]
        }

    def _mapped(self, kind: Planted) -> Keys:
        """Fields to which the new heading was mapped, and others of the table that changed."""
        asked = {row["became"].lower(): row["key"] for row in kind["rows"]}
        mapping = [each for each in self.dirty.report.mapping if each.table == kind["table"]]
        return {
            str(each.field)
            for each in mapping
            if each.column.lower() in asked and each.field is not None
        }

    def _told(self, kind: Planted) -> Keys:
        """What a file's finding names, where the clean twin's load does not say it."""
        own = {(each.rule, each.table, each.message) for each in self.clean.report.problems}
        messages = [
            each.message
            for each in self.dirty.report.problems
            if each.rule == kind["rule"]
            and (each.rule, each.table, each.message) not in own
            and each.table in (kind["table"], Path(kind["file"]).stem)
        ]
        named = [name for name in names(kind) if any(name in each for each in messages)]
        wide = (
            set(self._read_whole(kind)) if messages and kind["rule"] in _OF_A_WHOLE_FILE else set()
        )
        return set(named) | wide | {each for each in messages if not (named or wide)}

    def _read_whole(self, kind: Planted) -> Iterator[str]:
        """What is in a file that is told as a whole, where it was read as it was written."""
        values = self.dirty.values(kind["table"], kind["column"]) if kind["column"] else {}
        for row in kind["rows"]:
            if "became" not in row or values.get(row["key"]) == row["became"]:
                yield row["key"]

    def strays(self) -> Keys:
        """What checks found and the load told that is neither of a kind nor the clean twin's."""
        which = {(kind["rule"], kind["table"], kind["column"]) for kind in self.kinds}
        rules = {(kind["rule"], kind["table"]) for kind in self.kinds}
        own = {(each.rule, each.table) for each in self.clean.report.problems}
        listed = "select distinct check_id, table_name, field from check_results"
        found = {
            str(each) for each in {*self.dirty.rows(listed)} - {*self.clean.rows(listed)} - which
        }
        return found | {
            f"{each.rule} of {each.table}: {each.message}"
            for each in self.dirty.report.problems
            if (each.rule, each.table) not in rules | own
        }

    def _values(self, kind: Planted) -> tuple[dict[str, str | None], dict[str, str | None]]:
        which = kind["table"], kind["column"]
        return self.clean.values(*which), self.dirty.values(*which)

    def _newly_told(self, kind: Planted, rule: str) -> int:
        column = None if rule.startswith("adopted_") else kind["column"]
        which = rule, kind["table"], column
        return self.dirty.told(*which) - self.clean.told(*which)


# Findings of a file that name no part of it.
_OF_A_WHOLE_FILE = ("no_rows", "old_encoding")


def as_score(kind: Planted, planted: Keys, found: Keys) -> Score:
    """What was planted held against what was found."""
    return Score(
        kind["kind"],
        kind["found_as"],
        len(planted),
        len(found),
        len(found & planted),
        frozenset(planted - found),
        frozenset(found - planted),
    )


def names(kind: Planted) -> Iterator[str]:
    """What each planted row is known by: its key, or where it stands if it was rejected."""
    for row in kind["rows"]:
        yield str(row["row_number"]) if kind["found_as"] == "rejected" else row["key"]


def as_table(scores: list[Score]) -> str:
    """The scores as lines, the worst first."""
    lines = [
        f"{'kind':34} {'found as':9} {'planted':>7} {'found':>6} {'precision':>9} {'recall':>7}"
    ]
    for each in sorted(scores, key=lambda each: (min(each.precision, each.recall), each.kind)):
        lines.append(
            f"{each.kind:34} {each.found_as:9} {each.planted:7} {each.found:6} "
            f"{float(each.precision):9.3f} {float(each.recall):7.3f}"
        )
    return "\n".join(lines)
