"""How good the tables are, by team: who sees what of it, and that every list of rows is a look."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from lineofsight.tables.checking.grading import quality
from lineofsight.tables.loading import load_tables
from lineofsight.tables.restricted import READERS_FILE
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.web.accounts.actions import give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Look
from tests.support.stores import MARCH, load
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]

PAGE, ROWS = "/data/quality/", "/data/quality/rows/"
WITHOUT_REASON = {
    "table": "ssd_cin_episodes",
    "check": "closed_without_reason",
    "field": "cine_close_reason",
}
# P1 is the North's, P2 to P4 the South's, P5 nobody's; all but R6 were closed without a reason.
TABLES = {
    "ssd_cin_episodes": "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,"
    "cine_close_reason\n"
    + "".join(
        f"R{number},{child},2026-0{month}-05,2026-03-20,{reason}\n"
        for number, child, month, reason in (
            (1, "P1", 1, ""), (2, "P2", 2, ""), (3, "P3", 2, ""), (4, "P4", 1, ""),
            (5, "P5", 1, ""), (6, "P2", 3, "RC1"),
        )
    ),
    "ssd_involvements": "invo_involvements_id,invo_person_id,invo_professional_id,"
    "invo_professional_role_id,invo_professional_team,invo_involvement_start_date\n"
    + "".join(
        f"I{child},{child},W1,Allocated Case Worker,{team},2025-12-01\n"
        for child, team in (("P1", "T1"), ("P2", "T2"), ("P3", "T2"), ("P4", "T2"))
    ),
    "ssd_department": "dept_team_id,dept_team_name\nT1,North\nT2,=South()\n",
    "restricted": "person_id,restricted_from,restricted_until,reason_code\nP3,2026-01-01,,C\n",
}  # fmt: skip


@pytest.fixture
def loaded_teams(store: Path) -> Path:
    load(store, MARCH, **TABLES)
    return store


@pytest.fixture
def analyst(someone: Someone, as_person: AsPerson) -> CheckingClient:
    return as_person(someone("analyst", name="Farah Lind"))


@pytest.fixture
def manager_of(someone: Someone, as_person: AsPerson) -> Callable[..., CheckingClient]:
    """Somebody who manages some teams."""

    def made(*teams: str) -> CheckingClient:
        account = someone(name=f"Manager of {' '.join(teams)}")
        for team in teams:
            give_role(by=None, why="", account=account, role="team_manager", team=team)
        return as_person(account)

    return made


def lines(page: object) -> dict[str, list[int]]:
    """What the page tells of each team: rows, missing, late, wrong place, other."""
    teams = page.context["teams"]  # type: ignore[attr-defined]
    return {each.name: [each.rows, *(count for _, count in each.apart)] for each in teams}


def found(page: object) -> dict[str, int]:
    return {each.check: each.rows for each, _ in page.context["lines"]}  # type: ignore[attr-defined]


def test_an_analyst_sees_every_team_in_the_order_of_names(
    analyst: CheckingClient, loaded_teams: Path
) -> None:
    """Counted a second way: from what the command tells of the same snapshot."""
    page = analyst.get(PAGE)
    told = lines(page)
    assert list(told) == ["=South()", "North", "No team"]
    tables = quality(open_snapshot(loaded_teams))
    for name, team in (("North", "T1"), ("=South()", "T2"), ("No team", None)):
        own = [each for table in tables for each in table.teams if each.team == team]
        assert told[name][0] == sum(each.rows for each in own)
        assert sum(told[name][1:]) == sum(sum(each.faults.values()) for each in own)
    assert found(page)["closed_without_reason"] == 5


def test_the_address_says_which_team_table_and_fault_are_seen(
    analyst: CheckingClient, loaded_teams: Path
) -> None:
    page = analyst.get(PAGE, {"team": "T2", "table": "ssd_cin_episodes", "fault": "missing"})
    assert lines(page)["=South()"][0] == 4
    assert found(page)["closed_without_reason"] == 3
    assert {each.fault for each, _ in page.context["lines"]} == {"missing"}
    page = analyst.get(PAGE, {"team": "(none)", "table": "ssd_cin_episodes"})
    assert found(page)["closed_without_reason"] == 1
    page = analyst.get(PAGE, {"team": "T9"})
    assert "“T9” is none that you see here" in page.content.decode()


def test_a_team_manager_sees_their_own_team_alone(
    manager_of: Callable[..., CheckingClient], loaded_teams: Path
) -> None:
    client = manager_of("T1")
    page = client.get(PAGE)
    assert list(lines(page)) == ["North"]
    assert found(page)["closed_without_reason"] == 1
    assert 'href="/data/quality/">Data quality</a>' in client.get("/").content.decode()
    page = client.get(PAGE, {"team": "T2"})
    assert list(lines(page)) == ["North"]
    assert "South" not in page.content.decode()
    assert client.get("/data/").status_code == 403
    page = client.get(ROWS, WITHOUT_REASON)
    assert [each.child for each, _ in page.context["rows"]] == ["P1"]
    for team in ("T2", "(none)"):
        assert client.get(ROWS, {**WITHOUT_REASON, "team": team}).status_code == 403
        assert client.get(f"{ROWS}file/", {**WITHOUT_REASON, "team": team}).status_code == 403
    both = manager_of("T1", "T2")
    assert list(lines(both.get(PAGE))) == ["=South()", "North"]
    assert found(both.get(PAGE))["closed_without_reason"] == 4


def test_the_report_by_team_is_what_the_page_tells_and_runs_in_no_spreadsheet(
    analyst: CheckingClient, manager_of: Callable[..., CheckingClient], loaded_teams: Path
) -> None:
    def report(client: CheckingClient) -> list[dict[str, str]]:
        answer = client.get(f"{PAGE}report/")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    told = report(analyst)
    assert sum(int(each["rows"]) for each in told) == sum(found(analyst.get(PAGE)).values())
    assert {each["team_name"] for each in told} == {"North", "'=South()", "No team"}
    assert {each["team"] for each in report(manager_of("T1"))} == {"T1"}
    assert not Look.objects.exists()


def test_every_look_at_rows_is_noted_before_they_are_shown(
    analyst: CheckingClient, loaded_teams: Path
) -> None:
    analyst.get(ROWS, {**WITHOUT_REASON, "team": "T2"})
    answer = analyst.get(f"{ROWS}file/", WITHOUT_REASON)
    noted = [each.what for each in Look.objects.all()]
    assert len(noted) == 2
    assert noted[0].startswith("Rows of ssd_cin_episodes, team T2, found by closed_without_reason")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "record,child,team,month"
    assert len(text.splitlines()) == 1 + 4


def test_rows_of_restricted_children_are_counted_and_seen_by_named_people_alone(
    analyst: CheckingClient, loaded_teams: Path
) -> None:
    page = analyst.get(ROWS, {**WITHOUT_REASON, "team": "T2"})
    assert {each.child for each, _ in page.context["rows"]} == {"P2", "P4"}
    assert "3 rows" in page.content.decode()
    assert "1 of restricted children is not listed" in page.content.decode()
    (loaded_teams / READERS_FILE).write_text("farah.lind@fernshire.example\n")
    page = analyst.get(ROWS, {**WITHOUT_REASON, "team": "T2"})
    assert {each.child for each, _ in page.context["rows"]} == {"P2", "P3", "P4"}


@pytest.mark.parametrize("role", ["programme_manager", "worker", "team_manager", "lead_member"])
def test_nobody_else_sees_it_nor_a_manager_whose_team_is_not_named(
    role: str, someone: Someone, as_person: AsPerson, loaded_teams: Path
) -> None:
    client = as_person(someone(role))
    for address in (PAGE, ROWS, f"{PAGE}report/", f"{ROWS}file/"):
        assert client.get(address, WITHOUT_REASON).status_code == 403, address


@pytest.mark.parametrize("role", ["administrator", "information_lead"])
def test_those_who_answer_for_the_tables_see_counts_and_no_row(
    role: str, someone: Someone, as_person: AsPerson, loaded_teams: Path
) -> None:
    client = as_person(someone(role))
    page = client.get(PAGE)
    assert found(page)["closed_without_reason"] == 5
    assert ROWS not in page.content.decode()
    assert client.get(ROWS, WITHOUT_REASON).status_code == 403
    assert not Look.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [{}, {**WITHOUT_REASON, "check": "no_such"}, {**WITHOUT_REASON, "table": "ssd_contacts"}],
)
def test_what_was_never_checked_is_not_there(
    asked: dict[str, str], analyst: CheckingClient, loaded_teams: Path
) -> None:
    assert analyst.get(ROWS, asked).status_code == 404
    assert not Look.objects.exists()


def test_a_site_without_tables_says_so(analyst: CheckingClient, store: Path) -> None:
    assert "No tables are loaded yet." in analyst.get(PAGE).content.decode()
    assert analyst.get(f"{PAGE}report/").status_code == 404


def test_a_team_of_several_councils_is_told_to_analysts_alone(
    analyst: CheckingClient, manager_of: Callable[..., CheckingClient], store: Path, tmp_path: Path
) -> None:
    """Two councils may call a team the same."""
    for council in ("east", "west"):
        load_folder = tmp_path / "both" / council
        load_folder.mkdir(parents=True)
        for name, text in TABLES.items():
            (load_folder / f"{name}.csv").write_text(text)
    load_tables([tmp_path / "both"], store, MARCH)
    assert manager_of("T1").get(PAGE).status_code == 403
    assert analyst.get(PAGE).status_code == 200
