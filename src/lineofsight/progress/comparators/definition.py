"""What a comparator is: which published figure stands beside which indicator, and what differs.

A comparator is a TOML file whose name is its id.  Those of the package lie in ``definitions``; a
council's own lie in the folder ``comparators`` of its own definitions, and obey the same rules.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import COMPARATORS, catalogue
from lineofsight.indicators.definition import Unit, Words, told
from lineofsight.indicators.places import Key, line_of
from lineofsight.progress.comparators.periods import PeriodKind


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodTold(_Strict):
    """Of what kind of period the figure is, and whether of how things stood at its end."""

    kind: PeriodKind
    at_end: bool = False


class Reads(_Strict):
    """Where the figure stands in the file: its column, and the value that each filter must have.

    In place of one column, ``part`` and ``whole`` give counts of which the figure is the
    percentage.  Several of these in a file are the forms that releases had, the newest first.
    """

    value: Words | None = None
    part: tuple[Words, ...] = ()
    whole: Words | None = None
    filters: dict[Words, Words] = {}

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the file must have."""
        figures = (self.value, *self.part, self.whole)
        return (*(column for column in figures if column), *self.filters)


class ComparatorFile(_Strict):
    """The content of one comparator's file.

    ``title``, ``publication``, ``source`` and ``release`` are the Department's: what it calls the
    figure, in which statistics, at which address, and in which release the form was last read.
    ``months`` is how many months after its period's end a release has usually come out.
    ``differs`` says what differs where the figure is not of the indicator's own definition.
    """

    indicator: Words
    title: Words
    publication: Words
    source: Annotated[str, Field(pattern=r"^https://[^\s]+$")]
    release: Words
    months: Annotated[int, Field(ge=0, le=36)]
    unit: Unit
    same_definition: bool
    differs: Words | None = None
    period: PeriodTold
    reads: Annotated[tuple[Reads, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Comparator:
    """A comparator by its id."""

    id: str
    file: ComparatorFile

    @property
    def flag(self) -> str | None:
        """What must be said wherever the figure is shown; None where the definitions are one."""
        if self.file.same_definition:
            return None
        return f"Not of the same definition. {self.file.differs}"


@cache
def comparators(own_definitions: Path | None = None) -> Mapping[str, Comparator]:
    """Every comparator by id: the package's, then those of a council's own folder.

    Raises :class:`UnusableInput`, which names the file, the line and the remedy.
    """
    found: dict[str, Comparator] = {}
    for path in _paths(own_definitions):
        if path.stem in found:
            raise UnusableInput(
                f"The comparator {path.name} has an id that is already taken: give it another name."
            )
        found[path.stem] = _read(path, own_definitions)
    return found


def comparators_of(indicator_id: str, own_definitions: Path | None = None) -> list[Comparator]:
    """Those that stand beside an indicator or variant, in the order of their ids."""
    known = comparators(own_definitions).values()
    return [each for each in known if each.file.indicator == indicator_id]


def columns_read(own_definitions: Path | None = None) -> frozenset[str]:
    """Every column of a published file that some comparator reads or filters by."""
    known = comparators(own_definitions).values()
    return frozenset(name for each in known for form in each.file.reads for name in form.columns)


def _paths(own_definitions: Path | None) -> list[Path]:
    folder = Path(str(resources.files(__package__))) / "definitions"
    paths = sorted(folder.glob("*.toml"))
    if own_definitions is not None:
        paths += sorted((own_definitions / COMPARATORS).glob("*.toml"))
    return paths


def _read(path: Path, own_definitions: Path | None) -> Comparator:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]*", path.stem):
        raise UnusableInput(
            f"The comparator {path.name!r} is named as none can be: use small letters, figures and "
            "underscores."
        )
    try:
        text = path.read_text(encoding="utf-8")
        file = ComparatorFile.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableInput(f"The comparator {path.name} is not readable TOML: {error}.") from error
    except ValidationError as error:
        raise UnusableInput(f"The comparator {path.name} is {told(text, error)}.") from error

    def wrong(keys: tuple[Key, ...], said: str) -> UnusableInput:
        line = line_of(text, keys) or 1
        return UnusableInput(f"The comparator {path.name} is wrong at line {line}: {said}.")

    if file.same_definition != (file.differs is None):
        raise wrong(
            ("same_definition",),
            "say in 'differs' what differs where same_definition is false, and only there",
        )
    for place, form in enumerate(file.reads):
        counts = bool(form.part) and form.whole is not None
        if (form.value is not None) == counts or (form.value and (form.part or form.whole)):
            raise wrong(("reads", place), "give either 'value', or 'part' and 'whole'")
        if counts and file.unit != "percent":
            raise wrong(("reads", place), "a part of a whole is in percent, so the unit must be")
    known = catalogue(own_definitions)
    if file.indicator not in known:
        raise wrong(("indicator",), f"there is no indicator {file.indicator!r}; correct its name")
    indicator = known[file.indicator]
    if indicator.unit != file.unit:
        raise wrong(("unit",), f"{file.indicator} is in {indicator.unit}, and not in {file.unit}")
    if file.period.at_end and indicator.panel.kind != "stock":
        raise wrong(
            ("period", "at_end"),
            f"{file.indicator} is counted over a period and not at its end: take at_end out",
        )
    return Comparator(path.stem, file)
