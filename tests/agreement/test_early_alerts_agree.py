"""What stands of the alerts that no due list tells: computed twice, over drawn councils.

By the product's indicators and by plain Python over the rows, on the day of the extract.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.early.kinds import KINDS
from lineofsight.measuring.early.standing import what_stands
from lineofsight.measuring.kept.making import make_results
from lineofsight.measuring.kept.reading import opened
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support.councils import draw_council, write_council
from tests.support.oracle.council import Council, day, is_yes
from tests.support.oracle.dates import EXTRACT_DAY, add_months

# The plans of each kind of alert: their table, what its columns begin with, and the months.
PLANS = {
    "protection_12_months": ("ssd_cp_plans", "cppl_cp", "cppl", 12),
    "protection_15_months": ("ssd_cp_plans", "cppl_cp", "cppl", 15),
    "protection_18_months": ("ssd_cp_plans", "cppl_cp", "cppl", 18),
    "need_9_months": ("ssd_cin_plans", "cinp_cin", "cinp", 9),
    "need_12_months": ("ssd_cin_plans", "cinp_cin", "cinp", 12),
}


def test_every_kind_that_turns_is_computed_here() -> None:
    assert set(PLANS) == {each.key for each in KINDS if each.how == "turning"}


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_stands_from_four_weeks_before_it_reaches_its_age(seed: int, tmp_path: Path) -> None:
    tables = draw_council(seed, clean=True)
    (tmp_path / "extract").mkdir()
    write_council(tables, tmp_path / "extract")
    load_tables([tmp_path / "extract"], tmp_path / "store", EXTRACT_DAY)
    known = catalogue()
    chosen = {each.indicator: known[each.indicator] for each in KINDS if each.key in PLANS}
    make_results(tmp_path / "store", chosen)
    with opened(tmp_path / "store") as results:
        assert results is not None
        told = what_stands(results, open_snapshot(tmp_path / "store"), known)
    council = Council(tables, EXTRACT_DAY)
    for kind, (table, of_plan, of_child, months) in PLANS.items():
        assert kind not in told.untold
        expected = set()
        for row in council.rows(table):
            began, ended = (
                day(row[f"{of_plan}_plan_start_date"]),
                day(row[f"{of_plan}_plan_end_date"]),
            )
            elsewhere = is_yes(row.get("cppl_cp_plan_ola", ""))
            if (
                began is None
                or began > EXTRACT_DAY
                or elsewhere
                or not row[f"{of_child}_person_id"]
            ):
                continue
            due = add_months(began, months)
            if (ended is None or ended > EXTRACT_DAY) and due <= EXTRACT_DAY + timedelta(days=28):
                expected.add((row[f"{of_child}_person_id"], row[f"{of_plan}_plan_id"], due))
        found = [(each.child, each.record, each.due) for each in told.standing if each.kind == kind]
        assert len(found) == len(set(found))
        assert set(found) == expected
        assert expected
