"""Checking tables: against each other, as they are loaded, and what each table is fit for."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.tables.checking.definition import FAULTS, check_definitions, read_check
from lineofsight.tables.checking.examples import disagreements
from lineofsight.tables.checking.grading import TableQuality, quality
from lineofsight.tables.checking.volumes import has_fallen, is_silent, months_judged
from lineofsight.tables.forgetting import rebuild_without
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support.stores import APRIL, MARCH, load, rows
from tests.support.terminal import Terminal

RESULTS = "select record_id, child_id, team, worker, month from check_results where check_id = '{}'"
CHECK = """\
title = "A contact without a date"
severity = "warning"
fault = "missing"
table = "ssd_contacts"
field = "cont_contact_date"
sentence = "{rows} have no date."
sql = "t.cont_contact_date is null"
why = "It is in no month."
remedy = "Enter the day."
author = "Anna"

[example]
says = "C1 has none."
fails = ["C1"]
rows.ssd_contacts = [{ cont_contact_id = "C1" }]
"""
REFERRALS = "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_close_reason\n"
INVOLVEMENTS = (
    "invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_role_id,"
    "invo_professional_team,invo_involvement_start_date,invo_involvement_end_date\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capfd)


def of(store: Path, table: str) -> TableQuality:
    [found] = [each for each in quality(open_snapshot(store)) if each.table == table]
    return found


def contacts(*, before: int, last: int) -> str:
    """So many contacts of P1 in each of the six months to February, and in March."""
    months = ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"]
    counts = [*((month, before) for month in months), ("2026-03", last)]
    return "cont_contact_id,cont_person_id,cont_contact_date\n" + "".join(
        f"C{month}-{n},P1,{month}-{n + 1:02}\n" for month, rows in counts for n in range(rows)
    )


def test_every_check_says_why_it_matters_and_what_to_do() -> None:
    """Each is a file of its own with a worked example, run by `lineofsight tables check`."""
    known = check_definitions()
    assert len(known) >= 60
    assert {check.fault for check in known.values()} == set(FAULTS) - {"reference"}
    assert list(disagreements(known.values())) == []


def test_an_example_that_does_not_hold_is_told() -> None:
    """With what fails, and what its example says that fails."""
    check = read_check("undated", CHECK.replace('fails = ["C1"]', 'fails = ["C2"]'))
    assert list(disagreements([check])) == ["undated: C1 fails and its example says C2"]


@pytest.mark.parametrize(
    ("words", "instead", "told"),
    [
        ("t.cont_contact_date is null", "cont_contact_date is null", "with the name of its row"),
        ("t.cont_contact_date is null", "t.colour is null", "t.colour"),
        ("t.cont_contact_date is null", "true) union select (true", "must be one SELECT"),
        ("t.cont_contact_date is null", "true) limit (1", "must be a condition"),
        ("t.cont_contact_date is null", "exists (select 1)", "select from nothing"),
        ("t.cont_contact_date is null", "exists (select 1 from ssd_person)", "a name of its own"),
        ("t.cont_contact_date is null", "exists (select 1 from files as f)", "no declared table"),
        ("t.cont_contact_date is null", "t.cont_contact_date < today()", "the function"),
        ("t.cont_contact_date is null", "t.cont_contact_date < :day", "'day', not :as_at"),
        ("{rows} have no date.", "{rows} have no {date}.", "may name {rows} and nothing else"),
        ('table = "ssd_contacts"', 'table = "contacts"', "which is no table"),
        ('field = "cont_contact_date"', 'field = "colour"', "the field colour"),
        ('cont_contact_id = "C1"', 'colour = "C1"', "ssd_contacts.colour"),
        ('author = "Anna"', "", "author"),
    ],
)
def test_a_definition_that_is_wrong_is_refused(words: str, instead: str, told: str) -> None:
    """One condition over declared tables, each column with its row's name, and listed functions."""
    assert words in CHECK
    with pytest.raises(UnusableInput, match="undated") as refused:
        read_check("undated", CHECK.replace(words, instead))
    assert told in str(refused.value)


def test_what_fails_is_told_once_a_check_and_kept_row_by_row(store: Path) -> None:
    """The report counts; the snapshot lists records by their ids, with the child and the month."""
    report = load(
        store,
        MARCH,
        ssd_cin_episodes=REFERRALS + "R1,P1,2026-01-05,2026-02-01,\nR2,P2,2026-02-05,2026-03-01,\n",
    )
    [told] = [each for each in report.problems if each.rule == "closed_without_reason"]
    assert (told.severity, told.table, told.rows) == ("warning", "ssd_cin_episodes", 2)
    assert told.message == "2 rows are closed and do not say why."
    assert rows(store, RESULTS.format("closed_without_reason")) == [
        ("R1", "P1", None, None, "2026-01"),
        ("R2", "P2", None, None, "2026-02"),
    ]


def test_a_row_that_fails_has_the_team_that_held_the_child_on_its_day(store: Path) -> None:
    """Of the allocated workers of that day the one who began last; nobody once they have ended."""
    load(
        store,
        MARCH,
        ssd_cin_episodes=REFERRALS + "R1,P1,2026-01-05,2026-02-01,\nR2,P1,2026-02-05,2026-03-01,\n"
        "R3,P1,2026-03-05,2026-03-06,\n",
        ssd_involvements=INVOLVEMENTS
        + "I1,P1,W1,Allocated Case Worker,T1,2025-12-01,2026-03-01\n"
        + "I2,P1,W2,Allocated Case Worker,T2,2026-02-05,2026-02-20\n"
        + "I3,P1,W3,Reviewing Officer,T3,2026-01-01,\n",
    )
    assert rows(store, RESULTS.format("closed_without_reason")) == [
        ("R1", "P1", "T1", "W1", "2026-01"),
        ("R2", "P1", "T2", "W2", "2026-02"),
        ("R3", "P1", None, None, "2026-03"),
    ]


def test_tables_that_were_carried_over_are_checked_with_those_that_came(store: Path) -> None:
    """An answer in a later load also puts right what an earlier one failed."""
    load(
        store,
        MARCH,
        ssd_cp_visits="cppv_cp_visit_id,cppv_person_id\nV1,P1\n",
        ssd_cp_plans="cppl_cp_plan_id,cppl_person_id\nK2,P2\n",
    )
    assert rows(store, RESULTS.format("plan_visit_without_plan"))[0][0] == "V1"
    report = load(store, APRIL, ssd_cp_plans="cppl_cp_plan_id,cppl_person_id\nK1,P1\nK2,P2\n")
    assert rows(store, RESULTS.format("plan_visit_without_plan")) == []
    assert "plan_visit_without_plan" not in {each.rule for each in report.problems}


def test_a_check_without_what_it_needs_finds_nothing_and_says_so(store: Path) -> None:
    """A table that is not there, or holds no row, and a column that the source does not hold."""
    load(
        store,
        MARCH,
        ssd_cp_visits="cppv_cp_visit_id,cppv_person_id\nV1,P1\n",
        ssd_cp_plans="cppl_cp_plan_id,cppl_person_id\n",
    )
    assert rows(store, RESULTS.format("plan_visit_without_plan")) == []
    unjudged = of(store, "ssd_cp_visits").unjudged
    assert "plan_visit_without_plan: without ssd_cp_plans" in unjudged
    assert "plan_visit_without_seen: without ssd_cp_visits.cppv_cp_visit_seen" in unjudged


def test_councils_are_checked_each_by_itself(store: Path) -> None:
    """Another council's plan under the same child id is not this child's."""
    load(store, MARCH, authority="East", ssd_cp_plans="cppl_cp_plan_id,cppl_person_id\nK1,P1\n")
    assert rows(store, "select distinct authority from completeness") == [("East",)]
    folder = store.parent / "both"
    for authority, table, text in (
        ("East", "ssd_cp_plans", "cppl_cp_plan_id,cppl_person_id\nK1,P1\n"),
        ("East", "ssd_cp_visits", "cppv_cp_visit_id,cppv_person_id\nV1,P1\n"),
        ("West", "ssd_cp_visits", "cppv_cp_visit_id,cppv_person_id\nV1,P1\n"),
    ):
        (folder / authority).mkdir(parents=True, exist_ok=True)
        (folder / authority / f"{table}.csv").write_text(text)
    load_tables([folder], store, APRIL)
    wrong = "select authority, record_id from check_results where check_id = '{}'"
    assert rows(store, wrong.format("plan_visit_without_plan")) == [("West", "V1")]


def test_a_list_is_bounded_and_its_count_is_not(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first rows of a check are kept, by their ids; all are counted."""
    monkeypatch.setattr("lineofsight.tables.checking.running.MOST_ROWS", 2)
    closed = "".join(f"R{number},P1,2026-01-05,2026-02-01,\n" for number in range(5))
    report = load(store, MARCH, ssd_cin_episodes=REFERRALS + closed)
    assert [row[0] for row in rows(store, RESULTS.format("closed_without_reason"))] == ["R0", "R1"]
    told = {each.rule: each.rows for each in report.problems}
    assert told["closed_without_reason"] == 5
    counted = "select sum(failing) from check_counts where check_id = 'closed_without_reason'"
    assert rows(store, counted) == [(5,)]


def test_completeness_is_kept_by_column_and_team(store: Path) -> None:
    """How many rows of each team's children hold a value."""
    load(
        store,
        MARCH,
        ssd_cin_episodes=REFERRALS + "R1,P1,2026-01-05,2026-02-01,RC8\nR2,P1,2026-02-05,,\n"
        "R3,P2,2026-02-05,,\n",
        ssd_involvements=INVOLVEMENTS + "I1,P1,W1,Allocated Case Worker,T1,2025-12-01,\n",
    )
    told = "select team, \"rows\", filled from completeness where column_name = '{}' order by 1"
    assert rows(store, told.format("cine_close_date")) == [("T1", 2, 1), (None, 1, 0)]


def test_a_sudden_fall_is_told(store: Path) -> None:
    """The last complete month against the middle of the six before it."""
    report = load(store, MARCH, ssd_contacts=contacts(before=20, last=10))
    assert [each for each in report.problems if each.rule == "sudden_fall"] == []
    report = load(store, MARCH, ssd_contacts=contacts(before=20, last=9))
    [told] = [each for each in report.problems if each.rule == "sudden_fall"]
    assert told.message.startswith("9 rows of 2026-03, under half of the 20 that the six months")
    assert rows(store, RESULTS.format("sudden_fall")) == [(None, None, None, None, "2026-03")]
    assert of(store, "ssd_contacts").grade == "neither"


def test_small_numbers_fall_by_chance() -> None:
    """A table is judged from 20 rows a month, a team from 10; a month must be complete."""
    assert has_fallen([20] * 6 + [9])
    assert not has_fallen([20] * 6 + [10])
    assert not has_fallen([19] * 6 + [0])
    assert is_silent("T1", [10] * 6 + [0])
    assert not is_silent("T1", [10] * 6 + [1])
    assert not is_silent("T1", [9] * 6 + [0])
    assert not is_silent(None, [10] * 6 + [0])
    assert months_judged(date(2026, 3, 31))[-1] == "2026-03"
    assert months_judged(date(2026, 3, 30))[-1] == "2026-02"
    assert months_judged(date(2026, 1, 15)) == (
        "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12"
    )  # fmt: skip


def test_a_silent_team_is_counted_and_not_named_in_the_report(store: Path) -> None:
    """Which team it is stands in the snapshot."""
    report = load(
        store,
        MARCH,
        ssd_contacts=contacts(before=10, last=0),
        ssd_involvements=INVOLVEMENTS + "I1,P1,W1,Allocated Case Worker,T1,2025-01-01,\n",
    )
    [told] = [each for each in report.problems if each.rule == "silent_team"]
    assert told.message.startswith("1 team recorded nothing in 2026-03")
    assert rows(store, RESULTS.format("silent_team")) == [(None, None, "T1", None, "2026-03")]


def test_a_table_is_fit_for_timeliness_counting_or_neither(store: Path) -> None:
    """By stated rules, and the reason that decided is told."""
    good = "".join(f"R{n},P{n},2026-01-05,,\n" for n in range(100))
    load(store, MARCH, ssd_cin_episodes=REFERRALS + good)
    assert (of(store, "ssd_cin_episodes").grade, of(store, "ssd_cin_episodes").reasons) == (
        "timeliness",
        (),
    )
    undated = "".join(f"R{n},P{n},{'2026-01-05' if n > 5 else ''},,\n" for n in range(100))
    load(store, MARCH, ssd_cin_episodes=REFERRALS + undated)
    assert of(store, "ssd_cin_episodes").grade == "counting"
    assert of(store, "ssd_cin_episodes").reasons == (
        "Only 94 of 100 rows hold cine_referral_date.",
    )
    childless = "".join(f"R{n},{'P1' if n > 2 else ''},2026-01-05,,\n" for n in range(100))
    load(store, MARCH, ssd_cin_episodes=REFERRALS + childless)
    assert of(store, "ssd_cin_episodes").grade == "neither"
    assert of(store, "ssd_cin_episodes").reasons == ("Only 97 of 100 rows name a child.",)


@pytest.mark.parametrize(
    ("referrals", "grade", "reason"),
    [
        ("R1,P1,2026-02-05,2026-02-01,RC8\n", "counting", "is before cine_referral_date in 1 of 1"),
        ("R1,P1,2026-02-05,,\n,P1,2026-02-05,,\n", "neither", "1 of 2 rows had no key"),
        ("R1,P2,2026-02-05,,\n", "neither", "What cine_person_id names in 1 of 1 rows is not"),
        ("", "neither", "It holds no row."),
    ],
)
def test_what_decides_a_grade(store: Path, referrals: str, grade: str, reason: str) -> None:
    """Keys, children, references and dates in order, each by its own rule."""
    load(store, MARCH, ssd_cin_episodes=REFERRALS + referrals, ssd_person="pers_person_id\nP1\n")
    found = of(store, "ssd_cin_episodes")
    assert found.grade == grade
    assert reason in " ".join(found.reasons)


def test_teams_are_told_what_their_rows_lack(store: Path) -> None:
    """By fault, against the rows of the team's children; nothing is told of a worker."""
    load(
        store,
        MARCH,
        ssd_cin_episodes=REFERRALS + "R1,P1,2026-01-05,2026-02-01,\nR2,P2,2026-02-05,,\n",
        ssd_involvements=INVOLVEMENTS + "I1,P1,W1,Allocated Case Worker,T1,2025-12-01,\n",
    )
    teams = {each.team: each for each in of(store, "ssd_cin_episodes").teams}
    assert (teams["T1"].rows, teams["T1"].faults["missing"]) == (1, 1)
    assert (teams[None].rows, teams[None].faults["order"]) == (1, 0)
    assert "W1" not in json.dumps(of(store, "ssd_cin_episodes").as_json(by_team=True))


def test_quality_is_told_by_command(terminal: Terminal, store: Path) -> None:
    """As a table, by team, or as JSON with everything."""
    load(store, MARCH, ssd_cin_episodes=REFERRALS + "R1,P1,2026-01-05,2026-02-01,\n")
    code, out, _ = terminal.run("tables", "quality", "--store", store)
    assert (code, "timeliness" in out) == (0, True)
    assert "no team" in terminal.run("tables", "quality", "--store", store, "--by", "team")[1]
    told = json.loads(terminal.run("tables", "quality", "--store", store, "--json")[1])
    [table] = told["tables"]
    assert (told["as_at"], table["table"], table["grade"]) == (
        "2026-03-31",
        "ssd_cin_episodes",
        "timeliness",
    )
    assert {each["check"] for each in table["failing"]} == {"closed_without_reason"}
    assert terminal.run("tables", "quality", "--store", store, "--by", "worker")[0] == 2
    code, out, _ = terminal.run("tables", "check")
    assert (code, "worked examples hold" in out) == (0, True)


def test_rejected_rows_are_written_for_those_who_put_them_right(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """With file, row and reason; a look is logged, restricted children stay hidden."""
    load(
        store,
        MARCH,
        ssd_contacts="cont_contact_id,cont_person_id\nC1,P1\nC1,P2\nC1,P3\n=1+1,P4,broken\n",
        restricted="person_id,restricted_from\nP3,2026-01-01\n",
    )
    out = tmp_path / "rejected.csv"
    code, _, told = terminal.run("tables", "rejected", "--store", store, "--out", out)
    assert (code, "2 rows written" in told, "1 rows that name a restricted" in told) == (
        0, True, True
    )  # fmt: skip
    with out.open(newline="") as file:
        written = list(csv.DictReader(file))
    assert [(each["row_number"], each["rule"]) for each in written] == [
        ("4", "unreadable_row"),
        ("2", "duplicate_key"),
    ]
    assert written[0]["row"].startswith("'=1+1")
    assert json.loads(written[1]["row"])["cont_person_id"] == "P2"
    [look] = (store / "looks.jsonl").read_text().splitlines()
    assert json.loads(look)["rejected"] == "every table"
    assert "P2" not in look
    assert (
        terminal.run("tables", "rejected", "--store", store, "--table", "x", "--out", out)[0] == 2
    )


def test_a_person_who_is_forgotten_is_in_no_list_of_checks(store: Path) -> None:
    """What others failed stays; a fall, which is about nobody, stays too."""
    load(
        store,
        MARCH,
        ssd_person="pers_person_id\nP1\nP2\n",
        ssd_cin_episodes=REFERRALS + "R1,P1,2026-01-05,2026-02-01,\nR2,P2,2026-02-05,2026-03-01,\n",
    )
    rebuild_without(store, ["P1"], why="asked", by="anna", at=None)
    assert [row[0] for row in rows(store, RESULTS.format("closed_without_reason"))] == ["R2"]
