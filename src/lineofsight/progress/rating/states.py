"""The states that evidence gives a measure, an action, an objective or a plan."""

from collections.abc import Iterable
from typing import Literal, get_args

State = Literal[
    "worsening",
    "no_change",
    "too_slowly",
    "no_evidence",
    "not_yet_due",
    "improving",
    "on_path",
    "met_now",
    "reliably_met",
    "too_few",
]

TITLES: dict[State, str] = {
    "worsening": "Worsening",
    "no_change": "No change shown",
    "too_slowly": "Improving too slowly",
    "no_evidence": "No evidence",
    "not_yet_due": "Not yet due",
    "improving": "Improving",
    "on_path": "Improving and on path",
    "met_now": "Met now",
    "reliably_met": "Reliably met",
    "too_few": "Too few to say",
}

# A whole is as strong as its weakest part, so that good does not hide bad.  What nobody can tell
# stands below every claim of success and above every sign of failure.  Too few to say is neither.
WEAKEST_FIRST: tuple[State, ...] = tuple(state for state in get_args(State) if state != "too_few")
# No colour is put on these: nothing is known, or nothing could have been reached.
UNCOLOURED: frozenset[State] = frozenset({"no_evidence", "not_yet_due", "too_few"})
# These say that what was wanted is so.
MET: frozenset[State] = frozenset({"met_now", "reliably_met"})


def weakest(states: Iterable[State]) -> State:
    """The weakest of some states; no evidence where there are none.

    Those of fewer than 10 cases count only where there are no others: a few children do not decide
    how a whole is rated, in either direction.
    """
    given = set(states)
    ranked = [state for state in WEAKEST_FIRST if state in given]
    if ranked:
        return ranked[0]
    return "too_few" if given else "no_evidence"
