"""Cells that hold several things: numbered items, leads, references, ratings."""

import pytest

from lineofsight.plan.items import counted_items, lettered_items, listed_items, numbered_items
from lineofsight.plan.leads import looks_like_lead, mend, part_leads, read_leads
from lineofsight.plan.ratings import level_of
from lineofsight.plan.references import read_references


def test_numbers_part_actions_where_they_go_on() -> None:
    items = numbered_items("as agreed. 2.1 Write it.2.1.1 Use it. 9.9 Other 2.2. Ask", "1.9", "2")
    assert [(item.ref, item.text.strip()) for item in items] == [
        (None, "as agreed."),
        ("2.1", "Write it."),
        ("2.1.1", "Use it. 9.9 Other"),
        ("2.2", "Ask"),
    ]


def test_whole_numbers_part_measures_where_they_count_on() -> None:
    items = counted_items("and so on23. Plan in place24. % of 30. Visits", 22)
    assert [(item.ref, item.text.strip()) for item in items] == [
        (None, "and so on"),
        ("23", "Plan in place"),
        ("24", "% of 30. Visits"),
    ]


def test_letters_part_what_lies_under_a_number() -> None:
    items = lettered_items("Evidence: a) Visits b) Plans d) other", None)
    assert [(item.ref, item.text.strip()) for item in items] == [
        (None, "Evidence:"),
        ("a", "Visits"),
        ("b", "Plans d) other"),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("• one\n• two", ["one", "two"]),
        ("one\ntwo", ["one", "two"]),
        ("Standards in place; Audits show use of them. Staff feel safe", 3),
        ("Monitoring - compliance and quality", 1),
        ("•", 0),
    ],
)
def test_lists_are_parted_by_bullets_then_lines_then_sentences(
    text: str, parts: list[str] | int
) -> None:
    found = listed_items(text)
    assert found == parts or len(found) == parts


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("DCS/HoS/ Senior Leaders", ("DCS", "HoS", "Senior Leaders")),
        ("Sue Hall, Jane Parr", ("Sue Hall", "Jane Parr")),
        ("Sue Hall and Jane Parr", ("Sue Hall", "Jane Parr")),
        ("Learning and Development", ("Learning and Development",)),
        ("Learning and\nDevelopment", ("Learning and Development",)),
        ("Head of\nQA", ("Head of QA",)),
        ("Ann Hall\nHead of QA", ("Ann Hall", "Head of QA")),
        ("АР", ("AP",)),
        ("714", ()),
        ("", ()),
    ],
)
def test_leads_are_parted_where_marks_part_them(cell: str, leads: tuple[str, ...]) -> None:
    assert read_leads(cell) == leads


def test_leads_run_together_are_cut_only_where_the_cut_is_known() -> None:
    known = frozenset({"HoS", "Senior Leaders", "Sally Hope", "Head of QA", "QA"})
    assert part_leads("DCS/ Senior Leaders HoS", known, 2) == ["DCS/ Senior Leaders", "HoS"]
    assert part_leads("Ann Hall Sally Hope", known, 2) == ["Ann Hall", "Sally Hope"]
    assert part_leads("Ann Hall Head of QA", known, 2) == ["Ann Hall", "Head of QA"]
    assert part_leads("HOS QA HOS QA", known, 2) == ["HOS QA", "HOS QA"]
    assert part_leads("Ann Hall Tom Lee", known, 2) is None


def test_torn_words_are_mended_where_the_document_has_their_whole() -> None:
    words = frozenset({"development"})
    assert mend("Learning and Developm ent/PSW", words) == "Learning and Development/PSW"
    assert mend("Service Lead ers", words) == "Service Lead ers"


@pytest.mark.parametrize("text", ["Ann Hall", "Head of QA", "DCS", "O’Neil-Smith (AO)"])
def test_names_roles_and_initials_look_like_leads(text: str) -> None:
    assert looks_like_lead(text)


@pytest.mark.parametrize("text", ["Review all of the plans", "95%", "", "Is it safe?", "the"])
def test_sentences_and_figures_do_not(text: str) -> None:
    assert not looks_like_lead(text)


@pytest.mark.parametrize(
    ("printed", "level"),
    [
        ("G", "GREEN"),
        ("Gr", "GREY"),
        ("Α", "AMBER"),
        ("В", "BLUE"),
        ("Amber (A)", "AMBER"),
        ("Green - on track", "GREEN"),
        ("Complete", "BLUE"),
        ("Not yet started", "GREY"),
        ("Partially achieved", "PARTIALLY"),
        ("O", None),
        ("Red or Amber", None),
        ("See note", None),
    ],
)
def test_a_rating_is_a_letter_a_colour_or_its_words(printed: str, level: str | None) -> None:
    assert level_of(printed) == level


@pytest.mark.parametrize(
    ("cell", "references"),
    [
        ("Pg 6 para 17 Pg 8 Para\n27", ("Pg 6 para 17", "Pg 8 Para 27")),
        ("Page 3 para 8, page 4 para 11", ("Page 3 para 8", "page 4 para 11")),
        ("IN 1.4, 1.6", ("IN 1.4", "IN 1.6")),
        ("OIS 2012 IN 3.1", ("OIS 2012", "IN 3.1")),
        ("Recommendation 4; Recommendation 7", ("Recommendation 4", "Recommendation 7")),
        ("", ()),
    ],
)
def test_references_are_parted_at_pages_and_codes(cell: str, references: tuple[str, ...]) -> None:
    assert read_references(cell) == references
