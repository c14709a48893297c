"""A plan's pages as they were: what a past page shows is what the page showed on that day."""

from collections.abc import Callable
from datetime import date, timedelta

import html5lib
import pytest
from django.utils import timezone

from lineofsight.web.accounts.actions import take_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.actions_answers import answer_finding
from lineofsight.web.plans.actions_parts import Leads, add_part, edit_part, withdraw_part
from lineofsight.web.plans.models import Action, Finding, Objective, Plan, Risk
from lineofsight.web.plans.whole import GATHERED, whole_plan
from tests.web.conftest import CheckingClient
from tests.web.plans_made import addresses_of, days_later, fill_out

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
# What a past page leaves out (changing things) and what it alone has (which day it is).
APART = ("only-live", "only-past", "no-print")


def shown(page: bytes) -> str:
    """The words of a page's main part that belong to the plan itself."""
    tree = html5lib.parse(page.decode(), treebuilder="lxml", namespaceHTMLElements=False)
    main = tree.xpath("//main")[0]
    for name in APART:
        for each in main.xpath(f".//*[contains(@class, '{name}')]"):
            each.clear(keep_tail=True)
    for link in main.xpath(".//a[@href]"):
        link.tail = f" [{link.get('href').replace('?on=DAY', '').replace('&on=DAY', '')}] " + (
            link.tail or ""
        )
    return " ".join("".join(main.itertext()).split())


def test_a_past_page_shows_what_the_page_showed_that_day(
    plan: Plan, manager: Account, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page is kept, the plan is changed in every way, and each page is asked for again."""
    fill_out(plan, manager)
    client, day = as_person(manager), timezone.localdate()
    addresses = addresses_of(plan)
    before = {address: shown(client.get(address).content) for address in addresses}
    days_later(monkeypatch, 2)
    client = as_person(manager)
    change_everything(plan, manager)
    changed = 0
    for address, words in before.items():
        sign = "&" if "?" in address else "?"
        page = client.get(f"{address}{sign}on={day}").content
        assert shown(page.replace(f"on={day}".encode(), b"on=DAY")) == words, address
        assert b"This is how the plan stood at the end of" in page
        assert b"Change this" not in page
        now = client.get(address)
        changed += now.status_code != 200 or shown(now.content) != words
    assert changed > 12


def change_everything(plan: Plan, by: Account) -> None:
    """A new date, new leads, a new risk, another answer, and something taken out."""
    action = Action.objects.filter(plan=plan).order_by("position")[0]
    edit_part(
        by=by,
        why="The board agreed.",
        part=action,
        values={"text": "Something quite different", "due_on": date(2027, 1, 31)},
        edition=action.edition,
        leads=Leads("Somebody New", ("Priya Nair",)),
    )
    objective = Objective.objects.filter(plan=plan).order_by("position")[0]
    edit_part(by=by, why="Clearer.", part=objective, values={"text": "Other words"}, edition=None)
    add_part(by=by, why="New.", plan=plan, model=Risk, values={"text": "A new risk"})
    finding = Finding.objects.get(plan=plan, position=2)
    answer_finding(by=by, why="It does.", finding=finding, answered_by=action)
    for model in (Action, Finding):
        part = model._default_manager.filter(plan=plan).order_by("position")[1]
        for each in part.holds_up.all() if isinstance(part, Action) else []:
            withdraw_part(by=by, why="No longer.", part=each, edition=None)
        withdraw_part(by=by, why="Done twice.", part=part, edition=None)


def test_today_s_permissions_hold_for_past_pages(
    plan: Plan,
    someone: Callable[..., Account],
    as_person: AsPerson,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever could read the plan then and cannot now, cannot read it as it was then."""
    admin = someone("administrator")
    member = someone("board_member", plan)
    day = timezone.localdate()
    address = f"{plan.get_absolute_url()}?on={day}"
    assert as_person(member).get(address).status_code == 200
    days_later(monkeypatch, 2)
    assert as_person(member).get(address).status_code == 200
    take_role(by=admin, why="Left the board.", membership=member.memberships.get())
    member = Account.objects.get(pk=member.pk)
    assert as_person(member).get(address).status_code == 403


def test_before_its_adopting_a_plan_has_no_pages_but_one_that_says_so(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    before = timezone.localdate() - timedelta(days=3)
    page = as_person(manager).get(f"{plan.get_absolute_url()}?on={before}")
    assert "had not been adopted" in page.content.decode()


def test_links_of_a_past_page_stay_on_its_day(
    plan: Plan, manager: Account, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each link to a page of the plan names the day, but for the one that leads back to now."""
    day = timezone.localdate()
    days_later(monkeypatch, 2)
    client = as_person(manager)
    for address in addresses_of(plan):
        sign = "&" if "?" in address else "?"
        page = client.get(f"{address}{sign}on={day}").content.decode()
        tree = html5lib.parse(page, treebuilder="lxml", namespaceHTMLElements=False)
        for href in tree.xpath("//a[not(ancestor::*[contains(@class, 'only-past')])]/@href"):
            if href.startswith(f"/plans/{plan.pk}/"):
                assert f"on={day}" in href, f"{address}: {href}"


def test_what_pages_are_made_from_is_what_stands_in_the_tables(
    plan: Plan, manager: Account
) -> None:
    """Today's pages are made from the last versions: each must be as its row is, field by field."""
    fill_out(plan, manager)
    change_everything(plan, manager)
    whole = whole_plan(plan)
    for model in GATHERED:
        held = {each.pk: each for each in whole.all(model)}
        held |= whole.withdrawn(model)
        rows = {each.pk: each for each in model._default_manager.filter(plan=plan)}
        assert held.keys() == rows.keys(), model
        for key, row in rows.items():
            for field in model._meta.concrete_fields:
                assert getattr(held[key], field.attname) == getattr(row, field.attname), field
