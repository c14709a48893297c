"""What waits for a person, told on the first page: only what is theirs, and the way to it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from lineofsight.progress.rating.challenge_life import UNANSWERED, Standing, shown_to
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import May
from lineofsight.web.plans.history import USUAL_SPAN, plans_changed
from lineofsight.web.plans.models import Action, Plan, Responsibility
from lineofsight.web.plans.models.action import UNDELIVERED, answering
from lineofsight.web.plans.permissions import leads
from lineofsight.web.plans.words import titled
from lineofsight.web.ui.templatetags.ui import count_of
from lineofsight.web.ui.templatetags.ui import day as day_words
from lineofsight.web.updates.models import Closure, Comment, DateRequest, Period, Update
from lineofsight.web.updates.periods import Reporting, last_board, reporting_among
from lineofsight.web.updates.permissions import can_check_closing, can_decide_date

# Decisions and mentions are told for so long.
RECENT = timedelta(days=14)
# The states in which a challenge waits for somebody.
WAITS = ("raised", "answered", "disputed")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, in a line, and the page where it is done or read."""

    words: str
    address: str


@dataclass
class Desk:
    """What lies before ``account`` on ``day``, of ``plans`` that it reads as those inside do.

    However many plans there are, nothing is asked of the database for each of them.
    """

    account: Account
    plans: list[Plan]
    day: date
    # The actions that the account answers for, known once they are fetched.
    _own: set[int] = field(default_factory=set, init=False)
    # The challenges that wait for somebody, each with its action, known at the same time.
    _challenged: list[tuple[Action, Standing]] = field(default_factory=list, init=False)

    def waiting(self) -> list[Waiting]:
        """Everything that waits, what only this person can do first."""
        if not self.plans:
            return []
        return [
            *self._to_confirm(),
            *self._to_report(),
            *self._dates_to_decide(),
            *self._closings_to_check(),
            *self._challenges_to_settle(),
            *self._decided(),
            *self._overdue(),
            *self._mentions(),
            *self._changed(),
        ]

    def _to_confirm(self) -> Iterator[Waiting]:
        typed = [each for each in self._said if each.typed_by_id and not each.confirmed]
        if typed:
            words = f"{count_of(len(typed), 'update')} typed for you to confirm"
            yield Waiting(words, reverse("plans:mine"))

    def _to_report(self) -> Iterator[Waiting]:
        for plan in self.plans:
            if not self.account.may(May.UPDATE_OWN, plan.pk):
                continue
            reporting = self._reporting[plan.pk]
            said = {each.action_id for each in self._said if reporting.counts(each)}
            mine = [each for each in self._led if each.plan_id == plan.pk]
            silent = sum(each.pk not in said for each in mine)
            if silent:
                yield Waiting(
                    f"{silent} of your {count_of(len(mine), 'action')} to report on in "
                    f"{reporting.name}{_until(reporting)}{self._of(plan)}",
                    reverse("plans:mine"),
                )

    def _dates_to_decide(self) -> Iterator[Waiting]:
        for asked in self._date_requests:
            action = self._actions.get(asked.action_id)
            if asked.agreed is None and action and can_decide_date(self.account, action):
                yield Waiting(
                    f"A new date to decide, {day_words(asked.wanted)}: {titled(action)}",
                    reverse("updates:decide_date", args=[asked.pk]),
                )

    def _closings_to_check(self) -> Iterator[Waiting]:
        for asked in self._closures:
            action = self._actions.get(asked.action_id)
            if asked.agreed is not None or action is None:
                continue
            if can_check_closing(self.account, action, asked.by):
                yield Waiting(
                    f"A closing to check: {titled(action)}",
                    reverse("updates:check_close", args=[asked.pk]),
                )

    def _challenges_to_settle(self) -> Iterator[Waiting]:
        """Those to answer, and those to decide, which is for who does not lead the action."""
        led = {each.pk for each in self._led}
        waiting = self._challenged if self._actions else []
        for plan in self.plans:
            of_plan = [(action, each) for action, each in waiting if action.plan_id == plan.pk]
            to_answer = sum(
                action.pk in led and each.state in UNANSWERED for action, each in of_plan
            )
            to_decide = sum(
                plan.pk in self._decides
                and action.pk not in self._own
                and shown_to(each, "manager", self.day)
                for action, each in of_plan
            )
            for number, what in ((to_answer, "answer"), (to_decide, "decide")):
                if number:
                    yield Waiting(
                        f"{count_of(number, 'challenge')} to {what}{self._of(plan)}",
                        reverse("challenges:plan", args=[plan.pk]),
                    )

    def _decided(self) -> Iterator[Waiting]:
        for asked in self._date_requests:
            action = self._actions.get(asked.action_id)
            if asked.agreed is not None and action:
                how = "is agreed" if asked.agreed else "is not agreed"
                yield Waiting(
                    f"The date {day_words(asked.wanted)} {how}: {titled(action)}",
                    action.get_absolute_url(),
                )
        for closing in self._closures:
            action = self._actions.get(closing.action_id)
            if closing.agreed is not None and action:
                how = "is agreed" if closing.agreed else "is not agreed"
                yield Waiting(f"Closing {how}: {titled(action)}", action.get_absolute_url())

    def _overdue(self) -> Iterator[Waiting]:
        mine = sum(each.overdue_on(self.day) for each in self._led)
        if mine:
            yield Waiting(f"{count_of(mine, 'action')} of yours overdue", reverse("plans:mine"))
        overdue = Counter(
            each.plan_id for each in self._actions.values() if each.overdue_on(self.day)
        )
        for plan in self.plans:
            late = overdue[plan.pk]
            if late and plan.pk in self._answered:
                yield Waiting(
                    f"{count_of(late, 'action')} overdue in the whole plan{self._of(plan)}",
                    reverse("plans:actions", args=[plan.pk]) + "?overdue=1&sort=due",
                )

    def _mentions(self) -> Iterator[Waiting]:
        for each in self._mentioned:
            if action := self._actions.get(each.action_id):
                yield Waiting(
                    f"You are mentioned in a comment of {day_words(each.at)}: {titled(action)}",
                    action.get_absolute_url(),
                )

    def _changed(self) -> Iterator[Waiting]:
        """For those who follow a plan and neither keep it nor lead in it."""
        led = {each.plan_id for each in self._led}
        since = {
            each.pk: last_board(self._periods[each.pk], self.day)
            for each in self.plans
            if each.pk not in led and not self.account.may(May.EDIT, each.pk)
        }
        days = {plan: met or self.day - USUAL_SPAN for plan, met in since.items()}
        changed = plans_changed(days)
        for plan in self.plans:
            if plan.pk in changed:
                met = "the last board, " if since[plan.pk] else ""
                yield Waiting(
                    f"What changed since {met}{day_words(days[plan.pk])}{self._of(plan)}",
                    f"{reverse('plans:changes', args=[plan.pk])}?since={days[plan.pk]}",
                )

    @cached_property
    def _actions(self) -> dict[int, Action]:
        """The account's actions and those of which something is told, with who answers for each.

        Plans hold thousands of others.
        """
        own = Responsibility.objects.filter(action=OuterRef("pk"), person__account=self.account)
        asked = {each.action_id for each in self._date_requests}
        asked |= {each.action_id for each in self._closures}
        asked |= {each.action_id for each in self._mentioned}
        late = Q(plan__in=self._answered, due_on__lt=self.day, state__in=UNDELIVERED)
        # An action comes once for each challenge, so that these take no query of their own.
        challenged = Q(challenge__isnull=False, plan__in=self._decides)
        rows = (
            Action.objects.annotate(
                is_own=Exists(own),
                challenge=FilteredRelation("challenges", condition=Q(challenges__state__in=WAITS)),
                challenge_state=F("challenge__state"),
                challenged_on=F("challenge__raised_on"),
            )
            .filter(
                Q(is_own=True) | Q(pk__in=asked) | late | challenged,
                plan__in=self.plans,
                gone_in=None,
            )
            .select_related("rating")
            .order_by("due_on", "position")
        )
        self._challenged = [
            (each, Standing(each.challenged_on, each.challenge_state))
            for each in rows
            if each.challenge_state
        ]
        found = list({each.pk: each for each in rows}.values())
        self._own = {each.pk for each in found if each.is_own}
        # Of those that are only late it does not matter who answers for them.
        prefetch_related_objects(
            [each for each in found if each.is_own or each.pk in asked], answering()
        )
        return {each.pk: each for each in found}

    @cached_property
    def _answered(self) -> list[int]:
        """The plans that the account answers for as a whole."""
        answers = (May.EDIT, May.AGREE_RED_DATES)
        return [
            plan.pk
            for plan in self.plans
            if any(self.account.may(each, plan.pk) for each in answers)
        ]

    @cached_property
    def _decides(self) -> list[int]:
        """The plans on whose challenges the account decides."""
        return [plan.pk for plan in self.plans if self.account.may(May.DECIDE_CHALLENGES, plan.pk)]

    @cached_property
    def _mentioned(self) -> list[Comment]:
        """The comments of others that lately mentioned the account."""
        comments = Comment.objects.filter(plan__in=self.plans, at__gte=self._recent)
        found = comments.exclude(by=self.account).order_by("at")
        return [each for each in found if self.account.pk in each.mentions]

    @cached_property
    def _led(self) -> list[Action]:
        """The actions not closed that the account answers for or contributes to."""
        return [
            each
            for each in self._actions.values()
            if each.pk in self._own and each.state != "closed" and leads(self.account, each)
        ]

    @cached_property
    def _periods(self) -> dict[int, list[Period]]:
        found: dict[int, list[Period]] = {plan.pk: [] for plan in self.plans}
        for each in Period.objects.filter(plan__in=self.plans):
            found[each.plan_id].append(each)
        return found

    @cached_property
    def _reporting(self) -> dict[int, Reporting]:
        return {plan: reporting_among(periods, self.day) for plan, periods in self._periods.items()}

    @cached_property
    def _said(self) -> list[Update]:
        """What waits to be confirmed, and what was said of the led actions in their periods.

        Nothing for those who report on no action of any plan.
        """
        if not any(self.account.may(May.UPDATE_OWN, plan.pk) for plan in self.plans):
            return []
        among = Update.objects.filter(plan__in=self.plans).order_by()
        given = Q(pk__in=())
        for reporting in self._reporting.values():
            given |= reporting.given()
        # As one condition the two would have every update of years gone through.
        typed = among.filter(by=self.account, confirmed=False)
        of_led = among.filter(given, action__in=self._led, confirmed=True)
        return list(typed.union(of_led, all=True))

    @cached_property
    def _date_requests(self) -> list[DateRequest]:
        """Those undecided, and the account's own that were decided lately."""
        own = Q(by=self.account, decided_at__gte=self._recent)
        return list(DateRequest.objects.filter(Q(agreed=None) | own, plan__in=self.plans))

    @cached_property
    def _closures(self) -> list[Closure]:
        """Those unchecked, and the account's own that were checked lately."""
        own = Q(by=self.account, checked_at__gte=self._recent)
        found = Closure.objects.filter(Q(agreed=None) | own, plan__in=self.plans)
        return list(found.select_related("by"))

    @property
    def _recent(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day - RECENT, time.min))

    def _of(self, plan: Plan) -> str:
        """The plan's title, where there are others to mistake it for."""
        return f": {plan.title}" if len(self.plans) > 1 else ""


def _until(reporting: Reporting) -> str:
    if reporting.period is None:
        return ""
    return f", by {day_words(reporting.period.cut_off)}"
