"""What stands of each kind of alert in one load: rows that are due soon, late, or one step away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.measuring.early.kinds import KINDS, AlertKind
from lineofsight.measuring.early.turning import turning
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.kept.reading import Open, Results
from lineofsight.measuring.periods import period_holding
from lineofsight.measuring.records import Record, open_records, records, why_not_computable
from lineofsight.tables.snapshots import Snapshot

NOT_MADE = "the figures of this load do not hold it"


@dataclass(frozen=True)
class Standing:
    """One thing about a child that an alert of a kind is about; late ones stand too.

    ``due`` is None where no day is told.  ``record`` is the id of the row that tells it.
    """

    kind: str
    authority: str
    child: str
    record: str
    due: date | None
    team: str
    worker: str


@dataclass(frozen=True)
class Told:
    """What a load tells: what stands, and of the kinds that it cannot tell why, by their keys."""

    standing: tuple[Standing, ...]
    untold: Mapping[str, str]


def what_stands(results: Results, snapshot: Snapshot, indicators: Mapping[str, Indicator]) -> Told:
    """What a load tells of every kind at the end of its day; ``results`` are of the snapshot."""
    as_at, untold = results.about.as_at, dict(untold_of(results))
    found: list[Standing] = []
    told = [each for each in KINDS if each.key not in untold]
    for kind in told:
        if kind.how == "list":
            rows = results.open_rows(kind.indicator)
            found += (_of_open(kind, each) for each in rows if each.subject)
    others = [(kind, indicators[kind.indicator]) for kind in told if kind.how != "list"]
    for authority in sorted(snapshot.authorities or {""}):
        with open_engine(snapshot, as_at, authorities=[authority]) as engine:
            for kind, indicator in others:
                try:
                    found += _computed(engine, authority, kind, indicator)
                except UnusableInput as error:
                    untold[kind.key] = str(error)
    soon = (each for each in found if each.kind not in untold and _is_soon(each, as_at))
    return Told(tuple(soon), untold)


def untold_of(results: Results) -> Iterator[tuple[str, str]]:
    """The kinds that results cannot tell at their day, each with why."""
    month = period_holding(results.about.as_at).name
    for kind in KINDS:
        figure = next(
            (each for each in results.series(kind.indicator) if each.period == month), None
        )
        if figure is None:
            yield kind.key, results.why_not(kind.indicator) or NOT_MADE
        elif figure.state == "not_computable":
            yield kind.key, figure.why or NOT_MADE


def _computed(
    engine: Engine, authority: str, kind: AlertKind, indicator: Indicator
) -> Iterator[Standing]:
    """What stands of a kind of which the results keep no list."""
    month = period_holding(engine.as_at)
    if why := why_not_computable(engine, indicator, month):
        raise UnusableInput(why)
    found: Iterable[Record]
    if kind.how == "met":
        found = records(engine, indicator, month, state="met")
    else:
        found = open_records(engine, turning(indicator)).get(authority, [])
    for each in found:
        if each.subject:
            due = None if kind.how == "met" else _day(each.due)
            yield Standing(
                kind.key, authority, each.subject, each.record, due, each.team or "",
                each.worker or "",
            )  # fmt: skip


def _of_open(kind: AlertKind, row: Open) -> Standing:
    return Standing(
        kind.key, row.authority, row.subject or "", row.record, _day(row.due), row.team or "",
        row.worker or "",
    )  # fmt: skip


def _is_soon(each: Standing, as_at: date) -> bool:
    ahead = next(kind.days_ahead for kind in KINDS if kind.key == each.kind)
    return each.due is None or each.due <= as_at + timedelta(days=ahead)


def _day(moment: object) -> date | None:
    return date(moment.year, moment.month, moment.day) if isinstance(moment, date) else None
