"""Saying what measures a measure, typing figures in, and letting limits begin anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.progress.suggestion import Suggestion
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change, check_edition
from lineofsight.web.performance.models import Match, Rebase, TypedFigure
from lineofsight.web.performance.permissions import check_match
from lineofsight.web.plans.models import Measure, Plan


@dataclass(frozen=True)
class Chosen:
    """An answer that somebody chose for a measure, and the targets that are not its.

    ``better`` says whether more ("high") or less ("low") of it is better, where no target does.
    """

    measure: Measure
    answer: Suggestion
    not_its_targets: Sequence[int] = ()
    better: str = ""


def match_measures(*, by: Account, why: str, plan: Plan, chosen: Sequence[Chosen]) -> list[Match]:
    """Say what measures some measures of a plan; what was said before of one stays beside it.

    An answer that a measure has already is said anew.
    """
    check_match(by, plan)
    held = {(each.measure_id, each.answer): each for each in Match.objects.filter(plan=plan)}
    with change("measures matched", by=by, why=why, plan=plan.pk) as made:
        return [
            made.keep(_match(plan, each, held.get((each.measure.pk, each.answer.id)), why))
            for each in chosen
        ]


def unmatch(*, by: Account, why: str, match: Match, edition: int | None = None) -> None:
    """Say that something does not measure a measure; its typed figures and rebases go with it."""
    check_match(by, match.plan)
    check_edition(match, edition)
    with change("measure unmatched", by=by, why=why, plan=match.plan_id) as made:
        for each in (*match.typed.all(), *match.rebases.all()):
            made.drop(each)
        made.drop(match)


def type_figure(
    *,
    by: Account,
    why: str,
    match: Match,
    period: str,
    source: str,
    numerator: int | None = None,
    denominator: int | None = None,
    value: float | None = None,
) -> TypedFigure:
    """Type in a month's figure of something that is not computed; one typed before is replaced."""
    check_match(by, match.plan)
    figure = match.typed.filter(period=period).first() or TypedFigure(
        plan_id=match.plan_id, match=match, period=period
    )
    figure.numerator, figure.denominator, figure.value = numerator, denominator, value
    figure.source, figure.by = source, by
    with change("figure typed", by=by, why=why, plan=match.plan_id) as made:
        return made.keep(figure)


def withdraw_figure(*, by: Account, why: str, figure: TypedFigure) -> None:
    """Take back a figure that was typed."""
    check_match(by, figure.plan)
    with change("typed figure withdrawn", by=by, why=why, plan=figure.plan_id) as made:
        made.drop(figure)


def begin_limits_anew(*, by: Account, why: str, match: Match, period: str) -> Rebase:
    """Let the limits of a figure begin anew at a month; ``why`` stands on its page."""
    check_match(by, match.plan)
    rebase = match.rebases.filter(period=period).first() or Rebase(
        plan_id=match.plan_id, match=match, period=period
    )
    rebase.reason = why
    with change("limits begun anew", by=by, why=why, plan=match.plan_id) as made:
        return made.keep(rebase)


def let_limits_go_on(*, by: Account, why: str, rebase: Rebase) -> None:
    """Take back that limits begin anew."""
    check_match(by, rebase.plan)
    with change("limits go on", by=by, why=why, plan=rebase.plan_id) as made:
        made.drop(rebase)


def _match(plan: Plan, chosen: Chosen, held: Match | None, why: str) -> Match:
    answer = chosen.answer
    match = held or Match(plan=plan, measure=chosen.measure, answer=answer.id)
    match.kind, match.title, match.covers = answer.kind, answer.title, answer.covers
    match.uncovered = answer.uncovered or ""
    match.not_its_targets = list(chosen.not_its_targets)
    match.better = chosen.better
    match.why = why or answer.why
    return match
