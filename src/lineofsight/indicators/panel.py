"""Panels and relations: SQL files that say what is counted.

A panel's file opens with comment lines: what a row is, in words, then ``kind: event`` (a row is
counted in the period of ``counted_on``) or ``kind: stock`` (the file joins ``periods`` itself and
gives ``period`` and ``judged_on``), and ``worker: allocated`` where team and worker are those of
the child's allocated worker on the row's ``reference_day``.  ``looks back:`` names the columns that
tell what came before the row, for which the tables must go back as far.  ``as things stand:`` names
the tables that hold how things stand on the day of their extract and nothing of how they stood
before: what needs one of them is known of the period that holds that day alone.  With
``a row: child`` the file is of no period: it gives every thing that was ever due (``due_on``,
``held_on``) and when that which it is of was over (``closed_on``); nothing is due after that.  Of
what was due for a child in a period the one that decides counts: the first that was not held by its
due date or, where all were, the last; the child's reference day is the last day on which one was
due.  Each other that waits at the period's end stands beside it and, on the tables' own day, what
is to come.

Every panel gives ``record_id``.  What it can be split by (:data:`DIMENSIONS`) is what it gives: a
column of a dimension's name; with ``child_id`` and ``reference_day`` also what is known of the
child; with ``worker: allocated`` also team and worker; with a team also its locality.  A relation
is a SELECT that several panels share and read by its name; one that joins ``periods`` has a row a
thing and period.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from sqlglot import exp

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.sql_rules import parse_select

PanelKind = Literal["event", "stock"]
OF_THE_CHILD = ("sex", "ethnicity", "age_band", "disability", "unaccompanied")
DIMENSIONS = ("team", "worker", "locality", *OF_THE_CHILD)
PERIODS = {
    "period": "varchar",
    "first_day": "date",
    "last_day": "date",
    "window_first_day": "date",
    "judged_on": "date",
    "known_to": "date",
}
# What the compiler adds to a panel whose rows are what was due for children.
_OF_THE_COMPILER = ("period", "judged_on", "in_period", "reference_day")
CALENDAR = {"day": "date", "is_working_day": "boolean", "working_day_no": "integer"}


@dataclass(frozen=True)
class Relation:
    """A shared SELECT, by name: what a row of it is, and which others and which tables it reads.

    ``by_period`` says whether it reads ``periods``, itself or through others.
    """

    name: str
    means: str
    sql: str
    columns: tuple[str, ...]
    reads: tuple[str, ...]
    tables: tuple[str, ...]
    by_period: bool


@dataclass(frozen=True)
class Panel:
    """What is counted: a row a thing, or a row a thing and period."""

    name: str
    means: str
    kind: PanelKind
    allocated: bool
    by_child: bool
    looks_back: tuple[str, ...]
    as_things_stand: tuple[str, ...]
    sql: str

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The columns that the panel's own SQL gives, in order."""
        return tuple(projection.alias_or_name for projection in self._select.selects)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that an indicator can read, in order."""
        return (*self.given, *_OF_THE_COMPILER) if self.by_child else self.given

    @property
    def nameable(self) -> tuple[str, ...]:
        """What an indicator's SQL can name: the columns, and the days that a row is judged by."""
        days = ("judged_on", "known_to") if self.kind == "event" else ()
        return (*self.columns, *days)

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The shared relations that the panel reads, and those that they read."""
        return with_those_read(table.name for table in self._select.find_all(exp.Table))

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The tables that the panel itself reads."""
        return _tables_read(self._select)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """By what the panel's rows can be split: what it gives, and what follows from that."""
        worked: tuple[str, ...] = ("team", "worker", "locality") if self.allocated else ()
        if not self.allocated and "team" in self.columns:
            worked = ("team", "locality")
        of_child = OF_THE_CHILD if {"child_id", "reference_day"} <= set(self.columns) else ()
        known = {*worked, *of_child, *self.columns}
        return tuple(name for name in DIMENSIONS if name in known)

    @cached_property
    def _select(self) -> exp.Select:
        readable = {"periods", *table_definitions(), *relations()}
        select = parse_select(self.sql, f"the panel {self.name}", readable)
        needed = {"record_id"}
        if self.by_child:
            needed |= {"child_id", "due_on", "held_on", "closed_on"}
        elif self.kind == "event":
            needed.add("counted_on")
        else:
            needed |= {"period", "judged_on"}
        if self.allocated and not self.by_child:
            needed |= {"child_id", "reference_day"}
        needed |= set(self.looks_back)
        missing = needed - {projection.alias_or_name for projection in select.selects}
        if missing:
            raise UnusableInput(
                f"The panel {self.name} does not give {', '.join(sorted(missing))}, "
                f"which a {self.kind} panel must."
            )
        unread = set(self.as_things_stand) - {table.name for table in select.find_all(exp.Table)}
        if unread:
            raise UnusableInput(
                f"The panel {self.name} says `-- as things stand:` of "
                f"{', '.join(sorted(unread))}, which it does not read."
            )
        return select


@cache
def relations() -> Mapping[str, Relation]:
    """Every relation by name, each after those that it reads."""
    texts = dict(_sql_files("relations"))
    found: dict[str, Relation] = {}
    for name in texts:
        _add_relation(found, texts, name)
    return found


def _add_relation(
    found: dict[str, Relation], texts: Mapping[str, str], name: str, within: tuple[str, ...] = ()
) -> None:
    if name in within:
        raise UnusableInput(f"The relation {name} reads itself, through {', '.join(within)}.")
    if name in found:
        return
    means, _, sql = _parted(texts[name])
    others = texts.keys() - {name}
    readable = {"periods", *table_definitions(), *others}
    select = parse_select(sql, f"the relation {name}", readable)
    named = {table.name for table in select.find_all(exp.Table)}
    reads = tuple(sorted(named & others - {step.alias for step in select.find_all(exp.CTE)}))
    for other in reads:
        _add_relation(found, texts, other, (*within, name))
    columns = tuple(projection.alias_or_name for projection in select.selects)
    by_period = "periods" in named or any(found[other].by_period for other in reads)
    found[name] = Relation(name, means, sql, columns, reads, _tables_read(select), by_period)


def _tables_read(select: exp.Select) -> tuple[str, ...]:
    named = {table.name for table in select.find_all(exp.Table)}
    return tuple(sorted(named & table_definitions().keys()))


def with_those_read(names: Iterable[str]) -> tuple[str, ...]:
    """The relations among these names and all that they read, in the order of :func:`relations`."""
    wanted = set(names)
    for name, relation in reversed(list(relations().items())):
        if name in wanted:
            wanted.update(relation.reads)
    return tuple(name for name in relations() if name in wanted)


@cache
def panels() -> Mapping[str, Panel]:
    """Every panel, by name; each is checked as it is read."""
    found = {}
    for name, text in _sql_files("panels"):
        means, settings, sql = _parted(text)
        kind = settings.get("kind")
        if kind not in ("event", "stock"):
            raise UnusableInput(
                f"The panel {name} must say `-- kind: event` or `-- kind: stock` at its top."
            )
        allocated = settings.get("worker") == "allocated"
        by_child = settings.get("a row") == "child"
        looks_back = tuple(re.findall(r"\w+", settings.get("looks back", "")))
        as_things_stand = tuple(re.findall(r"\w+", settings.get("as things stand", "")))
        panel = Panel(
            name,
            means,
            "event" if kind == "event" else "stock",
            allocated,
            by_child,
            looks_back,
            as_things_stand,
            sql,
        )
        if panel.columns:
            found[name] = panel
    return found


def _sql_files(folder: str) -> list[tuple[str, str]]:
    files: list[Traversable] = list((resources.files(__package__) / folder).iterdir())
    return sorted(
        (file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".sql")
    )


def _parted(text: str) -> tuple[str, dict[str, str], str]:
    """The words, the settings and the SQL of a file."""
    lines = text.splitlines()
    top = [line for line in lines if line.startswith("--")]
    body = "\n".join(line for line in lines if not line.startswith("--")).strip()
    words, settings = [], {}
    for line in top:
        comment = line.removeprefix("--").strip()
        setting = re.fullmatch(
            r"(kind|worker|a row|looks back|as things stand): ([\w, ]+)", comment
        )
        if setting:
            settings[setting[1]] = setting[2]
        else:
            words.append(comment)
    return " ".join(words), settings, body
