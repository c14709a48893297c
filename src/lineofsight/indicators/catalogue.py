"""The catalogue: every indicator and variant that can be asked for, by id."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from sqlglot import exp

from lineofsight.errors import UnusableInput
from lineofsight.indicators.definition import (
    Clock,
    Example,
    IndicatorFile,
    Matching,
    Polarity,
    Source,
    Statistic,
    Variant,
    read_indicator_file,
)
from lineofsight.indicators.overrides import OVERRIDES, Overrides, read_overrides
from lineofsight.indicators.panel import Panel, panels, relations
from lineofsight.indicators.places import Key, line_of
from lineofsight.indicators.standards import by_standard, eras_of
from lineofsight.tables.sql_rules import (
    DIALECT,
    WORKING_DAYS_AFTER,
    parse_expression,
)

COMPARATORS = "comparators"
"""The folder of a council's own definitions that holds no indicators but what to compare with."""


@dataclass(frozen=True)
class Timing:
    """A clock ready to run: expressions over the panel's columns."""

    start: exp.Expr | None
    due: exp.Expr
    done: exp.Expr

    @property
    def by_the_hour(self) -> bool:
        """Whether what is due is due at a time of its day, and not by the end of it."""
        units = (str(each.args["unit"]).lower() for each in self.due.find_all(exp.Interval))
        return any(unit.startswith(("hour", "minute")) for unit in units)


@dataclass(frozen=True, eq=False)
class Indicator:
    """One indicator or variant, its parameters put in.

    ``met`` is empty where the figure is no percentage, ``measured`` where it is not of values.
    ``as_written`` is whether the council's own folder changes no parameter of it.  ``version`` is
    a hash of everything that decides its figures: its panel's SQL, the relations, its conditions
    and parameters.  ``text`` is its file's.
    """

    id: str
    domain: str
    title: str
    why: str
    of: str
    met: str
    measured: str
    polarity: Polarity
    unit: str
    target: float | None
    panel: Panel
    statistic: Statistic
    population: exp.Expr | None
    condition: exp.Expr | None
    value: exp.Expr | None
    per: exp.Expr | None
    too_recent: exp.Expr | None
    clock: Timing | None
    file: IndicatorFile
    parameters: Mapping[str, int]
    example: Example | None
    as_written: bool
    version: str
    text: str

    @property
    def sentence(self) -> str:
        """What the figure is, in a sentence."""
        if self.statistic == "percent":
            return f"Of {self.of}, the percentage that {self.met}."
        if self.statistic == "count":
            return f"The number of {self.of}."
        if self.statistic == "ratio":
            return f"Of {self.of}: {self.measured}."
        return f"The {self.statistic} of {self.measured}, of {self.of}."

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the standard comes from."""
        return self.file.sources

    @property
    def matching(self) -> Matching:
        """The words in which plans ask for it."""
        return self.file.matching

    @property
    def expressions(self) -> tuple[exp.Expr, ...]:
        """Every SQL expression that decides the figure."""
        timed = (self.clock.start, self.clock.due, self.clock.done) if self.clock else ()
        counted = (self.population, self.condition, self.value, self.per, self.too_recent)
        parts = (*counted, *timed)
        return tuple(part for part in parts if part is not None)


@cache
def catalogue(
    own_definitions: Path | None = None, *, as_written: bool = False
) -> Mapping[str, Indicator]:
    """Every indicator and variant by id, in the order of domain and id.

    ``own_definitions`` is a council's own folder, read by the same rules, but for its folder
    ``comparators``; an id that the package already has is refused there.  Its ``overrides.toml``
    changes parameters and targets, unless they are asked for ``as_written``.
    """
    overrides = read_overrides(own_definitions) if own_definitions and not as_written else None
    changed = {name.partition(":")[0] for name in overrides.by_id} if overrides else set()
    found: dict[str, Indicator] = {}
    for path in _package_files():
        made = indicators_of_file(path, overrides) if path.stem in changed else _made(path)
        _take(found, path, made)
    if own_definitions is not None:
        _add_own(found, own_definitions, overrides)
    if overrides:
        overrides.check_ids(found)
    for indicator in found.values():
        for place, other in enumerate(indicator.file.counter_measures):
            if other not in found:
                line = line_of(indicator.text, ("counter_measures", place))
                raise UnusableInput(
                    f"The definition {indicator.id} names the counter-measure {other!r} on line "
                    f"{line}, which is no indicator: correct its name or take it out."
                )
    return found


def indicator_named(name: str, own_definitions: Path | None = None) -> Indicator:
    """The indicator or variant with this id, or a sentence that names the nearest."""
    known = catalogue(own_definitions)
    if name in known:
        return known[name]
    from rapidfuzz import process

    nearest = process.extractOne(name, known.keys(), score_cutoff=60)
    hint = f" (did you mean {nearest[0]}?)" if nearest else ""
    raise UnusableInput(
        f"There is no indicator {name!r}{hint}; `lineofsight indicators list` shows them all."
    )


@cache
def _package_files() -> tuple[Path, ...]:
    root = Path(str(resources.files(__package__)))
    folders = sorted(folder for folder in root.iterdir() if any(folder.glob("*.toml")))
    return tuple(path for folder in folders for path in sorted(folder.glob("*.toml")))


@cache
def _made(path: Path) -> tuple[Indicator, ...]:
    """The indicators of a file of the package's own, which does not change while it runs."""
    return tuple(indicators_of_file(path))


def _add_own(found: dict[str, Indicator], own: Path, overrides: Overrides | None) -> None:
    if not own.is_dir():
        raise UnusableInput(f"The folder of definitions {own} is not there.")
    for folder in (own, *sorted(path for path in own.rglob("*") if path.is_dir())):
        if COMPARATORS not in folder.relative_to(own).parts:
            _add(found, folder, overrides)


def _add(found: dict[str, Indicator], folder: Path, overrides: Overrides | None) -> None:
    for path in sorted(folder.glob("*.toml")):
        if path.name == OVERRIDES:
            continue
        _take(found, path, indicators_of_file(path, overrides))


def _take(found: dict[str, Indicator], path: Path, made: Iterable[Indicator]) -> None:
    for indicator in made:
        if indicator.id in found:
            raise UnusableInput(
                f"The definition {path.name} has an id that is already taken, "
                f"{indicator.id}: give it another name."
            )
        found[indicator.id] = indicator


def indicators_of_file(path: Path, overrides: Overrides | None = None) -> Iterator[Indicator]:
    """The default and the variants that one definition file gives."""
    written = read_indicator_file(path)
    file = overrides.put_in(path.stem, written) if overrides else written
    reading = _Reading(path, path.read_text(encoding="utf-8"), written, file)
    panel = panels().get(file.count.panel)
    if panel is None:
        raise UnusableInput(
            f"The definition {path.name}, line {line_of(reading.text, ('count', 'panel'))}, counts "
            f"the panel {file.count.panel!r}, which is not one; there are {', '.join(panels())}."
        )
    yield reading.indicator(panel, None)
    for place in range(len(file.variants)):
        yield reading.indicator(panel, place)


@dataclass(frozen=True)
class _Reading:
    """A definition file being made into indicators: as written, and as it holds here."""

    path: Path
    text: str
    written: IndicatorFile
    file: IndicatorFile

    def indicator(self, panel: Panel, place: int | None) -> Indicator:
        """The default, or the variant that stands at a place."""
        path, file = self.path, self.file
        variant = None if place is None else file.variants[place]
        self._check_parameters(variant)
        parameters = _parameters(file, variant)
        eras = eras_of(file, parameters, panel.nameable, self._place(("count", "standard_on")))
        within: tuple[Key, ...] = () if place is None else ("variants", place)

        def chosen(table: str | None, field: str, own: str | None, base: str | None) -> _Sql:
            keys = ("count" if table is None else table, field)
            at = (*within, *([table] if table else []), field)
            return _Sql(own or base, self._place(at if own else keys))

        def ready(sql: _Sql) -> exp.Expr | None:
            if sql.text is None:
                return None
            found = parse_expression(sql.text, sql.where, panel.nameable)
            _check_working_days(found, panel, sql.where)
            return by_standard(found, parameters, eras, sql.where)

        def counted(field: str) -> exp.Expr | None:
            own = getattr(variant, field, None)
            return ready(chosen(None, field, own, getattr(file.count, field)))

        population, condition = counted("population"), counted("condition")
        value, per, too_recent = counted("value"), counted("per"), counted("too_recent")
        clock, timing = _clock_of(file, variant), None
        if clock is not None:
            if panel.kind == "event" and clock.start is None:
                raise UnusableInput(
                    f"The definition {path.name}, line {line_of(self.text, ('clock',))}, must say "
                    "where its clock starts."
                )
            own = variant.clock if variant else None
            start, due, done = (
                ready(chosen("clock", field, getattr(own, field, None), getattr(clock, field)))
                for field in ("start", "due", "done")
            )
            assert due is not None
            assert done is not None
            timing = Timing(start, due, done)

        def words(field: str) -> str:
            said = (variant and getattr(variant, field)) or getattr(file, field) or ""
            return str(said).format_map(parameters)

        as_written = parameters == _parameters(
            self.written, None if place is None else self.written.variants[place]
        )
        own_target = variant.target if variant else None
        return Indicator(
            id=path.stem if variant is None else f"{path.stem}:{variant.id}",
            domain=path.parent.name,
            title=variant.title if variant else file.title,
            why=file.why,
            of=words("of"),
            met=words("met"),
            measured=words("measured"),
            polarity=file.polarity,
            unit=file.unit,
            target=file.target if own_target is None else own_target,
            panel=panel,
            statistic=file.count.statistic,
            population=population,
            condition=condition,
            value=value,
            per=per,
            too_recent=too_recent,
            clock=timing,
            file=file,
            parameters=parameters,
            example=file.example if variant is None and as_written else None,
            as_written=as_written,
            version=_version(
                panel, file.count.statistic, population, condition, value, per, too_recent, timing
            ),
            text=self.text,
        )

    def _check_parameters(self, variant: Variant | None) -> None:
        unknown = sorted(set(variant.parameters if variant else ()) - set(self.file.parameters))
        if unknown and variant:
            raise UnusableInput(
                f"The definition {self.path.name}, variant {variant.id} sets "
                f"{', '.join(unknown)}, which [parameters] lacks."
            )

    def _place(self, keys: tuple[Key, ...]) -> str:
        line = line_of(self.text, keys)
        return f"{self.path.name}, line {line}" if line else self.path.name


@dataclass(frozen=True)
class _Sql:
    """SQL and where it stands."""

    text: str | None
    where: str


def _parameters(file: IndicatorFile, variant: Variant | None) -> dict[str, int]:
    return {**file.parameters, **(variant.parameters if variant else {})}


def _check_working_days(expression: exp.Expr, panel: Panel, where: str) -> None:
    """An event panel's working days are counted before its rows have a judged day."""
    for call in expression.find_all(exp.Anonymous):
        if not call.name.lower().startswith("working_days"):
            continue
        for column in call.find_all(exp.Column):
            if column.name not in panel.columns:
                raise UnusableInput(
                    f"The SQL {call.sql(DIALECT)} in {where} counts working days from or to "
                    f"{column.name}, which an event panel's rows do not have: compare with "
                    f"{WORKING_DAYS_AFTER} of a column."
                )


def _clock_of(file: IndicatorFile, variant: Variant | None) -> Clock | None:
    if file.clock is None or variant is None:
        return file.clock
    return file.clock.model_copy(update=variant.clock.model_dump(exclude_none=True))


def _version(
    panel: Panel,
    statistic: Statistic,
    population: exp.Expr | None,
    condition: exp.Expr | None,
    value: exp.Expr | None,
    per: exp.Expr | None,
    too_recent: exp.Expr | None,
    clock: Timing | None,
) -> str:
    """The first 16 hexadecimal digits of SHA-256 over what decides the figures."""
    shared = {name: relations()[name].sql for name in panel.relations}
    if panel.allocated:
        shared["allocations"] = relations()["allocations"].sql
    decides = {
        "panel": panel.sql,
        "allocated": panel.allocated,
        "by_child": panel.by_child,
        "relations": shared,
        "population": _text(population),
        "condition": _text(condition),
        "too_recent": _text(too_recent),
        "clock": [_text(clock.start), _text(clock.due), _text(clock.done)] if clock else None,
    }
    if statistic != "percent":
        decides |= {"statistic": statistic, "value": _text(value)}
    if per is not None:
        decides |= {"per": _text(per)}
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:16]


def _text(expression: exp.Expr | None) -> str | None:
    return None if expression is None else expression.sql(DIALECT)
