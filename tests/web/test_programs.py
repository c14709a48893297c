"""What programs read: a calendar of due dates, and plans as JSON."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from lineofsight.web.accounts.models import Account
from lineofsight.web.api.actions import CannotGive, make_address, make_token, withdraw
from lineofsight.web.api.described import described
from lineofsight.web.api.models import Token
from lineofsight.web.events.models import Version
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Action, Milestone, Person, Plan, Step
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates.actions import Said, give_update
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


def kept(plan: Plan, *records: Any, **values: Any) -> None:
    with change("changed for a test", by=None, plan=plan.pk) as made:
        for record in records:
            for name, value in values.items():
                setattr(record, name, value)
            made.keep(record)


@pytest.fixture
def lead(plan: Plan, someone: Someone) -> Account:
    """A lead, tied to the person who leads most of the plan's actions."""
    account = someone("action_lead", plan, name="Ruth Ellwood")
    people = sorted(plan.people.all(), key=lambda each: (-each.responsibilities.count(), each.name))
    kept(plan, people[0], account=account)
    return account


def led(account: Account) -> list[Action]:
    found = Action.objects.filter(responsibilities__person__account=account)
    return list(found.exclude(due_on=None).order_by("position"))


# The calendar.


def feed(secret: str, **headers: str) -> Any:
    return Client(headers=headers).get(f"/calendar/{secret}.ics")


def events(secret: str) -> dict[str, Any]:
    calendar = Calendar.from_ical(feed(secret).content)
    assert calendar["version"] == "2.0"
    assert not calendar.errors
    return {str(each["uid"]): each for each in calendar.walk("VEVENT")}


def test_the_calendar_holds_what_a_person_leads_and_is_not_done(
    plan: Plan, lead: Account, manager: Account
) -> None:
    """Actions, sub-steps, and milestones of their plans; nothing of anybody else's."""
    actions = led(lead)
    mine, done = actions[0], actions[1]
    kept(plan, done, state="delivered")
    person = Person.objects.get(account=lead)
    other = Action.objects.exclude(responsibilities__person=person).first()
    assert other is not None
    step = Step(plan=plan, action=other, text="Book the hall", lead=person, due_on=date(2027, 5, 4))
    late = Step(plan=plan, action=other, text="Ask", lead=person, due_on=date(2027, 5, 4))
    late.done_on = date(2027, 4, 4)
    goal = Milestone(plan=plan, goal="All trained", by="2027-06", due_on=date(2027, 6, 30))
    kept(plan, step, late, goal)
    _, secret = make_address(by=lead, why="")
    found = events(secret)
    names = {uid.partition("@")[0] for uid in found}
    assert names == {
        *(f"action-{each.pk}" for each in actions if each != done),
        f"step-{step.pk}",
        f"milestone-{goal.pk}",
    }
    shown = next(each for uid, each in found.items() if uid.startswith(f"action-{mine.pk}@"))
    assert shown["dtstart"].dt == mine.due_on
    assert shown["url"].endswith(mine.get_absolute_url())
    assert events(make_address(by=manager, why="")[1]) == {}


def test_texts_in_the_calendar_are_escaped(plan: Plan, lead: Account) -> None:
    words = "Agree; then tell,\nBEGIN:VEVENT \\ everybody"
    kept(plan, led(lead)[0], text=words, ref="")
    _, secret = make_address(by=lead, why="")
    found = events(secret)
    assert len(found) == len(led(lead))
    assert any(str(each["summary"]) == f"Due: {' '.join(words.split())}" for each in found.values())
    lines = feed(secret).content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)


def test_a_calendar_that_did_not_change_is_not_sent_again(plan: Plan, lead: Account) -> None:
    _, secret = make_address(by=lead, why="")
    first = feed(secret)
    assert first.status_code == 200
    assert feed(secret, if_none_match=first.headers["ETag"]).status_code == 304
    kept(plan, led(lead)[0], due_on=date(2028, 1, 31))
    assert feed(secret, if_none_match=first.headers["ETag"]).status_code == 200


def test_a_calendar_address_is_shown_once_renewed_and_withdrawn(
    lead: Account, as_person: AsPerson
) -> None:
    client = as_person(lead)
    page = client.post("/people/me/programs/calendar/").content.decode()
    first = page.partition("/calendar/")[2].partition(".ics")[0]
    assert feed(first).status_code == 200
    assert first not in client.get("/people/me/programs/").content.decode()
    page = client.post("/people/me/programs/calendar/").content.decode()
    second = page.partition("/calendar/")[2].partition(".ics")[0]
    assert feed(first).status_code == 404
    assert feed(second).status_code == 200
    token = Token.objects.get(withdrawn_at=None)
    answer = client.post(f"/people/me/programs/{token.pk}/withdraw/", follow=True)
    assert "is withdrawn" in answer.content.decode()
    assert feed(second).status_code == 404
    assert feed("guessed").status_code == 404


def test_a_secret_is_kept_nowhere(lead: Account) -> None:
    _, secret = make_address(by=lead, why="")
    said = json.dumps([*Version.objects.values_list("data", flat=True)])
    assert secret not in said
    assert secret not in str(list(Token.objects.values()))


def test_a_calendar_ends_with_the_post_and_with_the_role(plan: Plan, lead: Account) -> None:
    _, secret = make_address(by=lead, why="")
    yesterday = timezone.localdate() - timedelta(days=1)
    kept(plan, lead.memberships.get(), ends_on=yesterday)
    assert events(secret) == {}
    kept(plan, lead, ends_on=yesterday)
    assert feed(secret).status_code == 404


# Tokens.


def token(account: Account, days: int = 30) -> str:
    return make_token(
        by=account, why="", name="Dashboard", expires_on=timezone.localdate() + timedelta(days=days)
    )[1]


def get(secret: str, path: str, **query: Any) -> Any:
    client = Client(headers={"authorization": f"Bearer {secret}"})
    answer = client.get(f"/api{path}", query)
    assert answer.headers["Content-Type"].startswith("application/json"), answer.content
    return answer


def test_a_token_is_made_for_a_program_and_shown_once(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(manager)
    assert "/people/me/programs/" in client.get("/people/me/").content.decode()
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    said = {"name": "Dashboard", "expires_on": until}
    page = client.post("/people/me/programs/", said).content.decode()
    secret = page.partition('<code class="address">')[2].partition("<")[0]
    assert get(secret, "/plans").status_code == 200
    page = client.get("/people/me/programs/").content.decode()
    assert secret not in page
    assert "Dashboard" in page
    assert "Never" not in page
    made = Token.objects.get()
    assert made.used_at is not None
    client.post(f"/people/me/programs/{made.pk}/withdraw/")
    assert get(secret, "/plans").status_code == 401


def test_a_token_runs_out_within_a_year(manager: Account, as_person: AsPerson) -> None:
    said = {"name": "Dashboard", "expires_on": "2099-01-01"}
    page = as_person(manager).post("/people/me/programs/", said).content.decode()
    assert "A token runs out after today and within a year." in page
    with pytest.raises(CannotGive):
        make_token(by=manager, why="", name="x", expires_on=timezone.localdate())
    made, secret = make_token(
        by=manager, why="", name="x", expires_on=timezone.localdate() + timedelta(days=1)
    )
    with change("aged for a test", by=None) as change_made:
        made.expires_on = timezone.localdate() - timedelta(days=1)
        change_made.keep(made)
    assert get(secret, "/plans").status_code == 401


def test_nobody_withdraws_anothers_token(
    manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    token(manager)
    other, made = someone("director"), Token.objects.get()
    answer = as_person(other).post(f"/people/me/programs/{made.pk}/withdraw/")
    assert answer.status_code == 404
    with pytest.raises(NotAllowed):
        withdraw(by=other, why="", token=made)


def test_a_calendar_address_opens_no_plan_and_a_token_no_calendar(manager: Account) -> None:
    assert get(make_address(by=manager, why="")[1], "/plans").status_code == 401
    assert feed(token(manager)).status_code == 404


# The API.

LISTS = ("objectives", "actions", "measures", "targets", "milestones", "risks", "findings",
         "updates")  # fmt: skip


def test_every_part_of_a_plan_can_be_read(plan: Plan, manager: Account) -> None:
    secret = token(manager)
    listed = get(secret, "/plans").json()
    assert [each["id"] for each in listed["items"]] == [plan.pk]
    assert get(secret, f"/plans/{plan.pk}").json()["title"] == plan.title
    counted = {name: get(secret, f"/plans/{plan.pk}/{name}").json()["count"] for name in LISTS}
    assert counted["actions"] == plan.action_set.count() > 20
    assert counted["measures"] == plan.measure_set.count() > 20
    assert counted["objectives"] == plan.objective_set.count()
    assert counted["risks"] == plan.risk_set.count()
    assert counted["updates"] > 5
    assert counted["targets"] > 20


def test_lists_come_in_pages(plan: Plan, manager: Account) -> None:
    secret = token(manager)
    path, seen = f"/plans/{plan.pk}/actions", []
    answer = get(secret, path, on_a_page=10).json()
    while True:
        seen += [each["id"] for each in answer["items"]]
        if answer["next"] is None:
            break
        answer = get(secret, answer["next"].partition("/api")[2]).json()
    assert seen == [each.pk for each in plan.action_set.order_by("position", "pk")]
    assert answer["pages"] == answer["page"] == -(-len(seen) // 10)


def test_a_plan_is_read_as_it_stood_on_a_day(plan: Plan, manager: Account) -> None:
    """Before it was adopted it had no actions."""
    secret = token(manager)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert get(secret, f"/plans/{plan.pk}/actions", on=yesterday).json()["count"] == 0
    assert get(secret, f"/plans/{plan.pk}", on=yesterday).json()["as_at"] == yesterday


def test_those_outside_get_job_titles_and_no_updates(
    plan: Plan, manager: Account, someone: Someone
) -> None:
    person = Person.objects.filter(plan=plan, responsibilities__accountable=True).first()
    assert person is not None
    kept(plan, person, job_title="Head of assessment")
    inside, outside = token(manager), token(someone("observer", plan))
    path = f"/plans/{plan.pk}/actions"
    assert person.name in get(inside, path).content.decode()
    said = get(outside, path).content.decode()
    assert person.name not in said
    assert "Head of assessment" in said
    answer = get(outside, f"/plans/{plan.pk}/updates")
    assert answer.status_code == 403
    assert answer.json() == {"error": "Updates are shown to those who work on the plan."}


def test_plans_not_shared_are_neither_listed_nor_read(plan: Plan, someone: Someone) -> None:
    secret = token(someone("administrator"))
    assert get(secret, "/plans").json()["items"] == []
    for path in ("", *(f"/{name}" for name in LISTS)):
        answer = get(secret, f"/plans/{plan.pk}{path}")
        assert answer.status_code == 403
        assert "is not shared with you" in answer.json()["error"]


def test_an_update_that_waits_to_be_confirmed_is_not_given(
    plan: Plan, lead: Account, manager: Account
) -> None:
    action = led(lead)[0]
    give_update(by=manager, why="", action=action, what=Said(note="Typed only."), lead=lead)
    give_update(by=manager, why="", action=action, what=Said(note="Said and meant."))
    said = get(token(manager), f"/plans/{plan.pk}/updates").json()["items"]
    assert said[0]["note"] == "Said and meant."
    assert said[0]["by"] == manager.name
    assert "Typed only." not in str(said)


@pytest.mark.parametrize(
    ("path", "query", "status", "says"),
    [
        ("/plans/999999", {}, 404, "There is no such plan."),
        ("/plans/{}/children", {}, 404, "Nothing is at /api/plans/{}/children"),
        ("/plans/{}/actions", {"on": "tomorrow"}, 422, "on is wrong: input should be a valid date"),
        ("/plans", {"page": "0"}, 422, "page is wrong"),
        ("/plans", {"on_a_page": "9999"}, 422, "on_a_page is wrong"),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence(
    plan: Plan, manager: Account, path: str, query: dict[str, str], status: int, says: str
) -> None:
    answer = get(token(manager), path.format(plan.pk), **query)
    assert answer.status_code == status
    assert says.format(plan.pk) in answer.json()["error"]
    assert answer.json()["error"].endswith(".")


def test_without_a_token_there_is_one_sentence(plan: Plan, manager: Account) -> None:
    """Being signed in is no token, so that no other site can read with a person's session."""
    signed_in = Client()
    signed_in.force_login(manager, backend="lineofsight.web.accounts.backends.WhileInPost")
    for client in (Client(), signed_in, Client(headers={"authorization": "Bearer guessed"})):
        answer = client.get("/api/plans")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert "Send a token" in answer.json()["error"]


def test_the_api_only_reads(plan: Plan, manager: Account) -> None:
    client = Client(headers={"authorization": f"Bearer {token(manager)}"})
    for method in (client.post, client.put, client.patch, client.delete):
        answer = method(f"/api/plans/{plan.pk}")
        assert answer.status_code == 405
        assert answer.json() == {"error": "The API only reads: use GET."}


def test_a_token_may_ask_120_times_a_minute(manager: Account, someone: Someone) -> None:
    secret, other = token(manager), token(someone("director"))
    for _ in range(120):
        assert get(secret, "/plans").status_code == 200
    answer = get(secret, "/plans")
    assert answer.status_code == 429
    assert "At most 120 requests a minute" in answer.json()["error"]
    assert int(answer.headers["Retry-After"]) <= 60
    assert get(other, "/plans").status_code == 200


def test_no_list_asks_the_database_row_by_row(
    plan: Plan, manager: Account, django_assert_max_num_queries: Any
) -> None:
    secret = token(manager)
    for name in LISTS:
        with django_assert_max_num_queries(12):
            assert get(secret, f"/plans/{plan.pk}/{name}").status_code == 200


def test_the_api_is_described_on_a_page_and_in_openapi(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    page = as_person(manager).get("/api/").content.decode()
    assert "<script" not in page
    said = Client().get("/api/openapi.json").json()
    assert said["openapi"].startswith("3.")
    for each in described():
        assert each.path in page
        assert each.path in said["paths"]
        assert each.says
        assert all(field.means for field in each.parameters)
    assert {each.path.rpartition("/")[2] for each in described()} >= set(LISTS)
    assert Client().get("/api/").status_code == 302


def test_what_is_described_is_what_is_given(plan: Plan, manager: Account) -> None:
    secret = token(manager)
    for each in described():
        answer = get(secret, each.path.removeprefix("/api").format(plan_id=plan.pk)).json()
        items = answer["items"] if each.paged else [answer]
        top = [field.name for field in each.fields if "." not in field.name]
        assert all(list(item) == top for item in items), each.path
