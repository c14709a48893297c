"""The catalogue: every indicator and variant that can be asked for, by id."""

import hashlib
import json
from collections.abc import Iterator, Mapping
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
    Variant,
    read_indicator_file,
)
from lineofsight.indicators.panel import Panel, panels, relations
from lineofsight.tables.sql_rules import DIALECT, parse_expression, with_parameters


@dataclass(frozen=True)
class Timing:
    """A clock ready to run: expressions over the panel's columns."""

    start: exp.Expr | None
    due: exp.Expr
    done: exp.Expr


@dataclass(frozen=True, eq=False)
class Indicator:
    """One indicator or variant, its parameters put in.

    ``version`` is a hash of everything that decides its figures: its panel's SQL, the relations,
    its conditions and parameters.
    """

    id: str
    domain: str
    title: str
    why: str
    of: str
    met: str
    polarity: Polarity
    unit: str
    panel: Panel
    population: exp.Expr | None
    condition: exp.Expr | None
    too_recent: exp.Expr | None
    clock: Timing | None
    file: IndicatorFile
    example: Example | None
    version: str

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
        parts = (self.population, self.condition, self.too_recent, *timed)
        return tuple(part for part in parts if part is not None)


@cache
def catalogue(own_definitions: Path | None = None) -> Mapping[str, Indicator]:
    """Every indicator and variant by id, in the order of domain and id.

    ``own_definitions`` is a council's own folder, read by the same rules; an id that the package
    already has is refused there.
    """
    found: dict[str, Indicator] = {}
    for folder in _package_domains():
        _add(found, folder)
    if own_definitions is not None:
        _add_own(found, own_definitions)
    for indicator in found.values():
        for other in indicator.file.counter_measures:
            if other not in found:
                raise UnusableInput(
                    f"The definition {indicator.id} names the counter-measure {other!r}, "
                    "which is no indicator."
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


def _package_domains() -> list[Path]:
    root = Path(str(resources.files(__package__)))
    return sorted(folder for folder in root.iterdir() if any(folder.glob("*.toml")))


def _add_own(found: dict[str, Indicator], own: Path) -> None:
    if not own.is_dir():
        raise UnusableInput(f"The folder of definitions {own} is not there.")
    for folder in (own, *sorted(path for path in own.rglob("*") if path.is_dir())):
        _add(found, folder)


def _add(found: dict[str, Indicator], folder: Path) -> None:
    for path in sorted(folder.glob("*.toml")):
        for indicator in indicators_of_file(path):
            if indicator.id in found:
                raise UnusableInput(
                    f"The definition {path.name} has an id that is already taken, "
                    f"{indicator.id}: give it another name."
                )
            found[indicator.id] = indicator


def indicators_of_file(path: Path) -> Iterator[Indicator]:
    """The default and the variants that one definition file gives."""
    file = read_indicator_file(path)
    panel = panels().get(file.count.panel)
    if panel is None:
        raise UnusableInput(
            f"The definition {path.name} counts the panel {file.count.panel!r}, which is not one; "
            f"there are {', '.join(panels())}."
        )
    yield _indicator(path, file, panel, None)
    for variant in file.variants:
        yield _indicator(path, file, panel, variant)


def _indicator(path: Path, file: IndicatorFile, panel: Panel, variant: Variant | None) -> Indicator:
    where = path.name if variant is None else f"{path.name}, variant {variant.id}"
    given = variant.parameters if variant else {}
    unknown = set(given) - set(file.parameters)
    if unknown:
        raise UnusableInput(
            f"The definition {where} sets {', '.join(sorted(unknown))}, which [parameters] lacks."
        )
    parameters = {**file.parameters, **given}

    def ready(sql: str | None) -> exp.Expr | None:
        if sql is None:
            return None
        return with_parameters(parse_expression(sql, where, panel.columns), parameters, where)

    count, clock = file.count, _clock_of(file, variant)
    of, met = (variant and variant.of) or file.of, (variant and variant.met) or file.met
    timing = None
    if clock is not None:
        if panel.kind == "event" and clock.start is None:
            raise UnusableInput(f"The definition {where} must say where its clock starts.")
        due, done = ready(clock.due), ready(clock.done)
        assert due is not None
        assert done is not None
        timing = Timing(ready(clock.start), due, done)
    indicator_id = path.stem if variant is None else f"{path.stem}:{variant.id}"
    population = ready((variant and variant.population) or count.population)
    condition = ready((variant and variant.condition) or count.condition)
    too_recent = ready(count.too_recent)
    return Indicator(
        id=indicator_id,
        domain=path.parent.name,
        title=variant.title if variant else file.title,
        why=file.why,
        of=of.format_map(parameters),
        met=met.format_map(parameters),
        polarity=file.polarity,
        unit=file.unit,
        panel=panel,
        population=population,
        condition=condition,
        too_recent=too_recent,
        clock=timing,
        file=file,
        example=file.example if variant is None else None,
        version=_version(panel, population, condition, too_recent, timing),
    )


def _clock_of(file: IndicatorFile, variant: Variant | None) -> Clock | None:
    if file.clock is None or variant is None:
        return file.clock
    return file.clock.model_copy(update=variant.clock.model_dump(exclude_none=True))


def _version(
    panel: Panel,
    population: exp.Expr | None,
    condition: exp.Expr | None,
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
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:16]


def _text(expression: exp.Expr | None) -> str | None:
    return None if expression is None else expression.sql(DIALECT)
