"""Extracts of the Standard Safeguarding Dataset as case systems really write them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import load_tables
from lineofsight.tables.names import Names
from lineofsight.tables.own_names import names_in, remember
from lineofsight.tables.snapshots import open_snapshot
from tests.support.extracts import MARCH, Council, how, rules, told


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def test_columns_are_known_by_what_their_system_calls_them(council: Council) -> None:
    """Mosaic's reviews name the step of the workflow, the registration, and two dates."""
    council.write(
        "ssd_cp_reviews.csv",
        "workflow_step_id,person_id,registration_id,due_date,actual_date,review_outcome",
        "V1,P1,L1,2026-02-01,2026-02-03,continue",
    )
    report = council.load()
    assert council.rows(
        "select cppr_cp_review_id, cppr_person_id, cppr_cp_plan_id, cppr_cp_review_due, "
        "cppr_cp_review_date from ssd_cp_reviews"
    ) == [("V1", "P1", "L1", date(2026, 2, 1), date(2026, 2, 3))]
    assert how(report)["workflow_step_id"] == ("cppr_cp_review_id", "as Mosaic calls it")
    assert how(report)["person_id"] == ("cppr_person_id", "by name without cppr_")
    assert how(report)["review_outcome"] == (None, "not loaded: unknown")


def test_columns_of_older_versions_are_known(council: Council) -> None:
    """An episode's end and need had other names before version 1.3."""
    council.write(
        "ssd_cla_episodes.csv",
        "clae_cla_episode_id,clae_cla_episode_ceased,clae_cla_primary_need",
        "E1,2026-02-01,N1",
    )
    report = council.load()
    assert council.rows(
        "select clae_cla_episode_ceased_date, clae_cla_primary_need_code from ssd_cla_episodes"
    ) == [(date(2026, 2, 1), "N1")]
    assert (
        how(report)["clae_cla_episode_ceased"][1] == "as an older version of the standard calls it"
    )


@pytest.mark.parametrize(
    ("column", "field", "by"),
    [
        ("cin_plan_id", "cinp_cin_plan_id", "as Mosaic calls it"),
        ("CIN Plan Start-Date", "cinp_cin_plan_start_date", "by name without cinp_"),
        ("plan_end_date", "cinp_cin_plan_end_date", "by its ending"),
        ("worker_id", "cinp_cin_plan_worker_id", "by its ending"),
        ("end", None, "not loaded: unknown"),
        ("plan_id", "cinp_cin_plan_id", "by its ending"),
    ],
)
def test_a_name_without_its_beginning_is_known_where_one_field_fits(
    column: str, field: str | None, by: str
) -> None:
    """Within its table; a single word that many fields end in is none."""
    (named,) = Names().fields_of("ssd", "ssd_cin_plans", [column])
    assert (named.field, named.how) == (field, by)


def test_of_two_columns_for_one_field_the_surer_is_taken(council: Council) -> None:
    """And neither where both are as sure: it is told, not guessed."""
    council.write(
        "ssd_cin_plans.csv",
        "cin_plan_id,cinp_cin_plan_id,person id,PERSON-ID,cinp_cin_plan_start_date",
        "wrong,L1,P1,P2,2026-02-01",
    )
    report = council.load()
    assert council.rows("select cinp_cin_plan_id, cinp_person_id from ssd_cin_plans") == [
        ("L1", None)
    ]
    assert how(report)["cin_plan_id"] == (None, "not loaded: unknown")
    assert how(report)["person id"] == (None, "not loaded: another could be cinp_person_id too")


SPELLINGS = st.lists(
    st.tuples(st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from("_ -.")),
    min_size=40,
    max_size=40,
)
FIELDS = st.sampled_from(
    [(each.name, column.name) for each in table_definitions().values() for column in each.columns]
)


@given(field=FIELDS, spelling=SPELLINGS)
def test_capitals_spaces_and_marks_never_change_what_a_column_is(
    field: tuple[str, str], spelling: list[tuple[object, str]]
) -> None:
    """Every field of every table, however its words are written and joined."""
    table, name = field
    written = "".join(
        case(word) + mark  # type: ignore[operator]
        for word, (case, mark) in zip(name.split("_"), spelling, strict=False)
    )
    (named,) = Names().fields_of("ssd", table, [f" {written} "])
    assert (named.field, named.how) == (name, "by name")


def test_a_name_that_the_council_set_wins(council: Council) -> None:
    """It is remembered for every later load, and the mapping says when it was set."""
    council.write("ssd_cp_reviews.csv", "ref,cppr_cp_review_date,held", "V1,2026-01-01,2026-02-02")
    with pytest.raises(UnusableInput, match="lacks the column cppr_cp_review_id"):
        council.load()
    day = date(2026, 3, 1)
    for column, field in (("Ref", "cppr_cp_review_id"), ("held", "cppr_cp_review_date")):
        remember(council.store, "ssd", "ssd_cp_reviews", column, field, by="Å. Analyst", when=day)
    report = council.load()
    assert council.rows("select cppr_cp_review_id, cppr_cp_review_date from ssd_cp_reviews") == [
        ("V1", date(2026, 2, 2))
    ]
    assert how(report)["held"][1] == "as set by this council on 2026-03-01"
    assert how(report)["cppr_cp_review_date"][0] is None
    assert [each.by for each in names_in(council.store).own] == ["Å. Analyst"] * 2


def test_a_name_can_be_set_again_and_only_for_what_is_there(tmp_path: Path) -> None:
    """The newest stands; a table, field or kind that is none is refused."""

    def set_name(kind: str, table: str, field: str) -> None:
        remember(tmp_path, kind, table, "held", field, by="A", when=MARCH)

    set_name("ssd", "ssd_cp_reviews", "cppr_cp_review_due")
    set_name("ssd", "ssd_cp_reviews", "cppr_cp_review_date")
    assert [each.field for each in names_in(tmp_path).own] == ["cppr_cp_review_date"]
    for wrong in (
        ("ssd", "ssd_nothing", "x"),
        ("ssd", "ssd_cp_reviews", "cppl_cp_plan_id"),
        ("paper", "ssd_cp_reviews", "cppr_cp_review_date"),
    ):
        with pytest.raises(UnusableInput):
            set_name(*wrong)
    (tmp_path / "names.toml").write_text("names = 3")
    with pytest.raises(UnusableInput, match="not as it is written here"):
        names_in(tmp_path)


def test_a_child_is_found_through_the_keys_of_other_tables(council: Council) -> None:
    """A visit's through its plan, whose own was found through its referral; told and counted."""
    council.write("ssd_cin_episodes.csv", "cine_referral_id,cine_person_id", "R1,P1")
    council.write("ssd_cp_plans.csv", "cppl_cp_plan_id,cppl_referral_id", "L1,R1")
    council.write(
        "ssd_cp_visits.csv",
        "cppv_cp_visit_id,cppv_cp_plan_id,cppv_cp_visit_date",
        "V1,L1,2026-02-01",
        "V2,L9,2026-02-01",
    )
    report = council.load()
    assert council.rows("select cppl_person_id from ssd_cp_plans") == [("P1",)]
    assert council.rows("select cppv_person_id from ssd_cp_visits order by all nulls last") == [
        ("P1",),
        (None,),
    ]
    found = {p.table: p.message for p in report.problems if p.rule == "found_through"}
    assert found["ssd_cp_visits"] == (
        "1 row had no cppv_person_id, which was found through cppv_cp_plan_id; 1 still have none."
    )
    assert "cppv_person_id" not in council.missing("ssd_cp_visits")
    assert "cppv_person_id" not in " ".join(
        p.message for p in report.problems if p.rule == "missing_columns"
    )


def test_a_child_is_found_through_a_column_that_only_points_there(council: Council) -> None:
    """Mosaic's visits to children in need name the plan, which the standard's do not."""
    council.write("ssd_cin_plans.csv", "cin_plan_id,cinp_person_id", "L1,P1", "L2,P2")
    council.write(
        "ssd_cin_visits.csv", "cinv_cin_visit_id,cinv_cin_plan_id", "V1,L2", "V2,L1", ",L1"
    )
    report = council.load()
    assert council.rows("select cinv_cin_visit_id, cinv_person_id from ssd_cin_visits") == [
        ("V1", "P2"),
        ("V2", "P1"),
    ]
    assert how(report)["cinv_cin_plan_id"] == (None, "points to the child through ssd_cin_plans")
    assert "unknown_columns" not in rules(report)


def test_a_child_is_not_guessed(council: Council) -> None:
    """Where two ways lead to two children, or a number is one that brothers and sisters share."""
    council.write("ssd_cin_episodes.csv", "cine_referral_id,cine_person_id", "R1,P1")
    council.write("ssd_cp_plans.csv", "cppl_cp_plan_id,cppl_person_id", "L1,P2")
    council.write("ssd_s47_enquiry.csv", "s47e_s47_enquiry_id,s47e_person_id", "E1,P3")
    council.write(
        "ssd_initial_cp_conference.csv",
        "icpc_icpc_id,icpc_s47_enquiry_id,icpc_referral_id,icpc_cp_plan_id",
        "C1,E1,R1,L1",
        "C2,E1,,",
        "C3,E1,R1,",
    )
    council.load()
    assert council.rows(
        "select icpc_icpc_id, icpc_person_id from ssd_initial_cp_conference order by all"
    ) == [("C1", None), ("C2", None), ("C3", "P1")]


def test_every_way_of_writing_a_date_that_is_none_is_emptied(council: Council) -> None:
    """1 January 1900 stands for nothing, with dashes or strokes, and with a time."""
    council.write(
        "ssd_cla_episodes.csv",
        "clae_cla_episode_id,clae_cla_last_iro_contact_date",
        "E1,1900-01-01",
        "E2,1900/01/01",
        "E3,1900-01-01 00:00:00.000",
        "E4,2026/03/02",
    )
    assert rules(council.load())["placeholder_date"] == 3
    assert council.rows("select max(clae_cla_last_iro_contact_date) from ssd_cla_episodes") == [
        (date(2026, 3, 2),)
    ]


def test_words_that_say_nothing_is_there_are_emptied_and_told(council: Council) -> None:
    """The standard's own mark, a database's word, and the number that warehouses give nobody."""
    council.write(
        "ssd_cp_reviews.csv",
        "cppr_cp_review_id,cppr_person_id,cppr_cp_review_participation,cppr_cp_review_date",
        "V1,P1,SSD_PH,2026-02-01",
        "V2,-1,SSD_PH,NULL",
    )
    report = council.load()
    emptied = {
        p.message.split(" that ")[0]: p.rows for p in report.problems if p.rule == "empty_word"
    }
    assert emptied == {
        "1 row has a cppr_person_id": 1,
        "2 rows have a cppr_cp_review_participation": 2,
        "1 row has a cppr_cp_review_date": 1,
    }
    assert "bad_date" not in rules(report)
    assert council.rows("select count(cppr_cp_review_participation) from ssd_cp_reviews") == [(0,)]


def test_a_column_that_the_standard_keeps_free_and_holds_nothing_is_missing(
    council: Council,
) -> None:
    """What needs it is not computed: that nothing was recorded is not a true zero."""
    council.write(
        "ssd_cp_reviews.csv",
        "cppr_cp_review_id,cppr_cp_review_participation,cppr_cp_review_date",
        "V1,SSD_PH,",
    )
    report = council.load()
    assert "cppr_cp_review_participation" in told(report, "kept_free")
    assert "cppr_cp_review_participation" in council.missing("ssd_cp_reviews")
    assert "cppr_cp_review_date" not in council.missing("ssd_cp_reviews")


@pytest.mark.parametrize(
    "written", ['["1A", "2B"]', '{"1A": "Yes", "3A": "No", "2B": "Y"}', '{"1A": true, "2B": 1}']
)
def test_factors_of_an_assessment_are_one_list_in_both_shapes(
    council: Council, written: str
) -> None:
    """A list of codes, or a yes or no for each."""
    quoted = written.replace('"', '""')
    council.write(
        "ssd_assessment_factors.csv",
        "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json",
        f'F1,A1,"{quoted}"',
    )
    council.load()
    assert council.rows(
        "select cast(cinf_assessment_factors_json as varchar[]) from ssd_assessment_factors"
    ) == [(["1A", "2B"],)]


def test_a_row_that_comes_twice_is_one_and_another_with_its_number_is_rejected(
    council: Council,
) -> None:
    """Joins in a system's script give rows twice, alike in all that is used."""
    council.write(
        "ssd_cla_reviews.csv",
        "clar_cla_review_id,clar_cla_review_date,form",
        "V1,2026-02-01,A",
        "V1,2026-02-01,B",
        "V1,01/02/2026,C",
        "V1,2026-02-02,A",
    )
    report = council.load()
    counts = report.as_json()["tables"]["ssd_cla_reviews.csv"]
    assert (counts["read"], counts["kept"], counts["rejected"]) == (4, 1, 3)
    assert (rules(report)["same_row_twice"], rules(report)["duplicate_key"]) == (2, 1)


def test_numbers_that_became_fractions_are_the_same_ids(council: Council) -> None:
    """A spreadsheet or program writes 1234 as 1234.0 where some rows have no number."""
    council.write("ssd_person.csv", "pers_person_id", "1234")
    council.write("ssd_contacts.csv", "cont_contact_id,cont_person_id", "C1,1234.0")
    assert "unresolved" not in rules(council.load())


def test_parquet_is_read_as_csv_is(council: Council) -> None:
    """Whatever types its columns have; what is nested becomes JSON."""
    council.write_parquet(
        "ssd_cin_assessments.parquet",
        "select 'A1' as Cina_Assessment_Id, 12.0::double as cina_person_id, "
        "timestamp '2026-03-02 00:00' as cina_assessment_start_date, true as "
        "cina_assessment_child_seen, {'NFA_FLAG': 'Y'} as cina_assessment_outcome_json, "
        "timestamptz '2026-03-29 23:30+00' as cina_assessment_auth_date "
        "union all select null, null, null, null, null, null",
    )
    counts = council.load().as_json()["tables"]["ssd_cin_assessments.parquet"]
    assert (counts["read"], counts["kept"], counts["rejected"]) == (2, 1, 1)
    assert council.rows(
        "select cina_assessment_id, cina_person_id, cina_assessment_start_date, "
        "cina_assessment_child_seen, cina_assessment_outcome_json, cina_assessment_auth_date "
        "from ssd_cin_assessments"
    ) == [("A1", "12", date(2026, 3, 2), "Y", '{"NFA_FLAG":"Y"}', date(2026, 3, 30))]


def test_names_in_parquet_are_not_even_read(council: Council) -> None:
    """Free text stays in its file."""
    council.write_parquet(
        "ssd_person.parquet", "select 'P1' as pers_person_id, 'Harbour' as pers_surname"
    )
    report = council.load()
    assert how(report)["pers_surname"] == ("pers_surname", "not loaded: free text")
    assert b"Harbour" not in open_snapshot(council.store).path.read_bytes()


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    council = Council(tmp_path_factory.mktemp("parquet"))
    return council.write_parquet(
        "ssd_department.parquet",
        "select 'T' || i as dept_team_id, ['North', 'South'] as dept_team_name from range(50) t(i)",
    ).read_bytes()


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 10_000), to=st.binary(min_size=1, max_size=6), cut=st.integers(0, 400))
def test_parquet_that_is_damaged_is_refused_in_a_sentence_or_read(
    tmp_path_factory: pytest.TempPathFactory, parquet: bytes, at: int, to: bytes, cut: int
) -> None:
    """Whatever byte is wrong and wherever it breaks off."""
    council = Council(tmp_path_factory.mktemp("council"))
    place = at % len(parquet)
    damaged = parquet[:place] + to + parquet[place + len(to) :]
    (council.extract / "ssd_department.parquet").write_bytes(damaged[: len(damaged) - cut % 60])
    try:
        report = council.load()
    except UnusableInput as refused:
        assert "\n" not in str(refused)
    else:
        counts = report.as_json()["tables"]["ssd_department.parquet"]
        assert counts["read"] == counts["kept"] + counts["rejected"]


def test_parquet_that_unpacks_to_more_than_any_extract_is_refused(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One long value said many times takes a few bytes."""
    council.write_parquet(
        "ssd_department.parquet",
        "select 'T' || i as dept_team_id, repeat('x', 10000) as dept_team_name "
        "from range(1000) t(i)",
    )
    monkeypatch.setattr("lineofsight.tables.parquet_file.MOST_BYTES", 1_000_000)
    with pytest.raises(UnusableInput, match="unpacks to more than"):
        council.load()
    monkeypatch.setattr("lineofsight.tables.parquet_file.MOST_ROWS", 100)
    with pytest.raises(UnusableInput, match="has 1,000 rows"):
        council.load()


@pytest.mark.parametrize("name", ["dbo.ssd_person.csv", "#ssd_person.csv", "SSD_Person.CSV"])
def test_what_a_database_puts_before_a_tables_name_does_not_matter(
    council: Council, name: str
) -> None:
    """Its schema, or the mark of a table for a while."""
    council.write(name, "pers_person_id", "P1")
    assert council.load().as_json()["tables"][name]["table"] == "ssd_person"


def test_the_kind_of_each_file_is_told_by_itself(council: Council) -> None:
    """And what is of no kind is left alone and told; a kind that was said is not looked for."""
    council.write("ssd_person.csv", "pers_person_id", "P1")
    council.write("notes.csv", "anything", "at all")
    report = council.load()
    assert told(report, "unknown_file").startswith("notes.csv is none")
    with pytest.raises(UnusableInput, match="None of the files is a table"):
        load_tables([council.extract / "notes.csv"], council.store, MARCH)


@pytest.mark.parametrize("rows", [20_000, pytest.param(10_000_000, marks=pytest.mark.long)])
def test_a_quotation_mark_that_never_closes_far_down_is_one_sentence(
    council: Council, rows: int
) -> None:
    """Not a load that is smaller than its source."""
    with (council.extract / "ssd_department.csv").open("w") as file:
        file.write("dept_team_id,dept_team_name\n")
        file.writelines(
            f"T{n},{chr(34) if n == rows - 2 else ''}North and West\n" for n in range(rows)
        )
    with pytest.raises(UnusableInput, match="a quotation mark there does not close"):
        council.load()
    assert not council.store.exists()


def test_a_file_of_nothing_but_broken_rows_is_refused(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose rows cannot be parted into cells is no extract with a few bad rows."""
    monkeypatch.setattr("lineofsight.tables.text_file.MOST_UNREADABLE", 100)
    council.write("ssd_department.csv", "dept_team_id,dept_team_name", *["T1,North,x"] * 100)
    with pytest.raises(UnusableInput, match="100 rows or more that cannot be parted into cells"):
        council.load()
