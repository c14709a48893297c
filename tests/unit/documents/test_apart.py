"""What comes back from the process that reads a file apart."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight import apart
from lineofsight.documents import Heading, Paragraph, Place, Table, read_document
from lineofsight.documents.apart import read_apart
from lineofsight.documents.apart_process import read
from lineofsight.documents.json_lines import blocks_in, refused, written
from lineofsight.documents.model import Block, Cell, Row
from lineofsight.errors import UnusableInput

EXAMPLE = Path(__file__).parents[3] / "examples" / "fernshire-improvement-plan.pdf"

NUMBERS = st.none() | st.integers(0, 2**40)
PLACES = st.builds(Place, *[NUMBERS] * 6)
# Also halves of a pair of UTF-16, which a damaged PDF may hold.
TEXTS = st.text(st.characters(), max_size=20)
CELLS = st.lists(st.builds(Cell, TEXTS, PLACES), min_size=1, max_size=4).map(tuple)
ROWS = st.lists(st.builds(Row, CELLS, PLACES), min_size=1, max_size=4).map(tuple)
BLOCKS = st.lists(
    st.builds(Heading, TEXTS, st.integers(1, 6), PLACES)
    | st.builds(Paragraph, TEXTS, PLACES)
    | st.builds(Table, ROWS, PLACES),
    max_size=5,
).map(tuple)


@given(BLOCKS)
def test_blocks_come_back_as_they_were(blocks: tuple[Block, ...]) -> None:
    assert blocks_in(b"".join(written(blocks))) == blocks


def test_a_file_read_apart_is_read_as_in_this_process() -> None:
    here = read("pdf", EXAMPLE.read_bytes(), EXAMPLE.name)
    assert read_document(EXAMPLE).blocks == here


def test_a_sentence_comes_back_as_a_refusal() -> None:
    with pytest.raises(UnusableInput, match=r"^It holds no text\.$"):
        blocks_in(b"".join(refused("It holds no text.")))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)
KINDS = st.sampled_from(["heading", "paragraph", "table", "row", "end", "refused"])


@given(st.lists(st.tuples(KINDS, st.lists(ANY_JSON, max_size=3)), max_size=4), st.booleans())
def test_any_other_answer_is_no_answer(lines: list[tuple[str, list[object]]], ended: bool) -> None:
    """Nothing but blocks or one sentence comes of what the process writes, whatever it is."""
    answer = "\n".join(json.dumps([kind, *parts]) for kind, parts in lines)
    try:
        blocks = blocks_in((answer + '\n["end"]' * ended).encode())
    except (ValueError, UnusableInput):
        return
    assert all(isinstance(block, Heading | Paragraph | Table) for block in blocks)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"", 0),
        (b"", 1),
        (b"\x80\x05cos\nsystem\n(S'true'\ntR.", 0),
        (b"Segmentation fault", 139),
        (b'["paragraph","words",[1,1,null,null,null,null]]', 0),
        (b'["row",[1,1,1,1,1,1],[["a",[1,1,1,1,1,1]]]]\n["end"]', 0),
        (b'["paragraph","words",["1",1,null,null,null,null]]\n["end"]', 0),
        (b'["paragraph",["words"],[1,1,null,null,null,null]]\n["end"]', 0),
        (b'["call","os.system","true"]\n["end"]', 0),
        (b"[" * 100_000, 0),
        (b'["end"]\n["end"]', 0),
        (b"\xff\xfe", 0),
    ],
)
def test_a_process_that_writes_rubbish_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, code: int
) -> None:
    done = subprocess.CompletedProcess([], code, answer, b"Traceback: ...")
    monkeypatch.setattr(apart.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(UnusableInput) as error:
        read_apart("pdf", b"", "plan.pdf")
    assert str(error.value) == (
        "The file plan.pdf broke its reader. Open it, save it anew, and send that."
    )
