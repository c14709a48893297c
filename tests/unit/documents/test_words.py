"""The words at a place are those of its row or paragraph."""

from pathlib import Path

from lineofsight.documents import Place, read_document
from lineofsight.documents.words import words_at
from lineofsight.plan import plan_as_json, plan_from_json, read_plan

EXAMPLES = Path(__file__).parent.parent.parent.parent / "examples"


def test_each_part_is_found_again_in_the_words_it_was_read_from() -> None:
    """In every format that a plan comes in, an action's number and words stand in its row."""
    for ending in ("docx", "pdf", "xlsx", "txt", "html"):
        document = read_document(next(EXAMPLES.glob(f"fernshire-improvement-plan.{ending}")))
        words = words_at(document)
        for action in read_plan(document).actions:
            row = words(action.place)
            assert action.text.split()[0] in row, (ending, action.ref)
            assert (action.ref or "") in row, (ending, action.ref)


def test_a_place_that_the_document_does_not_have_gives_no_words() -> None:
    document = read_document(EXAMPLES / "fernshire-improvement-plan.txt")
    assert words_at(document)(Place(table=999, row=1)) == ""


def test_a_plan_comes_back_from_its_json_as_it_was() -> None:
    plan = read_plan(read_document(EXAMPLES / "fernshire-improvement-plan.docx"))
    assert plan_from_json(plan_as_json(plan)) == plan
