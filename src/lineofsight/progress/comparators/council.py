"""Whom a council is compared with: itself as published, its region, its statistical neighbours."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.indicators.definition import Words, told
from lineofsight.indicators.places import line_of

NEIGHBOURS = "neighbours.toml"
CODE = r"^(E[0-9]{8}|[0-9]{3})$"
Code = Annotated[str, Field(pattern=CODE)]


@dataclass(frozen=True)
class Council:
    """A council's code, and those of its statistical neighbours where it gave them.

    A code is the one of nine characters or the older one of three digits; files hold both.
    """

    code: str
    neighbours: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    council: Code
    source: Words
    neighbours: Annotated[tuple[Code, ...], Field(min_length=1, max_length=30)]


def read_neighbours(path: Path) -> Council:
    """The council and the neighbours that a TOML file names.

    It has ``council``, ``neighbours`` (codes) and ``source``, which says whose list it is and of
    when.  Raises :class:`UnusableInput`, which names the file, the line and the remedy.
    """
    try:
        text = path.read_text(encoding="utf-8")
        file = _File.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableInput(f"The file {path.name} is not readable TOML: {error}.") from error
    except ValidationError as error:
        raise UnusableInput(f"The file {path.name} is {told(text, error)}.") from error
    for place, code in enumerate(file.neighbours):
        if code == file.council or code in file.neighbours[:place]:
            what = "the council itself" if code == file.council else "named twice"
            line = line_of(text, ("neighbours",))
            raise UnusableInput(
                f"The file {path.name} is wrong at line {line}: the neighbour {code} is {what}; "
                "take it out."
            )
    return Council(file.council, file.neighbours)
