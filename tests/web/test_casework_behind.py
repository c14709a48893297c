"""The children behind a figure: each as far as somebody sees the child, and every look noted."""

from collections.abc import Callable
from typing import Any

import pytest

from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import key_of
from lineofsight.web.events.models import Look
from tests.web.caseworked import ASSESSED, casework, who  # noqa: F401
from tests.web.conftest import CheckingClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("casework")]
AsPerson = Callable[[Account], CheckingClient]
Who = Callable[..., Account]
MARCH = f"/casework/behind/{ASSESSED}/2026-03/"


def rows(page: Any) -> list[tuple[str | None, str]]:
    return [(each.record.subject, each.state) for each in page.context["page"]]


def test_a_manager_sees_the_rows_of_the_team_and_how_many_there_are(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """One assessment was authorised in March, of the North: of a child whose page it leads to."""
    north = as_person(who("team_manager", team="T1")).get(MARCH)
    assert rows(north) == [("P1", "Met")]
    text = north.content.decode()
    assert "1 of the 1 rows" in text
    assert f'href="/casework/children/{key_of(("", "P1"))}/">P1</a>' in text
    assert Look.objects.get().what == f"Children behind {ASSESSED} in 2026-03"
    south = as_person(who("team_manager", team="T2")).get(MARCH)
    assert rows(south) == []
    assert "0 of the 1 rows" in south.content.decode()


def test_workers_see_their_own_and_analysts_all(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    assert rows(as_person(who("worker", worker="W1")).get(MARCH)) == [("P1", "Met")]
    assert rows(as_person(who("worker", worker="W2")).get(MARCH)) == []
    assert rows(as_person(who("analyst")).get(MARCH)) == [("P1", "Met")]


@pytest.mark.parametrize(
    "role", ["board_chair", "scrutiny_member", "programme_manager", "observer", "administrator"]
)
def test_who_sees_no_child_sees_none_behind_a_figure(
    who: Who,  # noqa: F811
    as_person: AsPerson,
    role: str,
) -> None:
    assert as_person(who(role)).get(MARCH).status_code == 403
    assert not Look.objects.exists()


def test_what_is_no_month_or_no_figure_of_children_is_not_found(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    client = as_person(who("analyst"))
    for path in (f"{ASSESSED}/2026-13", "no_such/2026-03", "appraisals_in_date/2026-03"):
        assert client.get(f"/casework/behind/{path}/").status_code == 404, path
