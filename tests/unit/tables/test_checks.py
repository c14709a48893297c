"""Single values, as a table's column takes them from text."""

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.tables.checks import value_rules, value_sql
from lineofsight.tables.definition import Column, ColumnType


def read(kind: ColumnType, text: str) -> tuple[object, list[str]]:
    """The value that a column of a type makes of a text, and the rules that the text fails."""
    column = Column("c", kind, "anything", "other", False, False, None, None, ())
    value = value_sql(column, "given")
    rules = value_rules(column, "given", value)
    asked = ", ".join([f"cast({value} as {column.sql_type})", *(sql for _, sql in rules)])
    found = duckdb.execute(f"select {asked} from (select ? as given)", [text]).fetchone()
    assert found is not None
    return found[0], [rule.id for (rule, _), failed in zip(rules, found[1:], strict=True) if failed]


@pytest.mark.parametrize(
    "text",
    [
        "03/02/26", "26-02-03", "0026-02-03", "99999-01-01", "infinity", "epoch", "today",
        "2026-02-30", "2026-02-03 (BC)", "45000", "2 March 2026", "1/2/0026", "2026",
    ],
)  # fmt: skip
def test_a_date_that_could_be_misread_is_no_date(text: str) -> None:
    """A two-figure year would otherwise be the year 3, or 26, and go unnoticed."""
    assert read("date", text) == (None, ["bad_date"])


def test_the_placeholder_date_is_emptied_in_every_way_of_writing_it() -> None:
    """1 January 1900 stands for nothing recorded."""
    for text in ("1900-01-01", "1900-01-01 00:00:00", "01/01/1900"):
        assert read("date", text) == (None, ["placeholder_date"])


@given(
    st.dates(date(1900, 1, 2), date(2199, 12, 31)),
    st.sampled_from(
        ["%Y-%m-%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT23:59:59.999", "%d/%m/%Y", "%d/%m/%Y 00:00"]
    ),
)
def test_every_day_is_read_back_from_every_way_of_writing_it(day: date, pattern: str) -> None:
    """From 1900 to 2199; the time of day does not move it."""
    assert read("date", day.strftime(pattern)) == (day, [])


def test_what_is_written_freely_inside_an_outcome_is_not_kept() -> None:
    """The outcome's flags are; so is a list, which has no such member."""
    assert read("json", '{"NFA_FLAG": "Y", "COMMENTS": "about a child"}') == (
        '{"NFA_FLAG":"Y"}',
        [],
    )
    assert read("json", '["COMMENTS"]') == ('["COMMENTS"]', [])
    assert read("json", '{"NFA_FLAG": ') == (None, ["bad_json"])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30))
def test_no_text_makes_a_check_fail(text: str) -> None:
    """A value is read, or emptied and told; it never stops a load."""
    for kind in ("date", "flag", "json", "integer", "number"):
        value, failed = read(kind, text)
        assert (value is None) == bool(failed)
