"""The children of a cohort review as a page shows them: whom the tables of today say a key is."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.measuring.holding import every_child
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import Child, children_of
from lineofsight.web.cohorts.freezing import now_on
from lineofsight.web.cohorts.models import Cohort, CohortChild
from lineofsight.web.data.child_rows import hidden_from
from lineofsight.web.data.made import snapshot_of

GONE = "No longer in the tables"
OFF = "No longer on the list"
UNKNOWN = "Not told: no tables are loaded"
RESTRICTED = "A child whose records are restricted"


@dataclass(frozen=True)
class Shown:
    """One child of a review as somebody is shown them.

    ``who`` is the child in the tables, None where they are not there or not shown; ``about`` is
    what to call them, and ``left`` says that they left the list or the tables since.
    """

    child: CohortChild
    who: Child | None
    about: str
    left: str

    @property
    def restricted(self) -> bool:
        """Whether they may not be shown."""
        return self.about == RESTRICTED


def shown(account: Account, cohort: Cohort, children: Sequence[CohortChild]) -> list[Shown]:
    """Some children of a review, in their order; who left is still among them."""
    snapshot = snapshot_of()
    if snapshot is None:
        return [Shown(each, None, f"Child {each.place}", UNKNOWN) for each in children]
    known = children_of((each.child for each in children), every_child(snapshot))
    hidden = hidden_from(account, snapshot)
    # Of the tables that it was made of, nothing has changed.
    now = None if snapshot.id == cohort.snapshot else now_on(cohort, snapshot)
    return [_shown(each, known.get(each.child), hidden, now) for each in children]


def _shown(
    child: CohortChild, who: Child | None, hidden: frozenset[str], now: frozenset[str] | None
) -> Shown:
    if who is None:
        return Shown(child, None, f"Child {child.place}", GONE)
    left = OFF if now is not None and child.child not in now else ""
    if who[1] in hidden:
        return Shown(child, None, RESTRICTED, left)
    return Shown(child, who, " ".join(filter(None, who)), left)
