"""The rows behind a figure of a month, as far as somebody sees the children they are of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lineofsight.indicators.catalogue import Indicator
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.periods import Period
from lineofsight.measuring.records import Record, records
from lineofsight.tables.checking.behind import team_names
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.children import chaired_children
from lineofsight.web.casework.keys import key_of
from lineofsight.web.casework.permissions import own
from lineofsight.web.casework.rows import LATE, NOT_YET
from lineofsight.web.data.child_rows import hidden_from

STATES = {"met": "Met", "missed": "Not met", "due": NOT_YET, "overdue": LATE}


@dataclass(frozen=True)
class BehindRow:
    """One row that a figure counts; ``key`` is empty where several councils' ids may be alike.

    ``team`` is what the tables call the team.
    """

    record: Record
    key: str
    team: str

    @property
    def state(self) -> str:
        """Its state in words."""
        return STATES[self.record.state]


@dataclass(frozen=True)
class Behind:
    """The rows that somebody sees, of how many, and how many restricted ones they would else see.

    These are counted by state.
    """

    rows: tuple[BehindRow, ...]
    of: int
    hidden: Mapping[str, int]

    @property
    def restricted(self) -> int:
        """How many rows are of restricted children, in whatever state."""
        return sum(self.hidden.values())


def behind(account: Account, snapshot: Snapshot, indicator: Indicator, month: Period) -> Behind:
    """What a month's figure counts of the children whom ``account`` sees: overdue first, met last.

    Raises :class:`~lineofsight.errors.UnusableInput` where the figure cannot be computed.
    """
    with open_engine(snapshot) as engine:
        found = records(engine, indicator, month)
    hidden = hidden_from(account, snapshot)
    seen = list(_seen(account, snapshot, found))
    shown = [
        each for each in seen if {each.subject or "", *each.record.split("/")} & hidden == set()
    ]
    # An id is a council's own: of several, no row says of which it is.
    authorities = snapshot.authorities or {""}
    authority = next(iter(authorities)) if len(authorities) == 1 else None
    names = team_names(snapshot)
    rows = tuple(
        BehindRow(
            each,
            "" if authority is None else key_of((authority, each.subject)),
            names.get(each.team or "", each.team or ""),
        )
        for each in shown
        if each.subject
    )
    states = Counter[str](each.state for each in seen)
    states.subtract(each.state for each in shown)
    return Behind(rows, len(found), states)


def _seen(account: Account, snapshot: Snapshot, found: list[Record]) -> Iterator[Record]:
    """The rows of a team or worker of theirs, or of a child for whom they chair."""
    mine = own(account)
    chaired = (
        {child for _, child in chaired_children(account, snapshot)} if mine.chairs else set[str]()
    )
    for each in found:
        if (
            mine.every
            or each.team in mine.teams
            or (mine.holds and each.worker == mine.worker)
            or each.subject in chaired
        ):
            yield each
