"""Labels of measures, seasons and terms, posts and their services, bold lines as headings."""

from pathlib import Path

import docx
import pytest

from lineofsight.documents import Heading, Paragraph, read_document
from lineofsight.plan.dates import find_dates
from lineofsight.plan.labelled import announces_success
from lineofsight.plan.leads import read_leads


@pytest.mark.parametrize(
    "line",
    [
        "Key performance indicators (KPIs)",
        "5. Measures",
        "What will success look like?",
        "How will we know it is working?",
        "Performance measures 2026/27",
    ],
)
def test_a_line_that_says_measures_follow(line: str) -> None:
    assert announces_success(line)


@pytest.mark.parametrize(
    "line", ["Successful transitions to adulthood", "Meet our targets for adoption", "Performance"]
)
def test_an_objective_that_speaks_of_success_says_no_such_thing(line: str) -> None:
    assert not announces_success(line)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Autumn term 2026", "RANGE:2026-09/2026-12"),
        ("Spring term 2026/27", "RANGE:2027-01/2027-04"),
        ("by the end of summer 2027", "RANGE:2027-06/2027-08"),
        ("Winter 2026", "RANGE:2026-12/2027-02"),
    ],
)
def test_seasons_and_terms_are_times_from_a_month_to_a_month(text: str, value: str) -> None:
    assert [one.value for one in find_dates(text)] == [value]


def test_a_day_within_a_season_is_closer_than_the_season() -> None:
    found = find_dates("Summer 2026 (by 31 August 2026)")
    assert [one.value for one in found] == ["2026-08-31"]


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("Assistant Director, Safeguarding", ("Assistant Director, Safeguarding",)),
        ("Head of Service, Front Door; Ann Lowe", ("Head of Service, Front Door", "Ann Lowe")),
        ("Head of Service, Ann Lowe", ("Head of Service", "Ann Lowe")),
        ("Director, Fostering Manager", ("Director", "Fostering Manager")),
        ("n/a", ()),
    ],
)
def test_a_post_keeps_the_service_that_says_which(cell: str, leads: tuple[str, ...]) -> None:
    assert read_leads(cell) == leads


def test_a_short_line_in_bold_is_a_heading(tmp_path: Path) -> None:
    """A sentence in bold is none, nor is a label."""
    made = docx.Document()
    for text in ("2. Permanence", "We must do better.", "Lead: Ann Lowe"):
        made.add_paragraph().add_run(text).bold = True
    made.save(str(tmp_path / "plan.docx"))
    kinds = [type(block) for block in read_document(tmp_path / "plan.docx").blocks]
    assert kinds == [Heading, Paragraph, Paragraph]
