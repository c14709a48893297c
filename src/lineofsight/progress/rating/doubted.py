"""The doubts that the rows of a snapshot leave of an indicator's last twelve months."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.needs import Need
from lineofsight.measuring.engine import Engine
from lineofsight.measuring.grouping import MISSING
from lineofsight.measuring.periods import period_holding
from lineofsight.measuring.query import Query
from lineofsight.measuring.records import Record, records
from lineofsight.progress.rating.doubts import Doubt, Row, doubts
from lineofsight.tables.definition import AUTHORITY

# What the table of entries calls the records of a panel, where a row of it is such a record.
ENTERED_AS: Mapping[str, str] = {
    "assessments": "ASSESSMENT",
    "conferences": "CONFERENCE",
    "core_groups_due": "CORE_GROUP",
    "enquiries": "SECTION_47",
}
# What ends for good where it ends: of visits and meetings each begins when the last was held.
ENDS = frozenset({"assessments", "enquiries", "pre_proceedings", "care_proceedings"})
_ENTRIES = "record_entries"
_FIRST_ENTERED = """\
select record_id, min(cast(entered_at as date)) as entered_on
from record_entries
where record_kind = :kind
group by record_id"""
_NEEDED = tuple(Need(_ENTRIES, column) for column in ("record_kind", "record_id", "entered_at"))


def doubts_behind(engine: Engine, indicator: Indicator) -> tuple[Doubt, ...]:
    """What the rows of the last 12 ended months leave to ask; nothing where they cannot be had.

    Only of what happened, with a clock: how things stood at an end says nothing of when work was
    done.
    """
    panel = indicator.panel
    if indicator.clock is None or panel.kind != "event":
        return ()
    month = period_holding(engine.known_to)
    if month.last_day > engine.known_to:
        month = period_holding(month.first_day - timedelta(days=1))
    entered = _entered(engine, ENTERED_AS.get(panel.name))
    try:
        rows = [
            _row(authority, each, entered)
            for authority in engine.authorities
            for each in records(
                engine, indicator, month, {AUTHORITY: authority or MISSING}, window="12m"
            )
            if each.start is not None
        ]
    except UnusableInput:
        return ()
    found = doubts(rows)
    return tuple(each for each in found if each.kind != "begun_again" or panel.name in ENDS)


def _row(authority: str, record: Record, entered: Mapping[tuple[str, str], date]) -> Row:
    assert record.start is not None
    return Row(
        f"{authority}/{record.subject or record.record}",
        _day(record.start),
        _day(record.due) if record.due else None,
        _day(record.done) if record.done else None,
        entered.get((authority, record.record)),
    )


def _entered(engine: Engine, kind: str | None) -> dict[tuple[str, str], date]:
    """When each record of a kind was entered, by its authority and id; empty where none tells."""
    if kind is None or engine.missing(_NEEDED):
        return {}
    sql = _FIRST_ENTERED.replace(":kind", f"'{kind}'")
    return dict(_told(engine, Query(sql, _ENTRIES, (_ENTRIES,))))


def _told(engine: Engine, query: Query) -> Iterator[tuple[tuple[str, str], date]]:
    for _, authority, answer in engine.answers([query]):
        for record, day in answer.rows:
            if isinstance(day, date):
                yield (authority, str(record)), _day(day)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
