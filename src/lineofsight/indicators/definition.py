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
from lineofsight.indicators.places import line_of

Polarity = Literal["high", "low", "neutral"]
State = Literal["met", "missed", "due", "overdue"]
Statistic = Literal["percent", "median", "mean", "sum", "count", "ratio"]
Unit = Literal[
    "percent", "number", "hours", "days", "working days", "weeks", "months", "years", "score"
]
Scalar = str | int | float | bool | datetime.date
Sql = Annotated[str, Field(min_length=1)]
Words = Annotated[str, Field(min_length=1)]
Parameter = Annotated[int, Field(ge=0, le=10_000)]
Target = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a standard comes from."""

    name: Words
    reference: Words


class Count(_Strict):
    """What is counted: SQL over the columns of a panel.

    ``population`` says which of the panel's rows count (all, where it is absent).  ``too_recent``
    says which of the panel's rows are left out, and counted apart, because their time has not come;
    it stands by itself, so that it says again what of the population must hold of them.

    ``statistic`` is what the figure is made by.  ``percent``: of the rows that count, those that
    meet ``condition`` (where there is a clock and no condition: those done by their due date).
    ``median``, ``mean`` and ``sum``: of ``value`` over the rows that have one.  ``count``: how
    many rows count.  ``ratio``: the sum of ``value`` to the sum of ``per``, over the rows that
    have both; in percent where that is its unit.

    ``standard_on`` names the column whose day says which of a parameter's standards holds for a
    row, where one has several.

    Besides the panel's columns an expression may name ``judged_on``, the judged day, and in an
    event panel ``known_to``, the last day of which the tables tell.
    """

    panel: Name
    population: Sql | None = None
    condition: Sql | None = None
    value: Sql | None = None
    per: Sql | None = None
    statistic: Statistic = "percent"
    too_recent: Sql | None = None
    standard_on: Name | None = None


class Standard(_Strict):
    """From which day on a parameter has a value, by what law, guidance or agreement.

    ``confirmed`` is whether somebody read that in the source itself.  Of several standards of one
    parameter the last is that of ``[parameters]``; the first holds for every day before it, too.
    What a variant or an override sets holds for every day.
    """

    parameter: Name
    since: datetime.date
    value: Parameter
    source: Words
    confirmed: bool


class Clock(_Strict):
    """When a thing begins, is due and is done: SQL over the columns of a panel.

    In an event panel what is not done waits from its start, and where that is empty from its due
    day.
    """

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

    A measure matches when it says one phrase of every group in ``says`` and none in ``never``, and
    nothing that tells measures apart (``progress/vocabulary.toml``) but what the title, ``says`` or
    ``also`` say too; ``also`` are phrases that make it likelier.  In a phrase ``#`` stands for a
    number.  The days, months and so on that a measure must say, if it says any, are those of the
    title and of ``met`` or ``measured``; ``numbers`` gives other numbers, or the name of the
    parameter that holds one, by the phrase that says it.  ``parts`` are what it may ask for
    besides.  A variant's ``says``, ``also`` and ``numbers`` add to the default's; its ``never``
    stands in place of the default's.
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
    measured: Words | None = None
    target: Target | None = None
    population: Sql | None = None
    condition: Sql | None = None
    value: Sql | None = None
    per: Sql | None = None
    too_recent: Sql | None = None
    clock: VariantClock = VariantClock()
    matching: Matching = Matching()


def _not_boolean(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("write a flag as 'Y' or 'N', as the tables hold it")
    return value


ExampleValue = Annotated[
    str | int | float | datetime.datetime | datetime.date, BeforeValidator(_not_boolean)
]


class Example(BaseModel):
    """A few invented children as small tables, and what the indicator says of them.

    Besides the named fields it holds one array of tables for each table, named as the table.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, list[dict[str, ExampleValue]]] = Field(init=False)

    period: str
    as_at: datetime.date
    says: Words
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    open_overdue: int | None = None
    too_recent: int = 0
    records: dict[str, State]

    @property
    def tables(self) -> Mapping[str, list[dict[str, ExampleValue]]]:
        """The invented rows by table."""
        return self.__pydantic_extra__


class IndicatorFile(_Strict):
    """The content of one indicator's file.

    ``of`` says what is counted, as it follows a number; ``met`` what those in the numerator of a
    percentage did; ``measured`` what the value of a median, mean or sum is.  ``target`` is the
    level to be reached, where a source or the council sets one; it decides no figure.
    """

    title: Words
    why: Words
    of: Words
    met: Words | None = None
    measured: Words | None = None
    polarity: Polarity
    unit: Unit = "percent"
    target: Target | None = None
    dfe_code: str | None = None
    counter_measures: tuple[str, ...] = ()
    disagreements: tuple[Words, ...] = ()
    author: Words
    checked_by: Words
    review_by: datetime.date
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    parameters: dict[Name, Parameter] = {}
    standards: tuple[Standard, ...] = ()
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
        raise UnusableInput(f"The definition {path.name} is {told(text, error)}.") from error
    _check_statistic(path, text, found)
    _check_standards(path, text, found)
    own = ((v.of, v.met, v.measured) for v in found.variants)
    for words in (found.of, found.met, found.measured, *(each for three in own for each in three)):
        if words is not None:
            _check_words(path, words, found.parameters)
    return found


def _check_statistic(path: Path, text: str, found: IndicatorFile) -> None:
    """What the figure is made by, and what it is made of, must go together."""
    count, kind = found.count, found.count.statistic
    of_values = kind in ("median", "mean", "sum", "ratio")
    said: str | None = None
    if kind == "percent" and count.condition is None and found.clock is None:
        said = "it does not say what is met: give a condition in [count], or a [clock]"
    elif kind == "percent" and found.met is None:
        said = "add 'met', what those in the numerator did"
    elif kind != "percent" and count.condition is not None:
        said = f"a {kind} has no condition: say in its population which rows count"
    elif of_values and count.value is None:
        said = f"a {kind} needs a value in [count], such as days_between(started_on, ended_on)"
    elif of_values and found.measured is None:
        said = f"add 'measured', what the value of the {kind} is"
    elif not of_values and count.value is not None:
        said = f"a {kind} has no value: set the statistic to median, mean, sum or ratio"
    elif (kind == "ratio") != (count.per is not None):
        said = "a ratio, and nothing else, has 'per': what its value is divided by"
    elif kind != "ratio" and (kind == "percent") != (found.unit == "percent"):
        said = f"a {kind} cannot be in {found.unit!r}: give the unit in which it is"
    if said:
        line = line_of(text, ("count", "statistic")) or line_of(text, ("count",))
        raise UnusableInput(f"The definition {path.name} is wrong at line {line}, count: {said}.")


def _check_standards(path: Path, text: str, found: IndicatorFile) -> None:
    """A parameter's standards are in the order of their days, and end with the value it has."""
    last: dict[str, Standard] = {}
    for place, standard in enumerate(found.standards):
        before, said = last.get(standard.parameter), None
        if standard.parameter not in found.parameters:
            said = f"{standard.parameter!r} is no parameter; it has {', '.join(found.parameters)}"
        elif before and before.since >= standard.since:
            said = f"it holds since {standard.since}, and the one before it since {before.since}"
        elif before and found.count.standard_on is None:
            said = "say in [count] which column's day tells the standard of a row: standard_on"
        if said:
            line = line_of(text, ("standards", place))
            raise UnusableInput(f"The definition {path.name} is wrong at line {line}: {said}.")
        last[standard.parameter] = standard
    for name, standard in last.items():
        if standard.value != found.parameters[name]:
            line = line_of(text, ("parameters", name))
            raise UnusableInput(
                f"The definition {path.name} is wrong at line {line}: {name} is "
                f"{found.parameters[name]}, and by its last standard {standard.value}."
            )


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


def told(text: str, error: ValidationError) -> str:
    """What is wrong with the content of a file, on which line, and what to do."""
    # A field that is not one is told before one that is missing: it may be the same, misspelt.
    first = min(error.errors(), key=lambda each: each["type"] == "missing")
    keys = [part for part in first["loc"] if part != "[key]"]
    where = ".".join(str(part) for part in keys)
    line = line_of(text, keys)
    standing = f"line {line}, " if line else ""
    key = next((part for part in reversed(keys) if isinstance(part, str)), "")
    if first["type"] == "missing":
        remedy = f"add {key!r}"
    elif first["type"] == "extra_forbidden":
        remedy = f"{key!r} is not a field of a definition; remove it or correct its name"
    else:
        remedy = f"{first['msg'].lower()} (it is {first['input']!r})"
    return f"wrong at {standing}{where}: {remedy}"
