"""The same council by two ways: its dataset, and the lists that Ofsted would be sent of it.

The lists are written here from the dataset by plain Python, as Ofsted's guidance says, in the
codes' several writings.  Where the lists reach, both ways must give the same figures.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import indicator_named
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.periods import periods_between
from lineofsight.measuring.results import Figure, measure
from lineofsight.sample import generate
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support.annex_a import Row, as_list, xlsx

DAY = date(2026, 3, 31)
SIX_MONTHS_AGO = date(2025, 10, 1)
YES_NO = ({"Y": "a) Yes", "N": "b) No"}, {"Y": "Yes", "N": "no"}, {"Y": "a)", "N": "b"})
BY_MONTH = (
    "referrals_no_further_action",
    "assessments_45_working_days",
    "assessments_child_seen",
    "cp_plans_over_18_months",
)


class Dataset:
    """The dataset's rows as text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, table: str) -> Iterator[dict[str, str]]:
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def referrals(self) -> list[Row]:
        return [
            {
                "Child Unique ID": row["cine_person_id"],
                "Date of referral": f"{day(row['cine_referral_date']):%d/%m/%Y}",
                "Referral NFA?": yes_no(number, row["cine_referral_nfa"]),
            }
            for number, row in enumerate(self.rows("ssd_cin_episodes"))
            if day(row["cine_referral_date"]) >= SIX_MONTHS_AGO
        ]

    def assessments(self) -> list[Row]:
        return [
            {
                "Child Unique ID": row["cina_person_id"],
                "Continuous Assessment Start Date": day(row["cina_assessment_start_date"]),
                "Continuous Assessment Date of Authorisation": row["cina_assessment_auth_date"],
                "Child Seen During Continuous Assessment": yes_no(
                    number, row["cina_assessment_child_seen"]
                ),
            }
            for number, row in enumerate(self.rows("ssd_cin_assessments"))
            if row["cina_assessment_auth_date"] == ""
            or day(row["cina_assessment_auth_date"]) >= SIX_MONTHS_AGO
        ]

    def plans(self) -> list[Row]:
        """Of each child the latest plan, if it is open or ended within the six months."""
        latest: dict[str, dict[str, str]] = {}
        for row in self.rows("ssd_cp_plans"):
            if row["cppl_cp_plan_ola"] == "Y":
                continue
            before = latest.get(row["cppl_person_id"])
            start = row["cppl_cp_plan_start_date"]
            if before is None or start > before["cppl_cp_plan_start_date"]:
                latest[row["cppl_person_id"]] = row
        return [
            {
                "Child Unique ID": child,
                "Child Protection Plan Start Date": row["cppl_cp_plan_start_date"][:10],
                "Child Protection Plan End Date": row["cppl_cp_plan_end_date"][:10],
            }
            for child, row in latest.items()
            if not row["cppl_cp_plan_end_date"]
            or day(row["cppl_cp_plan_end_date"]) >= SIX_MONTHS_AGO
        ]


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def yes_no(number: int, flag: str) -> str:
    return YES_NO[number % len(YES_NO)].get(flag, "")


def counts(store: Path, indicator: str) -> list[tuple[str, int | None, int | None]]:
    with open_engine(open_snapshot(store)) as engine:
        first = "2026-03" if indicator == "cp_plans_over_18_months" else "2025-10"
        periods = periods_between(first, "2026-03")
        found: list[Figure] = measure(engine, [indicator_named(indicator)], periods)
    assert {figure.state for figure in found} == {"value"}
    return [(figure.period, figure.numerator, figure.denominator) for figure in found]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store of the dataset, and one of the lists."""
    folder = tmp_path_factory.mktemp("two-ways")
    generate(2500, 2, 11, DAY, folder / "dataset")
    dataset = Dataset(folder / "dataset")
    lists = {
        "List 3": as_list(3, *dataset.referrals()),
        "List 4": as_list(4, *dataset.assessments()),
        "List 7": as_list(7, *dataset.plans()),
    }
    (folder / "annex-a.xlsx").write_bytes(xlsx(lists))
    load_tables([folder / "dataset"], folder / "by-dataset", DAY)
    load_tables([folder / "annex-a.xlsx"], folder / "by-lists", DAY, source="annex_a")
    return folder / "by-dataset", folder / "by-lists"


@pytest.mark.parametrize("indicator", BY_MONTH)
def test_both_ways_give_the_same_figures(stores: tuple[Path, Path], indicator: str) -> None:
    by_dataset, by_lists = (counts(store, indicator) for store in stores)
    assert by_lists == by_dataset
    assert sum(denominator or 0 for _, _, denominator in by_lists) > 10


def test_nothing_was_left_out_on_the_way(stores: tuple[Path, Path]) -> None:
    """Every referral and assessment that the lists were given is in the tables."""
    dataset = Dataset(stores[0].parent / "dataset")
    kept = open_snapshot(stores[1]).manifest.tables
    assert kept["ssd_cin_episodes"].rows == len(dataset.referrals()) > 100
    assert kept["ssd_cin_assessments"].rows == len(dataset.assessments()) > 100
