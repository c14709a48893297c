"""Single values, as a table's column takes them from text."""

import json
import re
from datetime import date, datetime, time
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.tables import checks
from lineofsight.tables.checks import Rule, dated_code_rules, value_rules, value_sql
from lineofsight.tables.definition import Column, ColumnType, table_definitions

WRITTEN = (".py", ".toml")
SAME_FOR_ONE = {"agreed", "as", "began", "came", "did", "ended", "had", "in", "led", "of"}


def read(kind: ColumnType, text: str, *, as_list: bool = False) -> tuple[object, list[str]]:
    """The value that a column of a type makes of a text, and the rules that the text fails."""
    column = Column("c", kind, "anything", "other", False, False, None, None, (), as_list=as_list)
    value = value_sql(column, "given")
    rules = value_rules(column, "given", value)
    asked = ", ".join([f"cast({value} as {column.sql_type})", *(sql for _, sql in rules)])
    [found] = duckdb.execute(f"select {asked} from (select ? as given)", [text]).fetchall()
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


@given(
    st.builds(
        datetime.combine,
        st.dates(date(1900, 1, 2), date(2199, 12, 31)),
        st.times().map(lambda hour: hour.replace(microsecond=0)) | st.just(time.min),
    ),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.000", "%d/%m/%Y %H:%M:%S"]),
)
def test_every_time_is_read_back_from_every_way_of_writing_it(
    moment: datetime, pattern: str
) -> None:
    """To the second; midnight is told, as a day that comes without its time is read so."""
    told = ["no_time_of_day"] if moment.time() == time.min else []
    assert read("time", moment.strftime(pattern)) == (moment, told)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-06-02T10:00:00Z", "2026-06-02 11:00"),
        ("2026-06-02 23:30:00+00", "2026-06-03 00:30"),
        ("2026-01-02T10:00:00.000Z", "2026-01-02 10:00"),
        ("2026-06-02T10:00:00+01:00", "2026-06-02 10:00"),
        ("02/06/2026 10:00", "2026-06-02 10:00"),
    ],
)
def test_a_time_is_what_clocks_in_england_showed(text: str, shown: str) -> None:
    """In summer an hour later than the time that computers keep."""
    assert read("time", text) == (datetime.fromisoformat(shown), [])


def test_a_time_without_its_hour_is_taken_and_told() -> None:
    """And one that is none is emptied."""
    midnight = datetime.fromisoformat("2026-03-02 00:00")
    for text in ("2026-03-02", "02/03/2026", "2026-03-02 00:00:00.000"):
        assert read("time", text) == (midnight, ["no_time_of_day"])
    for text in ("2026-03-02 25:00", "10:30", "03/02/26 10:30", "yesterday"):
        assert read("time", text) == (None, ["bad_time"])
    for text in ("1900-01-01", "01/01/1900 00:00"):
        assert read("time", text) == (None, ["placeholder_date"])


def test_what_is_written_freely_inside_an_outcome_is_not_kept() -> None:
    """The outcome's flags are; so is a list, which has no such member."""
    for free in ("COMMENTS", "OUTCOME_COMMENTS", "outcome_comments", "Comments", "COMMENT\\u0053"):
        assert read("json", f'{{"NFA_FLAG": "Y", "{free}": "about a child"}}') == (
            '{"NFA_FLAG":"Y"}',
            [],
        )
    assert read("json", '["COMMENTS"]') == ('["COMMENTS"]', [])
    assert read("json", '{"NFA_FLAG": ') == (None, ["bad_json"])


@pytest.mark.parametrize("as_list", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        '[{"COMMENTS": "free words"}]', '[["comments: free words"]]', '"comments: free words"',
        '{"A": {"Comments": "free words"}}', '{"COMMENTS": "x", "A": [{"COMMENTS": "free words"}]}',
        '{"COMMENTS": "free words", "comments": "free words", "Comments": ["free words"]}',
    ],
)  # fmt: skip
def test_what_is_written_freely_deeper_in_an_outcome_is_not_kept(text: str, as_list: bool) -> None:
    """Where it does not stand as the standard has it, all of it is emptied and told."""
    value, failed = read("json", text, as_list=as_list)
    assert "free words" not in str(value)
    assert failed == (["bad_json"] if value is None else [])


@pytest.mark.parametrize("text", ["nan", "NaN", "inf", "-Infinity", "1e300", "1000000000"])
def test_what_is_no_number_or_beyond_all_reason_is_emptied(text: str) -> None:
    """Nothing can be added to it, so that one such cell would leave a council without figures."""
    assert read("number", text) == (None, ["bad_number"])
    assert read("number", "0.33335") == (0.33335, [])
    assert read("number", "-999999999.5") == (-999999999.5, [])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30))
def test_no_text_makes_a_check_fail(text: str) -> None:
    """A value is read, or emptied and told; it never stops a load."""
    for kind in ("date", "time", "flag", "json", "integer", "number"):
        value, failed = read(kind, text)
        assert (value is None) == bool(failed)


@given(
    st.recursive(
        st.sampled_from(["comments", "free", "Y"]) | st.integers() | st.booleans() | st.none(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["COMMENTS", "Notes", "A", ""]), inner, max_size=3)
        ),
    )
)
def test_no_json_makes_a_check_fail(value: object) -> None:
    """Of whatever shape; what has no comments stays as it is."""
    text = json.dumps(value)
    for as_list in (False, True):
        kept, failed = read("json", text, as_list=as_list)
        assert (kept is None) == bool(failed)
        if "comments" not in text.lower() and not (as_list and isinstance(value, dict)):
            assert kept == text


PLACEMENT_TYPE = table_definitions()["ssd_cla_placement"].column("clap_cla_placement_type")


@given(
    st.sampled_from(PLACEMENT_TYPE.codes_ever) | st.none(),
    st.dates(date(2022, 1, 1), date(2027, 12, 31)) | st.none(),
)
def test_a_code_is_held_against_the_list_of_its_day(code: str | None, day: date | None) -> None:
    """What is not told is in the list of the day, or has no day."""
    definition = table_definitions()["ssd_cla_placement"]
    (failed,) = (sql for _, column, sql in dated_code_rules(definition) if column == PLACEMENT_TYPE)
    [found] = duckdb.execute(
        f"select coalesce({failed}, false) from (select ?::varchar as clap_cla_placement_type, "
        "?::date as clap_cla_placement_start_date)",
        [code, day],
    ).fetchall()
    wrong = code is not None and day is not None and code not in PLACEMENT_TYPE.codes_on(day)
    assert found == (wrong,)


def test_a_sentence_about_one_row_has_its_verb_in_the_singular() -> None:
    """In every sentence of the package, wherever it is written."""
    package = Path(checks.__file__).parent
    texts = [each.read_text("utf-8") for each in package.rglob("*.*") if each.suffix in WRITTEN]
    verbs = {verb for text in texts for verb in re.findall(r'"\{rows\} (\w+)', text)}
    of_one = {
        verb: Rule("any", "note", f"{{rows}} {verb} so.").told("", 1).message for verb in verbs
    }
    left = {verb for verb, told in of_one.items() if told == f"1 row {verb} so."}
    assert left == SAME_FOR_ONE
