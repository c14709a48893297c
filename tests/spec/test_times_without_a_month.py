"""School terms, seasons and years of account: read as they usually mean, and told."""

from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.timescales import read_due

PLAN_DATE = "2026-06"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Autumn term 2026", "RANGE:2026-09/2026-12"),
        ("by the end of summer term 2027", "2027-07"),
        ("Spring term 2026/27", "RANGE:2027-01/2027-04"),
        ("Autumn term", "RANGE:2026-09/2026-12"),
        ("by Easter 2027", "2027-03-28"),
        ("Christmas 2026", "2026-12-25"),
        ("Spring 2027", "RANGE:2027-03/2027-05"),
        ("Summer 27", "RANGE:2027-06/2027-08"),
        ("Winter 2026/27", "RANGE:2026-12/2027-02"),
        ("October half term 2026", "2026-10"),
        ("by end FY 26/27", "2027-03"),
        ("2026/27", "RANGE:2026-04/2027-03"),
        ("end of the academic year 2026/27", "2027-07"),
        ("Q1 26-27", "RANGE:2026-04/2026-06"),
        ("FY26/27 Q2", "RANGE:2026-07/2026-09"),
        ("w/c 3 March 2027", "2027-03-03"),
    ],
)
def test_each_has_its_usual_meaning(printed: str, value: str) -> None:
    assert read_due(printed, PLAN_DATE).dates == (value,)


@pytest.mark.parametrize("printed", ["Apr-26 Mar-27", "Apr 26 - Mar 27", "April 26 to March 27"])
def test_a_start_and_a_finish_with_short_years_are_a_range(printed: str) -> None:
    """The first year is no day of the second month."""
    assert read_due(printed, PLAN_DATE).dates == ("RANGE:2026-04/2027-03",)


def test_short_years_in_the_wrong_order_are_two_dates() -> None:
    assert read_due("Mar-27 Apr-26", PLAN_DATE).dates == ("2027-03", "2026-04")


def test_what_goes_on_and_is_reviewed_is_not_due_at_its_review() -> None:
    due = read_due("Ongoing - review Mar 27", PLAN_DATE)
    assert (due.kind, due.dates) == ("ongoing", ("ONGOING", "2027-03"))


@pytest.mark.parametrize(
    ("printed", "doubt"),
    [
        (
            "end of summer term 2027",
            "No month is printed (end of summer term 2027): it is read as July 2027; say the "
            "month or day that is meant.",
        ),
        ("2027", "Only a year is printed (2027): say the month."),
        ("Q1 2027", "A year is printed and no month was read (Q1 2027): say the month."),
    ],
)
def test_how_it_was_read_is_told(tmp_path: Path, printed: str, doubt: str) -> None:
    path = tmp_path / "plan.txt"
    rows = (
        ("Ref", "Action", "Lead", "By when"),
        ("1", "Open a second team.", "A Roy", printed),
        ("2", "Train all of its staff.", "B Ho", "Dec 2026"),
        ("3", "Meet every month.", "B Ho", "Dec 2026"),
    )
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    plan = read_plan(read_document(path))
    assert [each.message for each in plan.actions[0].doubts] == [doubt]
