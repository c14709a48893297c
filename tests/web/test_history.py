"""What happened to a plan: who changed what, when and why, with old and new words."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.updates import actions
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


@pytest.fixture
def renamed(action: Action, manager: Account) -> Action:
    with change("action changed", by=manager, why="Too long.", plan=action.plan_id) as made:
        action.text = "Shorter <b>words</b>."
        made.keep(action)
    return action


def page_of(client: CheckingClient, plan: Plan, **given: str) -> str:
    answer = client.get(f"/history/plan/{plan.pk}/", given)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_event_shows_old_and_new_words(
    action: Action, manager: Account, as_person: AsPerson
) -> None:
    old = action.text
    with change("action changed", by=manager, why="Too long.", plan=action.plan_id) as made:
        action.text = "Shorter <b>words</b>."
        made.keep(action)
    page = page_of(as_person(manager), action.plan)
    assert old in page
    assert "Shorter &lt;b&gt;words&lt;/b&gt;." in page
    assert "Too long." in page
    assert manager.name in page


def test_what_a_record_refers_to_is_named(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    """A rating by its name, a person by theirs; never by a number."""
    actions.give_update(by=lead, why="", action=action, what=actions.Said(note="All is well."))
    with change("objective changed", by=lead, plan=action.plan_id) as made:
        level = action.plan.schemes.get().levels.exclude(pk=action.rating_id).first()
        action.rating = level
        made.keep(action)
    page = page_of(as_person(lead), action.plan)
    assert level is not None
    assert f">{level.name}<" in page
    assert "All is well." in page
    assert "Rating" in page


def test_events_are_found_by_person_kind_and_day(
    renamed: Action, lead: Account, manager: Account, as_person: AsPerson
) -> None:
    client, plan = as_person(manager), renamed.plan
    actions.comment(by=lead, why="", action=renamed, text="By the lead.", mentions=[])
    only = page_of(client, plan, person=str(lead.pk))
    assert "By the lead." in only
    assert "Too long." not in only
    assert "Too long." in page_of(client, plan, kind="action changed")
    assert "By the lead." not in page_of(client, plan, kind="action changed")
    today = timezone.localdate().isoformat()
    assert "Too long." in page_of(client, plan, day=today)
    assert "Nothing happened that fits" in page_of(client, plan, day="2020-01-01")
    assert "1 event," in page_of(client, plan, person="site", kind="person tied")
    assert "0 events," in page_of(client, plan, person="site", kind="plan adopted")
    assert "Enter a valid date" in page_of(client, plan, day="yesterday")
    assert "Select a valid choice" in page_of(client, plan, person="9999999")


def test_a_long_history_is_paged_and_keeps_its_filter(
    action: Action, lead: Account, as_person: AsPerson
) -> None:
    for n in range(30):
        actions.comment(by=lead, why="", action=action, text=f"Remark {n}.", mentions=[])
    client = as_person(lead)
    first = page_of(client, action.plan, kind="comment made")
    assert "Page 1 of 2" in first
    assert "kind=comment" in first
    second = page_of(client, action.plan, kind="comment made", page="2")
    assert "Remark 0." in second
    assert "Remark 29." not in second


def test_an_event_that_wrote_much_has_a_page_of_its_own(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    event = Event.objects.get(kind="plan adopted")
    client = as_person(manager)
    assert "It wrote" in page_of(client, plan)
    page = client.get(f"/history/plan/{plan.pk}/{event.number}/").content.decode()
    assert "Page 1 of" in page
    assert "/history/record/plans.plan/" in page
    assert client.get(f"/history/plan/{plan.pk}/999999/").status_code == 404


def test_a_record_tells_all_its_states(
    renamed: Action, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(manager)
    page = client.get(f"/history/record/plans.action/{renamed.pk}/").content.decode()
    assert page.index("Action changed") < page.index("Action added")
    assert client.get("/history/record/plans.action/999999/").status_code == 404
    assert client.get("/history/record/no.such/1/").status_code == 404


def test_no_password_is_in_any_history(manager: Account, as_person: AsPerson) -> None:
    client = as_person(manager)
    page = client.get(f"/history/record/accounts.account/{manager.pk}/").content.decode()
    assert manager.email in page
    assert "md5$" not in page
    assert "Password" not in page


@pytest.mark.parametrize("role", ["observer", "board_member", "lead_member", "worker"])
def test_those_who_may_not_see_who_changed_what_are_told_why(
    renamed: Action, role: str, someone: Someone, as_person: AsPerson
) -> None:
    client = as_person(someone(role, renamed.plan))
    for address in (
        f"/history/plan/{renamed.plan_id}/",
        f"/history/plan/{renamed.plan_id}/1/",
        f"/history/record/plans.action/{renamed.pk}/",
    ):
        assert client.get(address).status_code == 403, address


def test_an_event_of_another_plan_is_not_found(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    outside = Event.objects.filter(plan=None).first()
    assert outside is not None
    assert as_person(manager).get(f"/history/plan/{plan.pk}/{outside.number}/").status_code == 404


def test_the_history_asks_the_database_few_questions(
    renamed: Action,
    lead: Account,
    as_person: AsPerson,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(20):
        actions.comment(by=lead, why="", action=renamed, text=f"Remark {n}.", mentions=[])
    client = as_person(lead)
    with django_assert_max_num_queries(12):
        client.get(f"/history/plan/{renamed.plan_id}/")
    with django_assert_max_num_queries(12):
        client.get(f"/history/record/plans.action/{renamed.pk}/")
    adopted = Event.objects.get(kind="plan adopted")
    with django_assert_max_num_queries(12):
        client.get(f"/history/plan/{renamed.plan_id}/{adopted.number}/")
