"""The SSDA903 return: a file or sheet a module, years of which are one history, checked."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.readers.ssda903.checking import Check, ModuleChecks, module_checks
from lineofsight.tables.readers.ssda903.layout import fills, layouts, newest
from tests.support.loaded import Loaded, deliveries, found

CHECKOUT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared"))

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
    "HOME_POST,PL_POST,URN\n"
)
OC2 = (
    "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
    "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n"
)


@pytest.fixture
def council(tmp_path: Path) -> Loaded:
    return Loaded(tmp_path, "ssda903")


def test_files_are_known_by_their_headings(council: Loaded) -> None:
    """Whatever they are called, and in whichever order and case their columns are."""
    council.write(
        {
            "first.csv": HEADER + "1,2,27/03/2012,WBRI,A12345678901B,0,\n",
            "second.csv": "dec,child,decom,rne,ls,rec,place\n,1,02/04/2024,S,C2,,U1\n",
            "notes.csv": "a,b\n1,2\n",
        }
    )
    report = council.load()
    assert council.rows("select pers_person_id, pers_sex, pers_dob from ssd_person") == [
        ("1", "F", date(2012, 3, 27))
    ]
    assert council.column("select clae_cla_episode_start_date from ssd_cla_episodes") == [
        date(2024, 4, 2)
    ]
    assert [p.message[:9] for p in report.problems if p.rule == "unknown_file"] == ["notes.csv"]
    told = {row.source: row.how for row in report.mapping if row.column == "(file)"}
    assert told["second.csv"] == (
        "Episodes, known by its headings, of 2024-25, by the last year of its dates; "
        "the layout of 2023-24"
    )
    assert "of 2024-25, as the newest episodes" in told["first.csv"]


def test_a_workbook_holds_a_module_a_sheet(council: Loaded) -> None:
    """Its numbers, texts and days are read as those of a CSV file are."""
    path = council.sources / "return.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        about = book.add_worksheet("About")
        about.write_row(0, 0, ["Return of an invented council"])
        sheet = book.add_worksheet("Episodes 2025")
        sheet.write_row(0, 0, EPISODES.strip().split(","))
        sheet.write_row(1, 0, [566910])
        sheet.write_datetime(1, 1, date(2024, 5, 1), day)
        sheet.write_row(1, 2, ["S", "C2", "N1", "U1", "PR1"])
        reviews = book.add_worksheet("Reviews")
        reviews.write_row(0, 0, ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"])
        reviews.write_row(1, 0, ["566910", "27/03/2012", "20/05/2024", "PN1"])
    report = council.load()
    assert council.rows(
        "select clae_person_id, clae_cla_episode_start_date, clar_cla_review_date "
        "from ssd_cla_episodes join ssd_cla_reviews on clar_cla_id = clae_cla_id"
    ) == [("566910", date(2024, 5, 1), date(2024, 5, 20))]
    assert report.as_json()["tables"]["return.xlsx: Episodes 2025"]["read"] == 1


CARE = (
    EPISODES
    + "1,02/04/2024,S,E1,N1,U1,PR1,01/06/2024,X1,,AA1,AA1 1AA,100\n"
    + "1,01/06/2024,L,C1,N1,U1,PR1,01/08/2024,X1,,AA1,AA1 1AA,100\n"
    + "1,01/08/2024,U,C2,N1,U1,PR1,01/09/2024,X1,CARPL,AA1,AA1 1AA,100\n"
    + "1,01/09/2024,P,C2,N1,K2,PR4,01/12/2024,E4A,,AA1,BB1 1BB,200\n"
    + "1,01/02/2025,S,V2,N1,K2,PR4,,,,AA1,BB1 1BB,200\n"
)


def test_a_placement_goes_on_over_changes_of_legal_status(council: Loaded) -> None:
    """Episodes end with either; placements and legal statuses are put together again."""
    council.write({"episodes.csv": CARE})
    council.load()
    assert council.rows(
        "select clap_cla_placement_start_date, clap_cla_placement_end_date, "
        "clap_cla_placement_type, clap_cla_placement_change_reason from ssd_cla_placement "
        "order by 1"
    ) == [
        (date(2024, 4, 2), date(2024, 9, 1), "U1", "CARPL"),
        (date(2024, 9, 1), date(2024, 12, 1), "K2", None),
        (date(2025, 2, 1), None, "K2", None),
    ]
    assert council.rows(
        "select lega_legal_status, lega_legal_status_start_date, lega_legal_status_end_date "
        "from ssd_legal_status order by 2"
    ) == [
        ("E1", date(2024, 4, 2), date(2024, 6, 1)),
        ("C1", date(2024, 6, 1), date(2024, 8, 1)),
        ("C2", date(2024, 8, 1), date(2024, 12, 1)),
        ("V2", date(2025, 2, 1), None),
    ]
    assert council.rows(
        "select clae_entered_care_date, count(*), count(distinct clae_cla_id), "
        "count(distinct clae_cla_placement_id) from ssd_cla_episodes group by 1 order by 1"
    ) == [(date(2024, 4, 2), 4, 1, 2), (date(2025, 2, 1), 1, 1, 1)]


def test_care_that_began_before_the_files_has_no_known_first_day(council: Loaded) -> None:
    council.write({"episodes.csv": EPISODES + "1,02/04/2024,P,C2,N1,U1,PR1,,,,,,\n"})
    council.load()
    assert council.column("select clae_entered_care_date from ssd_cla_episodes") == [None]


def test_an_episode_over_31_march_is_in_both_years_and_is_one(council: Loaded) -> None:
    """The newer return's word counts; a child whom it does not have stays as they were."""
    council.write(
        {
            "episodes_2023-24.csv": EPISODES
            + "1,02/05/2023,S,C2,N1,U1,PR1,,,,,,\n"
            + "2,01/03/2024,S,C2,N1,U1,PR1,,,,,,\n"
            + "3,03/06/2023,S,C2,N1,U1,PR1,05/08/2023,E4A,,,,\n",
            "episodes_2024-25.csv": EPISODES
            + "1,02/05/2023,S,C2,N1,U1,PR1,07/07/2024,E4A,,,,\n"
            + "2,02/03/2024,S,C2,N1,U1,PR1,,,,,,\n",
            "header_2024.csv": HEADER + "1,1,27/03/2012,WBRI,,,\n",
            "header_2025.csv": HEADER + "1,M,28/03/2012,WBRI,,,\n",
        }
    )
    report = council.load()
    assert council.rows(
        "select clae_person_id, clae_cla_episode_start_date, clae_cla_episode_ceased_date "
        "from ssd_cla_episodes order by 1"
    ) == [
        ("1", date(2023, 5, 2), date(2024, 7, 7)),
        ("2", date(2024, 3, 2), None),
        ("3", date(2023, 6, 3), date(2023, 8, 5)),
    ]
    assert council.rows("select pers_sex, pers_dob from ssd_person") == [("M", date(2012, 3, 28))]
    assert (found(report)["stated_again"], found(report)["left_open"]) == (2, 1)
    episodes = next(x for x in report.loads if x.delivery.definition.name == "ssd_cla_episodes")
    assert episodes.delivery.covers_from == date(2023, 4, 1)


def test_a_folder_of_authorities_holds_a_return_for_each(council: Loaded) -> None:
    """Children of two councils are never taken for one, whatever their numbers."""
    council.write(
        {
            "north/episodes.csv": EPISODES + "1,02/05/2024,S,C2,N1,U1,PR1,,,,,,\n",
            "south/episodes.csv": EPISODES
            + "1,03/05/2024,S,C2,N1,U1,PR1,04/06/2024,E4A,,,,\n"
            + "2,03/05/2024,S,C2,N1,U1,PR1,,,,,,\n",
        }
    )
    council.load()
    assert council.rows(
        "select authority, clae_person_id, clae_cla_episode_ceased_date from ssd_cla_episodes "
        "order by all"
    ) == [("north", "1", None), ("south", "1", date(2024, 6, 4)), ("south", "2", None)]


def test_what_a_year_came_to_is_kept_by_its_year(council: Loaded) -> None:
    """The return has no days for checks, so that what needs one cannot be computed from it."""
    council.write(
        {
            "episodes_2024.csv": CARE,
            "oc2_2024.csv": OC2 + "1,27/03/2012,12,,0,,1,1,1,0,,\n",
            "oc2_2025.csv": OC2 + "1,27/03/2012,,SDQ2,0,,0,0,1,1,1,0\n",
        }
    )
    report = council.load()
    assert council.rows(
        "select year_ended_on, sdq_score, sdq_reason, teeth_checked, substance_misused "
        "from care_year_outcomes order by 1"
    ) == [
        (date(2024, 3, 31), 12, None, "Y", "N"),
        (date(2025, 3, 31), None, "SDQ2", "N", "Y"),
    ]
    assert council.rows(
        "select clai_immunisations_status, clai_immunisations_status_date "
        "from ssd_cla_immunisations"
    ) == [("N", date(2025, 3, 31))]
    assert council.rows(
        "select clah_health_check_type, count(*) from ssd_cla_health group by 1 order by 1"
    ) == [("Dental Check", 1), ("Health Assessment", 2)]
    assert council.column("select clas_intervention_received from ssd_cla_substance_misuse") == [
        "Y"
    ]
    assert council.column("select count(*) from ssd_sdq_scores") == [2]
    health = next(x for x in report.loads if x.delivery.definition.name == "ssd_cla_health")
    assert health.delivery.missing_columns == ("clah_health_check_date",)


def test_the_other_modules_find_their_tables(council: Loaded) -> None:
    """Adoption, missing, unaccompanied, care leavers, mothers, workers, deprivation of liberty."""
    council.write(
        {
            "header.csv": HEADER + "1,2,27/03/2009,WBRI,UN3,1,05/06/2024\n",
            "episodes.csv": EPISODES
            + "1,02/04/2024,S,C2,N1,U1,PR1,,,,,,\n"
            + "2,02/04/2024,S,E1,N1,U1,PR1,01/09/2024,X1,,,,\n"
            + "2,01/09/2024,T,E1,N1,A3,PR1,01/03/2025,E11,,,,\n"
            + "3,02/04/2024,S,E1,N1,U1,PR1,01/09/2024,E45,,,,\n",
            "placed.csv": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
            "2,01/01/2022,01/07/2024,,\n1,27/03/2009,01/05/2024,02/06/2024,RD1\n",
            "ad1.csv": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
            "2,01/01/2022,01/07/2024,01/08/2024,1,2,MF,L11\n",
            "missing.csv": "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
            "1,27/03/2009,M,01/05/2024,03/05/2024\n1,27/03/2009,A,01/06/2024,\n",
            "uasc.csv": "CHILD,SEX,DOB,DUC\n1,2,27/03/2009,27/03/2027\n",
            "oc3.csv": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n4,01/05/2005,YES,F1,U2\n"
            "5,01/05/2005,NO,0,0\n",
            "perm.csv": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,27/03/2009,P1,E1,zz/05/2015\n",
            "workers.csv": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
            "1,27/03/2009,SWE1,02/04/2024,01/05/2024,LEFTRL\n",
            "liberty.csv": "CHILD,DOB,DOLO_START,DOLO_END\n1,27/03/2009,05/05/2024,\n",
        }
    )
    council.load()
    assert council.rows(
        "select pers_upn, pers_upn_unknown, pers_is_mother, moth_childs_dob from ssd_person "
        "join ssd_mother on moth_person_id = pers_person_id"
    ) == [(None, "UN3", "Y", date(2024, 6, 5))]
    assert council.rows(
        "select perm_person_id, perm_adm_decision_date, perm_matched_date, "
        "perm_placed_for_adoption_date, perm_decision_reversed_date, perm_permanence_order_date, "
        "perm_permanence_order_type, perm_adopted_by_carer_flag, perm_number_of_adopters "
        "from ssd_permanence order by 1"
    ) == [
        ("1", date(2024, 5, 1), None, None, date(2024, 6, 2), None, None, None, None),
        ("2", date(2024, 7, 1), date(2024, 8, 1), date(2024, 9, 1), None, date(2025, 3, 1),
         "Adoption", "Y", 2),
        ("3", None, None, None, None, date(2024, 9, 1), "Special Guardianship", None, None),
    ]  # fmt: skip
    assert council.rows(
        "select miss_missing_episode_type, miss_missing_episode_end_date from ssd_missing "
        "order by miss_missing_episode_start_date"
    ) == [("Missing", date(2024, 5, 3)), ("Away", None)]
    assert council.column(
        "select immi_immigration_status_end_date from ssd_immigration_status"
    ) == [date(2027, 3, 27)]
    assert council.rows(
        "select clea_care_leaver_in_touch, clea_care_leaver_activity, "
        "clea_care_leaver_accommodation, clea_care_leaver_accom_suitable from ssd_care_leavers "
        "order by clea_person_id"
    ) == [("YES", "F1", "U", "2"), ("NO", None, None, None)]
    assert council.column(
        "select lapp_previous_permanence_order_date from ssd_cla_previous_permanence"
    ) == ["zz/05/2015"]
    assert council.rows(
        "select invo_professional_role_id, invo_worker_change_reason from ssd_involvements "
        "join ssd_professionals on prof_professional_id = invo_professional_id"
    ) == [("Allocated Case Worker", "LEFTRL")]
    assert council.column(
        "select clap_cla_placement_type from deprivations_of_liberty "
        "join ssd_cla_placement on clap_cla_placement_id = placement_id"
    ) == ["U1"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"notes.csv": "a,b\n1,2\n"}, "None of the files is a module of the SSDA903"),
        ({"a.csv": HEADER, "b.csv": HEADER}, "cannot be told by its dates"),
        ({"episodes.csv": EPISODES + "1,not a day,S,C2,,,,,,,,,\n"}, "call it after its year"),
        ({"return.xlsx": b"PK\x03\x04 no workbook"}, "return.xlsx"),
        ({"episodes.csv": b"\xff\xfeC\0H\0"}, "UTF-16"),
    ],
)
def test_what_is_no_return_is_refused_in_a_sentence(
    council: Loaded, files: Mapping[str, str | bytes], sentence: str
) -> None:
    """Nothing is left of it."""
    council.write(files)
    with pytest.raises(UnusableInput, match=sentence):
        council.load()
    assert not council.store.exists()


def _checks() -> Iterator[tuple[str, ModuleChecks, Check]]:
    for module in module_checks():
        for name, check in module.checks.items():
            yield name, module, check


CHECKS = list(_checks())


@pytest.mark.parametrize(("name", "module", "check"), CHECKS, ids=[name for name, _, _ in CHECKS])
def test_every_check_finds_the_rows_of_its_example(
    tmp_path: Path, name: str, module: ModuleChecks, check: Check
) -> None:
    """One row of each example that fails, and none of those that pass."""
    council = Loaded(tmp_path, "ssda903")
    beside = {**module.beside, **check.beside}
    council.write({f"{other}.csv": "\n".join(rows) + "\n" for other, rows in beside.items()})
    rows = [row.strip() for each in (*check.fails, *check.passes) for row in each.split(" / ")]
    text = "\n".join([check.headings or module.headings, *rows])
    council.write({"checked.csv": text + "\n"})
    problems = [p for d in deliveries(tmp_path, "ssda903", date(2027, 3, 31)) for p in d.problems]
    told = [problem for problem in problems if problem.rule == name]
    assert [problem.rows for problem in told] == [len(check.fails)]
    assert told[0].severity == check.severity
    assert told[0].table in table_definitions()


def test_checks_are_told_apart_by_their_names() -> None:
    names = [name for name, _, _ in CHECKS]
    assert len(names) == len(set(names)) >= 40


def test_every_layout_and_fill_names_what_there_is() -> None:
    """Modules and columns of the layouts, and columns of the tables."""
    modules = newest().modules
    for table, fill in fills().tables.items():
        columns = {column.name for column in table_definitions()[table].columns}
        assert set(fill.fields) <= columns
        assert {fill.module, *fill.or_modules} <= set(modules)
    every = {f"{name}.{column}" for name in modules for column in modules[name].all_columns}
    assert set(fills().not_loaded) <= every
    for layout in layouts().values():
        for module in layout.modules.values():
            assert {*module.days, *module.happened, *module.stated_by} <= {
                *module.all_columns,
                "year",
            }


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_mutated_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever its bytes: never another error, and never a value in the sentence."""
    content = bytearray(CARE.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                content[place] = data.draw(st.integers(0, 255))
            case 1:
                del content[place : place + data.draw(st.integers(1, 200))]
            case _:
                content[place:place] = data.draw(st.binary(max_size=20))
        if not content:
            return
    folder = tmp_path_factory.mktemp("mutated")
    Loaded(folder, "ssda903").write(
        {"episodes.csv": bytes(content), "header.csv": HEADER + "1,1,27/03/2012,WBRI,,,\n"}
    )
    try:
        deliveries(folder, "ssda903", date(2025, 3, 31))
    except UnusableInput as refused:
        assert "27/03/2012" not in str(refused)


def test_a_file_may_have_braces_in_its_name(council: Loaded) -> None:
    """As case systems write them around the number of an export."""
    episode = "1,01/06/2024,S,C2,,U1,,01/05/2024,E4A,,,,\n"
    council.write({"episodes {3F25} 2024-25.csv": EPISODES + episode})
    told = [p for p in council.load().problems if p.rule == "episode_ends_before_it_begins"]
    assert [p.message.split(": ")[0] for p in told] == ["episodes {3F25} 2024-25.csv"]


def test_the_errors_of_an_invented_return_are_told(council: Loaded) -> None:
    """A return of 25,900 rows with deliberate errors, made for the validator that councils use."""
    sample = SHARED / "data" / "ssda903"
    if not sample.exists():
        pytest.skip(f"{sample.name} is not here; LINEOFSIGHT_SHARED names the folder that has it")
    council.write({file.name: file.read_bytes() for file in sample.iterdir()})
    report = council.load("2018-03-31")
    assert all(load.read == load.kept + load.rejected for load in report.loads)
    counted = found(report)
    assert counted["episodes_overlap"] == 62
    assert counted["review_before_care"] == 2647
    assert counted["episode_reason_without_end"] == 1413
    assert counted["adopted_from_elsewhere"] == 90
    assert "unknown_file" not in counted
    assert {load.delivery.definition.name: load.kept for load in report.loads}[
        "ssd_cla_episodes"
    ] == 5050
