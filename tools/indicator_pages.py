"""A page an indicator, and their index: what each counts, why, by whose standard, and from what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sources_page import alone, why_not

from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.indicators.needs import needs_of
from lineofsight.tables.readers.holdings import Holding, holdings
from lineofsight.tables.sources import Kind

BETTER = {"high": "Higher is better.", "low": "Lower is better.", "neutral": ""}
RETURNS: Mapping[str, Kind] = {
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
        "divided by": count.per,
        "its standard is of the day": count.standard_on,
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
        elif example.denominator is None:
            figure = f"{example.numerator}"
        yield f"**Example.** {example.says} So {figure}.\n"


def _by_whom(indicator: Indicator) -> Iterator[str]:
    yield "## By whose standard\n"
    yield from (f"- {source.name}: {source.reference}" for source in indicator.sources)
    for standard in indicator.file.standards:
        told = f"- `{standard.parameter}` is {standard.value} since {standard.since}"
        confirm = "" if standard.confirmed else " (to confirm)"
        yield f"{told}: {standard.source}{confirm}"
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
    held = {
        "The standard": alone("ssd"),
        "The standard with our templates": holdings("ssd"),
        **{name: holdings(kind) for name, kind in RETURNS.items()},
    }
    return {name: _of(each, indicator) for name, each in held.items()}


def _of(held: Mapping[str, Holding], indicator: Indicator) -> Supports:
    why = why_not(held, indicator)
    if why:
        return Supports(False, f"no: {why}")
    partly = [held[table] for table in {need.table for need in needs_of(indicator)}]
    if any(each.one_row_a for each in partly):
        return Supports(True, "yes, as it is on the day of the extract")
    begins = any(each.covers_months or each.of_its_years for each in partly)
    return Supports(True, "yes, from the day on which the source begins" if begins else "yes")
