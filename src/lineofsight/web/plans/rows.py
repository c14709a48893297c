"""An action in a row of a list: joined with what stands in its columns."""

from dataclasses import dataclass
from datetime import date

from lineofsight.web.plans.models import Action, Level, Objective
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.plans.words import due_words, first_due
from lineofsight.web.updates.models import Update


@dataclass(frozen=True)
class ActionRow:
    """What a list shows of an action; ``leads`` are as the reader may know them."""

    action: Action
    objective: Objective | None
    leads: list[str]
    rating: Level | None
    due: str
    first_due: date | None
    overdue: bool


def row_of(whole: WholePlan, action: Action) -> ActionRow:
    """One action as a row."""
    return ActionRow(
        action=action,
        objective=whole.by_key(Objective).get(action.objective_id or 0),
        leads=[whole.called(each) for each in whole.leads.get(action.pk, [])],
        rating=whole.levels.get(action.rating_id or 0),
        due=due_words(action),
        first_due=first_due(action),
        overdue=whole.overdue(action),
    )


def latest_update(whole: WholePlan, action: Action) -> Update | None:
    """The newest confirmed update of an action, for those who may read it."""
    if not whole.inside:
        return None
    return whole.said_last.get(action.pk)
