"""Reach: a source that holds less than everything, and what can be computed from it.

Annex A holds six months of events, and for children on plans or in care the latest alone.  What
that cannot answer is told of each indicator and period, and no figure is made of it.
"""

import json
from datetime import date
from pathlib import Path

import pytest

import lineofsight.indicators
from lineofsight.cli import run
from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import indicator_named, indicators_of_file
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.in_reach import falls_short
from lineofsight.measuring.periods import periods_between
from lineofsight.measuring.records import records
from lineofsight.measuring.results import Figure, measure
from lineofsight.tables.loading import load_tables
from lineofsight.tables.reach import Reach
from lineofsight.tables.readers.annex_a.deliveries import covers_from
from lineofsight.tables.snapshots import open_snapshot
from tests.support.annex_a import as_list, xlsx

DAY = date(2026, 3, 31)
FRONT_DOOR = Path(lineofsight.indicators.__file__).parent / "front_door"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store into which a small Annex A of 31 March 2026 was loaded."""
    folder = tmp_path_factory.mktemp("annex-a")
    referrals = [
        {"Child Unique ID": child, "Date of referral": day, "Referral NFA?": flag}
        for child, day, flag in (
            (1, date(2025, 9, 30), "a) Yes"),
            (2, date(2025, 10, 1), "b) No"),
            (3, date(2026, 3, 2), "a) Yes"),
        )
    ]
    plans = [
        {
            "Child Unique ID": child,
            "Child Protection Plan Start Date": start,
            "Child Protection Plan End Date": end,
            "Date of the Last Statutory Visit": date(2026, 3, 20),
        }
        for child, start, end in (
            (4, date(2024, 6, 3), None),
            (5, date(2025, 12, 1), None),
            (6, date(2024, 6, 3), date(2026, 2, 2)),
        )
    ]
    (folder / "a.xlsx").write_bytes(
        xlsx({"List 3": as_list(3, *referrals), "List 7": as_list(7, *plans)})
    )
    load_tables([folder / "a.xlsx"], folder / "store", DAY, source="annex_a")
    return folder / "store"


def figures(engine: Engine, name: str, first: str, last: str, **more: str) -> list[Figure]:
    window = "12m" if more.get("window") == "12m" else "period"
    return measure(engine, [indicator_named(name)], periods_between(first, last), (), window)


def test_a_table_says_from_when_on_its_source_tells_and_of_what_the_latest_alone(
    store: Path,
) -> None:
    tables = open_snapshot(store).manifest.tables
    told = {name: (kept.covers_from, kept.one_row_a) for name, kept in tables.items()}
    assert told["ssd_cin_episodes"] == (date(2025, 10, 1), None)
    assert told["ssd_cp_plans"] == (date(2025, 10, 1), "child")
    assert told["ssd_person"] == (None, None)


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 3, 31), 6, date(2025, 10, 1)),
        (date(2026, 8, 31), 6, date(2026, 3, 1)),
        (date(2028, 8, 30), 6, date(2028, 3, 1)),
        (date(2026, 3, 15), 6, date(2025, 9, 16)),
        (date(2026, 1, 31), 12, date(2025, 2, 1)),
    ],
)
def test_six_months_before_a_day_begin_on_the_day_after_the_same_day(
    day: date, months: int, first: date
) -> None:
    """Or after the month's last, where it has no such day."""
    assert covers_from(day, months) == first


def test_periods_before_a_source_begins_cannot_be_computed(store: Path) -> None:
    with open_engine(open_snapshot(store)) as engine:
        found = figures(engine, "referrals_no_further_action", "2025-09", "2026-03")
    assert [(each.state, each.denominator) for each in found] == [
        ("not_computable", None),
        ("value", 1),
        *[("no_denominator", 0)] * 4,
        ("value", 1),
    ]
    assert found[0].out_of_reach == "the source of ssd_cin_episodes begins on 2025-10-01"


def test_a_window_that_reaches_back_too_far_cannot_be_computed(store: Path) -> None:
    """Twelve months to March begin in April: the source knows six of them."""
    with open_engine(open_snapshot(store)) as engine:
        (year,) = figures(engine, "referrals_no_further_action", "2026-03", "2026-03", window="12m")
    assert year.state == "not_computable"


def test_what_looks_back_cannot_be_computed_from_a_source_that_begins(store: Path) -> None:
    """A referral in October follows one in May that the source does not hold."""
    with open_engine(open_snapshot(store)) as engine:
        (figure,) = figures(engine, "rereferrals_12_months", "2026-03", "2026-03")
    assert figure.state == "not_computable"
    assert figure.out_of_reach == (
        "it needs what came before, and the source of ssd_cin_episodes begins on 2025-10-01"
    )


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("cin_plan_in_place", "ssd_cin_assessments"),
        ("graded_care_profile_by_first_review", "ssd_cp_reviews"),
    ],
)
def test_the_first_of_its_kind_cannot_be_told_by_a_source_that_begins(
    name: str, table: str
) -> None:
    """What it holds first may have followed another: an assessment, a review of a plan."""
    begins = Reach(DAY, date(2025, 10, 1))
    assert falls_short({table: begins}, indicator_named(name)) == (table, begins)


def test_children_counted_in_a_window_need_all_of_it(store: Path, tmp_path: Path) -> None:
    """Whom a source that begins in October tells of in a year are not all who were referred."""
    rule = 'condition = "last_referred_on >= reference_day - interval :months month"'
    text = (FRONT_DOOR / "rereferrals_by_child.toml").read_text(encoding="utf-8")
    assert rule in text
    path = tmp_path / "children_seen_in_march.toml"
    path.write_text(text.replace(rule, "condition = \"started_on >= date '2026-03-01'\""))
    own = next(iter(indicators_of_file(path)))
    with open_engine(open_snapshot(store)) as engine:
        asked = periods_between("2026-03", "2026-03")
        (march,) = measure(engine, [own], asked)
        (year,) = measure(engine, [own], asked, (), "12m")
    assert (march.numerator, march.denominator) == (1, 1)
    assert year.out_of_reach == "the source of ssd_cin_episodes begins on 2025-10-01"


def test_what_counts_every_row_cannot_be_computed_from_the_latest_alone(store: Path) -> None:
    with open_engine(open_snapshot(store)) as engine:
        (figure,) = figures(engine, "cp_plans_repeat", "2026-03", "2026-03")
        assert figure.out_of_reach == (
            "it needs every row of ssd_cp_plans, and the source holds only the latest of a child"
        )
        with pytest.raises(UnusableInput, match="cp_plans_repeat cannot be computed: it needs"):
            records(engine, indicator_named("cp_plans_repeat"))


def test_what_is_open_can_be_computed_on_the_day_of_the_extract_alone(store: Path) -> None:
    """In January a child may have been on a plan before the one that the source holds."""
    with open_engine(open_snapshot(store)) as engine:
        before, today = figures(engine, "cp_plans_over_18_months", "2026-02", "2026-03")
        assert len(records(engine, indicator_named("cp_plans_over_18_months"))) == 2
    assert (today.numerator, today.denominator) == (1, 2)
    assert before.out_of_reach == (
        "the source of ssd_cp_plans holds the latest of a child as on 2026-03-31, and not how it "
        "was on an earlier day"
    )


def test_a_day_before_the_extract_cannot_be_had_from_the_latest_alone(store: Path) -> None:
    with open_engine(open_snapshot(store), date(2026, 3, 15)) as engine:
        (figure,) = figures(engine, "cp_plans_over_18_months", "2026-03", "2026-03")
    assert figure.state == "not_computable"


def test_the_catalogue_says_what_a_store_can_compute_and_from_when(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["lineofsight", "indicators", "list", "--store", str(store), "--json"]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit) as ended:
        run()
    assert not ended.value.code
    told = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    found = {
        name: (told[name]["computable"], told[name]["computable_from"], told[name]["out_of_reach"])
        for name in ("referrals_no_further_action", "cp_plans_over_18_months", "cp_plans_repeat")
    }
    assert found == {
        "referrals_no_further_action": (True, "2025-10-01", None),
        "cp_plans_over_18_months": (True, "2026-03-31", None),
        "cp_plans_repeat": (
            False,
            "2026-03-31",
            "it needs every row of ssd_cp_plans, and the source holds only the latest of a child",
        ),
    }


def test_caseloads_are_not_made_of_some_children(tmp_path: Path) -> None:
    """The 903 has the workers of children in care alone: how many a worker holds it cannot say."""
    (tmp_path / "SWEpisodes.csv").write_text(
        "CHILD,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,W1,01/05/2025,,\n", encoding="utf-8"
    )
    load_tables([f"ssda903={tmp_path}"], tmp_path / "store", DAY)
    with open_engine(open_snapshot(tmp_path / "store"), DAY) as engine:
        [figure] = figures(engine, "caseload_18_or_fewer", "2026-03", "2026-03")
    assert figure.state == "not_computable"
    assert figure.out_of_reach == (
        "it needs ssd_involvements of all children, and the source tells of children in care alone"
    )
