"""docs/reference/sources.md: what each kind of source holds, from what, and what it cannot."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.needs import Need, needs_of
from lineofsight.measuring.in_reach import falls_short
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.reach import Reach
from lineofsight.tables.readers.holdings import Holding, holdings
from lineofsight.tables.readers.returns.years import year_name
from lineofsight.tables.sources import Kind

# That a source begins on a day is enough here; which day, a load says.
_SOME_DAY = date(2000, 1, 1)

# Each kind: its heading, what it is, and what a reader of figures should know before all else.
_KINDS: Mapping[Kind, tuple[str, str]] = {
    "ssd": (
        "The standard's tables",
        "CSV or Parquet files, or a database, with the tables of the Standard Safeguarding "
        "Dataset. It is the fullest source: every table and every column, of all time. Our "
        "extension tables may come with it, a file each; what they hold is told of the templates.",
    ),
    "templates": (
        "Templates",
        "Our own workbook or CSV files, which `lineofsight tables template` writes, for what the "
        "standard has no table for. Every extension table and every column of it, of all time.",
    ),
    "annex_a": (
        "Annex A",
        "Ofsted's eleven child-level lists, in a workbook or a CSV file each. They are of one "
        "day: events of six or twelve months, and of a case that is open only the latest plan, "
        "placement, review or visit. Told here of the newest layout that is known.",
    ),
    "cin_census": (
        "Children in need census",
        "An XML file for each collection year (April to March). Several years become one history, "
        "in which a newer file's word counts. It has no workers, no teams, no visits and no due "
        "dates but that of the initial conference.",
    ),
    "ssda903": (
        "SSDA903 return",
        "CSV files, or the sheets of a workbook, one for each module and collection year. Several "
        "years become one history, in which a newer file's word counts. It has no visits and no "
        "due dates, and tells a year's health checks without their days.",
    ),
}


def sources(indicators: Sequence[Indicator]) -> str:
    """The page: a part a kind of source."""
    lines = [
        "\nA council need not have everything. This page says of each kind of source which tables "
        "and columns it can fill, from which of its own columns, how far back it tells, and what "
        "it cannot hold. A load may hold less than its kind can, and says so; it never holds more. "
        "What a column is, [the tables](tables.md) say.\n",
        "| source | kind | tables | columns | indicators that it can compute alone |",
        "|---|---|---|---|---|",
    ]
    for kind, (title, _) in _KINDS.items():
        held = alone(kind)
        columns = sum(len(holding.origins) for holding in held.values())
        able = sum(why_not(held, each) is None for each in indicators)
        lines.append(
            f"| [{title}](#{_anchor(title)}) | `{kind}` | {len(held)} | {columns} | "
            f"{able} of {len(indicators)} |"
        )
    lines.append(
        "\nSources go together: what one lacks another may hold, and the indicators that need both "
        "can then be computed. `lineofsight indicators list --store STORE` says what can be "
        "computed from what is loaded, and `lineofsight indicators show ID` what an indicator "
        "needs.\n"
    )
    for kind, (title, means) in _KINDS.items():
        lines += [f"## {title}\n", f"`{kind}`. {means}\n"]
        whole = kind in ("ssd", "templates")
        lines += _whole(alone(kind)) if whole else _partly(alone(kind))
        lines += _cannot_hold(alone(kind), kind)
        lines += _indicators(alone(kind), indicators)
        if kind == "ssd" and all(why_not(holdings(kind), each) is None for each in indicators):
            lines.append(
                "Those are made from our extension tables: with the [templates](#templates) "
                "beside it, every indicator can be computed.\n"
            )
    return "\n".join(lines)


def alone(kind: Kind) -> Mapping[str, Holding]:
    """What a kind of source holds of itself: the standard, without what may come beside it."""
    held = holdings(kind)
    if kind != "ssd":
        return held
    return {name: each for name, each in held.items() if not each.definition.extension}


def _whole(held: Mapping[str, Holding]) -> Iterator[str]:
    yield (
        "**What it fills.** Every column from the column of the same name, or from another name "
        "for it that is known or was once said.\n"
    )
    free = [
        f"`{name}.{column.name}`"
        for name, holding in held.items()
        for column in holding.definition.columns
        if column.class_ == "free_text"
    ]
    if free:
        yield f"**Never loaded**, because names and words are written there: {', '.join(free)}.\n"


def _partly(held: Mapping[str, Holding]) -> Iterator[str]:
    yield "### " + "How far it reaches\n"
    yield "| table | from | tells |"
    yield "|---|---|---|"
    for name, holding in held.items():
        yield f"| [{holding.definition.title}](tables.md#{_anchor(holding.definition.title)}) " + (
            f"`{name}` | {', '.join(holding.where)} | {_reach(holding)} |"
        )
    yield "\n### What it fills\n"
    for name, holding in held.items():
        yield f"**{holding.definition.title}** (`{name}`)\n"
        yield "| column | from | how |"
        yield "|---|---|---|"
        for field, origin in holding.origins.items():
            yield f"| `{field}` | {_and(origin.columns)} | {origin.how} |"
        yield ""


def _reach(holding: Holding) -> str:
    told = []
    if holding.covers_months:
        told.append(f"the {holding.covers_months} months before the extract")
    if holding.of_its_years:
        told.append("the years whose returns are loaded")
    if holding.one_row_a:
        told.append(f"the latest of a {holding.one_row_a}")
    if holding.only_of:
        told.append(f"{holding.only_of} alone")
    if holding.asked_from:
        told.append(f"asked for from {year_name(holding.asked_from)} on")
    return "; ".join(told) or "as it was on the day of the extract, or of the newest return"


def _and(columns: Sequence[str]) -> str:
    """Columns of a source; the list or module is named once for those that follow each other."""
    told: list[str] = []
    before = ""
    for column in columns:
        where, colon, name = column.partition(": ")
        told.append(name if colon and where == before else column)
        before = where if colon else ""
    return ", ".join(told)


def _cannot_hold(held: Mapping[str, Holding], kind: Kind) -> Iterator[str]:
    lacking = {name: each.lacks for name, each in held.items() if each.lacks}
    if kind == "templates":
        yield "**What it cannot hold.** No table of the standard.\n"
    if kind in ("ssd", "templates"):
        return
    yield "### What it cannot hold\n"
    yield "Of the tables that it fills, these columns:\n"
    yield "| table | columns |"
    yield "|---|---|"
    for name, columns in lacking.items():
        yield f"| {held[name].definition.title} | {_codes(columns)} |"
    others = [
        f"{definition.title} (`{name}`)"
        for name, definition in table_definitions().items()
        if name not in held and not definition.extension
    ]
    beside = [
        f"{each.definition.title} (`{name}`)"
        for name, each in held.items()
        if each.definition.extension
    ]
    yield f"\nIt fills no row of these tables of the standard: {', '.join(others)}.\n"
    yield f"Of the tables beside the standard it fills these alone: {', '.join(beside)}."
    yield ""


def _codes(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _indicators(held: Mapping[str, Holding], indicators: Sequence[Indicator]) -> Iterator[str]:
    why = {each.id: why_not(held, each) for each in indicators}
    able = [name for name, reason in why.items() if reason is None]
    yield "### " + "What can be computed\n"
    if len(able) == len(indicators):
        yield "Every indicator.\n"
        return
    yield f"**From it alone:** {_codes(able) if able else 'none'}.\n"
    yield "| cannot be computed from it alone | why |"
    yield "|---|---|"
    for name, reason in why.items():
        if reason is not None:
            yield f"| `{name}` | {reason} |"
    yield ""


def why_not(held: Mapping[str, Holding], indicator: Indicator) -> str | None:
    """Why what a source holds is not enough for an indicator; None where it is."""
    missing = [need for need in needs_of(indicator) if not _holds(held, need)]
    if missing:
        return "it lacks " + ", ".join(dict.fromkeys(_told(held, need) for need in missing))
    short = falls_short({name: _as_reach(each) for name, each in held.items()}, indicator)
    if short is None:
        return None
    table, reach = short
    title = table_definitions()[table].title
    if reach.only_of:
        return f"it needs {title} of all children, and here is only that of {reach.only_of}"
    if reach.one_row_a:
        return f"it needs every row of {title}, and here is only the latest of a {reach.one_row_a}"
    return f"it needs what came before, and what is here of {title} begins on a day"


def _holds(held: Mapping[str, Holding], need: Need) -> bool:
    return need.table in held and need.column in held[need.table].origins


def _told(held: Mapping[str, Holding], need: Need) -> str:
    if need.table not in held:
        return f"the table {table_definitions()[need.table].title}"
    return f"`{need.table}.{need.column}`"


def _as_reach(holding: Holding) -> Reach:
    begins = holding.covers_months or holding.of_its_years
    return Reach(_SOME_DAY, _SOME_DAY if begins else None, holding.one_row_a, holding.only_of)


def _anchor(title: str) -> str:
    """A heading's address within its page, as GitHub makes it."""
    kept = "".join(mark for mark in title.casefold() if mark.isalnum() or mark in " -_")
    return kept.replace(" ", "-")
