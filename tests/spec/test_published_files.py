"""Tables as the Department publishes them ("explore education statistics"), read with care."""

import random
import runpy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.progress.comparators.definition import comparators
from lineofsight.progress.comparators.figures import Figure, figures_of
from lineofsight.progress.comparators.periods import PeriodKind, Span, span_of
from lineofsight.progress.comparators.published_file import MOST_BYTES, read_published
from tests.support.published import COUNCIL, ENGLAND, HEADER, PUBLISHED, read, table, with_figure


def rereferrals(*rows: str) -> tuple[Figure, ...]:
    return figures_of(comparators()["rereferrals"], read(*rows))


# The file.


def test_a_published_file_is_read_as_it_is_downloaded() -> None:
    """In UTF-8, with or without a mark at its beginning, with either end of line."""
    plain = table(ENGLAND, COUNCIL)
    for data in (plain, b"\xef\xbb\xbf" + plain, plain.replace(b"\n", b"\r\n")):
        rows = read_published(data, "made.csv").rows
        assert [(row.line, row.level, row.name) for row in rows] == [
            (2, "national", "England"),
            (3, "local", "Fernshire"),
        ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "made.csv has no column time_period"),
        (b"PK\x03\x04", "made.csv is packed (zip): unpack it"),
        (table(ENGLAND).decode().encode("utf-16"), "made.csv is no text in UTF-8"),
        (table(ENGLAND, COUNCIL.replace("F", "\xe9")).decode().encode("cp1252"), "Line 3 of made"),
        (b"x" * (MOST_BYTES + 1), "made.csv has more than 25 megabytes"),
        (table(ENGLAND, header=HEADER.replace("country_code", "code")), "no column country_code"),
        (table(ENGLAND, header=HEADER.replace("category", "la_name")), "two columns named"),
        (table(COUNCIL, header=HEADER.replace("new_la_code", "lad")), "no column new_la_code"),
        (table(ENGLAND + ",1"), "Line 2 of made.csv has 14 cells and the first line 13"),
        (table(ENGLAND.replace("2025", "2024/25")), "has the time_period '2024/25'"),
        (table(ENGLAND.replace("2025", "202426")), "has the time_period '202426'"),
        (table(ENGLAND.replace("National", "")), "Line 2 of made.csv has no geographic_level"),
        (table(ENGLAND.replace("E92000001", "")), "Line 2 of made.csv has no code of its place"),
        (table(ENGLAND.replace("National", "School")), "made.csv has no row of England"),
        (table(ENGLAND.replace("England", '"England')), "cannot be read as CSV"),
    ],
)
def test_what_is_no_published_file_is_refused(data: bytes, said: str) -> None:
    """In a sentence that names the file, the line, the value and what to do."""
    with pytest.raises(UnusableInput, match=r"\.$") as refused:
        read_published(data, "made.csv")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("c", "suppressed"),
        ("z", "not_applicable"),
        ("Z", "not_applicable"),
        ("x", "not_available"),
        (":", "not_available"),
        ("low", "low"),
        ("~", "low"),
        ("u", "unreliable"),
        ("", "blank"),
    ],
)
def test_a_mark_is_kept_for_what_it_means_and_is_never_0(text: str, state: str) -> None:
    """Held back, cannot exist, not known, more than 0 and less than is shown, unsure, left out."""
    (figure,) = rereferrals(with_figure(text))
    assert (figure.value, figure.state) == (None, state)


def test_a_0_is_a_figure() -> None:
    """Nobody, of somebody."""
    (figure,) = rereferrals(with_figure("0"))
    assert (figure.value, figure.state) == (0, "value")


@pytest.mark.parametrize("text", ["n/a", "..", "1,5", '"1,200"', "-3", "100.1", "1e2", "nan", "٣"])
def test_what_is_neither_a_number_nor_a_known_mark_is_refused(text: str) -> None:
    """So is a negative figure, and a percentage over 100."""
    with pytest.raises(UnusableInput, match=r"^Line 2 of made.csv") as refused:
        rereferrals(with_figure(text))
    assert "download" in str(refused.value)


def test_two_rows_for_one_place_and_period_are_refused() -> None:
    """Both lines are named: a column that nobody asked about tells them apart."""
    with pytest.raises(UnusableInput, match=r"Line 3 of made.csv .* the first is line 2"):
        rereferrals(COUNCIL, with_figure("9", COUNCIL))


def test_rows_of_another_kind_of_period_are_refused() -> None:
    """A calendar year is not read as a year from April."""
    with pytest.raises(UnusableInput, match=r"Line 2 .* is of 'Calendar year' 2025"):
        rereferrals(ENGLAND.replace("Reporting", "Calendar"))


def test_a_file_that_words_it_otherwise_says_so() -> None:
    """It has the columns, and no row in which they have the value that is asked for."""
    with pytest.raises(UnusableInput, match="its category is 'Referrals, all'"):
        rereferrals(ENGLAND.replace("Referrals and Re-referrals", '"Referrals, all"'))


def test_a_file_of_an_older_form_is_read_by_the_older_form() -> None:
    """Columns were renamed from one release to the next."""
    header = HEADER.replace("rereferral_percent", "Re_referrals_percent")
    (figure,) = figures_of(comparators()["rereferrals"], read(ENGLAND, header=header))
    assert figure.value == 20


# Periods.


@pytest.mark.parametrize(
    ("time_period", "identifier", "kind", "first", "last"),
    [
        ("202425", "Financial year", "financial_year", "2024-04-01", "2025-03-31"),
        ("2025", "Reporting year", "financial_year", "2024-04-01", "2025-03-31"),
        ("2025", "Reporting year", "year_to_september", "2024-10-01", "2025-09-30"),
        ("2025", "Calendar year", "calendar_year", "2025-01-01", "2025-12-31"),
        ("202425", "Part 1 (April to September)", "six_months", "2024-04-01", "2024-09-30"),
        ("202425", "Part 2 (October to March)", "six_months", "2024-10-01", "2025-03-31"),
    ],
)
def test_a_period_is_the_days_it_stands_for(
    time_period: str, identifier: str, kind: PeriodKind, first: str, last: str
) -> None:
    """What a reporting year is, the file does not say; the comparator does."""
    span = span_of(time_period, identifier, kind, False)
    assert span == Span(date.fromisoformat(last), date.fromisoformat(first))


def test_the_files_of_the_invented_england_are_what_their_script_makes(tmp_path: Path) -> None:
    """Nobody changed one by hand."""
    runpy.run_path(str(PUBLISHED / "make_published.py"))["write_all"](tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in PUBLISHED.glob("*.csv")}


# Damage.

NASTY = [
    "",
    ",",
    '"',
    "\n",
    "\x00",
    "\xff",
    "low",
    "-1",
    "101",
    "c",
    "9" * 400,
    "National",
    "\r",
    "/",
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A published file in which a few bytes were cut out, put in, changed or said twice."""
    name = draw(st.sampled_from(sorted(path.name for path in PUBLISHED.glob("*.csv"))))
    data = bytearray((PUBLISHED / name).read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        cut = draw(st.integers(0, 40))
        put = draw(
            st.sampled_from(NASTY).map(lambda text: text.encode("latin-1")) | st.binary(max_size=6)
        )
        data[at : at + cut] = put * draw(st.integers(1, 2))
    return bytes(data)


def _read_or_refused(data: bytes) -> None:
    """What is read has figures within their bounds, or marks; else there is one sentence."""
    try:
        file = read_published(data, "made.csv")
        figures = [(one, each) for one in comparators().values() for each in figures_of(one, file)]
    except UnusableInput as refused:
        assert str(refused).endswith(".")
        assert "made.csv" in str(refused)
        assert len(str(refused)) < 1000
        return
    for comparator, figure in figures:
        assert (figure.value is None) == (figure.state != "value")
        most = 100 if comparator.file.unit == "percent" else float("inf")
        assert figure.value is None or 0 <= figure.value <= most
        assert figure.line <= data.count(b"\n") + data.count(b"\r") + 1


@settings(deadline=None, max_examples=150)
@given(data=damaged())
def test_a_damaged_file_is_read_or_refused_in_a_sentence(data: bytes) -> None:
    """Never half, and never with a figure that cannot be."""
    _read_or_refused(data)


@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=400))
def test_whatever_bytes_are_read_or_refused(data: bytes) -> None:
    """Most of them are no table at all."""
    _read_or_refused(data)


def test_the_order_of_rows_and_columns_does_not_matter() -> None:
    """The same figures come of a file whose rows and columns were shuffled."""
    rows = [line.split(",") for line in (HEADER, ENGLAND, COUNCIL, COUNCIL.replace("2025", "2024"))]
    places = list(range(len(rows[0])))
    random.Random(7).shuffle(places)
    header, *others = (",".join(row[place] for place in places) for row in rows)
    shuffled = figures_of(comparators()["rereferrals"], read(*reversed(others), header=header))
    assert {(each.span, each.name, each.value) for each in shuffled} == {
        (each.span, each.name, each.value)
        for each in rereferrals(*(",".join(row) for row in rows[1:]))
    }
