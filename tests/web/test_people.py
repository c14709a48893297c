"""People: who may come in and as what, kept by an administrator and seen by others."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.actions import add_account, give_role
from lineofsight.web.accounts.models import Account, Membership
from lineofsight.web.accounts.permissions import check_own_password
from lineofsight.web.accounts.roles import ROLES
from lineofsight.web.accounts.rules import DoesNotFit
from lineofsight.web.events.models import Event, Version
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Plan, Theme
from lineofsight.web.project.demo import check_no_real_data
from lineofsight.web.ui.refusal import NotAllowed
from tests.web.conftest import CheckingClient, work

pytestmark = pytest.mark.django_db
Someone = Callable[..., Account]
AsPerson = Callable[[Account], CheckingClient]


@pytest.fixture
def administrator(someone: Someone) -> Account:
    return someone("administrator", name="Lee Marchetti")


@pytest.fixture
def client(administrator: Account, as_person: AsPerson) -> CheckingClient:
    return as_person(administrator)


def person(account: Account, rest: str = "") -> str:
    return f"/people/{account.pk}/{rest}"


def words(page: Any) -> str:
    """A page's text as people read it."""
    return unescape(page.content.decode())


def role_form(role: str, **more: object) -> dict[str, object]:
    return {"role": role, "why": "The director asked.", **more}


def test_an_administrator_adds_a_person_who_gets_a_link(client: CheckingClient) -> None:
    assert client.get("/people/new/").status_code == 200
    page = client.post(
        "/people/new/",
        {
            "name": "Ruth Ellwood",
            "email": "Ruth.Ellwood@fernshire.example",
            "job_title": "Head of service",
            "organisation": "Fernshire County Council",
            "ends_on": "31 March 2099",
        },
        follow=True,
    )
    assert "Ruth Ellwood is added" in words(page)
    assert "holds no role, and sees no plan" in words(page)
    account = Account.objects.get(email="ruth.ellwood@fernshire.example")
    assert str(account.ends_on) == "2099-03-31"
    work()
    assert mail.outbox[-1].to == ["ruth.ellwood@fernshire.example"]
    assert "/sign-in/password/reset/key/" in str(mail.outbox[-1].body)
    assert "Ruth Ellwood" in client.get("/people/").content.decode()


def test_two_accounts_cannot_have_one_address(client: CheckingClient, someone: Someone) -> None:
    other = someone("observer")
    page = client.post("/people/new/", {"name": "Another", "email": other.email.upper()})
    assert "already has an account" in words(page)


def test_a_day_that_is_none_is_told(client: CheckingClient) -> None:
    said = {"name": "A", "email": "a@fernshire.example", "ends_on": "soon"}
    page = client.post("/people/new/", said).content.decode()
    assert "Type last day as a day" in page
    assert "<title>Error: Add a person" in page


def test_an_account_is_changed_and_ended_and_opened_again(
    client: CheckingClient, someone: Someone
) -> None:
    account = someone("observer", name="Dana Wills")
    page = client.get(person(account, "change/"))
    assert 'value="Dana Wills"' in words(page)
    said = {
        "name": "Dana Wills-Ray",
        "email": account.email,
        "worker_id": "W 12",
        "edition": account.edition,
    }
    page = client.post(person(account, "change/"), said, follow=True)
    assert "W 12" in words(page)
    account.refresh_from_db()
    assert client.get(person(account, "end/")).status_code == 200
    page = client.post(
        person(account, "end/"), {"why": "Left.", "edition": account.edition}, follow=True
    )
    assert "This account has ended" in words(page)
    account.refresh_from_db()
    assert client.get(person(account, "open/")).status_code == 200
    page = client.post(
        person(account, "open/"), {"why": "Back.", "edition": account.edition}, follow=True
    )
    assert "This account has ended" not in words(page)


def test_what_somebody_else_wrote_meanwhile_is_shown_and_kept(
    client: CheckingClient, someone: Someone
) -> None:
    account = someone("observer", name="Dana Wills")
    old = account.edition
    said = {"name": "Dana Wills", "email": account.email}
    client.post(person(account, "change/"), {**said, "job_title": "Adviser", "edition": old})
    page = client.post(person(account, "change/"), {**said, "job_title": "Other", "edition": old})
    assert "Job title: Adviser" in words(page)
    assert 'value="Other"' in words(page)
    account.refresh_from_db()
    assert account.job_title == "Adviser"


def test_a_new_address_ends_the_links_to_the_old_one(
    client: CheckingClient, someone: Someone
) -> None:
    account = someone("observer")
    client.post(person(account, "send-link/"))
    work()
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", str(mail.outbox[-1].body))
    assert found
    said = {"name": account.name, "email": "new@fernshire.example", "edition": account.edition}
    client.post(person(account, "change/"), said)
    page = CheckingClient().get(found[1], follow=True)
    assert "no longer works" in words(page)
    CheckingClient().post("/sign-in/password/reset/", {"email": account.email})
    sent = len(mail.outbox)
    work()
    assert len(mail.outbox) == sent


def test_a_role_is_given_on_a_plan_and_taken(
    client: CheckingClient, someone: Someone, plan: Plan, as_person: AsPerson
) -> None:
    account = someone(None, name="Ruth Ellwood")
    assert as_person(account).get(plan.get_absolute_url()).status_code == 403
    assert client.get(person(account, "roles/new/")).status_code == 200
    page = client.post(
        person(account, "roles/new/"),
        role_form("action_lead", plan=plan.pk, ends_on="1/1/2099"),
        follow=True,
    )
    assert f"Action lead of {plan.title}, until 1 January 2099" in words(page)
    assert as_person(account).get(plan.get_absolute_url()).status_code == 200
    held = account.memberships.get()
    taking = person(account, f"roles/{held.pk}/take/")
    assert client.get(taking).status_code == 200
    client.post(taking, {"why": "Moved to another team."})
    assert as_person(account).get(plan.get_absolute_url()).status_code == 403


def test_a_role_counts_from_its_first_day_to_its_last(
    someone: Someone, plan: Plan, as_person: AsPerson, administrator: Account
) -> None:
    today = timezone.localdate()
    day = timedelta(days=1)
    for starts, ends, answer in (
        (today + day, None, 403),
        (None, today - day, 403),
        (today, today, 200),
    ):
        account = someone(None, name=f"Somebody {starts} {ends}")
        give_role(
            by=administrator,
            why="",
            account=account,
            role="observer",
            starts_on=starts,
            ends_on=ends,
        )
        assert as_person(account).get(plan.get_absolute_url()).status_code == answer


@pytest.mark.parametrize(
    ("role", "more", "said"),
    [
        ("administrator", {"plan": 1}, "held on the whole site"),
        ("partner_lead", {}, "guest"),
        ("business_support", {}, "Choose the person"),
        ("observer", {"acts_for": 1}, "acts for nobody else"),
        ("observer", {"team": "North"}, "not held for one team"),
        ("observer", {"theme": 1}, "not held for one theme"),
        ("theme_lead", {"theme": 1}, "of another plan"),
        ("observer", {"starts_on": "2/1/2099", "ends_on": "1/1/2099"}, "before its first"),
        ("", {}, "Choose a role"),
    ],
)
def test_what_does_not_belong_to_a_role_is_refused(
    client: CheckingClient,
    someone: Someone,
    plan: Plan,
    role: str,
    more: dict[str, object],
    said: str,
) -> None:
    account, lead = someone(None, name="Sam Otter"), someone("action_lead")
    with change("theme added", by=None, plan=plan.pk) as made:
        theme = made.keep(Theme(plan=plan, text="Practice"))
    known = {"plan": plan.pk, "acts_for": lead.pk, "theme": theme.pk}
    more = {key: known.get(key, value) for key, value in more.items()}
    page = client.post(person(account, "roles/new/"), role_form(role, **more))
    assert said in words(page)
    assert not account.memberships.exists()


def test_a_guest_always_has_a_last_day(client: CheckingClient, someone: Someone) -> None:
    """The account or the role has one, and it cannot be taken away."""
    account = someone(None, name="Health partner")
    said = {"name": account.name, "email": account.email}
    client.post(
        person(account, "change/"), {**said, "ends_on": "1/1/2099", "edition": account.edition}
    )
    client.post(person(account, "roles/new/"), role_form("partner_lead"))
    assert account.memberships.count() == 1
    account.refresh_from_db()
    page = client.post(person(account, "change/"), {**said, "edition": account.edition})
    assert "guest's role" in words(page)


def test_an_administrator_sees_no_plan(client: CheckingClient, plan: Plan) -> None:
    assert plan.title not in client.get("/").content.decode()
    assert client.get(plan.get_absolute_url()).status_code == 403


def test_only_an_administrator_keeps_accounts(
    someone: Someone, as_person: AsPerson, manager: Account
) -> None:
    page = as_person(manager).get("/people/")
    assert page.status_code == 403
    assert "Only an administrator" in words(page)
    with pytest.raises(NotAllowed):
        add_account(by=manager, why="", email="x@fernshire.example", name="X")


def test_an_administrator_who_takes_a_role_is_seen(
    client: CheckingClient, administrator: Account, manager: Account, as_person: AsPerson
) -> None:
    """The history says so in words of its own, and those who answer for plans are told."""
    client.post(person(administrator, "roles/new/"), role_form("programme_manager"))
    work()
    assert [each.to for each in mail.outbox] == [[manager.email]]
    assert "gave themselves a role: Programme manager of all plans" in str(mail.outbox[0].body)
    page = as_person(manager).get("/people/changes/").content.decode()
    assert "Role given to oneself" in page
    assert "The director asked." in page


def test_an_observer_does_not_see_changes_of_accounts(
    someone: Someone, as_person: AsPerson
) -> None:
    assert as_person(someone("observer")).get("/people/changes/").status_code == 403


@pytest.mark.parametrize("how", ["end", "take", "last day"])
def test_the_last_administrator_cannot_be_removed(
    client: CheckingClient, administrator: Account, how: str
) -> None:
    held = administrator.memberships.get()
    edition = administrator.edition
    said = {"name": "Lee Marchetti", "email": administrator.email, "why": "Gone."}
    address = {"end": "end/", "take": f"roles/{held.pk}/take/", "last day": "change/"}[how]
    answer = client.post(
        person(administrator, address), {**said, "ends_on": "1/1/2099", "edition": edition}
    )
    assert answer.status_code == 403
    assert "One administrator must remain" in answer.content.decode()
    assert Membership.objects.filter(account=administrator).exists()
    administrator.refresh_from_db()
    assert administrator.in_post(timezone.localdate())
    assert administrator.ends_on is None


def test_one_of_two_administrators_can_go(
    client: CheckingClient, administrator: Account, someone: Someone
) -> None:
    someone("administrator", name="Another one")
    held = administrator.memberships.get()
    answer = client.post(person(administrator, f"roles/{held.pk}/take/"), {"why": "Enough."})
    assert answer.status_code == 302
    assert client.get("/people/").status_code == 403


def test_real_accounts_and_demo_sign_ins_exclude_each_other(
    administrator: Account,
) -> None:
    with pytest.raises(NotAllowed, match="demo sign-in"):
        add_account(by=None, why="", email="d@fernshire.example", name="D", invented=True)
    with pytest.raises(UnusableInput, match="real accounts"):
        check_no_real_data()


@pytest.mark.django_db
def test_no_real_account_can_be_added_to_a_demo(as_person: AsPerson) -> None:
    demo = add_account(by=None, why="", email="d@fernshire.example", name="D", invented=True)
    with pytest.raises(NotAllowed, match="invented sign-ins"):
        add_account(by=None, why="", email="r@fernshire.example", name="R")
    with pytest.raises(CommandError, match="invented sign-ins"):
        call_command("add_administrator", "r@fernshire.example", "R")
    give_role(by=None, why="", account=demo, role="administrator")
    client = as_person(demo)
    assert "Everything here is invented" in client.get("/people/").content.decode()
    client.post("/people/new/", {"name": "E", "email": "e@fernshire.example"})
    assert Account.objects.get(email="e@fernshire.example").invented


def test_the_first_administrator_is_made_from_the_command_line(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("add_administrator", "lee@fernshire.example", "Lee Marchetti")
    said = capsys.readouterr().out
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", said)
    assert found
    account = Account.objects.get()
    assert not account.has_usable_password()
    assert account.memberships.get().role == "administrator"
    assert CheckingClient().get(found[1], follow=True).status_code == 200
    for email, why in (("lee@fernshire.example", "already has"), ("lee", "no e-mail address")):
        with pytest.raises(CommandError, match=why):
            call_command("add_administrator", email, "Lee")
    call_command("add_administrator", "b@fernshire.example", "B", "--send")
    work()
    assert mail.outbox[-1].to == ["b@fernshire.example"]


def test_what_each_role_may_do_stands_on_one_page(someone: Someone, as_person: AsPerson) -> None:
    page = as_person(someone("observer")).get("/people/roles/")
    for role in ROLES:
        assert role.name in words(page)
        assert all(each.value in words(page) for each in role.may)
    assert as_person(someone("director")).get("/people/me/").status_code == 200


def test_no_version_holds_a_password_or_its_hash(someone: Someone) -> None:
    someone("observer")
    kept = Version.objects.filter(kind="accounts.account").last()
    assert kept is not None
    assert kept.data is not None
    assert kept.data["email"] == "observer@fernshire.example"
    assert "password" not in kept.data


def test_nobody_sets_the_password_of_another(someone: Someone) -> None:
    with pytest.raises(NotAllowed):
        check_own_password(someone("administrator"), someone("observer"))


def test_a_role_that_does_not_exist_is_refused(someone: Someone) -> None:
    with pytest.raises(DoesNotFit, match="no role emperor"):
        give_role(by=None, why="", account=someone(None), role="emperor")


def test_a_refused_change_leaves_no_event(client: CheckingClient, administrator: Account) -> None:
    before = Event.objects.count()
    client.post(person(administrator, "end/"), {"why": "Gone.", "edition": administrator.edition})
    assert Event.objects.count() == before


@pytest.mark.parametrize("address", ["", "changes/", "me/", "roles/", "new/"])
def test_pages_of_people_ask_little_of_the_database(
    client: CheckingClient,
    someone: Someone,
    plan: Plan,
    address: str,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for number in range(10):
        someone("observer", plan, name=f"Observer {number}")
    with django_assert_max_num_queries(12):
        client.get(f"/people/{address}")
