"""The lists that people work from: what they hold, in which order, and of which day they tell."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.test import Client
from django.utils import timezone

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.tables.restricted import READERS_FILE
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import key_of
from lineofsight.web.casework.rows import LATE, NOT_YET
from lineofsight.web.events.models import Look
from tests.support.roles_and_pages import BACKEND
from tests.support.stores import load
from tests.web.caseworked import (  # noqa: F401
    APPRAISED,
    ASSESSED,
    REVIEWED,
    TABLES,
    casework,
    who,
)
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
TEAM = "/casework/teams/T1/"
LIST = f"{TEAM}lists/{ASSESSED}/"


@pytest.fixture
def manager(who: Callable[..., Account], as_person: AsPerson) -> CheckingClient:  # noqa: F811
    return as_person(who("team_manager", team="T1"))


def lines(page: Any) -> dict[str, tuple[int, int, int]]:
    return {each.list.id: (each.overdue, each.soon, each.later) for each in page.context["lines"]}


def rows(page: Any) -> list[tuple[str, str, str, int | None]]:
    return [(each.about, each.worker, each.state, each.days_late) for each in page.context["page"]]


@pytest.mark.usefixtures("casework")
def test_a_team_is_told_what_is_overdue_and_due_in_each_list(manager: CheckingClient) -> None:
    """A restricted child counts, since somebody has to know that something is overdue."""
    page = manager.get(TEAM)
    assert lines(page) == {ASSESSED: (3, 1, 0), APPRAISED: (1, 0, 1)}
    text = page.content.decode()
    assert "The tables tell of days to 31 March 2026." in text
    assert "Due by 14 April 2026" in text
    assert f'href="{LIST}"' in text
    assert 'href="/data/quality/?team=T1"' in text
    assert re.search("Reviews of children in care in time: the tables lack .*ssd_cla_reviews", text)
    assert not Look.objects.exists()


@pytest.mark.usefixtures("casework")
def test_a_list_has_the_overdue_first_then_by_the_day_they_are_due(manager: CheckingClient) -> None:
    page = manager.get(LIST)
    assert rows(page) == [
        ("P1", "W1", LATE, 22),
        ("P5", "W3", LATE, 21),
        ("P4", "W3", NOT_YET, None),
    ]
    text = page.content.decode()
    assert "2 overdue or not yet recorded, 1 due, as at 31 March 2026." in text
    assert "1 more of restricted children is not listed" in text
    assert "P3" not in text
    assert f'href="/casework/children/{key_of(("", "P1"))}/">P1</a>' in text
    assert Look.objects.get().what == f"List {ASSESSED} of team T1"


@pytest.mark.usefixtures("casework")
def test_a_list_as_a_file_runs_in_no_spreadsheet_and_is_a_look(
    manager: CheckingClient,
    casework: Path,  # noqa: F811
) -> None:
    answer = manager.get(f"{LIST}file/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    taken = list(csv.DictReader(io.StringIO(text)))
    assert [(each["child"], each["due"], each["days_late"]) for each in taken] == [
        ("P1", "2026-03-09", "22"),
        ("P5", "2026-03-10", "21"),
        ("P4", "2026-04-14", ""),
    ]
    assert Look.objects.get().what == f"List {ASSESSED} of team T1, taken as a file"
    hostile = TABLES["ssd_cin_assessments"].replace("A1,P1", "=1+1,P1")
    load(casework, date(2026, 4, 1), **{**TABLES, "ssd_cin_assessments": hostile})
    make_results(casework, {ASSESSED: catalogue()[ASSESSED]})
    text = b"".join(manager.get(f"{LIST}file/").streaming_content).decode("utf-8-sig")
    assert "'=1+1" in text


@pytest.mark.usefixtures("casework")
def test_what_is_no_list_is_not_there(manager: CheckingClient) -> None:
    assert manager.get(f"{TEAM}lists/no_such/").status_code == 404
    assert manager.get(f"{TEAM}lists/cla_number/").status_code == 404


@pytest.mark.parametrize(("days", "old"), [(2, False), (3, True)])
def test_old_tables_are_told_on_top(
    days: int, old: bool, manager: CheckingClient, store: Path, settings: Any
) -> None:
    settings.OLD_AFTER_DAYS = 2
    load(store, timezone.localdate() - timedelta(days=days), **TABLES)
    make_results(store, {ASSESSED: catalogue()[ASSESSED]})
    for address in (TEAM, LIST):
        text = manager.get(address).content.decode()
        assert ("Look in the case system before you act" in text) is old


def test_before_there_are_tables_or_results_the_pages_say_so(
    manager: CheckingClient, store: Path
) -> None:
    for address in ("/casework/", TEAM):
        assert "No tables are loaded yet." in manager.get(address).content.decode()
    assert manager.get(LIST).status_code == 404
    load(store, date(2026, 3, 31), **TABLES)
    for address in (TEAM, LIST):
        assert "are being made" in manager.get(address).content.decode()
    assert manager.get(f"{LIST}file/").status_code == 404


@pytest.mark.usefixtures("casework")
def test_a_worker_sees_what_is_theirs_in_the_order_of_days(
    who: Callable[..., Account],  # noqa: F811
    as_person: AsPerson,
    casework: Path,  # noqa: F811
) -> None:
    """Over all lists, their own appraisal with it; no other worker's figure."""
    account = who("worker", worker="W1")
    page = as_person(account).get("/casework/mine/")
    held = [
        (part.title, [(each.list.id, each.about) for each in part.rows])
        for part in page.context["held"]
    ]
    assert held == [(LATE, [(APPRAISED, "W1"), (ASSESSED, "P1")])]
    figures = {
        each.title: [words for _, words in each.by_month] for each in page.context["figures"]
    }
    assert figures["Assessments authorised within 45 working days"] == [
        "Nothing to count",
        "Nothing to count",
        "1 of 1",
    ]
    text = page.content.decode()
    assert "W3" not in text
    assert "P3" not in text
    assert "1 more of restricted children is not listed" in text
    assert Look.objects.get().what == "Own children: what is due"
    (casework / READERS_FILE).write_text(f"{account.email}\n")
    page = as_person(account).get("/casework/mine/")
    assert {each.about for part in page.context["held"] for each in part.rows} == {"W1", "P1", "P3"}


@pytest.mark.usefixtures("casework")
def test_a_workers_figures_are_for_the_worker_and_the_manager_of_their_team(
    who: Callable[..., Account],  # noqa: F811
    as_person: AsPerson,
    manager: CheckingClient,
) -> None:
    """By the worker's id, in no order of merit."""
    page = manager.get(TEAM)
    assert page.context["workers"] == ["W1", "W3"]
    page = manager.get(f"{TEAM}workers/W1/")
    assert [each.title for each in page.context["figures"]] == [
        "Assessments authorised within 45 working days",
        "Workers with an appraisal in the last 12 months",
    ]
    assert Look.objects.get().what == "Figures of worker W1"
    # W2 is another team's; an analyst and a colleague see nobody's.
    assert manager.get(f"{TEAM}workers/W2/").status_code == 403
    for client in (
        as_person(who("analyst")),
        as_person(who("worker", worker="W1")),
        as_person(who("team_manager", team="T2")),
    ):
        assert client.get(f"{TEAM}workers/W1/").status_code == 403


@pytest.mark.usefixtures("casework")
def test_a_reviewing_officer_sees_what_is_due_of_those_for_whom_they_chair(
    who: Callable[..., Account],  # noqa: F811
    as_person: AsPerson,
) -> None:
    page = as_person(who("reviewing_officer", worker="W9")).get("/casework/mine/")
    [part] = page.context["chaired"]
    assert (part.title, [each.about for each in part.rows]) == ("Due by 14 April 2026", ["P2"])
    assert "held" not in page.context
    page = as_person(who("reviewing_officer", worker="W1")).get("/casework/mine/")
    assert "Nothing of theirs is overdue or due." in page.content.decode()


def test_where_no_table_says_who_chairs_the_page_says_so(
    who: Callable[..., Account],  # noqa: F811
    as_person: AsPerson,
    store: Path,
) -> None:
    without = TABLES["ssd_involvements"].replace("Independent Reviewing Officer", "Helper")
    load(store, date(2026, 3, 31), **{**TABLES, "ssd_involvements": without})
    make_results(store, {ASSESSED: catalogue()[ASSESSED]})
    page = as_person(who("reviewing_officer", worker="W9")).get("/casework/mine/")
    assert "The tables do not say who chairs reviews" in page.content.decode()


def test_ids_of_any_form_have_pages(
    who: Callable[..., Account],  # noqa: F811
    as_person: AsPerson,
    store: Path,
) -> None:
    """Case systems call teams and workers as they like."""
    tables = {
        name: text.replace("T1", "N/E 1?&").replace("W1", "W/1#") for name, text in TABLES.items()
    }
    load(store, date(2026, 3, 31), **tables)
    make_results(store, {ASSESSED: catalogue()[ASSESSED]})
    client = as_person(who("team_manager", team="N/E 1?&"))
    address = client.get("/").context["due"][0].address
    page = client.get(address).content.decode()
    assert "W/1#" in page
    links = [unescape(each.split('"')[0]) for each in page.split('href="')[1:]]
    inside = [each for each in links if each.startswith("/casework/teams/")]
    assert len(inside) == 4
    assert [client.get(each).status_code for each in inside] == [200] * 4


def test_a_list_of_2000_rows_is_shown_200_a_page(
    who: Callable[..., Account],  # noqa: F811
    store: Path,
) -> None:
    """Each row on one page of the ten."""
    header, *_ = TABLES["ssd_cin_assessments"].splitlines()
    many = "".join(f"A{n},P{n},2026-01-05,,T1,W{n % 40}\n" for n in range(2000))
    load(store, date(2026, 3, 31), ssd_cin_assessments=f"{header}\n{many}")
    make_results(store, {ASSESSED: catalogue()[ASSESSED]})
    client = Client()
    client.force_login(who("team_manager", team="T1"), backend=BACKEND)
    pages = [client.get(LIST, {"page": str(number)}).context["page"] for number in range(1, 11)]
    assert [len(page.object_list) for page in pages] == [200] * 10
    assert len({row.record for page in pages for row in page.object_list}) == 2000


@pytest.mark.usefixtures("casework")
def test_the_first_page_tells_how_much_is_due_and_leads_to_it(
    who: Callable[..., Account],  # noqa: F811
    as_person: AsPerson,
    manager: CheckingClient,
) -> None:
    """To who holds children or manages a team; to nobody else, and to an analyst no number."""

    def due(client: CheckingClient) -> list[tuple[str, str]]:
        return [(each.words, each.address) for each in client.get("/").context["due"]]

    assert due(manager) == [("North: 4 overdue, 1 due by 14 April 2026", TEAM)]
    assert ">North: 4 overdue, 1 due by 14 April 2026</a>" in manager.get("/").content.decode()
    worker = as_person(who("worker", worker="W3"))
    assert due(worker) == [("My children: 1 overdue, 1 due by 14 April 2026", "/casework/mine/")]
    for role in ("analyst", "scrutiny_member", "director"):
        assert due(as_person(who(role, worker="W1"))) == []
    assert not Look.objects.exists()


@pytest.mark.usefixtures("casework")
def test_every_row_of_a_team_is_what_the_results_hold_of_it(
    manager: CheckingClient,
    casework: Path,  # noqa: F811
) -> None:
    """Counted a second way: straight from the file."""
    [people] = casework.glob("results/*/*/people.duckdb")
    with duckdb.connect(str(people), read_only=True) as connection:
        counted = dict(
            connection.execute(
                "select indicator, count(*) from due where team = 'T1' group by indicator"
            ).fetchall()
        )
    assert {name: sum(each) for name, each in lines(manager.get(TEAM)).items()} == counted
    assert REVIEWED not in counted
