"""One council in the files of several sources: what each tells must be what the dataset tells.

The journeys are written as the dataset, and as the lists and returns that the council would make
of them; each is loaded by its own reader.  Row for row and field for field they must agree: every
row of a source is the dataset's, and every row of the dataset that lies in the source's reach, as
the load tells it, is the source's.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lineofsight.sample import generate
from lineofsight.tables.definition import TableDefinition
from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.reading import Delivery

AS_AT = date(2026, 3, 31)
SOURCES = ("annex_a", "cin_census", "ssda903", "templates")
# Ids of these are the council's own in every source; of other things a source makes its own.
OWN_IDS = ("ssd_person", "ssd_professionals", "ssd_department")


@dataclass(frozen=True)
class Held:
    """How a source holds a table, where it is not just as the dataset does.

    ``otherwise`` are fields that it tells in another way, and ``partly`` those that it tells of
    some rows, each with the reason; ``same`` by what a row is known where it lacks a column;
    ``only`` which rows are held against each other, as SQL; ``fewer`` why the source need not hold
    all that its reach says.
    """

    otherwise: Mapping[str, str] = field(default_factory=dict)
    partly: Mapping[str, str] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    only: str = "true"
    fewer: str = ""


LATEST_EPISODE = "of a child's latest episode that was more than a referral"
NOT_THE_CATEGORIES = "says that there are several, not which"
ADOPTED = "asked of adopted children alone"
A_YEAR_IN_CARE = "asked of children in care for a year, without the day"
HELD: Mapping[str, Mapping[str, Held]] = {
    "annex_a": {
        "ssd_cin_episodes": Held(
            partly={
                "cine_cin_primary_need_code": LATEST_EPISODE,
                "cine_close_date": LATEST_EPISODE,
                "cine_close_reason": LATEST_EPISODE,
            }
        ),
        "ssd_s47_enquiry": Held({"s47e_s47_outcome_json": "one flag of the many"}),
        "ssd_cp_plans": Held(
            {
                "cppl_cp_plan_initial_category": NOT_THE_CATEGORIES,
                "cppl_cp_plan_latest_category": NOT_THE_CATEGORIES,
            }
        ),
        "ssd_cla_health": Held(
            {"clah_health_check_type": "does not say whether it was the initial one"},
            same=("clah_person_id", "clah_health_check_date"),
            only="clah_health_check_status = 'Completed'",
        ),
        "ssd_disability": Held(
            {"disa_disability_code": "that there is one, not which"}, same=("disa_person_id",)
        ),
        "ssd_involvements": Held(
            same=("invo_person_id", "invo_professional_id", "invo_professional_role_id"),
            # A care leaver's worker is told without being involved in a case.
            only="invo_professional_role_id = 'Allocated Case Worker' "
            "and invo_involvement_end_date is null "
            "and invo_person_id not in (select clea_person_id from dataset.ssd_care_leavers)",
        ),
        "adopters": Held(fewer="those alone whose way went on in the twelve months"),
        "ssd_department": Held({"dept_team_name": "one column for its number and its name"}),
    },
    "cin_census": {
        "ssd_s47_enquiry": Held({"s47e_s47_outcome_json": "one flag of the many"}),
        "ssd_cp_plans": Held(
            {
                "cppl_cp_plan_initial_category": NOT_THE_CATEGORIES,
                "cppl_cp_plan_latest_category": NOT_THE_CATEGORIES,
            }
        ),
    },
    "ssda903": {
        "ssd_cla_health": Held(same=("clah_person_id",), fewer=A_YEAR_IN_CARE),
        "ssd_cla_immunisations": Held(same=("clai_person_id",), fewer=A_YEAR_IN_CARE),
        "ssd_cla_substance_misuse": Held(same=("clas_person_id",), fewer=A_YEAR_IN_CARE),
        "ssd_sdq_scores": Held(fewer=A_YEAR_IN_CARE),
        "ssd_care_leavers": Held(fewer="asked of those of 17 to 21 alone"),
        "ssd_immigration_status": Held(
            {"immi_immigration_status": "other words for being unaccompanied"},
            only="immi_immigration_status ilike 'Unaccompanied%'",
            fewer="asked of children in care alone",
        ),
        "ssd_permanence": Held(
            partly={
                "perm_adopted_by_carer_flag": ADOPTED,
                "perm_matched_date": ADOPTED,
                "perm_adopter_sex": ADOPTED,
                "perm_adopter_legal_status": ADOPTED,
                "perm_number_of_adopters": ADOPTED,
                "perm_placed_for_adoption_date": "where a placement for adoption was recorded",
            }
        ),
        "ssd_missing": Held(
            only="exists (select 1 from dataset.ssd_cla_episodes as care "
            "where care.clae_person_id = miss_person_id and miss_missing_episode_start_date "
            "between care.clae_cla_episode_start_date "
            f"and coalesce(care.clae_cla_episode_ceased_date, '{AS_AT}'))",
        ),
        "ssd_professionals": Held(same=("prof_social_worker_registration_no",)),
        "ssd_involvements": Held(
            {"invo_professional_id": "the worker's registration number"},
            fewer="asked of children in care alone",
        ),
    },
}
# What a source sums up, which the dataset has the events of.
SUMMARIES = ("child_summaries", "care_year_outcomes")
# Children of whom nothing happened in a source's reach, and workers without a case, are in none.
ONLY_THOSE_CONCERNED = ("ssd_person", "ssd_professionals", "ssd_department", "ssd_disability")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    generate(900, 3, 5, AS_AT, folder / "files", form="all")
    load_tables([folder / "files" / "csv"], folder / "csv", AS_AT)
    return folder


@pytest.fixture(scope="module", params=SOURCES)
def source(request: pytest.FixtureRequest, council: Path) -> tuple[str, LoadReport, Path]:
    name = request.param
    report = load_tables([council / "files" / name], council / name, AS_AT, source=name)
    return name, report, council


@pytest.fixture(scope="module")
def both(source: tuple[str, LoadReport, Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The snapshots of the dataset and of the source, side by side."""
    name, _, folder = source
    with duckdb.connect() as connection:
        for alias, store in (("dataset", "csv"), ("source", name)):
            place = folder / store / "current" / "tables.duckdb"
            connection.execute(f"attach '{place}' as {alias} (read_only)")
        yield connection


def deliveries(report: LoadReport) -> list[Delivery]:
    return [
        load.delivery
        for load in report.loads
        if load.kept and load.delivery.definition.name not in SUMMARIES
    ]


def test_nothing_is_rejected(source: tuple[str, LoadReport, Path]) -> None:
    """What the writer wrote, the reader keeps."""
    _, report, _ = source
    assert sum(load.read for load in report.loads) > 500
    assert {load.delivery.part: load.rejected for load in report.loads if load.rejected} == {}


def test_every_row_of_the_source_is_the_datasets(
    source: tuple[str, LoadReport, Path], both: duckdb.DuckDBPyConnection
) -> None:
    name, report, _ = source
    for delivery in deliveries(report):
        definition = delivery.definition
        table = definition.name
        held = HELD.get(name, {}).get(table, Held())
        names = compared(delivery, held)
        # A field that the source leaves empty tells nothing.
        alike = " and ".join(
            f"({written(definition, each, 'own')} = {written(definition, each, 'other')} "
            f"or own.{each} is null)"
            for each in names
        )
        extra = both.execute(
            f"select {', '.join(names)} from source.{table} as own where {held.only} "
            f"and not exists (select 1 from dataset.{table} as other where {alike})"
        ).fetchall()
        assert extra == [], (table, names, extra[:3])


def test_every_row_in_its_reach_is_in_the_source(
    source: tuple[str, LoadReport, Path], both: duckdb.DuckDBPyConnection
) -> None:
    name, report, _ = source
    for delivery in deliveries(report):
        table = delivery.definition.name
        held = HELD.get(name, {}).get(table, Held())
        if table in ONLY_THOSE_CONCERNED or held.fewer:
            continue
        columns = ", ".join(
            written(delivery.definition, each)
            for each in compared(delivery, held)
            if each not in held.partly
        )
        lacking = both.execute(
            f"select distinct {columns} from dataset.{table} where {held.only} "
            f"and {in_reach(delivery, held)} except select {columns} from source.{table}"
        ).fetchall()
        assert lacking == [], (table, columns, lacking[:3])


def in_reach(delivery: Delivery, held: Held) -> str:
    """Which of the dataset's rows the source should hold, as the load tells its reach."""
    definition = delivery.definition
    day, person = definition.date_of_a_row, definition.person_column
    conditions = ["true"]
    if delivery.one_row_a and day and person:
        conditions = [
            f"{person} in (select {person} from source.{definition.name})",
            f"{day} = (select max({day}) from dataset.{definition.name} as every "
            f"where every.{person} = {definition.name}.{person} "
            f"and every.{day} <= '{AS_AT}' and {held.only})",
        ]
    elif delivery.covers_from and day:
        conditions = [f"{day} >= '{delivery.covers_from}'", f"{day} <= '{AS_AT}'"]
    return " and ".join(conditions)


def compared(delivery: Delivery, held: Held) -> tuple[str, ...]:
    """The fields that both must tell alike: all but the ids that a source makes of its own."""
    definition = delivery.definition
    return held.same or tuple(
        column.name
        for column in definition.columns
        if column.name in delivery.fields
        and column.name not in held.otherwise
        and not own_id(definition, column.name)
    )


def written(definition: TableDefinition, name: str, of: str = "") -> str:
    """A field's value; JSON is the same with spaces and without."""
    value = f"{of}.{name}" if of else name
    return f"replace({value}, ' ', '')" if definition.column(name).type == "json" else value


def own_id(definition: TableDefinition, name: str) -> bool:
    column = definition.column(name)
    if definition.name in OWN_IDS:
        return False
    if column.references:
        return column.references[0] not in OWN_IDS
    return name in definition.key or name == "clae_cla_id"


def test_annex_a_counts_what_went_before(council: Path) -> None:
    """The numbers of earlier referrals, plans and placements, counted here in plain Python."""
    load_tables([council / "files" / "annex_a"], council / "counts", AS_AT, source="annex_a")
    referred = days_of(council, "ssd_cin_episodes", "cine_person_id", "cine_referral_date")
    protected = days_of(council, "ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_start_date")
    placed = rows_of(council, "ssd_cla_placement")
    with duckdb.connect(council / "counts" / "current" / "tables.duckdb", read_only=True) as found:
        summaries = found.execute(
            "select person_id, referrals_12_months, previous_plans, placements_12_months "
            "from child_summaries"
        ).fetchall()
    again = 0
    for child, referrals, plans, placements in summaries:
        if referrals is not None:
            *_, latest = sorted(referred[child])
            year_before = f"{int(latest[:4]) - 1}{latest[4:]}"
            assert referrals == sum(year_before <= day < latest for day in referred[child]), child
        if plans is not None:
            assert plans == len(protected[child]) - 1, child
            again += plans
        if placements is not None:
            own = [row for row in placed if row["clap_person_id"] == child]
            ends = [row["clap_cla_placement_end_date"] or "2026-03-31" for row in own]
            assert placements == sum(end >= "2025-04-01" for end in ends), child
    assert again > 3


def rows_of(council: Path, table: str) -> list[dict[str, str]]:
    place = council / "files" / "csv" / f"{table}.csv"
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def days_of(council: Path, table: str, child: str, day: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(council, table):
        found[row[child]].append(row[day])
    return found
