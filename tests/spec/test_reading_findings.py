"""How the findings of an inspection are read from their document."""

import importlib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.errors import UnusableInput
from lineofsight.plan.review import InspectionFinding, read_findings
from tests.support import letters
from tests.support.reviewed import (
    EXAMPLES,
)


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_findings_are_read_one_an_item_with_wrapped_lines_joined(kind: str) -> None:
    """From text and from Word, with their numbers, without what stands around the list."""
    found = read_findings(read_document(EXAMPLES / f"fernshire-findings.{kind}"))
    assert [each.ref for each in found] == [str(n) for n in range(1, 11)]
    assert found[1].text == "What schools, health and the police understand by thresholds."
    assert found[0].text.endswith("whether referrers are told what was decided.")
    assert found[9].text == "What leaders learn from audits, complaints and the views of families."


def test_the_examples_findings_are_as_their_source_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One source writes the text and the Word document; nobody edits them by hand."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    make = importlib.import_module("make_examples")
    text, word = tmp_path / "fernshire-findings.txt", tmp_path / "fernshire-findings.docx"
    make.write_findings_text(text)
    make.write_findings_word(word)
    assert text.read_bytes() == (EXAMPLES / text.name).read_bytes()
    for part in ("word/document.xml", "docProps/core.xml"):
        written, kept = (zipfile.ZipFile(path).read(part) for path in (word, EXAMPLES / word.name))
        assert written == kept


@pytest.mark.parametrize(
    "lines",
    [
        ("The report says:", "- Visits are late.", "- Plans", "drift.", "", "Yours"),
        ("• Visits are late.", "• Plans drift."),
        ("a) Visits are late.", "b) Plans drift."),
        ("Visits are late.", "Plans drift."),
        ("No.\tFinding", "1\tVisits are late.", "2\tPlans drift."),
    ],
)
def test_findings_are_read_however_they_are_marked(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Numbers, letters, bullets, a line each, or the rows of a table."""
    path = tmp_path / "findings.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read_findings(read_document(path))
    assert [each.text for each in found] == ["Visits are late.", "Plans drift."]


def test_a_list_without_a_finding_is_refused(tmp_path: Path) -> None:
    """In one sentence that says what was looked for."""
    path = tmp_path / "findings.txt"
    path.write_text("1. 2. 3.\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"No finding was found in findings\.txt: list"):
        read_findings(read_document(path))


@pytest.mark.parametrize(
    "saved",
    [letters.as_text, letters.as_bare_text, letters.as_page, letters.as_print, letters.as_word],
)
def test_of_a_long_letter_only_what_needs_to_improve_is_read(
    tmp_path: Path, saved: letters.Saved
) -> None:
    """The lists before it and the numbered paragraphs after it are left, in every format."""
    found = read_findings(read_document(saved(tmp_path)))
    assert [each.text for each in found] == [
        "The time that children at risk wait for a visit, babies above all.",
        "Plans for children in need, which drift.",
        "What leaders learn from complaints.",
    ]
    assert found[0].cites == ("paragraph 14",)
    assert {each.kind for each in found} == {"improvement"}
    inspection = found[0].inspection
    assert inspection is not None
    assert (inspection.first, inspection.last) == (date(2025, 11, 10), date(2025, 11, 21))
    assert inspection.framework == "ilacs-2023"


@pytest.mark.parametrize(
    "saved", [letters.table_as_delimited, letters.table_as_book, letters.table_as_word]
)
def test_findings_of_a_table_are_read_by_the_headings_of_its_columns(
    tmp_path: Path, saved: letters.Saved
) -> None:
    """With the number, the kind, what was judged and the page, where it has columns for them."""
    found = read_findings(read_document(saved(tmp_path)))
    assert [(each.ref, each.text, each.kind, each.judgement, each.cites) for each in found] == [
        ("F1", "Visits to children are late.", "priority_action", "Help and protection",
         ("page 5",)),
        ("F2", "Young people leave care without a home.", "recommendation", "Care leavers",
         ("page 6",)),
    ]  # fmt: skip


def read(tmp_path: Path, text: str) -> tuple[InspectionFinding, ...]:
    path = tmp_path / "findings.md"
    path.write_text(text, encoding="utf-8")
    return read_findings(read_document(path))


def test_bullets_below_a_numbered_finding_are_parts_of_it(tmp_path: Path) -> None:
    """A recommendation with three dashes below it is one finding."""
    found = read(
        tmp_path,
        "Recommendations\n1. Improve visits by:\n   - looking at each\n"
        "   - telling the director\n     every week\n2. Give each child a worker.\n",
    )
    assert [(each.ref, each.text) for each in found] == [
        ("1", "Improve visits by: looking at each; telling the director every week."),
        ("2", "Give each child a worker."),
    ]  # fmt: skip


def test_headings_within_the_list_say_how_soon_and_what_was_judged(tmp_path: Path) -> None:
    """Each finding keeps what it stands below."""
    found = read(
        tmp_path,
        "## Areas for priority action\n\nThe response to missing children.\n\n"
        "## Areas for improvement\n\n### Care leavers\n\nImmediately:\n\n- Homes for them.\n\n"
        "Within three months:\n\n- Plans with them.\n- Work for them.\n\n"
        "## How we inspect\n\n- We read.\n- We ask.\n",
    )
    assert [(each.kind, each.judgement, each.by, each.text) for each in found] == [
        ("priority_action", None, None, "The response to missing children."),
        ("improvement", "Care leavers", "IMMEDIATE", "Homes for them."),
        ("improvement", "Care leavers", "RELATIVE:P3M", "Plans with them."),
        ("improvement", "Care leavers", "RELATIVE:P3M", "Work for them."),
    ]


def test_a_number_that_only_heads_other_numbers_is_no_finding(tmp_path: Path) -> None:
    """2 says what 2.1 and 2.2 are about."""
    found = read(tmp_path, "1 Visits\n1.1 They are late.\n1.2 Nobody asks.\n2. Plans drift.\n")
    assert [each.ref for each in found] == ["1.1", "1.2", "2"]


def test_a_list_cut_by_a_page_goes_on(tmp_path: Path) -> None:
    """A finding that has no full stop goes on with the next line in small letters."""
    found = read(tmp_path, "1. Visits to children at\n\nrisk are late.\n\n2. Plans drift.\n")
    assert [each.text for each in found] == [
        "Visits to children at risk are late.",
        "Plans drift.",
    ]


def test_each_row_may_name_its_own_inspection(tmp_path: Path) -> None:
    """One list of what several inspections found."""
    path = tmp_path / "findings.csv"
    path.write_text(
        "Inspection,Inspection date,Finding\nFocused visit,May 2024,Visits are late.\n"
        "Inspection,4 March 2025,Plans drift.\n",
        encoding="utf-8",
    )
    found = [each.inspection for each in read_findings(read_document(path))]
    assert [(each.title, each.last) for each in found if each] == [
        ("Focused visit", date(2024, 5, 31)),
        ("Inspection", date(2025, 3, 4)),
    ]
