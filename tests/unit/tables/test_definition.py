"""What the tables are said to be."""

from datetime import date

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.tables import definition as module
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.describe import describe, in_words
from tests.support.ssd_columns import COLUMNS
from tests.support.ssd_standard import PLACEHOLDER_COLUMNS, PLACEHOLDER_TABLES, STANDARD

RIGHT = """
title = "Visits"
row = "a visit"
key = ["visit_id"]
same = ["visit_date"]
exists_from = "visit_date"

[columns]
visit_id = { type = "id", means = "its number", required = true }
visit_date = { type = "date", means = "its day", happens = true }
"""


def test_columns_and_their_order_are_the_standards() -> None:
    """All 46 tables of it, and no other table has a name like theirs."""
    ours = {
        name: tuple(column.name for column in table.columns)
        for name, table in table_definitions().items()
        if not table.extension
    }
    assert ours == STANDARD
    assert all(table.startswith("ssd_") for table in ours)
    assert not [t.name for t in table_definitions().values() if t.extension and t.name in ours]


def test_placeholders_are_the_standards() -> None:
    """Whole tables, some columns, and of pre-proceedings every column but one."""
    marked = {
        column.name
        for table in table_definitions().values()
        for column in table.columns
        if column.placeholder
    }
    whole = {column for table in PLACEHOLDER_TABLES for column in STANDARD[table]}
    pre_proceedings = {*STANDARD["ssd_pre_proceedings"]} - {"prep_agree_stepdown_issue_date"}
    assert marked == whole | PLACEHOLDER_COLUMNS | pre_proceedings


def test_persons_and_workers_are_identifying() -> None:
    """Whatever a table calls the column that names them."""
    for table in table_definitions().values():
        for column in table.columns:
            if column.references and column.references[0] in ("ssd_person", "ssd_professionals"):
                assert column.class_ == "identifying", column.name


def test_what_a_name_or_free_words_stand_in_is_never_loaded() -> None:
    """Nothing that is measured needs them."""
    assert {
        column.name
        for table in table_definitions().values()
        if not table.extension
        for column in table.columns
        if column.class_ == "free_text"
    } == {
        "pers_forename", "pers_surname", "prof_professional_name", "cont_contact_source_desc",
        "cine_referral_source_desc", "addr_address_json", "clac_cla_conviction_offence",
    }  # fmt: skip


def test_a_reference_is_to_a_key_or_to_the_period_of_care() -> None:
    """Which has no table of its own: its episodes carry its number."""
    tables = table_definitions()
    for table in tables.values():
        for column in table.columns:
            if column.references is not None:
                referred, name = column.references
                assert name in tables[referred].key or name == "clae_cla_id", column.name


def test_codes_change_with_the_first_of_april() -> None:
    """A day's codes are its collection year's; a year is named by the one it starts in."""
    placement = table_definitions()["ssd_cla_placement"].column("clap_cla_placement_type")
    before, after = placement.codes_on(date(2024, 3, 31)), placement.codes_on(date(2024, 4, 1))
    assert set(after) - set(before) == {"K3"}
    assert set(before) - set(after) == {"H5", "P2"}
    assert placement.codes_on(2023) == before == placement.codes
    assert placement.codes_on(2024) == after
    assert {"H5", "P2", "K3", "Z14"} <= set(placement.codes_ever)
    for table in table_definitions().values():
        for column in table.columns:
            in_some_year = {code for year in range(2017, 2030) for code in column.codes_on(year)}
            assert set(column.codes_ever) == in_some_year, column.name


def test_every_key_is_told_from_others_by_a_required_column() -> None:
    """A row could not be kept or rejected by a key that may be empty altogether."""
    for table in table_definitions().values():
        assert any(table.column(name).required for name in table.key), table.name
        assert not [c.name for c in table.columns if c.required and c.name not in table.key]


def test_a_row_exists_from_a_date_that_happens() -> None:
    """Due and target dates lie ahead by their nature, and hide nothing."""
    for table in table_definitions().values():
        if table.exists_from is not None:
            assert table.column(table.exists_from).happens, table.name
        for column in table.columns:
            assert not (
                column.happens and column.name.endswith(("_due", "due_date", "target_date"))
            )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('exists_from = "visit_date"', 'exists_from = "visit_id"', "visit_id, which is no column"),
        ('key = ["visit_id"]', 'key = ["number"]', "number, which is no column"),
        ('key = ["visit_id"]', "key = []", "key"),
        ('same = ["visit_date"]', 'same = ["child"]', "child, which is no column"),
        ('same = ["visit_date"]', "", "same"),
        (
            '"its number"',
            '"its number", code_changes = [{ from = 2025, drops = ["A"] }]',
            "drops A",
        ),
        (
            '"its number"',
            '"its number", codes = ["A"], code_changes = [{ from = 2025, adds = ["A"] }]',
            "added twice",
        ),
        ('type = "date"', 'type = "day"', "type"),
        ("happens = true", "happned = true", "happned"),
        ("[columns]", "[columns", "ssd_visit.toml is wrong"),
    ],
)
def test_a_wrong_definition_is_told_by_its_file_and_field(old: str, new: str, told: str) -> None:
    """In one sentence."""
    assert module._read("ssd_visit", RIGHT).key == ("visit_id",)
    with pytest.raises(UnusableInput, match=told) as refused:
        module._read("ssd_visit", RIGHT.replace(old, new, 1))
    assert "ssd_visit.toml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_table_is_described_with_each_of_its_columns() -> None:
    """And one that there is not is told."""
    (told,) = describe("ssd_s47_enquiry")
    assert told["key"] == ["s47e_s47_enquiry_id", "s47e_person_id"]
    assert [column["name"] for column in told["columns"]] == list(COLUMNS["ssd_s47_enquiry"])
    assert {each["table"] for each in describe()} == set(table_definitions())
    with pytest.raises(UnusableInput, match="no table 'ssd_visits'"):
        describe("ssd_visits")


def test_a_column_is_told_with_its_codes_and_their_changes() -> None:
    """In one line, and as data with the codes of every year."""
    (told,) = describe("ssd_cla_placement")
    assert told["same"] == ["clap_person_id", "clap_cla_placement_start_date"]
    (kind,) = (column for column in told["columns"] if column["name"] == "clap_cla_placement_type")
    assert {"H5", "K3"} <= set(kind["codes"])
    assert kind["code_changes"][0] == {"from": 2024, "adds": ["K3"], "drops": ["H5", "P2"]}
    assert "From April 2024: K3 added; H5, P2 dropped." in in_words(kind)
    (reason,) = (c for c in describe("ssd_sdq_scores")[0]["columns"] if c["placeholder"])
    assert in_words(reason).endswith("Mostly empty: kept free by the standard for later")
