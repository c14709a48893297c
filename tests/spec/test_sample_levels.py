"""The invented council: every table is filled, consistent and near what councils show."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.sample import generate
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import LoadReport, load_tables
from tests.support.sample_levels import AS_AT, PAGE, Level, figures, levels, told_anew
from tests.unit.sample.reading import Council, council, grouped, rows

LEVELS = levels()
COUNCIL = tuple(level for level in LEVELS if not level.county)
# What any council's load tells, and no error.
LATE_OR_GAPS = {
    "kept_free",
    "no_child",
    "assessment_without_seen",
    "plan_visit_without_seen",
    "contract_without_post",
    "entered_late",
}


@pytest.fixture(scope="module")
def made() -> Council:
    return council(3000, 5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council of 2,000 children, as files."""
    out = tmp_path_factory.mktemp("sample") / "council"
    generate(2000, 5, 1, AS_AT, out)
    return out


@pytest.fixture(scope="module")
def load(folder: Path) -> LoadReport:
    """The council of 2,000 children as loaded into the store beside its files."""
    return load_tables([folder], folder.parent / "store", AS_AT)


@pytest.fixture(scope="module")
def shown(folder: Path, load: LoadReport) -> Mapping[str, float]:
    """What the council of 2,000 children shows."""
    return figures(folder.parent / "store", COUNCIL)


@pytest.fixture(scope="module")
def shown_in_county(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, float]:
    """What a county of 30,000 children shows."""
    out = tmp_path_factory.mktemp("sample")
    generate(30_000, 5, 1, AS_AT, out / "county")
    load_tables([out / "county"], out / "store", AS_AT)
    return figures(out / "store", LEVELS)


def test_every_table_has_rows(folder: Path) -> None:
    """Two thousand children are enough for each table to hold something.

    Two tables have no file: they are what an extract or a return counts in place of events.
    """
    tables = {path.stem for path in folder.iterdir()}
    assert set(table_definitions()) - tables == {"care_year_outcomes", "child_summaries"}
    assert not [path.stem for path in folder.iterdir() if not rows(path)]


def test_a_load_finds_nothing_wrong(load: LoadReport) -> None:
    """Every row is kept, and no check finds an error: what is told is that work is late or gaps.

    Columns that the standard keeps free are told, surveys of workers are of no child, and an
    unborn child was not seen.
    """
    assert [each for each in load.problems if each.severity == "error"] == []
    assert not any(each.rejected for each in load.loads)
    assert {each.rule for each in load.problems} == LATE_OR_GAPS


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_a_load_of_a_larger_council_finds_no_error(tmp_path: Path, seed: int) -> None:
    """Also where there are enough children for what is rare."""
    generate(8000, 5, seed, AS_AT, tmp_path / "council")
    load = load_tables([tmp_path / "council"], tmp_path / "store", AS_AT)
    assert [each for each in load.problems if each.severity == "error"] == []


def test_every_figure_that_the_department_publishes_has_a_band() -> None:
    """The page has a band for each indicator that bears a number of the Department's tool."""
    banded = {name.partition(":")[0] for level in LEVELS for name in level.indicators}
    published = {each.id for each in catalogue().values() if each.file.dfe_code}
    assert {name.partition(":")[0] for name in published} <= banded


@pytest.mark.parametrize("level", COUNCIL, ids=lambda level: level.figure)
def test_the_work_is_near_what_councils_show(shown: Mapping[str, float], level: Level) -> None:
    """The catalogue measures the invented council: its figures lie in the bands of its page."""
    assert level.least <= shown[level.figure] <= level.most


@pytest.mark.long
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.figure)
def test_a_county_is_near_england(shown_in_county: Mapping[str, float], level: Level) -> None:
    """With enough children in care, their figures lie near England's too."""
    assert level.least <= shown_in_county[level.figure] <= level.most


@pytest.mark.long
def test_the_page_tells_what_a_county_shows(shown_in_county: Mapping[str, float]) -> None:
    """Run make levels after a change that is meant, and read the difference."""
    found = told_anew(shown_in_county)
    if os.environ.get("LINEOFSIGHT_REMAKE"):
        PAGE.write_text(found, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == found


def test_parquet_holds_the_same_rows(folder: Path, tmp_path: Path) -> None:
    """As Parquet each table has the same rows in the same order, with the definitions' types."""
    out = tmp_path / "parquet"
    generate(2000, 5, 1, AS_AT, out, form="parquet")
    assert {path.suffix for path in out.iterdir()} == {".parquet"}
    for table in ("ssd_person", "contact_decisions", "core_groups", "posts"):
        columns = table_definitions()[table].columns
        read = duckdb.read_parquet(str(out / f"{table}.parquet"))
        assert [str(found).lower() for found in read.types] == [
            column.sql_type for column in columns
        ]
        given = rows(folder / f"{table}.csv")
        key = columns[0].name
        assert [found[0] for found in read.fetchall()] == [row[key] for row in given]


def test_a_small_council_can_be_parquet(tmp_path: Path) -> None:
    """Tables without a row keep their columns; each authority has a folder."""
    generate(1, 1, 1, AS_AT, tmp_path / "region", authorities=2, form="parquet")
    empty = duckdb.read_parquet(str(tmp_path / "region" / "Fernshire" / "adopters.parquet"))
    assert empty.columns == [column.name for column in table_definitions()["adopters"].columns]


def test_numbers_are_one_child_s(tmp_path: Path) -> None:
    """No two children of a region share a pupil number or the health service's number."""
    made = generate(400, 2, 1, AS_AT, tmp_path / "region", authorities=3)
    persons = [
        row
        for authority in made.authorities
        for row in rows(tmp_path / "region" / authority / "ssd_person.csv")
    ]
    for column in ("pers_upn", "pers_common_child_id"):
        held = [row[column] for row in persons if row[column]]
        assert len(held) > 500
        assert len(held) == len(set(held))


def test_brothers_and_sisters_share_a_meeting(made: Council) -> None:
    """A strategy discussion is one meeting for a family: held on one day, by the same people."""
    found = grouped(made["strategy_discussions"], "meeting_id")
    assert any(len(discussions) > 1 for discussions in found.values())
    for discussions in found.values():
        told = {
            (row["held_on"], row["police_attended"], row["health_attended"]) for row in discussions
        }
        assert len(told) == 1


def test_a_core_group_is_held_while_the_plan_lasts(made: Council) -> None:
    """No core group before its plan or after it, and an open plan has its next one waiting."""
    plans = {row["cppl_cp_plan_id"]: row for row in made["ssd_cp_plans"]}
    waiting = {row["cp_plan_id"] for row in made["core_groups"] if not row["held_on"]}
    for row in made["core_groups"]:
        plan = plans[row["cp_plan_id"]]
        end = plan["cppl_cp_plan_end_date"] or "9999"
        assert plan["cppl_cp_plan_start_date"] <= (row["held_on"] or row["due_on"])
        assert row["held_on"] <= end
    for plan in plans.values():
        ours_open = plan["cppl_cp_plan_ola"] == "N" and not plan["cppl_cp_plan_end_date"]
        assert (plan["cppl_cp_plan_id"] in waiting) == ours_open


def test_the_allocated_worker_is_who_is_supervised(made: Council) -> None:
    """A case is supervised with the worker who holds it on that day."""
    held = grouped(made["ssd_involvements"], "invo_person_id", "invo_professional_id")
    for row in made["case_supervisions"]:
        assert any(
            stint["invo_involvement_start_date"]
            <= row["held_on"]
            <= (stint["invo_involvement_end_date"] or "9999")
            for stint in held[row["person_id"], row["worker_id"]]
        )


def test_care_leavers_were_in_care_at_sixteen(made: Council) -> None:
    """Nobody is a care leaver who was not looked after for thirteen weeks, some at sixteen."""
    born = {row["pers_person_id"]: row["pers_dob"] for row in made["ssd_person"]}
    episodes = grouped(made["ssd_cla_episodes"], "clae_person_id")
    assert made["ssd_care_leavers"]
    for row in made["ssd_care_leavers"]:
        child = row["clea_person_id"]
        sixteen = f"{int(born[child][:4]) + 16}{born[child][4:]}"
        last = episodes[child,][-1]["clae_cla_episode_ceased_date"] or "9999"
        assert last >= sixteen, child


def test_health_and_education_of_children_in_care_only(made: Council) -> None:
    """Checks, questionnaires and education plans lie within a period of care."""
    periods: dict[str, list[tuple[str, str]]] = {}
    for (child, _), found in grouped(
        made["ssd_cla_episodes"], "clae_person_id", "clae_cla_id"
    ).items():
        start = found[0]["clae_entered_care_date"]
        end = found[-1]["clae_cla_episode_ceased_date"] or "9999"
        periods.setdefault(child, []).append((start, end))
    for table, child, held in (
        ("ssd_sdq_scores", "csdq_person_id", "csdq_sdq_completed_date"),
        ("personal_education_plans", "person_id", "completed_on"),
        ("health_assessments", "person_id", "held_on"),
    ):
        assert made[table]
        for row in made[table]:
            if row[held]:
                within = [start <= row[held] <= end for start, end in periods[row[child]]]
                assert any(within), table


def test_an_interview_follows_a_return(made: Council) -> None:
    """What the standard says of a return interview is what the interviews say."""
    interviews = {row["missing_episode_id"]: row for row in made["return_interviews"]}
    told = [row for row in made["ssd_missing"] if row["miss_missing_rhi_offered"] in ("Y", "N")]
    assert len(told) == len(interviews)
    for row in told:
        interview = interviews[row["miss_table_id"]]
        assert interview["returned_at"][:10] == row["miss_missing_episode_end_date"]
        assert (row["miss_missing_rhi_offered"] == "Y") == (interview["offered_at"] != "")


def test_a_worker_has_a_contract_while_they_hold_cases(made: Council) -> None:
    """Every stint with a child lies within the worker's contract."""
    contracts = grouped(made["worker_contracts"], "worker_id")
    for row in made["ssd_involvements"]:
        assert any(
            contract["started_on"] <= row["invo_involvement_start_date"]
            and (row["invo_involvement_end_date"] or "9999") <= (contract["ended_on"] or "9999")
            for contract in contracts[row["invo_professional_id"],]
        )


@pytest.mark.parametrize("other", ["seed", "day"])
def test_another_seed_or_day_is_clean_too(tmp_path: Path, other: str) -> None:
    """Leap days, other seeds and a short history leave nothing for a load to tell but gaps.

    In so small a council some tables are empty, and a team of one may have a quiet month.
    """
    seed, as_at = (23, AS_AT) if other == "seed" else (1, date(2024, 2, 29))
    generate(600, 2, seed, as_at, tmp_path / "council")
    load = load_tables([tmp_path / "council"], tmp_path / "store", as_at)
    assert {problem.rule for problem in load.problems} <= LATE_OR_GAPS | {"no_rows", "silent_team"}
