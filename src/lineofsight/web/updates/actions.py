"""What people say of actions: updates, evidence, moved dates, closing, comments, periods."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.progress.rating.evidence import WHO_CONFIRM
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change, check_edition
from lineofsight.web.files.keeping import Given
from lineofsight.web.files.models import StoredFile
from lineofsight.web.notices.jobs import tell_mentions
from lineofsight.web.performance.reopening import states_of
from lineofsight.web.plans.days import said
from lineofsight.web.plans.models import Action, Level, Plan
from lineofsight.web.updates.models import (
    Closure,
    Comment,
    DateRequest,
    Evidence,
    Period,
    Update,
)
from lineofsight.web.updates.periods import period_on
from lineofsight.web.updates.permissions import (
    check_closing,
    check_comment,
    check_decide_date,
    check_keep_periods,
    check_update,
)


class CannotUpdate(UnusableInput):
    """What was given does not fit the action as it stands; says why."""


@dataclass(frozen=True)
class Said:
    """What a lead says of an action: either ``no_change`` with its reason, or what is new."""

    note: str = ""
    for_children: str = ""
    state: str = ""
    rating: Level | None = None
    rating_reason: str = ""
    no_change: str = ""


@dataclass(frozen=True)
class Graded:
    """How far a piece of evidence goes, by what kind of source, of which day.

    ``held`` is for how many reporting periods a change in records had held by that day.
    """

    shows: str
    source: str
    dated: date
    held: int = 1


def give_update(
    *,
    by: Account,
    why: str,
    action: Action,
    what: Said,
    lead: Account | None = None,
    edition: int | None = None,
) -> Update:
    """Report on an action for the period that is open; its state and rating follow.

    Where ``by`` types for ``lead``, the action stays as it is until the lead confirms.
    """
    check_update(by, action, lead)
    check_edition(action, edition)
    check_said(action, what)
    typed = lead is not None and lead != by
    with change(
        "action updated", by=by, why=why, plan=action.plan_id, acting_for=lead if typed else None
    ) as made:
        update = Update(
            plan_id=action.plan_id,
            action=action,
            period=period_on(action.plan, timezone.localdate(made.at)),
            by=lead or by,
            typed_by=by if typed else None,
            confirmed=not typed,
            at=made.at,
            note=what.note,
            for_children=what.for_children,
            no_change=what.no_change,
            state=what.state or action.state,
            rating=what.rating or action.rating,
            rating_reason=what.rating_reason,
        )
        if not typed:
            made.keep(_as_said(action, update))
        return made.keep(update)


def confirm_update(*, by: Account, why: str, update: Update) -> Update:
    """A lead confirms what was typed for them; the action's state and rating follow now."""
    action = update.action
    if update.by != by:
        check_update(by, action)
    if update.confirmed:
        raise CannotUpdate("This update is confirmed already.")
    with change("update confirmed", by=by, why=why, plan=update.plan_id) as made:
        update.confirmed = True
        made.keep(_as_said(action, update))
        return made.keep(update)


def add_evidence(
    *,
    by: Account,
    why: str,
    action: Action,
    kind: str,
    text: str,
    link: str = "",
    given: Given | None = None,
    graded: Graded | None = None,
) -> Evidence:
    """Put evidence beside an action: a file, a link, a figure, an audit or a meeting's minute."""
    check_update(by, action)
    check_graded(graded)
    if kind == "file" and given is None:
        raise CannotUpdate("Choose the file that is the evidence.")
    if kind == "link" and not link:
        raise CannotUpdate("Give the address of the page that is the evidence.")
    with change("evidence added", by=by, why=why, plan=action.plan_id) as made:
        same = Evidence.objects.filter(action=action, by=by, kind=kind, text=text, link=link)
        if same.filter(file__sha256=given.sha256 if given else None).exists():
            raise CannotUpdate("This evidence is there already: you added it before.")
        file = None
        if given is not None:
            file = made.keep(
                StoredFile(
                    plan_id=action.plan_id, sha256=given.sha256, name=given.name, size=given.size
                )
            )
        return made.keep(
            Evidence(
                plan_id=action.plan_id,
                action=action,
                kind=kind,
                text=text,
                link=link,
                file=file,
                **(asdict(graded) if graded else {}),
                by=by,
                at=made.at,
            )
        )


def grade_evidence(*, by: Account, why: str, evidence: Evidence, graded: Graded) -> Evidence:
    """Say how far a piece of evidence goes; what was said before stays in its history."""
    assert evidence.action is not None
    check_update(by, evidence.action)
    check_graded(graded)
    with change("evidence graded", by=by, why=why, plan=evidence.plan_id) as made:
        for name, value in asdict(graded).items():
            setattr(evidence, name, value)
        return made.keep(evidence)


def ask_for_date(
    *, by: Account, why: str, action: Action, wanted: date, edition: int | None = None
) -> DateRequest:
    """Ask to move an action's date; ``why`` is the reason, and stays with the old date."""
    check_update(by, action)
    check_edition(action, edition)
    if not why.strip():
        raise CannotUpdate("Say why the date should move: the reason is kept with the old date.")
    if wanted == action.due_on:
        raise CannotUpdate(f"{said(wanted.isoformat())} is the date it has.")
    with change("date asked for", by=by, why=why, plan=action.plan_id) as made:
        if DateRequest.objects.filter(action=action, agreed=None).exists():
            raise CannotUpdate("A new date was asked for already and is waiting to be decided.")
        return made.keep(
            DateRequest(
                plan_id=action.plan_id,
                action=action,
                was=action.due_on,
                wanted=wanted,
                reason=why,
                by=by,
                at=made.at,
            )
        )


def decide_date(*, by: Account, why: str, request: DateRequest, agreed: bool) -> DateRequest:
    """Agree to a new date, or refuse it; either way the old one stays visible."""
    action = request.action
    check_decide_date(by, action)
    if request.agreed is not None:
        raise CannotUpdate("This was decided already.")
    with change("date decided", by=by, why=why, plan=request.plan_id) as made:
        request.agreed, request.decision = agreed, why
        request.decided_by, request.decided_at = by, made.at
        if agreed:
            action.due_on = request.wanted
            action.due_dates = [request.wanted.isoformat()]
            action.due_text = said(request.wanted.isoformat())
            action.due_kind = "date"
            made.keep(action)
        return made.keep(request)


def ask_to_close(
    *,
    by: Account,
    why: str,
    action: Action,
    grade: str,
    what_changed: str,
    remains: str,
    test_again_on: date,
    edition: int | None = None,
) -> Closure:
    """Ask that an action be closed: what changed for children, what remains, when to test again.

    Without evidence beside it, and without a date to test again, no action closes.
    """
    check_update(by, action)
    check_edition(action, edition)
    if action.state == "closed":
        raise CannotUpdate("The action is closed already.")
    if not Evidence.objects.filter(action=action).exists():
        raise CannotUpdate("Nothing closes without evidence: add it to the action first.")
    with change("closing asked for", by=by, why=why, plan=action.plan_id) as made:
        if Closure.objects.filter(action=action, agreed=None).exists():
            raise CannotUpdate("Closing was asked for already and is waiting to be checked.")
        if test_again_on <= timezone.localdate(made.at):
            raise CannotUpdate("The day to test again has to be in the future.")
        return made.keep(
            Closure(
                plan_id=action.plan_id,
                action=action,
                change=grade,
                what_changed=what_changed,
                remains=remains,
                test_again_on=test_again_on,
                by=by,
                at=made.at,
            )
        )


def check_close(*, by: Account, why: str, closure: Closure, agreed: bool) -> Closure:
    """Check a closing, from outside the lead's line: agree, and the action is closed, or refuse."""
    action = closure.action
    check_closing(by, action, closure.by)
    if closure.agreed is not None:
        raise CannotUpdate("This was checked already.")
    states = states_of(action) if agreed else {}
    with change("closing checked", by=by, why=why, plan=closure.plan_id) as made:
        closure.agreed, closure.check_note = agreed, why
        closure.checked_by, closure.checked_at = by, made.at
        if agreed:
            closure.states = states
            action.state = "closed"
            made.keep(action)
        return made.keep(closure)


def reopen(*, by: Account, why: str, action: Action) -> Action:
    """Open a closed action again; ``why`` is the reason."""
    check_update(by, action)
    if action.state != "closed":
        raise CannotUpdate("Only a closed action can be opened again.")
    if not why.strip():
        raise CannotUpdate("Say why the action is opened again.")
    with change("action reopened", by=by, why=why, plan=action.plan_id) as made:
        closure = Closure.objects.filter(action=action, agreed=True, reopened_at=None).last()
        if closure is not None:
            closure.reopened_at, closure.reopened_reason = made.at, why
            made.keep(closure)
        action.state = "in_progress"
        return made.keep(action)


def comment(
    *, by: Account, why: str, action: Action, text: str, mentions: list[Account]
) -> Comment:
    """Remark on an action; those mentioned are told by e-mail."""
    check_comment(by, action)
    with change("comment made", by=by, why=why, plan=action.plan_id) as made:
        newest = Comment.objects.filter(action=action).order_by("at", "pk").last()
        if newest is not None and (newest.by, newest.text) == (by, text):
            raise CannotUpdate("This comment is there already: you made it before.")
        if mentions:
            tell_mentions.enqueue()
        return made.keep(
            Comment(
                plan_id=action.plan_id,
                action=action,
                by=by,
                at=made.at,
                text=text,
                mentions=[each.pk for each in mentions],
            )
        )


def begin_period(
    *, by: Account, why: str, plan: Plan, name: str, starts_on: date, cut_off: date
) -> Period:
    """Begin a reporting period; updates given until its cut-off belong to it."""
    check_keep_periods(by, plan.pk)
    if cut_off <= starts_on:
        raise CannotUpdate("The cut-off has to come after the first day.")
    with change("period begun", by=by, why=why, plan=plan.pk) as made:
        same = Period.objects.filter(plan=plan, starts_on__lte=cut_off, cut_off__gte=starts_on)
        if same.exists():
            raise CannotUpdate("Another period covers some of these days.")
        return made.keep(Period(plan=plan, name=name, starts_on=starts_on, cut_off=cut_off))


def note_period(*, by: Account, why: str, period: Period, note: str, edition: int | None) -> Period:
    """Write the note of a period, such as what the board should know of it."""
    check_keep_periods(by, period.plan_id)
    check_edition(period, edition)
    with change("period noted", by=by, why=why, plan=period.plan_id) as made:
        period.note = note
        return made.keep(period)


def check_said(action: Action, what: Said) -> None:
    """Raise :class:`CannotUpdate` where what was said does not fit the action or itself."""
    if action.state == "closed":
        raise CannotUpdate("The action is closed: open it again first.")
    if what.state == "closed":
        raise CannotUpdate("An action is closed by asking for it, with evidence and a check.")
    if what.no_change and (what.note or what.for_children):
        raise CannotUpdate("Say either what is new, or that nothing changed and why.")
    if not (what.no_change or what.note):
        raise CannotUpdate("Say what happened in this period, or that nothing changed and why.")
    if what.rating and what.rating != action.rating and not what.rating_reason:
        raise CannotUpdate("Say why the rating changes.")


def check_graded(graded: Graded | None) -> None:
    """Raise :class:`CannotUpdate` where evidence cannot be of that kind and day."""
    if graded is None:
        return
    if graded.shows == "confirmed" and graded.source not in WHO_CONFIRM:
        raise CannotUpdate(
            "Only children, families or practitioners can say what changed for them."
        )
    if graded.dated > timezone.localdate():
        raise CannotUpdate("The evidence cannot be of a day that has not come.")


def _as_said(action: Action, update: Update) -> Action:
    if update.rating_id != action.rating_id:
        action.rated_on = timezone.localdate(update.at)
    action.state, action.rating = update.state, update.rating
    return action
