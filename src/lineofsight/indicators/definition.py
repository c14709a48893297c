"""What an indicator definition is, and how its file is read.

An indicator is a TOML file: a condition on a panel (what is counted), with its reason, source,
polarity, counter-measures, disagreements between sources, review date and a worked example.  Its
id is the file's name.  A variant is the same indicator with other parameters or another clock and
is named ``id:variant``.
"""

import datetime
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from lineofsight.errors import UnusableInput

Polarity = Literal["high", "low", "neutral"]
State = Literal["met", "missed", "due", "overdue"]
Scalar = str | int | float | bool | datetime.date
Sql = Annotated[str, Field(min_length=1)]
Words = Annotated[str, Field(min_length=1)]
Parameter = Annotated[int, Field(ge=0, le=10_000)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a standard comes from."""

    name: Words
    reference: Words


class Count(_Strict):
    """What is counted: SQL over the columns of a panel.

    ``population`` says which of the panel's rows count (all, where it is absent), ``condition``
    which of those are in the numerator (where there is a clock and no condition: those done by
    their due date), ``too_recent`` which rows are left out because their time has not come.
    """

    panel: Name
    population: Sql | None = None
    condition: Sql | None = None
    too_recent: Sql | None = None


class Clock(_Strict):
    """When a thing begins, is due and is done: SQL over the columns of a panel."""

    start: Sql | None = None
    due: Sql
    done: Sql


class VariantClock(_Strict):
    """The parts of a clock that a variant puts in place of the default's."""

    start: Sql | None = None
    due: Sql | None = None
    done: Sql | None = None


class Part(_Strict):
    """What a measure may ask for besides: where it does, the indicator covers only a part."""

    asks: tuple[Words, ...]
    uncovered: Words


class Matching(_Strict):
    """The words in which a plan's measure asks for this (read by ``progress``).

    A measure matches when it says one phrase of every group in ``says`` and none in ``never``;
    ``also`` are phrases that make it likelier.  In a phrase ``#`` stands for a number.  ``numbers``
    gives the number that a measure must say in such a phrase, if it says one, or the name of the
    parameter that holds it.  A variant's ``says`` and ``numbers`` add to the default's; its
    ``never`` stands in place of the default's.
    """

    says: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...] = ()
    also: tuple[Words, ...] = ()
    never: tuple[Words, ...] = ()
    numbers: dict[Words, int | Name] = {}
    parts: tuple[Part, ...] = ()


class Variant(_Strict):
    """The same indicator read otherwise; what is absent is as the default has it."""

    id: Name
    title: Words
    of: Words | None = None
    met: Words | None = None
    parameters: dict[Name, Parameter] = {}
    population: Sql | None = None
    condition: Sql | None = None
    clock: VariantClock = VariantClock()
    matching: Matching = Matching()


def _not_boolean(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("write a flag as 'Y' or 'N', as the tables hold it")
    return value


ExampleValue = Annotated[str | int | float | datetime.date, BeforeValidator(_not_boolean)]


class Example(BaseModel):
    """A few invented children as small tables, and what the indicator says of them.

    Besides the named fields it holds one array of tables for each table, named as the table.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, list[dict[str, ExampleValue]]] = Field(init=False)

    period: str
    as_at: datetime.date
    says: Words
    numerator: int
    denominator: int
    open_overdue: int | None = None
    too_recent: int = 0
    records: dict[str, State]

    @property
    def tables(self) -> Mapping[str, list[dict[str, ExampleValue]]]:
        """The invented rows by table."""
        return self.__pydantic_extra__


class IndicatorFile(_Strict):
    """The content of one indicator's file."""

    title: Words
    why: Words
    of: Words
    met: Words
    polarity: Polarity
    unit: Literal["percent"] = "percent"
    dfe_code: str | None = None
    counter_measures: tuple[str, ...] = ()
    disagreements: tuple[Words, ...] = ()
    author: Words
    checked_by: Words
    review_by: datetime.date
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    parameters: dict[Name, Parameter] = {}
    count: Count
    clock: Clock | None = None
    variants: tuple[Variant, ...] = ()
    matching: Matching = Matching()
    example: Example


def read_indicator_file(path: Path) -> IndicatorFile:
    """One definition file as values; :class:`UnusableInput` names the file, line and remedy."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]*", path.stem):
        raise UnusableInput(
            f"The definition {path.name!r} is named as no indicator can be: "
            "use small letters, figures and underscores."
        )
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableInput(f"The definition {path.name} is not readable TOML: {error}.") from error
    try:
        found = IndicatorFile.model_validate(content)
    except ValidationError as error:
        raise UnusableInput(_told(path, text, error)) from error
    if found.count.condition is None and found.clock is None:
        raise UnusableInput(
            f"The definition {path.name} does not say what is met: "
            "give a condition in [count], or a [clock]."
        )
    for words in (found.of, found.met, *(w for v in found.variants for w in (v.of, v.met) if w)):
        _check_words(path, words, found.parameters)
    return found


def _check_words(path: Path, words: str, parameters: Mapping[str, int]) -> None:
    """Words may name a parameter in braces, and nothing else."""
    try:
        named = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
    except ValueError:
        named = {words}
    if named - set(parameters):
        raise UnusableInput(
            f"The definition {path.name} says {words!r}: in braces stands the name of a parameter, "
            f"and it has {', '.join(parameters) or 'none'}."
        )


def _told(path: Path, text: str, error: ValidationError) -> str:
    # A field that is not one is told before one that is missing: it may be the same, misspelt.
    first = min(error.errors(), key=lambda each: each["type"] == "missing")
    where = ".".join(str(part) for part in first["loc"])
    keys = [str(part) for part in first["loc"] if isinstance(part, str)]
    line = _line_of(text, keys)
    standing = f"line {line}, " if line else ""
    if first["type"] == "missing":
        remedy = f"add {keys[-1]!r}"
    elif first["type"] == "extra_forbidden":
        remedy = f"{keys[-1]!r} is not a field of a definition; remove it or correct its name"
    else:
        remedy = f"{first['msg'].lower()} (it is {first['input']!r})"
    return f"The definition {path.name} is wrong at {standing}{where}: {remedy}."


def _line_of(text: str, keys: list[str]) -> int | None:
    """The line on which the deepest of the keys that the file does hold is written."""
    lines = text.splitlines()
    for key in reversed(keys):
        written = re.compile(
            rf"\s*(\[*\s*)?{re.escape(key)}\s*(=|\])|.*[\[.{{\s]{re.escape(key)}\b"
        )
        for number, line in enumerate(lines, start=1):
            if written.match(line):
                return number
    return None
