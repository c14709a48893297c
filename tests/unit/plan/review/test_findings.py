"""Lists of findings, whatever stands in them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.documents import Document
from lineofsight.documents.text import read_text
from lineofsight.errors import UnusableInput
from lineofsight.plan.review import read_findings

LINES = st.lists(
    st.sampled_from(
        ["1. Visits", "are late", "", "- Plans", "2)Drift", "a) Leads", "x\ty", "Note:"]
    )
    | st.text(max_size=20),
    max_size=10,
)


@settings(deadline=None)
@given(LINES)
def test_any_text_gives_findings_in_one_line_each_or_is_refused(lines: list[str]) -> None:
    try:
        blocks = read_text("\n".join(lines).encode("utf-8", "replace"), "f.txt")
        found = read_findings(Document("f.txt", blocks))
    except UnusableInput as refused:
        assert "\n" not in str(refused)
        return
    assert found
    for each in found:
        assert each.text == " ".join(each.text.split())
        assert any(letter.isalpha() for letter in each.text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Visits are late.", "Plans drift.", "Nobody asks."]), min_size=1))
def test_a_numbered_list_is_read_back_as_it_was_written(items: list[str]) -> None:
    text = "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
    found = read_findings(Document("f.txt", read_text(text.encode(), "f.txt")))
    assert [(each.ref, each.text) for each in found] == [
        (str(n), item) for n, item in enumerate(items, 1)
    ]
