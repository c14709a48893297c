"""The site in tests: people of each role, and a client that examines every page it is given."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from lineofsight.web.accounts.actions import add_account, give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import BY_KEY
from lineofsight.web.events.recording import change
from lineofsight.web.files.keeping import Given, keep_file
from lineofsight.web.imports.actions import adopt, start_draft
from lineofsight.web.imports.models import Draft
from lineofsight.web.jobs.working import do_waiting
from lineofsight.web.plans.models import Action, Plan
from tests.support.checked_page import check_page
from tests.web.tables import loaded, store  # noqa: F401

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
PLAN = EXAMPLES / "fernshire-improvement-plan.docx"


class CheckingClient(Client):
    """Django's client, examining every page."""

    def request(self, **request: Any) -> Any:
        """The answer, once its page was found to be as every page must be."""
        response = super().request(**request)
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/html") and response.status_code != 503 and response.content:
            check_page(response.content.decode(), response.headers, request.get("PATH_INFO", ""))
        return response


def work() -> None:
    """Do every job that is waiting, as the worker does."""
    # The worker drops a connection that is inside a transaction, and a test always is.
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        do_waiting()


def given(path: Path) -> Given:
    """A file as the site keeps it once it was uploaded."""
    with path.open("rb") as held:
        return keep_file(iter(lambda: held.read(65536), b""), path.name)


@pytest.fixture
def someone(db: None) -> Callable[..., Account]:
    """Makes an account that holds a role, on one plan or on all."""

    def made(
        role: str | None = None,
        plan: Plan | None = None,
        name: str = "",
        acts_for: Account | None = None,
    ) -> Account:
        name = name or (role or "nobody").replace("_", " ").capitalize()
        email = f"{name.lower().replace(' ', '.')}@fernshire.example"
        account = add_account(
            by=None, why="A test.", email=email, name=name, password="a long password"
        )
        if role:
            held = BY_KEY[role]
            give_role(
                by=None,
                why="A test.",
                account=account,
                role=role,
                plan=plan.pk if plan else None,
                ends_on=date(2099, 12, 31) if held.guest else None,
                acts_for=acts_for or (made(name=f"Lead of {name}") if held.for_another else None),
            )
        return account

    return made


@pytest.fixture
def manager(someone: Callable[..., Account]) -> Account:
    """A programme manager of every plan."""
    return someone("programme_manager", name="Priya Nandra")


@pytest.fixture
def as_person() -> Callable[[Account], CheckingClient]:
    """A client in which an account is signed in."""

    def made(account: Account) -> CheckingClient:
        client = CheckingClient()
        client.force_login(account, backend="lineofsight.web.accounts.backends.WhileInPost")
        return client

    return made


@pytest.fixture
def draft(manager: Account) -> Draft:
    """The invented council's plan, read and open for checking."""
    made = start_draft(by=manager, why="A test.", given=given(PLAN))
    work()
    made.refresh_from_db()
    return made


@pytest.fixture
def plan(manager: Account, draft: Draft) -> Plan:
    """The invented council's plan, adopted as it was read."""
    return adopt(by=manager, why="The board agreed it.", draft=draft)


@pytest.fixture
def lead(plan: Plan, someone: Callable[..., Account]) -> Account:
    """A lead, tied to the person who leads most of the plan's actions."""
    account = someone("action_lead", plan, name="Ruth Ellwood")
    people = sorted(plan.people.all(), key=lambda each: (-each.responsibilities.count(), each.name))
    with change("person tied", by=None, plan=plan.pk) as made:
        people[0].account = account
        made.keep(people[0])
    return account


@pytest.fixture
def action(lead: Account) -> Action:
    """One of the lead's actions."""
    found = (
        Action.objects.filter(responsibilities__person__account=lead).order_by("position").first()
    )
    assert found is not None
    return found
