"""A list as it stands today, as far as somebody sees it: what a cohort review is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.kept.reading import Open, opened
from lineofsight.measuring.periods import Period, period_holding
from lineofsight.measuring.records import Record, records
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.behind import Behind
from lineofsight.web.casework.keys import key_of
from lineofsight.web.casework.lists import Lists
from lineofsight.web.casework.permissions import own
from lineofsight.web.casework.registers import Register
from lineofsight.web.casework.rows import LATE, NOT_YET, Held, Row, Told
from lineofsight.web.cohorts.models import Cohort
from lineofsight.web.data.results import indicators

Said = dict[str, Any]
EVERYBODY = "All whom the opener sees"
SEVERAL = (
    "The tables hold several councils, in which a child of the same id may stand twice: open the "
    "review from a list of what is due."
)


@dataclass(frozen=True)
class Frozen:
    """A list with its definitions and day, and the rows of each child by key, in its order.

    ``fields`` are those of :class:`~lineofsight.web.cohorts.models.Cohort` that say what it is.
    """

    fields: Mapping[str, Any]
    children: Mapping[str, list[Said]] = field(default_factory=dict)


def of_list(lists: Lists, indicator: str, team: str) -> Frozen | None:
    """A team's due list; None where there is no such list about children."""
    defined = lists.defined(indicator)
    if defined is None or defined.subject != "child":
        return None
    held = lists.of_team(defined, team)
    return _frozen(
        lists.told,
        held,
        title=defined.title,
        whose=lists.team_names().get(team, team),
        source="list",
        sentence=defined.sentence,
        lists=[_named(defined)],
        teams=[team],
    )


def of_register(lists: Lists, register: Register, team: str, account: Account) -> Frozen:
    """A register, of one team or of all whom ``account`` sees."""
    seen = own(account)
    teams = [team] if team else None if seen.every else sorted(seen.teams)
    defined = [found for each in register.lists if (found := lists.defined(each))]
    return _frozen(
        lists.told,
        lists.joined(register.lists, teams),
        title=register.title,
        whose=lists.team_names().get(team, team) or EVERYBODY,
        source="register",
        sentence="",
        lists=[_named(each) for each in defined],
        teams=teams,
    )


def of_figure(
    account: Account,
    snapshot: Snapshot,
    indicator: Indicator,
    month: Period,
    found: Behind,
    states: Sequence[str],
) -> Frozen:
    """Of the children ``found`` behind a month's figure, those whose rows are in some states.

    Raises :class:`UnusableInput` where ids are several councils'.
    """
    if any(not each.key for each in found.rows):
        raise UnusableInput(SEVERAL)
    children: dict[str, list[Said]] = {}
    for each in found.rows:
        if each.record.state in states:
            told = _told(indicator.title, each.record.start, each.record.due, each.state)
            children.setdefault(each.key, []).append(told)
    seen = own(account)
    return Frozen(
        {
            "title": f"{indicator.title}, {month.last_day:%B %Y}",
            "whose": EVERYBODY,
            "source": "figure",
            "sentence": indicator.sentence,
            "lists": [_named(indicator)],
            "teams": None if seen.every else sorted(seen.teams),
            "month": month.name,
            "states": list(states),
            "snapshot": snapshot.id,
            "as_at": snapshot.as_at,
            "known_to": snapshot.as_at,
            "restricted": sum(found.hidden.get(each, 0) for each in states),
            "unnamed": 0,
        },
        children,
    )


def now_on(cohort: Cohort, snapshot: Snapshot) -> frozenset[str] | None:
    """The keys of those who are on the list of a review now, whichever team holds them.

    None where that cannot be told or means nothing: of what happened in one month, who is counted
    in another is somebody else.
    """
    if cohort.source == "figure":
        return _behind_now(cohort, snapshot)
    with opened(settings.PLACES.store) as results:
        if results is None or not results.names_people:
            return None
        asked = [each["id"] for each in cohort.lists]
        if any(results.defined(each) is None for each in asked):
            return None
        rows: Iterable[Open] = [row for each in asked for row in results.open_rows(each)]
    return frozenset(key_of((each.authority, each.subject)) for each in rows if each.subject)


def _behind_now(cohort: Cohort, snapshot: Snapshot) -> frozenset[str] | None:
    [named] = cohort.lists
    indicator = indicators().get(named["id"])
    authorities = snapshot.authorities or {""}
    if indicator is None or indicator.panel.kind != "stock" or len(authorities) > 1:
        return None
    try:
        with open_engine(snapshot) as engine:
            found: list[Record] = records(engine, indicator, period_holding(snapshot.as_at))
    except UnusableInput:
        return None
    [authority] = authorities
    return frozenset(
        key_of((authority, each.subject))
        for each in found
        if each.subject and each.state in cohort.states
    )


def _frozen(told: Told, held: Held, **fields: Any) -> Frozen:
    children: dict[str, list[Said]] = {}
    for each in held.rows:
        if each.key:
            children.setdefault(each.key, []).append(_of_row(each))
    return Frozen(
        {
            **fields,
            "snapshot": told.snapshot,
            "as_at": told.as_at,
            "known_to": told.to,
            "restricted": held.restricted,
            "unnamed": sum(not each.key for each in held.rows),
        },
        children,
    )


def _of_row(row: Row) -> Said:
    return _told(row.list.title, row.since, row.due, LATE if row.late else NOT_YET)


def _told(
    what: str, since: date | datetime | None, due: date | datetime | None, state: str
) -> Said:
    """A row as it is kept: what, since when, due when and how it stood; no id."""
    days = {
        name: moment.date() if isinstance(moment, datetime) else moment
        for name, moment in (("since", since), ("due", due))
    }
    return {
        "what": what,
        "state": state,
        **{name: each.isoformat() if each else "" for name, each in days.items()},
    }


def _named(defined: Any) -> Said:
    return {"id": defined.id, "title": defined.title, "version": defined.version}
