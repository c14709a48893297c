"""Whose children are whose, what happened to them and when they were seen: computed twice.

By the product's SQL and by plain Python over the rows of drawn councils, day by day.
"""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from lineofsight.measuring.chronology import NOT_OF_THE_CHILD, Spell, Status, chronology
from lineofsight.measuring.holding import children_chaired, children_held, every_child, workers_in
from lineofsight.measuring.visiting import Gap, Visit, gaps, visits_to
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import Snapshot, open_snapshot
from tests.support.councils import draw_council, write_council
from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.council import Council, day, is_yes
from tests.support.oracle.dates import EXTRACT_DAY, add_months

DAY = timedelta(days=1)
VISITS: dict[Status, tuple[str, str]] = {
    "need": ("ssd_cin_visits", "cinv"),
    "plan": ("ssd_cp_visits", "cppv"),
    "care": ("ssd_cla_visits", "clav"),
}
Both = tuple[Council, Snapshot]


@pytest.fixture(scope="module", params=range(3))
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """A drawn council as it stood on the day of its extract, and the snapshot of it."""
    folder: Path = tmp_path_factory.mktemp("council")
    tables = draw_council(request.param, clean=True)
    (folder / "extract").mkdir()
    write_council(tables, folder / "extract")
    load_tables([folder / "extract"], folder / "store", EXTRACT_DAY)
    return Council(tables, EXTRACT_DAY), open_snapshot(folder / "store")


def children_of(council: Council) -> list[str]:
    return sorted({row["pers_person_id"] for row in council.rows("ssd_person")} - {""})


def test_a_child_is_held_by_the_team_and_worker_of_the_allocation_that_began_last(
    both: Both,
) -> None:
    council, snapshot = both
    named = {row["invo_person_id"] for row in council.rows("ssd_involvements")} - {""}
    held = {child: allocated_team_and_worker(council, child, EXTRACT_DAY) for child in named}
    teams = {team for team, _ in held.values()} - {""}
    workers = {worker for _, worker in held.values()} - {""}
    assert workers
    for team in teams:
        right = {child for child, (of, _) in held.items() if of == team}
        assert children_held(snapshot, [team], "") == right
        employed = {
            row["worker_id"]
            for row in council.rows("worker_contracts")
            if row["team"] == team
            and (began := day(row["started_on"]))
            and began <= EXTRACT_DAY
            and not ((ended := day(row["ended_on"])) and ended <= EXTRACT_DAY)
        }
        holding = {by for of, by in held.values() if of == team}
        assert workers_in(snapshot, team) == (holding | employed) - {""}
    for worker in workers:
        right = {child for child, (_, of) in held.items() if of == worker}
        assert children_held(snapshot, [], worker) == right
    worker = min(workers)
    right = {child for child, (of, by) in held.items() if of in teams or by == worker}
    assert children_held(snapshot, sorted(teams), worker) == right


def test_a_worker_chairs_for_those_whose_reviews_they_held_in_the_last_year(both: Both) -> None:
    council, snapshot = both
    reviews = [
        row
        for table in ("plan_reviews", "pre_proceedings_reviews")
        for row in council.rows(table)
        if row["chaired_by_id"]
    ]
    involved = [
        row
        for row in council.rows("ssd_involvements")
        if "CHAIR" in row["invo_professional_role_id"].upper()
        or "REVIEWING OFFICER" in row["invo_professional_role_id"].upper()
    ]
    workers = {row["chaired_by_id"] for row in reviews}
    workers |= {row["invo_professional_id"] for row in involved} - {""}
    for worker in workers | {"nobody"}:
        right = {
            row["person_id"]
            for row in reviews
            if row["chaired_by_id"] == worker
            and (held := day(row["held_on"]))
            and held <= EXTRACT_DAY
            and held > add_months(EXTRACT_DAY, -12)
        }
        right |= {
            row["invo_person_id"]
            for row in involved
            if row["invo_professional_id"] == worker
            and (began := day(row["invo_involvement_start_date"]))
            and began <= EXTRACT_DAY
            and not ((ended := day(row["invo_involvement_end_date"])) and ended <= EXTRACT_DAY)
        }
        assert children_chaired(snapshot, worker) == right - {""}


def test_what_happened_to_a_child_is_every_date_of_every_row_that_names_them(both: Both) -> None:
    council, snapshot = both
    told = 0
    for child in children_of(council):
        right = sorted(
            (str(row[column.name])[:10], name, column.name)
            for name, definition in table_definitions().items()
            if name not in NOT_OF_THE_CHILD and definition.person_column
            for row in council.rows(name)
            if row[definition.person_column] == child
            for column in definition.columns
            if column.happens and row.get(column.name)
        )
        found = chronology(snapshot, "", child).happenings
        assert sorted((str(each.day), each.table.name, each.column) for each in found) == right
        assert list(found) == sorted(found, key=lambda each: str(each.at)[:10])
        told += len(right)
    assert told > 100


def held_on(council: Council, child: str, status: Status, on: date) -> bool:
    """Whether a child had a status on a day, row by row."""
    table, person, first, last = {
        "need": ("ssd_cin_episodes", "cine_person_id", "cine_referral_date", "cine_close_date"),
        "plan": (
            "ssd_cp_plans",
            "cppl_person_id",
            "cppl_cp_plan_start_date",
            "cppl_cp_plan_end_date",
        ),
        "care": (
            "ssd_cla_episodes",
            "clae_person_id",
            "clae_cla_episode_start_date",
            "clae_cla_episode_ceased_date",
        ),
    }[status]
    return any(
        row[person] == child
        and not is_yes(row.get("cine_referral_nfa", "")) | is_yes(row.get("cppl_cp_plan_ola", ""))
        and (began := day(row[first])) is not None
        and began <= on
        and ((ended := day(row[last])) is None or on < ended)
        for row in council.rows(table)
    )


def within(spell: Spell, on: date) -> bool:
    return spell.first <= on and (spell.last is None or on < spell.last)


def test_a_child_has_a_status_on_the_days_on_which_any_row_gives_it(both: Both) -> None:
    """Day by day over two years; times that run up to each other are one."""
    council, snapshot = both
    for child in children_of(council):
        line = chronology(snapshot, "", child)
        for status in VISITS:
            spells = line.of(status)
            for before, after in pairwise(spells):
                assert before.last is not None
                assert before.last < after.first
            for back in range(730):
                on = EXTRACT_DAY - back * DAY
                right = held_on(council, child, status, on)
                assert any(within(each, on) for each in spells) == right, (child, status, on)


def test_visits_are_in_the_order_of_days_over_all_statuses(both: Both) -> None:
    council, snapshot = both
    children = children_of(council)
    found = visits_to(snapshot, {("", child) for child in children})
    for child in children:
        right = sorted(
            (row[f"{short}_{table[4:7].rstrip('_')}_visit_date"], status)
            for status, (table, short) in VISITS.items()
            for row in council.rows(table)
            if row[f"{short}_person_id"] == child
            and row[f"{short}_{table[4:7].rstrip('_')}_visit_date"]
        )
        told = found.get(("", child), [])
        assert [(str(each.day), each.status) for each in told] == right


def test_every_child_is_whoever_any_table_names(both: Both) -> None:
    council, snapshot = both
    right = {
        row[definition.person_column]
        for name, definition in table_definitions().items()
        if definition.person_column
        for row in council.rows(name)
    }
    assert {child for _, child in every_child(snapshot)} >= right - {""}


@pytest.mark.parametrize(
    ("seen", "spells", "right"),
    [
        # From in need to a plan, seen eleven days before and three after.
        (
            ["2026-01-10", "2026-01-24"],
            [("need", "2025-12-01", None), ("plan", "2026-01-21", None)],
            [("2026-01-10", "2026-01-24", 14, "2026-01-21", "plan")],
        ),
        # Not seen since the change.
        (
            ["2026-01-10"],
            [("need", "2025-12-01", None), ("plan", "2026-01-21", None)],
            [("2026-01-10", None, 80, "2026-01-21", "plan")],
        ),
        # From a plan to care, and back to being in need.
        (
            ["2026-01-05", "2026-02-05", "2026-03-05"],
            [
                ("need", "2025-12-01", None),
                ("plan", "2026-01-01", "2026-02-01"),
                ("care", "2026-02-01", "2026-03-01"),
            ],
            [
                ("2025-12-01", "2026-01-05", 35, "2026-01-01", "plan"),
                ("2026-01-05", "2026-02-05", 31, "2026-02-01", "care"),
                ("2026-02-05", "2026-03-05", 28, "2026-03-01", "need"),
            ],
        ),
        # Care that begins anew after nothing at all is no change of the rule.
        ([], [("care", "2025-01-01", "2025-02-01"), ("care", "2026-01-01", None)], []),
        # A plan that begins while the child is in care changes nothing: care comes first.
        (
            ["2026-01-05"],
            [("care", "2025-12-01", None), ("plan", "2026-01-01", "2026-02-01")],
            [],
        ),
    ],
)
def test_a_change_of_status_between_visits_is_told(
    seen: list[str],
    spells: list[tuple[Status, str, str | None]],
    right: list[tuple[str, str | None, int, str, Status]],
) -> None:
    """Counted by hand, as at 31 March 2026."""
    visits = [Visit(date.fromisoformat(each), "need", "Y") for each in seen]
    visits.append(Visit(date(2026, 1, 20), "need", "N"))
    held = [
        Spell(status, date.fromisoformat(first), date.fromisoformat(last) if last else None)
        for status, first, last in spells
    ]
    assert gaps(visits, held, date(2026, 3, 31)) == [
        Gap(
            date.fromisoformat(since),
            date.fromisoformat(until) if until else None,
            days,
            date.fromisoformat(changed),
            to,
        )
        for since, until, days, changed, to in right
    ]
