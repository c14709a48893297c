"""How often a page asks the database: as often for many records as for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from tests.support.roles_and_pages import BACKEND, World, addresses, filled
from tests.web.plans_made import large_plan
from tests.web.world import world  # noqa: F401

pytestmark = pytest.mark.django_db
MOST = 12
ROLES = ("programme_manager", "action_lead", "administrator", "information_lead", "analyst")


@pytest.mark.parametrize("role", [*ROLES, None])
def test_no_page_asks_the_database_more_than_twelve_times(
    world: World,  # noqa: F811
    role: str | None,
) -> None:
    """Every address of the site, by those who may open most of them, and with nobody signed in."""
    client = Client(raise_request_exception=False)
    if role:
        client.force_login(world.on_all[role], backend=BACKEND)
    opened, too_often = 0, {}
    for address in addresses():
        path = filled(address, world, world.shared)
        with CaptureQueriesContext(connection) as asked:
            status = client.get(path).status_code
        opened += status == 200
        if len(asked) > MOST:
            too_often[path] = len(asked)
    assert opened
    assert not too_often


def test_a_lead_of_many_actions_in_several_plans_makes_the_site_ask_no_oftener(
    manager: Account, someone: Callable[..., Account]
) -> None:
    """Their levels, periods, measures and last updates are asked for all at once."""
    lead = someone("action_lead")
    for plan in (large_plan(manager, actions=60) for _ in range(3)):
        with change("people tied", by=manager, why="A test.", plan=plan.pk) as made:
            for person in plan.people.all():
                person.account = lead
                made.keep(person)
    client = Client()
    client.force_login(lead, backend=BACKEND)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/plans/mine/")
    assert len(page.context["rows"]) == 3 * 48
    assert len(asked) <= MOST
