"""What the tables are said to be."""

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.tables import definition as module
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.describe import describe
from tests.support.ssd_columns import COLUMNS

RIGHT = """
title = "Visits"
row = "a visit"
key = ["visit_id"]
exists_from = "visit_date"

[columns]
visit_id = { type = "id", means = "its number", required = true }
visit_date = { type = "date", means = "its day", happens = true }
"""


def test_columns_and_their_order_are_the_standards() -> None:
    """As those who draw councils from the standard list them."""
    for name, columns in COLUMNS.items():
        ours = tuple(column.name for column in table_definitions()[name].columns)
        assert ours == tuple(columns), name


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
