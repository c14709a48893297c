"""The first pages: sign in, the plans, a plan, an action."""

from collections.abc import Callable
from html import unescape

import pytest

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Action, Plan
from tests.web.conftest import PLAN, CheckingClient, work

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]


def test_a_document_becomes_a_plan(manager: Account, as_person: AsPerson) -> None:
    """Given, read, checked, adopted: the overview stands at the end."""
    client = as_person(manager)
    with PLAN.open("rb") as document:
        page = client.post("/imports/new/", {"document": document}, follow=True)
    assert "Check again" in page.content.decode()
    work()
    address = page.request["PATH_INFO"]
    page = client.get(address)
    assert "Go on to adopt this plan" in page.content.decode()
    adopting = client.get(f"{address}adopt/")
    edition = adopting.context["form"].initial["edition"]
    page = client.post(
        f"{address}adopt/", {"why": "The board, 3 March.", "edition": edition}, follow=True
    )
    assert "is adopted" in page.content.decode()


def test_an_observer_reads_a_plan_shared_with_them(
    plan: Plan, someone: Callable[..., Account], as_person: AsPerson
) -> None:
    observer = someone("observer", plan)
    client = as_person(observer)
    assert client.get("/").status_code == 200
    assert client.get(plan.get_absolute_url()).status_code == 200
    action = Action.objects.filter(plan=plan).first()
    assert action is not None
    assert client.get(action.get_absolute_url()).status_code == 200
    assert client.get("/imports/new/").status_code == 403


def test_a_plan_not_shared_is_refused_with_a_sentence(
    plan: Plan, someone: Callable[..., Account], as_person: AsPerson
) -> None:
    answer = as_person(someone(None)).get(plan.get_absolute_url())
    assert answer.status_code == 403
    page = unescape(answer.content.decode())
    assert "is not shared with you" in page
    assert plan.title not in page


def test_nobody_sees_a_page_without_signing_in(plan: Plan) -> None:
    answer = CheckingClient().get(plan.get_absolute_url())
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/login/")
