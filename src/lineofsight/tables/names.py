"""What sources call a table's columns: as was set here, as the table does, or as their system does.

A name that this council set comes first, then the table's own, then those of the case systems and
of older versions in ``aliases/`` (a TOML file each), and last a name without its table's beginning
(``cin_plan_id``) or with only a field's ending (``review_due_date``).  Capitals, spaces and marks
between words do not count.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import TableDefinition, table_definitions

UNKNOWN = "not loaded: unknown"


@dataclass(frozen=True)
class Named:
    """Which field a source's column is, and how that is known; None where it is not loaded."""

    field: str | None
    how: str


@dataclass(frozen=True)
class Pointer:
    """A source's column that is no field of its table but points to a row of another one."""

    column: str
    table: str
    key: str


class NameSet(BaseModel):
    """A name that this council set; ``on`` is the day, ``by`` who did."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    table: str
    column: str
    field: str
    by: str
    on: str


@dataclass(frozen=True)
class Names:
    """What columns are called; ``own`` are the names that this council set."""

    own: tuple[NameSet, ...] = ()

    def fields_of(self, kind: str, table: str, columns: Sequence[str]) -> list[Named]:
        """The field that each of a source's columns is, no field twice.

        Of two columns for one field the one with the surer name is taken, and neither where both
        are as sure.
        """
        definition = table_definitions()[table]
        found = [Named(None, UNKNOWN)] * len(columns)
        settled: set[str] = set()
        for way in (self._as_set, _by_name, _as_systems_call_it, _by_a_part):
            claims: defaultdict[str, list[tuple[int, Named]]] = defaultdict(list)
            for place, column in enumerate(columns):
                named = None if found[place].field else way(kind, definition, column)
                if named and named.field and named.field not in settled:
                    claims[named.field].append((place, named))
            for field, claimed in claims.items():
                settled.add(field)
                for place, named in claimed:
                    alone = len(claimed) == 1
                    found[place] = (
                        named if alone else Named(None, f"not loaded: another could be {field} too")
                    )
        return found

    def _as_set(self, kind: str, definition: TableDefinition, column: str) -> Named | None:
        for each in self.own:
            if (each.kind, each.table, each.column) == (kind, definition.name, plain(column)):
                return Named(each.field, f"as set by this council on {each.on}")
        return None


def pointers(table: str, columns: Sequence[str]) -> list[Pointer]:
    """The columns of a source that are no fields of the table but point to another one's row."""
    known = {
        called: pointer.split(".")
        for system in _systems()
        for called, pointer in system.pointers.get(table, {}).items()
    }
    return [Pointer(column, *known[plain(column)]) for column in columns if plain(column) in known]


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """A name in small letters, its words joined by underscores."""
    return "_".join(re.findall(r"[^\W_]+", name.lower()))


def _by_name(kind: str, definition: TableDefinition, column: str) -> Named | None:
    for field in definition.columns:
        if _joined(field.name) == _joined(column):
            return Named(field.name, "by name")
    return None


def _as_systems_call_it(kind: str, definition: TableDefinition, column: str) -> Named | None:
    for system in _systems():
        field = system.names.get(definition.name, {}).get(plain(column))
        if field:
            return Named(field, f"as {system.calls} calls it")
    return None


def _by_a_part(kind: str, definition: TableDefinition, column: str) -> Named | None:
    fields = [field.name for field in definition.columns]
    if not definition.extension:
        # Every column of a table of the standard begins with the same letters.
        for name in fields:
            beginning, _, rest = name.partition("_")
            if _joined(rest) == _joined(column):
                return Named(name, f"by name without {beginning}_")
    words = plain(column)
    ending = [name for name in fields if "_" in words and name.endswith(f"_{words}")]
    return Named(ending[0], "by its ending") if len(ending) == 1 else None


def _joined(name: str) -> str:
    return plain(name).replace("_", "")


class _System(BaseModel):
    """What one system or version calls columns, by table; and which point to other tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    calls: str
    names: Mapping[str, Mapping[str, str]] = {}
    pointers: Mapping[str, Mapping[str, str]] = {}


@cache
def _systems() -> tuple[_System, ...]:
    return tuple(_read_systems())


def _read_systems() -> Iterator[_System]:
    folder = resources.files(__package__) / "aliases"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            system = _System.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise UnusableInput(f"The names in {file.name} cannot be read: {error}") from error
        for table, names in system.names.items():
            for field in names.values():
                check_field(table, field)
        for table, columns in system.pointers.items():
            check_table(table)
            for pointer in columns.values():
                check_field(*pointer.split("."))
        yield system


def check_table(table: str) -> TableDefinition:
    """The table of this name; raises :class:`UnusableInput` where there is none."""
    if table not in table_definitions():
        raise UnusableInput(
            f"There is no table {table[:100]!r}: `lineofsight tables describe` lists them."
        )
    return table_definitions()[table]


def check_field(table: str, field: str) -> None:
    """Raise :class:`UnusableInput` where a table has no such field."""
    if field not in {column.name for column in check_table(table).columns}:
        raise UnusableInput(
            f"The table {table} has no field {field[:100]!r}: "
            f"`lineofsight tables describe {table}` lists them."
        )
