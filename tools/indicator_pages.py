"""A page an indicator, and their index: what each counts, why, by whose standard, and from what."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.indicators.needs import Need, needs_of
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.grouping import named
from lineofsight.measuring.in_reach import never_in_reach
from lineofsight.sample import Form, generate
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot

BETTER = {"high": "Higher is better.", "low": "Lower is better.", "neutral": ""}
AS_AT = date(2026, 3, 31)
RETURNS: Mapping[str, Form] = {
    "Annex A": "annex_a",
    "Children in need census": "cin_census",
    "SSDA903": "ssda903",
}


@dataclass(frozen=True)
class Supports:
    """Whether a source gives what an indicator needs: from which day on, or why not."""

    can: bool
    said: str


def defaults() -> list[Indicator]:
    """Every indicator of the catalogue, without its variants."""
    return [each for each in catalogue().values() if ":" not in each.id]


def pages() -> dict[str, str]:
    """The index and each page, by the name of its file below docs/reference."""
    told = {"indicators.md": index(defaults())}
    for indicator in defaults():
        told[f"indicators/{indicator.id}.md"] = page(indicator)
    return told


def index(indicators: list[Indicator]) -> str:
    """Every indicator by what it is about, and which of the returns can give it."""
    lines = [
        "# Indicators\n",
        f"{len(indicators)} indicators, and {len(catalogue()) - len(indicators)} variants of them. "
        "Beside each is which source gives all that it needs; its page says what is wanting in the "
        "others. How to write one of your own is in "
        "[write an indicator](../how-to/write-an-indicator.md).\n",
    ]
    for domain in dict.fromkeys(each.domain for each in indicators):
        lines += [f"## {domain.replace('_', ' ').capitalize()}\n", "| indicator | sources |"]
        lines.append("|---|---|")
        for each in indicators:
            if each.domain == domain:
                able = [name for name, source in supporting(each).items() if source.can]
                lines.append(f"| [{each.title}](indicators/{each.id}.md) | {', '.join(able)} |")
        lines.append("")
    return "\n".join(lines)


def page(indicator: Indicator) -> str:
    """One indicator in words, with its variants."""
    return "\n".join(
        [
            f"# {indicator.title}\n",
            *_about(indicator),
            *_rule(indicator),
            *_by_whom(indicator),
            *_from_what(indicator),
        ]
    )


def _about(indicator: Indicator) -> Iterator[str]:
    yield f"`{indicator.id}` (version `{indicator.version}`)\n"
    yield " ".join([indicator.sentence, BETTER[indicator.polarity]]).rstrip() + "\n"
    yield f"{indicator.why}\n"
    if indicator.target is not None:
        yield f"**To be reached.** {indicator.target:g} {indicator.unit}\n"
    beside = ", ".join(
        f"[`{other}`]({other.partition(':')[0]}.md)" for other in indicator.file.counter_measures
    )
    if beside:
        yield f"**Read beside** {beside}.\n"


def _rule(indicator: Indicator) -> Iterator[str]:
    count, clock = indicator.file.count, indicator.file.clock
    yield "## How it is counted\n"
    yield f"{indicator.panel.means}\n"
    rules = {
        "counts if": count.population,
        "too recent if": count.too_recent,
        "met if": count.condition,
        "its value": count.value,
        "begins": clock.start if clock else None,
        "is due": clock.due if clock else None,
        "is done": clock.done if clock else None,
    }
    written = {what: sql for what, sql in rules.items() if sql}
    if written:
        yield "| | |\n|---|---|"
        yield from (f"| {what} | `{sql.replace('|', '&#124;')}` |" for what, sql in written.items())
        yield ""
    if indicator.parameters:
        given = ", ".join(f"`{name}` is {value}" for name, value in indicator.parameters.items())
        yield f"Here {given}.\n"
    if indicator.file.variants:
        yield "**Variants.**\n"
        for each in indicator.file.variants:
            yield f"- `{indicator.id}:{each.id}`: {each.title}"
        yield ""
    example = indicator.example
    if example:
        figure = f"{example.numerator} of {example.denominator}"
        if example.value is not None:
            figure = f"{example.value:g} {indicator.unit}"
        yield f"**Example.** {example.says} So {figure}.\n"


def _by_whom(indicator: Indicator) -> Iterator[str]:
    yield "## By whose standard\n"
    yield from (f"- {source.name}: {source.reference}" for source in indicator.sources)
    if indicator.file.dfe_code:
        yield f"- Measure {indicator.file.dfe_code} of the Department for Education"
    yield ""
    if indicator.file.disagreements:
        yield "**Where sources differ.**\n"
        yield from (f"- {each}" for each in indicator.file.disagreements)
        yield ""
    yield (
        f"Written by {indicator.file.author}; checked by {indicator.file.checked_by}; to be "
        f"reviewed by {indicator.file.review_by}.\n"
    )


def _from_what(indicator: Indicator) -> Iterator[str]:
    yield "## What it needs\n"
    yield "| source | gives it |\n|---|---|"
    for name, source in supporting(indicator).items():
        yield f"| {name} | {source.said} |"
    yield ""
    needs = ", ".join(f"`{need.table}.{need.column}`" for need in needs_of(indicator))
    yield f"**Columns.** {needs}.\n"
    yield f"**Can be split by** {', '.join((*indicator.panel.dimensions, 'authority'))}.\n"


def supporting(indicator: Indicator) -> Mapping[str, Supports]:
    """What each kind of source gives of an indicator's needs."""
    beside = [need for need in needs_of(indicator) if table_definitions()[need.table].extension]
    found = {"The standard": _of(beside), "The standard with our templates": Supports(True, "yes")}
    return {**found, **{name: _given()[form][indicator.id] for name, form in RETURNS.items()}}


def _of(missing: list[Need]) -> Supports:
    return Supports(not missing, f"no: it lacks {named(missing)}" if missing else "yes")


@cache
def _given() -> Mapping[Form, Mapping[str, Supports]]:
    """What an invented council's returns give, as loading them shows."""
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        for form in RETURNS.values():
            source, store = Path(scratch) / form, Path(scratch) / f"{form}-store"
            generate(150, 6, 1, AS_AT, source, form=form)
            load_tables([f"{form}={source}"], store, AS_AT)
            with open_engine(open_snapshot(store)) as engine:
                found[form] = {name: _here(engine, each) for name, each in catalogue().items()}
    return found


def _here(engine: Engine, indicator: Indicator) -> Supports:
    missing = list(engine.missing(needs_of(indicator)))
    if missing:
        return _of(missing)
    never = never_in_reach(engine, indicator)
    if never:
        return Supports(
            False, "no: " + re.sub(r"begins on [\d-]+", "does not go so far back", never)
        )
    tables = {need.table for need in needs_of(indicator)}
    partly = [reach for name, reach in engine.reaches.items() if name in tables]
    if any(reach.one_row_a for reach in partly):
        return Supports(True, "yes, as it is on the day of the extract")
    return Supports(True, "yes, from the day on which the source begins" if partly else "yes")
