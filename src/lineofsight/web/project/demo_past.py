"""What the invented council did with its plan: three months of work, through the same actions.

Its days are told from the day on which the demo is made, so that a visitor always finds a period
that is open and things that wait for them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from lineofsight.web.project.demo_published import bring_published

if TYPE_CHECKING:
    from lineofsight.web.accounts.models import Account
    from lineofsight.web.plans.models import Action, Plan
    from lineofsight.web.updates.actions import Said


class Calendar:
    """Days by how many months they lie from the month of ``now``; none is later than ``now``."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = timezone.localdate(now)

    def day(self, month: int, day: int) -> date:
        """The ``day`` (from 1 to 28) of the month so many after this one."""
        months = self.today.year * 12 + self.today.month - 1 + month
        return date(months // 12, months % 12 + 1, day)

    def last(self, month: int) -> date:
        """The last day of a month."""
        return self.day(month + 1, 1) - timedelta(days=1)

    def at(self, month: int, day: int, hour: int = 10) -> datetime:
        """A moment of a working day's morning or afternoon."""
        moment = datetime.combine(self.day(month, day), time(hour), timezone.get_current_timezone())
        return min(moment, self.now)


@dataclass(frozen=True)
class Told:
    """What was said of an action: on which day of a month, by whom, and what followed."""

    day: int
    ref: str
    note: str = ""
    for_children: str = ""
    state: str = ""
    rating: str = ""
    reason: str = ""
    by: str = "manager"
    no_change: str = ""


FIRST = (
    Told(
        8,
        "1.1",
        "Schools and health have agreed the words; the police read them in a week.",
        state="in_progress",
    ),
    Told(
        8, "1.2", "In place on weekdays. The weekend rota begins next month.", state="in_progress"
    ),
    Told(
        9,
        "1.3",
        "Sixty contacts audited. One in five should have gone on to an assessment.",
        "Eleven children were looked at again within two days.",
        state="in_progress",
    ),
    Told(9, "2.1", "Eleven of twelve in post.", state="in_progress"),
    Told(
        10,
        "2.2",
        "No assessment has been open for more than 50 working days since the weekly meeting began.",
        "Children wait less long to be told what happens next.",
        state="in_progress",
    ),
    Told(10, "2.3", "Published, and used in every team's induction.", state="delivered"),
    Told(
        14,
        "3.2",
        "Chairs are booked on the day of the strategy discussion.",
        "Fewer families wait without knowing when their conference will be.",
        state="delivered",
        by="lead",
    ),
    Told(
        14,
        "3.4",
        "Fifteen of nineteen plans reviewed with their chairs.",
        "Two children are now in proceedings that should have begun a year ago.",
        state="in_progress",
        by="lead",
    ),
    Told(15, "3.3", "One team has still not begun.", state="in_progress"),
    Told(
        15,
        "3.6",
        "Both interviewers have started.",
        state="in_progress",
        rating="GREEN",
        reason="The contract is fully staffed.",
    ),
    Told(16, "4.2", "Meetings were held for 61 of 64 children.", state="in_progress"),
    Told(16, "5.2", "Fourteen joined the academy.", state="delivered"),
    Told(17, "5.3", "Five workers are above 20 children, nine before.", state="in_progress"),
    Told(17, "5.4", "One record in ten is looked at each month.", state="in_progress"),
    Told(18, "6.1", "Every team took part for the first time.", state="in_progress"),
    Told(18, "6.4", "Six visits made, each written up for the Board.", state="in_progress"),
)
SECOND = (
    Told(7, "1.1", "Agreed by every partner and sent to all schools.", state="delivered"),
    Told(7, "1.4", "A letter goes with nine in ten referrals.",
         "Referrers say that they no longer ring twice about the same child.",
         state="in_progress", rating="AMBER", reason="Behind, and the way back is agreed."),
    Told(8, "1.5", "Two early help workers sit with the front door team.", state="in_progress",
         rating="AMBER", reason="Begun a month late."),
    Told(8, "2.4", "Three of nine teams trained.", state="in_progress", rating="GREEN",
         reason="Begun, and going as planned."),
    Told(9, "2.5", no_change="The survey waits for the words that young people are choosing."),
    Told(12, "3.2", "Nine in ten first conferences were on time in the month.",
         "Parents say they knew the date within two days.", state="embedding", by="lead"),
    Told(12, "3.4", "Seventeen of nineteen reviewed; the last two chairs were on leave.",
         by="lead"),
    Told(13, "4.1", "Consent is now asked for on the day that care begins.", state="in_progress"),
    Told(13, "4.3", "Twenty-two children still have nobody named.", state="in_progress"),
    Told(14, "5.3", "Nobody holds more than 20 children.",
         "Workers say that they can keep the visits they promise.", state="delivered",
         rating="GREEN", reason="The work is done."),
    Told(15, "6.2", no_change="The list of children is being tried with one service first."),
    Told(15, "6.3", "A tracker was tried and given up; another is being built.",
         state="in_progress"),
)  # fmt: skip
# Dates that could not be met, asked for by the manager: the action, in how many months' time, why,
# and whether the director agreed.
MOVED = (
    ("1.2", 2, "The weekend rota needs two more managers, who have been appointed.", True),
    ("2.1", 1, "One post was advertised twice; interviews are set.", True),
    ("3.6", 1, "The provider needs a quarter's figures to show the change.", True),
    ("4.2", 3, "A full school year is needed to see every term.", True),
    ("1.3", 6, "Audits at the front door should simply go on.", False),
)
# Which actions answer which of the inspection's findings, as far as the manager has confirmed it.
ANSWERED = {"1": ("1.2", "1.4"), "2": ("1.1",), "3": ("2.2", "2.4"), "4": ("3.3", "3.4"),
            "5": ("3.6",), "9": ("5.3", "5.4")}  # fmt: skip

REFUSED = "Not agreed: what goes on for good is not moved by half a year but said to be ongoing."
# Which action is to move which measure, and which measures leaders watch.
MOVED_BY = {"1": "1.1", "2": "1.3", "4": "2.2", "5": "2.2", "7": "3.2", "8": "3.3", "10": "3.4",
            "11": "3.5", "12": "3.6", "14": "4.1", "15": "4.2", "16": "4.3", "17": "5.3",
            "19": "5.1", "20": "5.4", "21": "6.1"}  # fmt: skip
WATCHED = ("2", "4", "7", "8", "10", "12", "13", "14", "17", "19", "21")
# What the tables do not hold, typed in by the analyst: the measure, where the figures are from, and
# how many of how many said so, month by month to the one before this.
TYPED = {
    "6": (
        "The survey at closure, the answers of the month.",
        ((11, 24), (13, 27), (12, 25), (14, 29), (12, 26), (13, 28), (15, 31), (14, 27), (16, 30),
         (18, 31), (19, 32), (20, 31), (22, 33), (23, 33), (25, 35)),
    ),
    "16": (
        "The life-story audit of the care teams.",
        ((4, 8), (5, 9), (3, 7), (5, 8), (4, 8), (6, 9)),
    ),
    "23": (
        "The monthly staff survey.",
        ((61, 118), (64, 121), (59, 115), (66, 120), (63, 117), (60, 119), (65, 122), (62, 116),
         (64, 120), (61, 118), (57, 119), (55, 121), (52, 118), (50, 120)),
    ),
}  # fmt: skip
TRACKER = """month,discussions,conference held in 15 working days
1,38,33
2,41,38
3,39,38
"""


def live_through(plan: "Plan", people: "dict[str, Account]", now: datetime) -> None:
    """Work with ``plan`` for three months; ``people`` by the first part of their addresses."""
    past = _Past(plan, people, Calendar(now))
    past.tie_the_lead()
    past.confirm_answers()
    past.match_the_measures()
    bring_published()
    past.tie_measures_to_actions()
    past.type_figures(-3, 25)
    past.begin_period(-2, on=(-3, 26))
    past.type_figures(-2, 3)
    past.tell(-2, FIRST)
    past.move_dates(-2, 21)
    past.begin_period(-1, on=(-2, 26))
    past.type_figures(-1, 3)
    past.tell(-1, SECOND)
    past.close_one(-1, 20)
    past.begin_period(0, on=(-1, 26))
    past.ask_what_does_not_fit()
    past.type_figures(0, 1)
    past.leave_waiting()


class _Past:
    def __init__(self, plan: "Plan", people: "dict[str, Account]", calendar: Calendar) -> None:
        self.plan, self.people, self.calendar = plan, people, calendar

    @contextmanager
    def on(self, month: int, day: int, hour: int = 10) -> Iterator[None]:
        from lineofsight.web.events.recording import invented_time

        with invented_time(self.calendar.at(month, day, hour)):
            yield

    def action(self, ref: str) -> "Action":
        from lineofsight.web.plans.models import Action

        return Action.objects.get(plan=self.plan, ref=ref)

    def tie_the_lead(self) -> None:
        """The plan names the lead; the manager says which account that is."""
        from lineofsight.web.plans.actions_parts import Leads, edit_part
        from lineofsight.web.plans.actions_people import change_person
        from lineofsight.web.plans.models import Person

        lead, manager = self.people["lead"], self.people["manager"]
        with self.on(-3, 21):
            change_person(
                by=manager,
                why="Ruth leads these actions and will report on them herself.",
                person=Person.objects.get(plan=self.plan, name=lead.name),
                job_title=lead.job_title,
                organisation=lead.organisation,
                account=lead,
                named_in_public=False,
            )
        with self.on(-3, 21, 11):
            edit_part(
                by=manager,
                why="The head of protection sees to late visits with the team managers.",
                part=self.action("3.3"),
                values={},
                edition=None,
                leads=Leads("Team managers", (lead.name,)),
            )

    def confirm_answers(self) -> None:
        from lineofsight.web.plans.actions_answers import answer_finding
        from lineofsight.web.plans.models import Finding

        findings = {each.ref: each for each in Finding.objects.filter(plan=self.plan)}
        for ref, actions in ANSWERED.items():
            for each in actions:
                with self.on(-3, 22):
                    answer_finding(
                        by=self.people["manager"],
                        why="Confirmed with the leads.",
                        finding=findings[ref],
                        answered_by=self.action(each),
                    )

    def match_the_measures(self) -> None:
        """The manager confirms what the measures' words ask for, whole or in part."""
        from lineofsight.web.performance.actions import match_measures
        from lineofsight.web.performance.suggesting import suggested
        from lineofsight.web.plans.whole import whole_plan

        whole = whole_plan(self.plan)
        found = [each for measure in whole.measures for each in suggested(whole, measure).chosen]
        with self.on(-3, 23):
            match_measures(
                by=self.people["manager"],
                why="Confirmed with the performance analyst.",
                plan=self.plan,
                chosen=[
                    replace(each, better="high") if each.measure.ref in TYPED else each
                    for each in found
                ],
            )

    def tie_measures_to_actions(self) -> None:
        """Which action is to move which measure, and which measures leaders watch."""
        from lineofsight.web.plans.actions_parts import edit_part
        from lineofsight.web.plans.models import Measure

        for each in Measure.objects.filter(plan=self.plan).order_by("position"):
            moved_by = MOVED_BY.get(each.ref)
            with self.on(-3, 24):
                edit_part(
                    by=self.people["manager"],
                    why="Agreed with the leads which action is to move which measure.",
                    part=each,
                    values={
                        "action": self.action(moved_by) if moved_by else None,
                        "critical": each.ref in WATCHED,
                    },
                    edition=None,
                )

    def type_figures(self, month: int, day: int) -> None:
        """What the tables do not hold is typed in, with where it is from: what is new by a day."""
        from lineofsight.web.performance.actions import type_figure
        from lineofsight.web.performance.models import Match

        for ref, (source, figures) in TYPED.items():
            match = Match.objects.get(measure__ref=ref, plan=self.plan, kind="source")
            months = range(-len(figures), 0)
            for of, (numerator, denominator) in zip(months, figures, strict=True):
                name = f"{self.calendar.day(of, 1):%Y-%m}"
                if of >= month or match.typed.filter(period=name).exists():
                    continue
                with self.on(month, day, 9):
                    type_figure(
                        by=self.people["analyst"],
                        why="",
                        match=match,
                        period=name,
                        source=source,
                        numerator=numerator,
                        denominator=denominator,
                    )

    def ask_what_does_not_fit(self) -> None:
        """What the site finds by itself each morning: where a rating and the records part."""
        from lineofsight.web.challenges.actions import look_for_challenges

        day = self.calendar.day(0, 1)
        with self.on(0, 1, 6):
            look_for_challenges(by=None, why="", plan=self.plan, day=day)

    def begin_period(self, month: int, on: tuple[int, int]) -> None:
        from lineofsight.web.updates.actions import begin_period

        first = self.calendar.day(month, 1)
        with self.on(*on):
            begin_period(
                by=self.people["manager"],
                why="For the Board's meeting in the week after.",
                plan=self.plan,
                name=f"{first:%B %Y}",
                starts_on=first,
                cut_off=self.calendar.last(month),
            )

    def tell(self, month: int, told: tuple[Told, ...]) -> None:
        from lineofsight.web.updates.actions import give_update

        for each in told:
            with self.on(month, each.day, 14):
                give_update(
                    by=self.people[each.by],
                    why="",
                    action=self.action(each.ref),
                    what=self.said(each),
                )

    def said(self, told: Told) -> "Said":
        from lineofsight.web.plans.models import Level
        from lineofsight.web.updates.actions import Said

        level = Level.objects.get(plan=self.plan, level=told.rating) if told.rating else None
        return Said(told.note, told.for_children, told.state, level, told.reason, told.no_change)

    def move_dates(self, month: int, day: int) -> None:
        from lineofsight.web.updates.actions import ask_for_date, decide_date

        asked = []
        for ref, months, why, agreed in MOVED:
            with self.on(month, day, 9):
                request = ask_for_date(
                    by=self.people["manager"],
                    why=why,
                    action=self.action(ref),
                    wanted=self.calendar.last(months),
                )
            asked.append((request, agreed))
        for request, agreed in asked:
            with self.on(month, day + 1, 9):
                decide_date(
                    by=self.people["director"],
                    why="Agreed: the reason is a good one." if agreed else REFUSED,
                    request=request,
                    agreed=agreed,
                )

    def close_one(self, month: int, day: int) -> None:
        """One action closed as it should be: evidence, a wish, a check by somebody else."""
        from lineofsight.web.updates.actions import add_evidence, ask_to_close, check_close

        manager = self.people["manager"]
        with self.on(month, day, 10):
            add_evidence(
                by=manager,
                why="",
                action=self.action("5.1"),
                kind="figure",
                text="41 of 46 social workers in the two services have accepted the offer.",
            )
        with self.on(month, day, 11):
            closure = ask_to_close(
                by=manager,
                why="",
                action=self.action("5.1"),
                grade="partially",
                what_changed="Thirty more children have had the same social worker for six months.",
                remains="The offer does not reach the care teams.",
                test_again_on=self.calendar.last(3),
            )
        with self.on(month, day + 1, 10):
            check_close(
                by=self.people["director"],
                why="I read the figures with the head of human resources.",
                closure=closure,
                agreed=True,
            )

    def leave_waiting(self) -> None:
        """What waits for a visitor to decide, confirm or read, in the month that is open."""
        from lineofsight.web.files.keeping import keep_file
        from lineofsight.web.updates.actions import (
            Said,
            add_evidence,
            ask_for_date,
            ask_to_close,
            comment,
            give_update,
        )

        lead, manager = self.people["lead"], self.people["manager"]
        with self.on(0, 2, 9):
            add_evidence(
                by=lead,
                why="",
                action=self.action("3.1"),
                kind="file",
                text="The tracker's last three months: 118 discussions, 109 to time.",
                given=keep_file([TRACKER.encode()], "strategy-discussions.csv"),
            )
        with self.on(0, 2, 10):
            ask_to_close(
                by=lead,
                why="",
                action=self.action("3.1"),
                grade="fully",
                what_changed="No child waited more than 20 working days for a conference.",
                remains="Nothing: the tracker is part of the weekly meeting.",
                test_again_on=self.calendar.last(4),
            )
        with self.on(0, 3, 9):
            ask_for_date(
                by=lead,
                why="Two plans are reviewed next month, when their chairs are back.",
                action=self.action("3.4"),
                wanted=self.calendar.last(1),
            )
        with self.on(0, 3, 10):
            ask_for_date(
                by=manager,
                why="The second tracker is tried for a full round of audits first.",
                action=self.action("6.3"),
                wanted=self.calendar.last(2),
            )
        with self.on(0, 4, 9):
            comment(
                by=self.people["chair"],
                why="",
                action=self.action("3.3"),
                text="Which team has not begun, and what does the Board need to do about it?",
                mentions=[lead],
            )
        with self.on(0, 4, 14):
            give_update(
                by=self.people["support"],
                why="",
                action=self.action("3.3"),
                what=Said(
                    note="The last team looked at its late visits for the first time on Monday.",
                    for_children="Four children were seen who had not been seen in time.",
                ),
                lead=lead,
            )
        with self.on(0, 5, 9):
            give_update(
                by=manager,
                why="",
                action=self.action("2.1"),
                what=Said(note="Interviews for the twelfth post are on the 18th."),
            )
