"""Leads and their accounts: who the people are that a plan names."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change
from lineofsight.web.plans.actions_people import change_person, merge_people
from lineofsight.web.plans.forms_people import likely_accounts
from lineofsight.web.plans.models import Action, Person, Plan, Responsibility, Step, Theme
from lineofsight.web.plans.naming import likely
from lineofsight.web.ui.refusal import NotAllowed
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
Someone = Callable[..., Account]
AsPerson = Callable[[Account], CheckingClient]


def words(page: Any) -> str:
    return unescape(page.content.decode())


def a_lead(plan: Plan, name: str, *actions: Action, accountable: bool = False) -> Person:
    with change("lead added", by=None, plan=plan.pk) as made:
        person = made.keep(Person(plan=plan, name=name))
        for action in actions:
            made.keep(
                Responsibility(plan=plan, action=action, person=person, accountable=accountable)
            )
    return person


def test_a_lead_is_tied_to_the_account_that_bears_the_name(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    """The likely account stands first; afterwards the lead finds the actions."""
    action = Action.objects.filter(plan=plan).first()
    assert action is not None
    person = a_lead(plan, "R. Ellwood", action)
    someone("director", name="Colin Achebe")
    ruth = someone("action_lead", plan, name="Ruth Ellwood")
    client = as_person(manager)
    assert "None" in words(client.get(f"/plans/{plan.pk}/people/"))
    page = words(client.get(f"/plans/{plan.pk}/people/{person.pk}/"))
    likely_ones = page[page.index('label="Likely"') : page.index('label="Others"')]
    assert "Ruth Ellwood" in likely_ones
    assert "Colin Achebe" not in likely_ones
    said = {
        "job_title": "Head of service",
        "account": ruth.pk,
        "named_in_public": "on",
        "edition": person.edition,
    }
    done = client.post(f"/plans/{plan.pk}/people/{person.pk}/", said, follow=True)
    assert "R. Ellwood is changed" in words(done)
    person.refresh_from_db()
    assert (person.account, person.job_title) == (ruth, "Head of service")
    assert person.named_in_public
    assert action.text in words(as_person(ruth).get("/plans/mine/"))


def test_all_leads_are_tied_on_one_page(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    """Likely accounts are named beside each lead; only what is chosen is saved, as one event."""
    ruth, colin = a_lead(plan, "R. Ellwood"), a_lead(plan, "Director of services")
    untouched = a_lead(plan, "Board")
    accounts = {each: someone("action_lead", plan, name=each) for each in ("Ruth Ellwood", "Kit")}
    client, address = as_person(manager), f"/plans/{plan.pk}/people/accounts/"
    page = client.get(address)
    form = page.context["form"]
    assert form[f"account-{ruth.pk}"].value() == ""
    assert form.fields[f"account-{ruth.pk}"].help_text.startswith("Likely: Ruth Ellwood")
    assert not form.fields[f"account-{untouched.pk}"].help_text
    said = {each.html_name: each.value() or "" for each in form}
    nothing = client.post(address, said, follow=True)
    assert "0 leads changed" in words(nothing)
    events = Event.objects.count()
    said[f"account-{ruth.pk}"] = accounts["Ruth Ellwood"].pk
    said[f"account-{colin.pk}"] = accounts["Kit"].pk
    done = client.post(address, said, follow=True)
    assert "2 leads changed" in words(done)
    tied = dict(Person.objects.filter(plan=plan).values_list("pk", "account__name"))
    assert (tied[ruth.pk], tied[colin.pk]) == ("Ruth Ellwood", "Kit")
    assert tied[untouched.pk] is None
    assert Event.objects.count() == events + 1


def test_a_lead_whom_somebody_else_tied_meanwhile_is_not_overwritten(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    """Nothing of the page is saved, and it says whom; saved again, the second choice stands."""
    person, other = a_lead(plan, "R. Ellwood"), a_lead(plan, "Board")
    ruth, kit = someone("action_lead", plan, name="Ruth"), someone("action_lead", plan, name="Kit")
    client, address = as_person(manager), f"/plans/{plan.pk}/people/accounts/"
    said = {each.html_name: each.value() or "" for each in client.get(address).context["form"]}
    client.post(address, said | {f"account-{person.pk}": ruth.pk})
    mine = said | {f"account-{person.pk}": kit.pk, f"account-{other.pk}": kit.pk}
    page = client.post(address, mine)
    assert "Somebody else tied R. Ellwood to Ruth" in words(page)
    assert Person.objects.get(pk=other.pk).account is None
    again = {each.html_name: each.value() or "" for each in page.context["form"]}
    client.post(address, again)
    assert Person.objects.get(pk=person.pk).account == kit


def test_an_account_is_likely_by_its_name_its_post_and_its_address(
    plan: Plan, someone: Someone
) -> None:
    person = a_lead(plan, "Head of protection")
    calder = someone("action_lead", plan, name="Ruth Calder")
    other = someone("action_lead", plan, name="Kit Marsh")
    assert likely_accounts(person, [calder, other]) == []
    calder.job_title = "Head of Protection"
    assert likely_accounts(person, [calder, other]) == [calder]
    by_address = a_lead(plan, "Marsh, Kit")
    other.name = "K. A. M."
    assert likely_accounts(by_address, [calder, other]) == [other]


def test_the_page_of_leads_asks_little_of_the_database(
    plan: Plan,
    manager: Account,
    someone: Someone,
    as_person: AsPerson,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for person in plan.people.all():
        change_person(
            by=manager,
            why="",
            person=person,
            job_title="",
            organisation="",
            account=someone("action_lead", plan, name=f"Person {person.pk}"),
            named_in_public=False,
        )
    client = as_person(manager)
    with django_assert_max_num_queries(12):
        client.get(f"/plans/{plan.pk}/people/")
    for page in (person.pk, "accounts"):
        with django_assert_max_num_queries(12):
            client.get(f"/plans/{plan.pk}/people/{page}/")


def test_an_account_that_cannot_report_is_told(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    person = a_lead(plan, "Dana Wills")
    change_person(
        by=manager,
        why="",
        person=person,
        job_title="",
        organisation="",
        account=someone("observer", name="Dana Wills"),
        named_in_public=False,
    )
    page = words(as_person(manager).get(f"/plans/{plan.pk}/people/"))
    assert "no role on this plan lets them report" in page


def test_two_spellings_of_one_lead_are_merged(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """Whatever named the one names the other; an action that both led has one lead of them."""
    first, second = Action.objects.filter(plan=plan)[:2]
    kept = a_lead(plan, "Ruth Ellwood", first)
    dropped = a_lead(plan, "Ruth Elwood", first, second, accountable=True)
    with change("theme added", by=None, plan=plan.pk) as made:
        theme = made.keep(Theme(plan=plan, text="Practice", lead=dropped))
        step = made.keep(Step(plan=plan, text="Train", action=second, lead=dropped))
    client = as_person(manager)
    page = words(client.get(f"/plans/{plan.pk}/people/{dropped.pk}/merge/"))
    assert page.index("Ruth Ellwood</option>") < page.index('label="Others"')
    said = {"kept": kept.pk, "why": "One person, misspelt."}
    done = client.post(f"/plans/{plan.pk}/people/{dropped.pk}/merge/", said, follow=True)
    assert "Ruth Elwood is now Ruth Ellwood" in words(done)
    assert not Person.objects.filter(pk=dropped.pk).exists()
    theirs = Responsibility.objects.filter(person=kept)
    assert sorted(each.action_id for each in theirs) == [first.pk, second.pk]
    assert all(each.accountable for each in theirs)
    theme.refresh_from_db()
    step.refresh_from_db()
    assert theme.lead == step.lead == kept
    past = client.get(f"/plans/{plan.pk}/people/?on={timezone.localdate() - timedelta(days=1)}")
    assert "how it stood" in words(past)


def test_a_merge_without_a_reason_is_not_made(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    one, other = a_lead(plan, "Sam Otter"), a_lead(plan, "Sam Oter")
    page = as_person(manager).post(
        f"/plans/{plan.pk}/people/{one.pk}/merge/", {"kept": other.pk, "why": ""}
    )
    assert "Say how you know that they are one" in words(page)
    assert Person.objects.filter(pk=one.pk).exists()


def test_what_somebody_else_wrote_of_a_lead_is_not_overwritten(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    person = a_lead(plan, "Sam Otter")
    client, old = as_person(manager), person.edition
    address = f"/plans/{plan.pk}/people/{person.pk}/"
    client.post(address, {"job_title": "Officer", "edition": old})
    page = client.post(address, {"job_title": "Manager", "edition": old})
    assert "Job title: Officer" in words(page)
    person.refresh_from_db()
    assert person.job_title == "Officer"


def test_only_the_programme_manager_says_who_leads_are(
    plan: Plan, someone: Someone, as_person: AsPerson
) -> None:
    person, other = a_lead(plan, "Sam Otter"), a_lead(plan, "Sam Oter")
    lead = someone("action_lead", plan)
    assert as_person(lead).get(f"/plans/{plan.pk}/people/").status_code == 403
    with pytest.raises(NotAllowed):
        merge_people(by=lead, why="", kept=person, dropped=other)


@pytest.mark.parametrize(
    ("name", "other", "one"),
    [
        ("Ruth Ellwood", "Ruth Elwood", True),
        ("Ellwood, Ruth", "Ruth Ellwood", True),
        ("R Ellwood", "Ruth Ellwood", True),
        ("Cllr Tom Brand", "Tom Brand", True),
        ("Head of Service (Front Door)", "head of service", True),
        ("RE", "Ruth Ellwood (RE)", True),
        ("Ruth Ellwood", "RE", True),
        ("R", "Ruth", False),
        ("CA", "Ruth Ellwood", False),
        ("Ruth Ellwood", "Colin Achebe", False),
        ("J Ellwood", "Ruth Ellwood", False),
        ("", "Ruth Ellwood", False),
    ],
)
def test_names_that_are_likely_one_persons(name: str, other: str, one: bool) -> None:
    assert bool(likely(name, [(other, (other,))])) is one
