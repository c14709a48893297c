"""The levels of the invented council: read from its page, and counted by the catalogue."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.periods import period_named
from lineofsight.measuring.results import measure
from lineofsight.tables.snapshots import open_snapshot

AS_AT = date(2026, 11, 20)
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "invented-council.md"

_NUMBER = r"(\d+(?:\.\d+)?)"
# A figure, its indicator, what England's is near, what a county shows, the band, in what, a source.
_ROW = re.compile(
    rf"(\| (.+?) \| (.+?) \| .+? \| ){_NUMBER}"
    rf"( \| {_NUMBER} to {_NUMBER}[^|]* \| (council|county) \| .+ \|)"
)
_HEADS = ("| figure |", "|---|")
# What no indicator of the catalogue tells.
_COUNTED_APART = {
    "Strategy discussions in time": "select 100 * avg(cast(held_on <= due_on as int)) "
    "from strategy_discussions where held_on is not null",
    "Education, health and care assessments in 20 weeks": "select 100 * avg(cast("
    "ehca_ehcp_assessment_outcome_date <= ehcr_ehcp_req_date + 140 as int)) "
    "from ssd_ehcp_assessment "
    "join ssd_ehcp_requests on ehcr_ehcp_request_id = ehca_ehcp_request_id "
    "where ehca_ehcp_assessment_outcome_date is not null",
}


@dataclass(frozen=True)
class Level:
    """A row of the page: a figure and the band in which it lies.

    ``indicators`` are one of the catalogue, or two of which the first is told for 100 of the
    second, or none where SQL counts it.  ``county`` is whether a small council has too few cases.
    """

    figure: str
    indicators: tuple[str, ...]
    least: float
    most: float
    county: bool


def levels() -> tuple[Level, ...]:
    """Every row of the page's tables of figures, in their order."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").partition("\n## Figures\n")[2].splitlines():
        if line.startswith("|") and not line.startswith(_HEADS):
            row = _ROW.fullmatch(line)
            assert row is not None, f"{PAGE.name} has a row of figures that is none: {line}"
            _, figure, told_by, _, _, least, most, size = row.groups()
            indicators = tuple(re.findall(r"`([^`]+)`", told_by))
            found.append(Level(figure, indicators, float(least), float(most), size == "county"))
    return tuple(found)


def figures(store: Path, asked: Iterable[Level]) -> Mapping[str, float]:
    """Each level's figure in the store of a council, over the twelve months to ``AS_AT``."""
    snapshot, known = open_snapshot(store), catalogue()
    rows = tuple(asked)
    wanted = dict.fromkeys(name for level in rows for name in level.indicators)
    with open_engine(snapshot, AS_AT) as engine:
        month = period_named(f"{AS_AT:%Y-%m}")
        found = {
            each.indicator: each.value
            for each in measure(engine, [known[name] for name in wanted], [month], window="12m")
        }
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        return {level.figure: _figure(level, found, connection) for level in rows}


def told_anew(found: Mapping[str, float]) -> str:
    """The page with what a county shows put into its tables."""
    return _ROW.sub(
        lambda row: f"{row[1]}{found[row[2]]:.1f}{row[5]}", PAGE.read_text(encoding="utf-8")
    )


def _figure(
    level: Level, found: Mapping[str, float | None], connection: duckdb.DuckDBPyConnection
) -> float:
    if level.indicators:
        counted, *of = [found[name] for name in level.indicators]
    else:
        counted, *of = connection.execute(_COUNTED_APART[level.figure]).fetchone() or (None,)
    assert counted is not None, f"{level.figure}: the council has no case"
    return 100 * counted / of[0] if of and of[0] else counted
