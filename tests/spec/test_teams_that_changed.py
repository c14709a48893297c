"""Teams that were renamed or merged: what was the old one's counts as the new one's.

A council says it once, with the day and the reason; the store keeps it for every later load.
"""

from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.holding import children_held
from lineofsight.measuring.periods import period_named
from lineofsight.measuring.results import measure
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.tables.teams import (
    TEAMS_FILE,
    Succession,
    say_succession,
    successions_in,
    team_columns,
)
from tests.support.extracts import MARCH, Council, rules, told
from tests.support.terminal import Terminal

MERGED = Succession("T1", "T9", date(2026, 2, 1), "North and East became one team.")
IN_TIME = "assessments_45_working_days"
ASSESSMENTS = (
    "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,"
    "cina_assessment_team"
)
INVOLVEMENTS = (
    "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,"
    "invo_person_id,invo_involvement_start_date,invo_involvement_end_date"
)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """A council of which one team became part of another on 1 February."""
    council = Council(tmp_path)
    council.write(
        "ssd_cin_assessments.csv",
        ASSESSMENTS,
        "A1,P1,2026-01-05,2026-01-20,T1",
        "A2,P2,2026-01-06,2026-01-21,T9",
        "A3,P3,2026-02-02,2026-02-20,T9",
        "A4,P4,2026-02-03,2026-02-23,T1",
        "A5,P5,,2026-01-12,T1",
    )
    return council


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capfd)


def teams(council: Council) -> dict[object, object]:
    found = council.rows("select cina_assessment_id, cina_assessment_team from ssd_cin_assessments")
    return {each[0]: each[1] for each in found}


def by_team(council: Council, month: str) -> dict[tuple[str, ...], int | None]:
    with open_engine(open_snapshot(council.store), MARCH) as engine:
        of = measure(engine, [catalogue()[IN_TIME]], [period_named(month)], ("team",), "period")
        return {figure.groups: figure.denominator for figure in of if figure.denominator}


def test_rows_that_began_before_the_day_go_to_the_team_that_followed(council: Council) -> None:
    """A row without a date goes along; one that began later is kept as it is, and told."""
    say_succession(council.store, MERGED)
    report = council.load()
    assert teams(council) == {"A1": "T9", "A2": "T9", "A3": "T9", "A4": "T1", "A5": "T9"}
    assert rules(report)["team_followed"] == 2
    assert rules(report)["gone_team"] == 1
    assert "had been followed by another" in told(report, "gone_team")


def test_the_series_of_the_new_team_holds_what_the_old_one_did(council: Council) -> None:
    """As if the rows had named the new team from the first."""
    council.load()
    apart = by_team(council, "2026-01")
    assert apart == {("all",): 2, ("T1",): 1, ("T9",): 1}
    say_succession(council.store, MERGED)
    council.load()
    together = by_team(council, "2026-01")
    assert together == {("all",): apart[("all",)], ("T9",): sum((apart[("T1",)], apart[("T9",)]))}


def test_children_are_held_by_the_team_that_followed(council: Council) -> None:
    """Who may see a child goes by the teams that there are."""
    council.write(
        "ssd_involvements.csv", INVOLVEMENTS, "I1,W1,ALLOCATED CASE WORKER,T1,P1,2025-11-01,"
    )
    say_succession(council.store, MERGED)
    council.load()
    snapshot = open_snapshot(council.store)
    assert children_held(snapshot, ["T9"], "") == {"P1"}
    assert children_held(snapshot, ["T1"], "") == frozenset()


def test_teams_may_follow_each_other_one_after_the_other(council: Council) -> None:
    """In whichever order it is said."""
    say_succession(council.store, Succession("T9", "T12", date(2026, 3, 1), "Renamed."))
    say_succession(council.store, MERGED)
    council.load()
    assert teams(council) == {"A1": "T12", "A2": "T12", "A3": "T12", "A4": "T1", "A5": "T12"}


def test_tables_that_are_carried_over_go_along(council: Council) -> None:
    council.load()
    say_succession(council.store, MERGED)
    (council.extract / "ssd_cin_assessments.csv").unlink()
    council.write("ssd_person.csv", "pers_person_id,pers_sex", "P1,F")
    council.load()
    assert teams(council)["A1"] == "T9"


def test_of_several_councils_only_the_named_ones_teams_follow(tmp_path: Path) -> None:
    """Ids are each council's own: another's T1 is another team."""
    council = Council(tmp_path)
    for name in ("Northshire", "Southshire"):
        (council.extract / name).mkdir()
        council.write(
            f"{name}/ssd_cin_assessments.csv", ASSESSMENTS, "A1,P1,2026-01-05,2026-01-20,T1"
        )
    north = Succession("T1", "T9", MERGED.on, MERGED.why, "Northshire")
    say_succession(council.store, north)
    council.load()
    assert council.rows(
        "select authority, cina_assessment_team from ssd_cin_assessments order by all"
    ) == [("Northshire", "T9"), ("Southshire", "T1")]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Succession("T9", "T1", MERGED.on, "Back."), "T1 cannot follow T9"),
        (Succession("T4", "T4", MERGED.on, "Itself."), "T4 cannot follow T4"),
        (Succession("", "T4", MERGED.on, "Nobody."), "Name both teams"),
        (Succession("T3", "T4", MERGED.on, " "), "Say why"),
    ],
)
def test_what_cannot_be_is_refused(council: Council, said: Succession, words: str) -> None:
    say_succession(council.store, MERGED)
    with pytest.raises(UnusableInput, match=words):
        say_succession(council.store, said)
    assert successions_in(council.store) == (MERGED,)


def test_a_file_that_cannot_be_read_stops_the_load_and_says_what_to_do(council: Council) -> None:
    council.store.mkdir()
    (council.store / TEAMS_FILE).write_text("[[teams]]\nold = 'T1'\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match="say anew which team followed which"):
        council.load()


def test_it_is_said_at_the_terminal(terminal: Terminal, council: Council) -> None:
    """What is said again of a team takes the place of what was said before."""
    for day in ("2026-01-01", "2026-02-01"):
        given = ("T1", "T9", "--store", council.store, "--on", day, "--why", 'They "merged".')
        code, out, err = terminal.run("tables", "team", *given)
        assert code == 0
        assert f"What was T1's before {day} is counted as T9's" in out + err
    (kept,) = successions_in(council.store)
    assert (kept.old, kept.new, kept.on, kept.why) == ("T1", "T9", MERGED.on, 'They "merged".')
    assert kept.by
    assert kept.said_on


def test_every_table_that_names_a_team_is_known() -> None:
    """What a column says of a team is said by what it refers to, or by its name."""
    for definition in table_definitions().values():
        named = {each.name for each in definition.columns if each.name.endswith("team")}
        assert named <= set(team_columns(definition)), definition.name
