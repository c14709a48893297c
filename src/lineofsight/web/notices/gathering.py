"""What there is to tell an account on a day, whatever was told before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.alerts.waiting import waiting_of
from lineofsight.web.events.models import Version
from lineofsight.web.notices.kinds import MENTION, NEWS, SOON
from lineofsight.web.plans.models import UNDELIVERED, Action, Adoption
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.ui.templatetags.ui import day as day_words
from lineofsight.web.updates.models import Closure, Comment, DateRequest, Period, Update
from lineofsight.web.updates.permissions import check_closing, check_decide_date


@dataclass(frozen=True)
class Item:
    """One thing to tell: it is new while the first of its ``keys`` was not told.

    ``words`` are one line that names no child: numbers, titles and dates, never a note.
    """

    kind: str
    keys: tuple[str, ...]
    words: str
    path: str


def items_for(account: Account, day: date) -> list[Item]:
    """Everything that could be told, by kind; only of plans that the account may read."""
    return [item for gather in GATHERERS for item in gather(account, day)]


def mentions_of(account: Account, day: date) -> Iterator[Item]:
    """Comments of the last days that mention the account, which has to read those inside."""
    for comment in Comment.objects.filter(at__gte=_since(day)).select_related("action"):
        action = comment.action
        if account.pk in comment.mentions and account.may(May.READ_INSIDE, action.plan_id):
            yield Item(
                MENTION,
                (f"mention/{comment.pk}",),
                f"You are mentioned in a comment on {titled(action)}",
                action.get_absolute_url(),
            )


def titled(action: Action) -> str:
    """An action by its number and title, on one line."""
    return one_line(f"action {action.ref}: {action.text}" if action.ref else action.text)


def one_line(words: str, longest: int = 120) -> str:
    """``words`` with no line break or control character, cut between words."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def _due(account: Account, day: date) -> Iterator[Item]:
    """What an account leads and has to look at: due soon, overdue, or silent at a cut-off."""
    year, week, _ = day.isocalendar()
    weekly = f"due/{year}-{week:02}"
    closing = {
        each.plan_id: each for each in Period.objects.filter(cut_off=day + timedelta(days=1))
    }
    led = (
        Action.objects.filter(responsibilities__person__account=account, gone_in=None)
        .filter(state__in=UNDELIVERED)
        .filter(Q(due_on__lte=day + SOON) | Q(plan__in=closing))
        .order_by("due_on", "plan", "position")
        .distinct()
    )
    told = set(
        Update.objects.filter(
            period__in=[each.pk for each in closing.values()], confirmed=True
        ).values_list("action_id", "period_id")
    )
    for action in led:
        if not account.may(May.READ, action.plan_id):
            continue
        period = closing.get(action.plan_id)
        words = []
        if action.overdue_on(day):
            words.append(f"overdue since {day_words(action.due_on)}")
        elif action.due_on is not None and day <= action.due_on <= day + SOON:
            words.append(f"due {day_words(action.due_on)}")
        if period and (action.pk, period.pk) not in told:
            words.append(f"no update yet, and updates close on {day_words(period.cut_off)}")
        if words:
            keys = (f"due/period/{period.pk}", weekly) if period else (weekly,)
            yield Item(
                "due", keys, f"{titled(action)} ({'; '.join(words)})", action.get_absolute_url()
            )


def _to_confirm(account: Account, day: date) -> Iterator[Item]:
    found = Update.objects.filter(by=account, confirmed=False).exclude(typed_by=None)
    for update in found.select_related("action"):
        if account.may(May.READ_INSIDE, update.plan_id):
            yield Item(
                "confirm",
                (f"confirm/{update.pk}",),
                f"An update was typed for you on {titled(update.action)}",
                reverse("plans:mine"),
            )


def _dates(account: Account, day: date) -> Iterator[Item]:
    for asked in DateRequest.objects.filter(agreed=None).select_related("action__rating"):
        if _stopped(account, asked.plan_id, check_decide_date, account, asked.action):
            continue
        yield Item(
            "date",
            (f"date/{asked.pk}",),
            f"A new date, {day_words(asked.wanted)}, is asked for {titled(asked.action)}",
            reverse("updates:decide_date", args=[asked.pk]),
        )


def _closings(account: Account, day: date) -> Iterator[Item]:
    for asked in Closure.objects.filter(agreed=None).select_related("action", "by"):
        if _stopped(account, asked.plan_id, check_closing, account, asked.action, asked.by):
            continue
        yield Item(
            "closing",
            (f"closing/{asked.pk}",),
            f"Closing is asked for {titled(asked.action)}",
            reverse("updates:check_close", args=[asked.pk]),
        )


def _decisions(account: Account, day: date) -> Iterator[Item]:
    since = _since(day)
    asked = DateRequest.objects.filter(by=account, decided_at__gte=since).select_related("action")
    for each in asked:
        if account.may(May.READ, each.plan_id):
            yield Item(
                "decision",
                (f"decision/date/{each.pk}",),
                f"The date {day_words(each.wanted)} is {'agreed' if each.agreed else 'not agreed'} "
                f"for {titled(each.action)}",
                each.action.get_absolute_url(),
            )
    closed = Closure.objects.filter(by=account, checked_at__gte=since).select_related("action")
    for closure in closed:
        if account.may(May.READ, closure.plan_id):
            yield Item(
                "decision",
                (f"decision/closing/{closure.pk}",),
                f"Closing is {'agreed' if closure.agreed else 'not agreed'} "
                f"for {titled(closure.action)}",
                closure.action.get_absolute_url(),
            )


def _adopted(account: Account, day: date) -> Iterator[Item]:
    """New versions of plans, but for those that the account adopted itself."""
    own = set(
        Version.objects.filter(kind=Adoption._meta.label_lower, event__by=account).values_list(
            "key", flat=True
        )
    )
    for each in Adoption.objects.filter(adopted_at__gte=_since(day)).select_related("plan"):
        if each.pk not in own and account.may(May.READ, each.plan_id):
            yield Item(
                "adopted",
                (f"adopted/{each.pk}",),
                f"Version {each.number} of {one_line(each.plan.title)} is adopted",
                each.plan.get_absolute_url(),
            )


def _alerts(account: Account, day: date) -> Iterator[Item]:
    """How many alerts are new of each kind; it names no child."""
    for each in waiting_of(account, day):
        yield Item("alerts", each.keys, each.words, each.address)


def _stopped(account: Account, plan: int, check: Callable[..., None], *args: object) -> bool:
    inside = account.may(May.READ_INSIDE, plan)
    return not inside or NotAllowed.stops(check, *args) is not None


def _since(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) - NEWS


GATHERERS: tuple[Callable[[Account, date], Iterator[Item]], ...] = (
    _alerts,
    _due,
    _to_confirm,
    _dates,
    _closings,
    _decisions,
    mentions_of,
    _adopted,
)
