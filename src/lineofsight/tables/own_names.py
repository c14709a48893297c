"""The names of columns that this council set: kept in the store, and used by every later load."""

import json
import os
import tomllib
from datetime import date
from pathlib import Path
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.tables.names import Names, NameSet, check_field, plain
from lineofsight.tables.sources import Kind

NAMES_FILE = "names.toml"
_NAME_SETS = TypeAdapter(tuple[NameSet, ...])


def names_in(store: Path) -> Names:
    """What columns are called in the sources of a store.

    Raises :class:`UnusableInput` for a file of names that cannot be read, or that names a table or
    field that is none.
    """
    try:
        text = (store / NAMES_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Names()
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(f"{store / NAMES_FILE} cannot be read.") from error
    try:
        own = _NAME_SETS.validate_python(tomllib.loads(text).get("names", []))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise UnusableInput(
            f"{store / NAMES_FILE} is not as it is written here: set its names anew with "
            "`lineofsight tables map`, or take the file away."
        ) from error
    for each in own:
        check_field(each.table, each.field)
    return Names(own)


def remember(
    store: Path, kind: str, table: str, column: str, field: str, *, by: str, when: date
) -> None:
    """Set what a column of sources of a kind is from now on; what was set for it before is gone.

    Raises :class:`UnusableInput` for a kind, table or field that is none.
    """
    if kind not in get_args(Kind):
        raise UnusableInput(f"The source kind {kind!r} is not one of {', '.join(get_args(Kind))}.")
    check_field(table, field)
    if not plain(column):
        raise UnusableInput("The name of the column has no letter or figure.")
    new = NameSet(
        kind=kind, table=table, column=plain(column), field=field, by=by, on=when.isoformat()
    )
    place = (new.kind, new.table, new.column)
    kept = [each for each in names_in(store).own if (each.kind, each.table, each.column) != place]
    _write(store, [*kept, new])


def _write(store: Path, names: list[NameSet]) -> None:
    parts = ["# What this council calls columns: written by `lineofsight tables map`.\n"]
    for each in names:
        lines = [
            f"{key} = {json.dumps(value, ensure_ascii=False)}"
            for key, value in each.model_dump().items()
        ]
        parts.append("\n".join(["[[names]]", *lines, ""]))
    try:
        store.mkdir(parents=True, exist_ok=True)
        aside = store / f".{NAMES_FILE}-{os.getpid()}"
        aside.write_text("\n".join(parts), encoding="utf-8")
        aside.replace(store / NAMES_FILE)
    except OSError as error:
        raise UnusableInput(f"{store / NAMES_FILE} cannot be written: {error.strerror}.") from error
