"""Saying which part of a plan answers a finding."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.plans.actions_parts import CannotChange
from lineofsight.web.plans.models import Action, Answer, Finding, Objective
from lineofsight.web.plans.permissions import check_edit


def answer_finding(
    *, by: Account, why: str, finding: Finding, answered_by: Action | Objective
) -> Answer:
    """Say that an action or objective answers ``finding``; a suggestion so becomes sure.

    Raises :class:`CannotChange` where it belongs to another plan or was taken out.
    """
    check_edit(by, finding.plan)
    if answered_by.plan_id != finding.plan_id:
        raise CannotChange(f"{answered_by} belongs to another plan.")
    if answered_by.gone_in is not None or finding.gone_in is not None:
        raise CannotChange("What was taken out of the plan cannot answer a finding.")
    name = "action" if isinstance(answered_by, Action) else "objective"
    with change("finding answered", by=by, why=why, plan=finding.plan_id) as made:
        answer = Answer.objects.filter(finding=finding, **{name: answered_by}).first() or Answer(
            plan_id=finding.plan_id, finding=finding, **{name: answered_by}
        )
        answer.sure = True
        return made.keep(answer)


def unanswer_finding(*, by: Account, why: str, answer: Answer) -> None:
    """Say that a finding is not answered by this after all."""
    check_edit(by, answer.plan)
    with change("finding no longer answered", by=by, why=why, plan=answer.plan_id) as made:
        made.drop(answer)
