"""Teams that were renamed or merged: rows of the old one count as the new one's.

A council says it once and the store keeps it; each load then gives a row that began before the day
to the team that came after.  So every figure, list and right to see a child goes by the teams that
there are, on every engine, and a series by team does not break.
"""

import json
import os
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from lineofsight.errors import UnusableInput
from lineofsight.tables.checks import GONE_TEAM, TEAM_FOLLOWED, Problem
from lineofsight.tables.definition import AUTHORITY, TableDefinition, table_definitions

TEAMS_FILE = "teams.toml"
_DEPARTMENTS = "ssd_department"
# What teams are called in the tables that are ours, where they refer to no list of teams.
_NAMES = ("team", "from_team")


@dataclass(frozen=True)
class Succession:
    """That the team ``new`` took the place of ``old`` on a day: both are ids, as rows give them.

    ``authority`` is the one council whose teams they are; in a store of one it is empty.
    """

    old: str
    new: str
    on: date
    why: str
    authority: str = ""
    by: str = ""
    said_on: date | None = None


_SUCCESSIONS = TypeAdapter(tuple[Succession, ...])


def successions_in(store: Path) -> tuple[Succession, ...]:
    """Every succession that was said, by its day.

    Raises :class:`UnusableInput` for a file that cannot be read.
    """
    try:
        text = (store / TEAMS_FILE).read_text(encoding="utf-8")
        return _SUCCESSIONS.validate_python(tomllib.loads(text).get("teams", []))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise UnusableInput(
            f"{store / TEAMS_FILE} is not as it is written here: say anew which team followed "
            "which with `lineofsight tables team`, or take the file away."
        ) from error


def say_succession(store: Path, said: Succession) -> None:
    """Keep that one team followed another; what was said of the old one before is gone.

    Raises :class:`UnusableInput` where a name or the reason is wanting, or where the teams would
    follow each other in a ring.
    """
    said = replace(said, old=said.old.strip(), new=said.new.strip(), why=said.why.strip())
    if not said.old or not said.new:
        raise UnusableInput("Name both teams by their ids, as the rows of the tables give them.")
    if not said.why:
        raise UnusableInput("Say why: what became of the team is read by whoever sees its figures.")
    whose = (said.authority, said.old)
    kept = [each for each in successions_in(store) if (each.authority, each.old) != whose]
    then = {each.old: each.new for each in kept if each.authority == said.authority}
    followed = said.new
    while followed != said.old and followed in then:
        followed = then[followed]
    if followed == said.old:
        raise UnusableInput(
            f"{said.new} cannot follow {said.old}: {said.old} itself follows {said.new}, or is it."
        )
    _write(store, sorted([*kept, said], key=lambda each: (each.on, each.old)))


def follow_teams(
    connection: duckdb.DuckDBPyConnection,
    successions: Sequence[Succession],
    present: Collection[str],
) -> Iterator[Problem]:
    """Give the rows of teams that are no more to those that followed, in the order of the days.

    A row without a date goes along.  A row that began on the day or later and still names the old
    team is left as it is, and told.
    """
    for name in sorted(present):
        definition = table_definitions()[name]
        followed = sum(
            _follow(connection, definition, column, each)
            for each in sorted(successions, key=lambda each: each.on)
            for column in team_columns(definition)
        )
        if followed:
            yield TEAM_FOLLOWED.told(name, followed)
        gone = sum(
            _count(connection, definition, column, each)
            for each in successions
            for column in team_columns(definition)
        )
        if gone:
            yield GONE_TEAM.told(name, gone)


def team_columns(definition: TableDefinition) -> tuple[str, ...]:
    """The columns of a table that name a team."""
    return tuple(
        column.name
        for column in definition.columns
        if (column.references and column.references[0] == _DEPARTMENTS) or column.name in _NAMES
    )


def _follow(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, column: str, of: Succession
) -> int:
    dated = definition.date_of_a_row
    before = f" and ({dated} is null or cast({dated} as date) < $on)" if dated else ""
    found = connection.execute(
        f"update {definition.name} set {column} = $new where {_is_old(column)}{before}",
        {**_given(of), "new": of.new, **({"on": of.on} if dated else {})},
    ).fetchone()
    assert found is not None
    return int(found[0])


def _count(
    connection: duckdb.DuckDBPyConnection, definition: TableDefinition, column: str, of: Succession
) -> int:
    sql = f"select count(*) from {definition.name} where {_is_old(column)}"
    found = connection.execute(sql, _given(of)).fetchone()
    assert found is not None
    return int(found[0])


def _is_old(column: str) -> str:
    return f"{column} = $old and ($authority = '' or {AUTHORITY} = $authority)"


def _given(of: Succession) -> dict[str, object]:
    return {"old": of.old, "authority": of.authority}


def _write(store: Path, successions: Sequence[Succession]) -> None:
    parts = ["# Which team followed which: written by `lineofsight tables team`.\n"]
    for each in successions:
        told = {
            "old": each.old,
            "new": each.new,
            "on": each.on,
            "why": each.why,
            "authority": each.authority,
            "by": each.by,
            "said_on": each.said_on,
        }
        lines = [f"{key} = {_as_toml(value)}" for key, value in told.items() if value]
        parts.append("\n".join(["[[teams]]", *lines, ""]))
    try:
        store.mkdir(parents=True, exist_ok=True)
        aside = store / f".{TEAMS_FILE}-{os.getpid()}"
        aside.write_text("\n".join(parts), encoding="utf-8")
        aside.replace(store / TEAMS_FILE)
    except OSError as error:
        raise UnusableInput(f"{store / TEAMS_FILE} cannot be written: {error.strerror}.") from error


def _as_toml(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
