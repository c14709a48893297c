"""The first page: what waits for whom."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.imports.actions import start_draft
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.updates import actions
from lineofsight.web.updates.models import Period
from tests.web.conftest import PLAN, CheckingClient, given

pytestmark = pytest.mark.django_db
Someone = Callable[..., Account]
AsPerson = Callable[[Account], CheckingClient]


def waiting(client: CheckingClient) -> list[str]:
    """What the first page says waits for the person, and that each of its links is answered."""
    page = unescape(client.get("/").content.decode())
    found = re.search(r'<ul class="[^"]*\bwaiting">(.*?)</ul>', page, re.DOTALL)
    if found is None:
        return []
    for address in re.findall(r'href="([^"]*)"', found[1]):
        assert client.get(address).status_code == 200, address
    items = re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", "", each).split()) for each in items]


def open_period(plan: Plan) -> Period:
    today = timezone.localdate()
    with change("period begun", by=None, plan=plan.pk) as made:
        made.keep(
            Period(
                plan=plan,
                name="The last board",
                starts_on=today - timedelta(days=40),
                cut_off=today - timedelta(days=11),
            )
        )
        return made.keep(
            Period(
                plan=plan,
                name="This board",
                starts_on=today - timedelta(days=10),
                cut_off=today + timedelta(days=10),
            )
        )


def due_on(action: Action, days: int) -> None:
    with change("a test's date", by=None, plan=action.plan_id) as made:
        action.due_on = timezone.localdate() + timedelta(days=days)
        action.due_dates = [action.due_on.isoformat()]
        made.keep(action)


def test_a_lead_is_told_what_is_left_to_report_and_by_when(
    plan: Plan, lead: Account, action: Action, as_person: AsPerson
) -> None:
    """The number left falls with each update; those of other leads are never told."""
    for each in Action.objects.filter(plan=plan):
        due_on(each, 30)
    period = open_period(plan)
    mine = Action.objects.filter(responsibilities__person__account=lead).distinct().count()
    client = as_person(lead)
    by = f"{period.cut_off.day} {period.cut_off:%B %Y}"
    assert waiting(client) == [f"{mine} of your {mine} actions to report on in This board, by {by}"]
    action.refresh_from_db()
    actions.give_update(by=lead, why="", action=action, what=actions.Said(note="Trained."))
    assert waiting(client) == [
        f"{mine - 1} of your {mine} actions to report on in This board, by {by}"
    ]


def test_an_action_past_its_day_is_told_to_its_lead_and_to_who_answers_for_the_plan(
    plan: Plan, lead: Account, manager: Account, action: Action, as_person: AsPerson
) -> None:
    for each in Action.objects.filter(plan=plan):
        due_on(each, 30)
    action.refresh_from_db()
    due_on(action, -1)
    assert "1 action of yours overdue" in waiting(as_person(lead))
    assert "1 action overdue in the whole plan" in waiting(as_person(manager))


def test_an_update_typed_for_somebody_waits_for_them(
    plan: Plan, lead: Account, action: Action, someone: Someone, as_person: AsPerson
) -> None:
    support = someone("business_support", plan, acts_for=lead)
    actions.give_update(
        by=support, why="", action=action, what=actions.Said(note="Trained."), lead=lead
    )
    assert "1 update typed for you to confirm" in waiting(as_person(lead))
    assert not [each for each in waiting(as_person(support)) if "confirm" in each]


def test_a_date_asked_for_waits_for_who_may_decide_it_and_the_answer_for_who_asked(
    plan: Plan, lead: Account, manager: Account, action: Action, as_person: AsPerson
) -> None:
    wanted = timezone.localdate() + timedelta(days=90)
    with change("a test's rating", by=None, plan=plan.pk) as made:
        action.rating = None
        made.keep(action)
    asked = actions.ask_for_date(by=lead, why="Staff left.", action=action, wanted=wanted)
    to_decide = "A new date to decide"
    assert [each for each in waiting(as_person(manager)) if each.startswith(to_decide)]
    assert not [each for each in waiting(as_person(lead)) if each.startswith(to_decide)]
    actions.decide_date(by=manager, why="Agreed.", request=asked, agreed=True)
    assert not [each for each in waiting(as_person(manager)) if each.startswith(to_decide)]
    day = f"{wanted.day} {wanted:%B %Y}"
    assert [each for each in waiting(as_person(lead)) if each.startswith(f"The date {day} is agre")]


def test_a_closing_waits_for_somebody_who_does_not_lead_the_action(
    plan: Plan, lead: Account, manager: Account, action: Action, as_person: AsPerson
) -> None:
    actions.add_evidence(by=lead, why="", action=action, kind="audit", text="An audit.")
    asked = actions.ask_to_close(
        by=lead,
        why="",
        action=action,
        grade="fully",
        what_changed="Children are seen.",
        remains="",
        test_again_on=timezone.localdate() + timedelta(days=90),
    )
    assert [each for each in waiting(as_person(manager)) if each.startswith("A closing to check")]
    assert not [each for each in waiting(as_person(lead)) if each.startswith("A closing to check")]
    actions.check_close(by=manager, why="Seen.", closure=asked, agreed=False)
    assert [each for each in waiting(as_person(lead)) if each.startswith("Closing is not agreed")]


def test_a_mention_and_a_draft_begun_wait(
    plan: Plan, lead: Account, manager: Account, action: Action, as_person: AsPerson
) -> None:
    actions.comment(by=lead, why="", action=action, text="Is it right?", mentions=[manager])
    start_draft(by=manager, why="A test.", given=given(PLAN), plan=plan)
    told = waiting(as_person(manager))
    assert [each for each in told if each.startswith("You are mentioned in a comment of")]
    assert [each for each in told if each.startswith(f"The draft of {PLAN.name}: being read")]
    assert not [each for each in waiting(as_person(lead)) if "draft" in each or "mention" in each]


def test_a_board_member_is_told_that_the_plan_changed_since_the_last_board(
    plan: Plan, lead: Account, action: Action, someone: Someone, as_person: AsPerson
) -> None:
    """The adopting itself is no change; a draft of the later version is no member's to see."""
    period = open_period(plan)
    client = as_person(someone("board_member", plan))
    assert waiting(client) == []
    actions.give_update(by=lead, why="", action=action, what=actions.Said(note="Trained."))
    last = period.starts_on - timedelta(days=1)
    assert waiting(client) == [f"What changed since the last board, {last.day} {last:%B %Y}"]
    assert client.get(f"/plans/{plan.pk}/changes/").context["since"] == last


def test_nothing_waits_for_those_who_only_read(
    plan: Plan, lead: Account, action: Action, someone: Someone, as_person: AsPerson
) -> None:
    """An observer finds the plans shared with them, and no heading over nothing."""
    actions.give_update(by=lead, why="", action=action, what=actions.Said(note="Trained."))
    for role in ("observer", "scrutiny_member"):
        page = unescape(as_person(someone(role, plan)).get("/").content.decode())
        assert plan.title in page
        assert "What waits for you" not in page


def test_nothing_of_a_plan_not_shared_is_told(
    plan: Plan, lead: Account, action: Action, someone: Someone, as_person: AsPerson
) -> None:
    """A lead whose role ended is told nothing of the actions they led."""
    actions.comment(by=lead, why="", action=action, text="Is it right?", mentions=[lead])
    with change("a test's role", by=None, plan=plan.pk) as made:
        held = lead.memberships.get()
        held.ends_on = timezone.localdate() - timedelta(days=1)
        made.keep(held)
    page = unescape(as_person(lead).get("/").content.decode())
    assert waiting(as_person(lead)) == []
    assert plan.title not in page


@pytest.mark.parametrize("role", ["programme_manager", "director", "action_lead", "board_member"])
def test_the_first_page_asks_little_of_the_database(
    role: str,
    plan: Plan,
    lead: Account,
    action: Action,
    someone: Someone,
    as_person: AsPerson,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    """Whatever waits: twelve queries."""
    open_period(plan)
    person = someone(role, plan, name="Kit Marsh")
    others = Action.objects.filter(responsibilities__person__account=lead).distinct()
    for each in others:
        wanted = timezone.localdate() + timedelta(days=90)
        actions.ask_for_date(by=lead, why="Staff left.", action=each, wanted=wanted)
        actions.comment(by=lead, why="", action=each, text="Is it right?", mentions=[person])
    client = as_person(person)
    with django_assert_max_num_queries(12):
        client.get("/")
