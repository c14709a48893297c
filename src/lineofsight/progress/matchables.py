"""What a measure can be matched to: the catalogue's indicators, and sources not computed yet."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.definition import Matching, Part
from lineofsight.progress.suggestion import Kind
from lineofsight.progress.words import no_indicator

FALLBACK = "typed_figure"


@dataclass(frozen=True)
class Matchable:
    """Something that may answer a measure, and the phrases by which a measure asks for it.

    ``says``, ``also``, ``never``, ``numbers`` and ``parts`` are those of
    :class:`~lineofsight.indicators.definition.Matching`, parameters put in.
    """

    id: str
    title: str
    kind: Kind
    says: tuple[tuple[str, ...], ...]
    also: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    parts: tuple[Part, ...] = ()
    needs: str | None = None


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    needs: str
    matching: Matching = Matching()


def matchables(indicators: Mapping[str, Indicator]) -> tuple[Matchable, ...]:
    """Every indicator and variant that says by what words it is asked for, then every source.

    A standing tells so many of so many: medians, means, sums and counts are not matched.
    """
    shares = (each for each in indicators.values() if each.statistic == "percent")
    computed = (_indicator(indicator) for indicator in shares)
    return (*(found for found in computed if found.says), *sources())


@cache
def sources() -> tuple[Matchable, ...]:
    """The kinds of source that nothing computes yet, one definition file each."""
    folder = Path(str(resources.files(__package__))) / "sources"
    return tuple(_source(path) for path in sorted(folder.glob("*.toml")))


def fallback() -> Matchable:
    """What can always be done: a figure typed in with its source."""
    return next(source for source in sources() if source.id == FALLBACK)


def _source(path: Path) -> Matchable:
    file = _Source.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    asked = file.matching
    numbers = tuple(
        (said, number) for said, number in asked.numbers.items() if isinstance(number, int)
    )
    return Matchable(
        path.stem,
        file.title,
        "source",
        asked.says,
        asked.also,
        asked.never,
        numbers,
        asked.parts,
        file.needs,
    )


def _indicator(indicator: Indicator) -> Matchable:
    file, variant_id = indicator.file, indicator.id.partition(":")[2]
    variant = next((each for each in file.variants if each.id == variant_id), None)
    base, own = file.matching, variant.matching if variant else Matching()
    parameters = {**file.parameters, **(variant.parameters if variant else {})}
    numbers = {**base.numbers, **own.numbers}
    unknown = [
        name for name in numbers.values() if isinstance(name, str) and name not in parameters
    ]
    if unknown:
        raise UnusableInput(
            f"The definition {indicator.id} matches by the parameter {unknown[0]!r}, "
            "which [parameters] lacks."
        )
    return Matchable(
        id=indicator.id,
        title=indicator.title,
        kind="indicator",
        says=base.says + own.says,
        also=base.also + own.also,
        never=(own.never or base.never) + no_indicator(),
        numbers=tuple(
            (said, number if isinstance(number, int) else parameters[number])
            for said, number in numbers.items()
        ),
        parts=base.parts + own.parts,
    )
