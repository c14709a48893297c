"""Several sources of the same tables in one load.

A council has the same child in its own system, in the census it returned and in the lists that it
made for an inspection.  Loaded together they are one table: the system's word stands, what it
leaves empty is filled, and what the others say differently is counted and listed.
"""

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.snapshots import open_snapshot

MARCH = date(2026, 3, 31)

PLANS = "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_initial_category"
LIST_7 = (
    "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),"
    "Does the Child have a Disability,Child Protection Plan Start Date,Initial Category of Abuse,"
    "Latest Category of Abuse,Date of the Last Statutory Visit,Was the Child Seen Alone?,"
    "Date of latest review conference,Child Protection Plan End Date,"
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months "
    "(Y/N),Number of Previous Child Protection Plans,Allocated Team,Allocated Worker"
)


class Council:
    """An extract of the system and a list for an inspection, loaded into one store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"
        (folder / "ssd").mkdir()
        (folder / "lists").mkdir()

    def system(self, table: str, *lines: str) -> None:
        """A table as the council's own system gives it, the header first."""
        (self.folder / "ssd" / f"{table}.csv").write_text("\n".join(lines) + "\n")

    def list_7(self, *plans: tuple[str, str, str, str]) -> None:
        """Children on a plan: child, first day, category, last visit."""
        with (self.folder / "lists" / "List 7.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(LIST_7.split(","))
            for child, started, category, visited in plans:
                cells = [child, "a) Male", "a) WBRI", "01/02/2015", "11", "b) No", started]
                cells += [category, category, visited, "a) Yes", "", "", "b) No", "0", "T1", "W1"]
                writer.writerow(cells)

    def load(self, *, lists_first: bool = False) -> LoadReport:
        sources = [f"ssd={self.folder / 'ssd'}", f"annex_a={self.folder / 'lists'}"]
        return load_tables(sources[::-1] if lists_first else sources, self.store, MARCH)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(open_snapshot(self.store).path), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def test_the_same_plan_in_two_sources_is_one_row(council: Council) -> None:
    """It keeps the system's number, and takes from the list what the system leaves empty."""
    council.system("ssd_cp_plans", PLANS, "L1,P1,2025-11-03,")
    council.list_7(("P1", "03/11/2025", "a) Neglect", "20/03/2026"))
    council.load()
    assert council.rows(
        "select cppl_cp_plan_id, cppl_person_id, cppl_cp_plan_initial_category from ssd_cp_plans"
    ) == [("L1", "P1", "Neglect")]
    assert (
        open_snapshot(council.store).manifest.tables["ssd_cp_plans"].filled
        == {"List 7.csv": {"cppl_cp_plan_initial_category": 1, "cppl_cp_plan_latest_category": 1}}
        or council.rows("select * from contradictions") == []
    )


def test_what_refers_to_the_list_s_own_number_refers_to_the_system_s(council: Council) -> None:
    """So that the visit which only the list tells of is a visit under the system's plan."""
    council.system("ssd_cp_plans", PLANS, "L1,P1,2025-11-03,")
    council.list_7(("P1", "03/11/2025", "a) Neglect", "20/03/2026"))
    council.load()
    assert council.rows("select cppv_cp_plan_id, cppv_cp_visit_date from ssd_cp_visits") == [
        ("L1", date(2026, 3, 20))
    ]


def test_what_two_sources_tell_differently_is_listed_and_the_first_stands(
    council: Council,
) -> None:
    """By the ids of its row: the report gives counts alone."""
    council.system("ssd_cp_plans", PLANS, "L1,P1,2025-11-03,Emotional abuse")
    council.list_7(("P1", "03/11/2025", "a) Neglect", "20/03/2026"))
    report = council.load()
    assert council.rows(
        "select record_id, child_id, field, first_source, second_source, what from contradictions"
    ) == [("L1", "P1", "cppl_cp_plan_initial_category", "ssd", "annex_a", "differs")]
    assert council.rows("select cppl_cp_plan_initial_category from ssd_cp_plans") == [
        ("Emotional abuse",)
    ]
    [told] = [each for each in report.problems if each.rule == "sources_differ"]
    assert told.rows == 1
    assert "P1" not in told.message
    assert "Neglect" not in told.message


def test_files_of_two_sources_may_be_called_the_same(tmp_path: Path) -> None:
    """As an extract and a template are, which both are named as their table."""
    for kind, sex in (("ssd", "F"), ("templates", "M")):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "ssd_person.csv").write_text(f"pers_person_id,pers_sex\nP1,{sex}\n")
    sources = [f"{kind}={tmp_path / kind}" for kind in ("ssd", "templates")]
    load_tables(sources, tmp_path / "store", MARCH)
    assert open_snapshot(tmp_path / "store").manifest.tables["ssd_person"].rows == 1


def test_a_word_for_nothing_in_a_later_source_is_nothing_there(tmp_path: Path) -> None:
    """And the rows of that source are counted once, as they are without it."""
    for kind, rows in (("ssd", "P1,,\nP2,M,\n"), ("templates", "P1,F,NULL\nP3,F,WBRI\n")):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "ssd_person.csv").write_text(
            f"pers_person_id,pers_sex,pers_ethnicity\n{rows}"
        )
    sources = [f"{kind}={tmp_path / kind}" for kind in ("ssd", "templates")]
    load_tables(sources, tmp_path / "store", MARCH)
    snapshot = open_snapshot(tmp_path / "store")
    assert snapshot.manifest.tables["ssd_person"].rows == 3
    with duckdb.connect(str(snapshot.path), read_only=True) as connection:
        assert connection.execute(
            "select pers_person_id, pers_sex, pers_ethnicity from ssd_person order by all"
        ).fetchall() == [("P1", "F", None), ("P2", "M", None), ("P3", "F", "WBRI")]


def test_a_child_on_a_plan_in_one_source_and_not_in_the_other_is_listed(
    council: Council,
) -> None:
    """Within the days of which both tell; both children are kept."""
    council.system(
        "ssd_cp_plans",
        PLANS,
        "L1,P1,2025-11-03,Neglect",
        "L2,P2,2025-12-01,Neglect",
        "L0,P0,2019-05-05,Neglect",
    )
    council.list_7(("P1", "03/11/2025", "a) Neglect", ""), ("P3", "05/01/2026", "a) Neglect", ""))
    council.load()
    assert council.rows("select child_id, what from contradictions order by all") == [
        ("P2", "only in first"),
        ("P3", "only in second"),
    ]
    assert council.rows("select count(*) from ssd_cp_plans") == [(4,)]


def test_the_order_in_which_sources_are_named_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The system's word stands in either."""
    found = []
    for lists_first in (False, True):
        council = Council(tmp_path_factory.mktemp("council"))
        council.system(
            "ssd_cp_plans", PLANS, "L1,P1,2025-11-03,Emotional abuse", "L2,P2,2025-12-01,"
        )
        council.list_7(("P1", "03/11/2025", "a) Neglect", "20/03/2026"))
        council.load(lists_first=lists_first)
        found.append(
            [council.rows(f"from {t} order by all") for t in ("ssd_cp_plans", "contradictions")]
        )
    assert found[0] == found[1]


LETTERS = {
    "Neglect": "a) Neglect",
    "Physical abuse": "b) Physical abuse",
    "Emotional abuse": "d) Emotional abuse",
}
CELL = st.sampled_from(["", *LETTERS])
DAYS = ["2025-10-06", "2025-11-03", "2025-12-01", "2026-01-05"]
A_PLAN = st.tuples(st.sampled_from(["P1", "P2", "P3"]), st.sampled_from(DAYS))


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    system=st.dictionaries(A_PLAN, CELL, max_size=5),
    listed=st.dictionaries(A_PLAN, CELL, max_size=5),
)
def test_every_plan_is_there_once_whatever_the_sources_hold(
    tmp_path_factory: pytest.TempPathFactory,
    system: dict[tuple[str, str], str],
    listed: dict[tuple[str, str], str],
) -> None:
    """With the first source's category, or the second's where the first has none."""
    council = Council(tmp_path_factory.mktemp("council"))
    one_a_child = {child: (child, day) for child, day in sorted(listed)}
    council.system(
        "ssd_cp_plans",
        PLANS,
        *(f"L{n},{c},{d},{v}" for n, ((c, d), v) in enumerate(sorted(system.items()))),
    )
    council.list_7(
        *(
            (
                child,
                date.fromisoformat(day).strftime("%d/%m/%Y"),
                LETTERS.get(listed[child, day], ""),
                "",
            )
            for child, day in one_a_child.values()
        )
    )
    council.load()
    expected = dict(system)
    for plan in one_a_child.values():
        expected[plan] = system.get(plan) or listed[plan]
    found = council.rows(
        "select cppl_person_id, cast(cppl_cp_plan_start_date as varchar), "
        "coalesce(cppl_cp_plan_initial_category, '') from ssd_cp_plans"
    )
    assert sorted(found) == sorted((*plan, value) for plan, value in expected.items())
    differing = {
        plan
        for plan in one_a_child.values()
        if system.get(plan) and listed[plan] and system[plan] != listed[plan]
    }
    assert council.rows(
        "select count(*) from contradictions where field = 'cppl_cp_plan_initial_category'"
    ) == [(len(differing),)]
