"""The working lists of registers: what they join, in which order, and what they cannot tell."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import ROLES, May
from lineofsight.web.casework.keys import key_of
from lineofsight.web.casework.registers import REGISTERS
from lineofsight.web.casework.rows import LATE, NOT_YET
from lineofsight.web.events.models import Look
from tests.support.stores import MARCH, load
from tests.web.caseworked import TABLES as CASEWORK
from tests.web.caseworked import who  # noqa: F401
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Who = Callable[..., Account]
INDEX = "/casework/registers/"
COURT, COMPLAINTS, ALLEGATIONS = (
    f"{INDEX}{name}/" for name in ("court", "complaints", "allegations")
)
LISTS = [each for register in REGISTERS for each in register.lists]
# T1 holds P1, P3 (restricted) and P4; T2 holds P2.  No table tells of escalations.
TABLES: Mapping[str, str] = {
    **{name: CASEWORK[name] for name in ("ssd_involvements", "ssd_department", "restricted")},
    # 16 weeks end on 23 March for L1 and L3, on 11 May for L2 and on 25 May for L4.
    "ssd_pre_proceedings": "prep_table_id,prep_person_id,prep_pre_pro_decision_date,"
    "prep_agree_stepdown_issue_date\n"
    "L1,P1,2025-12-01,\nL2,P2,2026-01-19,\nL3,P3,2025-12-01,\nL4,P4,2026-02-02,\n",
    "pre_proceedings_reviews": "pre_proceedings_review_id,pre_proceedings_id,person_id,due_on,"
    "held_on\nV1,L1,P1,2026-03-10,\nV2,L4,P4,2026-04-02,\nV3,L4,P4,2026-03-02,2026-03-02\n",
    # Ten working days end on 16 March, and 25, over Easter, on 8 April.
    "complaints": "complaint_id,person_id,team,feedback_kind,stage,received_on,answered_on,"
    "outcome\n"
    "M1,P1,T1,COMPLAINT,1,2026-03-02,,\nM2,,T1,COMPLAINT,2,2026-03-02,,\n"
    "M3,P2,T2,COMPLAINT,1,2026-03-02,2026-03-09,\n",
    "allegations": "allegation_id,person_id,known_on,referred_on,concluded_on,consultation_only\n"
    "G1,P2,2026-02-02,2026-02-03,,N\n",
}


@pytest.fixture
def registers(store: Path) -> Path:
    """A store with the results of every list of a register."""
    load(store, MARCH, **TABLES)
    known = catalogue()
    make_results(store, {name: known[name] for name in LISTS})
    return store


@pytest.fixture
def manager(who: Who, as_person: AsPerson) -> CheckingClient:  # noqa: F811
    return as_person(who("team_manager", team="T1"))


@pytest.fixture
def analyst(who: Who, as_person: AsPerson) -> CheckingClient:  # noqa: F811
    return as_person(who("analyst"))


def rows(page: Any) -> list[tuple[str, str, str, str]]:
    return [(each.list.id, each.about, str(each.due), each.state) for each in page.context["page"]]


def counts(page: Any) -> dict[str, tuple[int, int, int] | None]:
    return {
        each.register.key: (each.counted.overdue, each.counted.soon, each.counted.later)
        if each.tells
        else None
        for each in page.context["lines"]
    }


@pytest.mark.usefixtures("registers")
def test_a_register_joins_its_lists_with_the_next_day_first(manager: CheckingClient) -> None:
    page = manager.get(COURT)
    assert rows(page) == [
        ("pre_proceedings_reviews_in_time", "P1", "2026-03-10", LATE),
        ("pre_proceedings_16_weeks", "P1", "2026-03-23", LATE),
        ("pre_proceedings_reviews_in_time", "P4", "2026-04-02", NOT_YET),
        ("pre_proceedings_16_weeks", "P4", "2026-05-25", NOT_YET),
    ]
    text = page.content.decode()
    assert "2 overdue or not yet recorded, 2 due, as at 31 March 2026." in text
    assert "The tables tell of days to 31 March 2026." in text
    assert "1 more of restricted children is not listed" in text
    assert "P3" not in re.findall(r"\w+", text)
    assert f'href="/casework/children/{key_of(("", "P1"))}/">P1</a>' in text
    assert Look.objects.get().what == "Register court"


@pytest.mark.usefixtures("registers")
def test_complaints_of_each_stage_stand_by_their_own_days(manager: CheckingClient) -> None:
    page = manager.get(COMPLAINTS)
    assert rows(page) == [
        ("complaints_answered_in_time", "P1", "2026-03-16", LATE),
        (
            "complaints_answered_in_time:stage_2_25_working_days",
            "",
            "2026-04-08",
            NOT_YET,
        ),
    ]
    assert "Nobody is named" in page.content.decode()


@pytest.mark.usefixtures("registers")
def test_the_first_page_counts_and_names_no_child(
    manager: CheckingClient, analyst: CheckingClient
) -> None:
    """Restricted children count; a register whose table is not loaded says so in words."""
    page = manager.get(INDEX)
    assert counts(page) == {
        "court": (3, 1, 1),
        "homeless": None,
        "private-fostering": None,
        "allegations": None,
        "escalations": None,
        "complaints": (1, 1, 0),
    }
    text = page.content.decode()
    assert text.count("The tables cannot tell<") == 3
    assert text.count("Its rows name no team: analysts see them<") == 1
    assert "Escalations answered in time: the tables lack escalations." in text
    assert "Court documents filed in time: the tables lack " in text
    assert not Look.objects.exists()
    assert counts(analyst.get(INDEX))["court"] == (3, 1, 2)
    assert counts(analyst.get(INDEX, {"team": "T2"}))["court"] == (0, 0, 1)


@pytest.mark.usefixtures("registers")
def test_a_register_without_its_table_says_so(manager: CheckingClient) -> None:
    page = manager.get(f"{INDEX}escalations/")
    text = page.content.decode()
    assert "The tables cannot tell this register:" in text
    assert "Escalations answered in time: the tables lack escalations." in text
    assert "Nothing is overdue" not in text
    part = manager.get(COURT).content.decode()
    assert "The tables cannot tell a part of this register:" in part
    assert "Court documents filed in time: the tables lack " in part


@pytest.mark.usefixtures("registers")
def test_what_names_no_team_is_seen_by_analysts_and_managers_are_told(
    manager: CheckingClient, analyst: CheckingClient
) -> None:
    """And never that there are none."""
    page = manager.get(ALLEGATIONS)
    assert rows(page) == []
    assert "The rows of these name no team." in page.content.decode()
    assert "Nothing is overdue" not in page.content.decode()
    for asked in ({}, {"team": "(none)"}):
        page = analyst.get(ALLEGATIONS, asked)
        assert rows(page) == [("allegations_concluded_in_time", "P2", "2026-05-03", NOT_YET)]
        assert "name no team" not in page.content.decode()


@pytest.mark.usefixtures("registers")
def test_a_register_as_a_file_is_a_look_of_the_team_that_is_asked_for(
    analyst: CheckingClient,
) -> None:
    answer = analyst.get(f"{COURT}file/", {"team": "T2"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    taken = list(csv.DictReader(io.StringIO(text)))
    assert [(each["child"], each["team"], each["due"]) for each in taken] == [
        ("P2", "T2", "2026-05-11")
    ]
    assert Look.objects.get().what == "Register court of team T2, taken as a file"


@pytest.mark.usefixtures("registers")
@pytest.mark.parametrize("role", [each for each in ROLES if each.key != "business_support"])
def test_registers_are_for_managers_and_analysts(
    role: Any,
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    client = as_person(who(role.key, worker="W1", team="T1" if role.of_team else ""))
    sees = {May.SEE_TEAM_CHILDREN, May.SEE_EVERY_CHILD} & role.may
    for address in (INDEX, COURT, f"{COURT}file/"):
        assert client.get(address).status_code == (200 if sees else 403), address
    if not sees:
        assert not Look.objects.exists()


@pytest.mark.usefixtures("registers")
def test_another_team_is_refused_and_an_unknown_register_is_not_there(
    manager: CheckingClient,
) -> None:
    for address in (INDEX, COURT, f"{COURT}file/"):
        assert manager.get(address, {"team": "T2"}).status_code == 403
    assert manager.get(f"{INDEX}no-such/").status_code == 404
    assert not Look.objects.exists()


def test_before_there_are_tables_or_results_the_pages_say_so(
    manager: CheckingClient, store: Path
) -> None:
    assert "No tables are loaded yet." in manager.get(INDEX).content.decode()
    assert manager.get(COURT).status_code == 404
    load(store, MARCH, **TABLES)
    for address in (INDEX, COURT):
        assert "are being made" in manager.get(address).content.decode()
    assert manager.get(f"{COURT}file/").status_code == 404


@pytest.mark.usefixtures("registers")
def test_every_count_is_what_the_results_hold(analyst: CheckingClient, registers: Path) -> None:
    """Counted a second way: straight from the file."""
    [people] = registers.glob("results/*/*/people.duckdb")
    with duckdb.connect(str(people), read_only=True) as connection:
        held = dict(
            connection.execute("select indicator, count(*) from due group by indicator").fetchall()
        )
    expected = {
        each.key: sum(held.get(name, 0) for name in each.lists)
        for each in REGISTERS
        if any(name in held for name in each.lists)
    }
    shown = {name: sum(each) for name, each in counts(analyst.get(INDEX)).items() if each}
    assert shown == expected
    assert len(expected) == 3


def test_every_list_about_these_things_stands_in_a_register() -> None:
    """By the catalogue: a new indicator with a clock cannot be forgotten here."""
    known = catalogue()
    assert all(known[each].clock for each in LISTS)
    about = {
        each.id.partition(":")[0]
        for each in known.values()
        if each.clock
        and (
            each.domain in ("court", "homeless", "private_fostering", "allegations")
            or each.id.startswith(("complaints_", "escalations_"))
        )
    }
    assert {each.partition(":")[0] for each in LISTS} == about
