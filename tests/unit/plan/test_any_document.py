"""Whatever the document, reading a plan from it ends and holds together."""

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.documents import Block, Document
from lineofsight.documents.apart_process import read
from lineofsight.documents.delimited import read_delimited
from lineofsight.documents.docx import read_docx
from lineofsight.documents.text import read_text
from lineofsight.documents.web import read_web
from lineofsight.errors import UnusableInput
from lineofsight.plan import plan_as_json, read_plan
from lineofsight.plan.model import Plan
from tests.support.old_workbook import old_workbook
from tests.unit.documents.test_workbook import cell, open_document

EXAMPLE = Path(__file__).parents[3] / "examples" / "fernshire-improvement-plan.txt"
LINES = EXAMPLE.read_text(encoding="utf-8").split("\n")


def plan_of(text: str) -> Plan:
    return read_plan(Document("plan.txt", read_text(text.encode(), "plan.txt")))


def holds_together(plan: Plan) -> bool:
    """Ids are unique, and what refers to one refers to one that is there."""
    ids = [entry.id for entry in (*plan.objectives, *plan.actions, *plan.measures)]
    referred = {action.objective for action in plan.actions}
    referred |= {measure.objective for measure in plan.measures}
    referred |= {measure.action for measure in plan.measures}
    referred |= {objective.parent for objective in plan.objectives}
    return len(set(ids)) == len(ids) and referred - {None} <= set(ids)


def read_or_refused(read: Callable[[], Document]) -> bool:
    """Whether a document gives a plan that holds together, or is refused in one line."""
    try:
        document = read()
    except UnusableInput as error:
        return "\n" not in str(error)
    return holds_together(read_plan(document))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["cut", "doubled", "shuffled", "clipped", "joined"]))
def test_a_plan_whose_rows_are_cut_doubled_or_shuffled_is_still_read(seed: int, how: str) -> None:
    chance = random.Random(seed)
    lines = list(LINES)
    if how == "cut":
        lines = [line for line in lines if chance.random() > 0.3]
    elif how == "doubled":
        lines = [line for line in lines for _ in range(chance.choice((1, 1, 2)))]
    elif how == "shuffled":
        chance.shuffle(lines)
    elif how == "clipped":
        lines = [line[chance.randrange(8) :] for line in lines]
    else:
        lines = "\t".join(lines).split(chance.choice((" ", "\t", ".")))
    plan = plan_of("\n".join(lines))
    assert holds_together(plan)
    assert all(action.text for action in plan.actions)
    assert plan_as_json(plan)["actions"] is not None


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.sampled_from(["Action", "Due", "Lead", "Measure", "Ref", "RAG", "1.1", "2026"]),
                st.text(max_size=20).filter(lambda text: "\n" not in text),
            ),
            max_size=7,
        ).map("\t".join),
        max_size=20,
    )
)
def test_any_table_is_read_to_the_end(lines: list[str]) -> None:
    text = "Action\tDue\tLead\tMeasure\n" + "\n".join(lines)
    assert read_or_refused(lambda: Document("plan.txt", read_text(text.encode(), "plan.txt")))


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert read_or_refused(lambda: Document("plan.txt", read_text(data, "plan.txt")))


READERS: dict[str, Callable[[bytes, str], tuple[Block, ...]]] = {
    "docx": lambda data, name: read_docx(data, name).blocks,
    "pdf": lambda data, name: read("pdf", data, name),
    "xlsx": lambda data, name: read("workbook", data, name),
    "html": read_web,
    "csv": read_delimited,
    "xls": lambda data, name: read("workbook", data, name),
    "ods": lambda data, name: read("workbook", data, name),
    "txt": read_text,
}
PACKAGES = ("docx", "xlsx", "ods")


@cache
def sample_of(kind: str) -> bytes:
    """An example's bytes in a format; where there is none, its text's cells in that format."""
    rows = [line.split("\t") for line in LINES]
    if kind == "csv":
        return EXAMPLE.read_bytes().replace(b"\t", b",")
    if kind == "xls":
        return old_workbook({"Plan": rows})
    if kind == "ods":
        return open_document(
            "".join(
                f"<table:table-row>{''.join(cell(escape(text)) for text in row)}</table:table-row>"
                for row in rows
            )
        )
    return EXAMPLE.with_suffix(f".{kind}").read_bytes()


def damaged(kind: str, seed: int) -> bytes:
    """The example with some bytes of it, or of a part that it packs, changed or cut away."""
    chance = random.Random(seed)
    if kind not in PACKAGES or chance.random() < 0.5:
        return changed(sample_of(kind), chance)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sample_of(kind))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        parts = [name for name in source.namelist() if name.endswith((".xml", ".rels"))]
        chosen = chance.choice(parts)
        for name in source.namelist():
            data = source.read(name)
            package.writestr(name, changed(data, chance) if name == chosen else data)
    return out.getvalue()


def changed(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    return bytes(data)


def damage_is_survived(kind: str, seed: int) -> bool:
    name = f"plan.{kind}"
    return read_or_refused(lambda: Document(name, READERS[kind](damaged(kind, seed), name)))


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_damage_to_a_file_is_read_or_refused(kind: str, seed: int) -> None:
    assert damage_is_survived(kind, seed)


@pytest.mark.long
@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_much_damage_to_a_file_is_read_or_refused(kind: str, seed: int) -> None:
    assert damage_is_survived(kind, seed)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["html", "csv"]), st.text(max_size=300))
def test_any_words_as_a_page_or_table_are_read_or_refused(kind: str, words: str) -> None:
    data = f"<table><tr><td>{words}".encode() if kind == "html" else words.encode()
    assert read_or_refused(lambda: Document("plan", READERS[kind](data, "plan")))


@pytest.mark.parametrize(
    "cell",
    [
        "1.1 " * 40_000,
        "9" * 150_000,
        "Target: " * 20_000,
        "reduce " * 20_000,
        "• " * 50_000,
        "May 2026 " * 15_000,
        "(" * 100_000,
        "and " * 40_000,
        "a" * 150_000,
        "<ul>" * 40_000,
        "/ " * 50_000,
    ],
)
def test_a_cell_that_repeats_without_end_is_read_in_time(cell: str) -> None:
    header = "Ref\tObjective\tAction\tDue\tLead\tMeasure of success"
    for at in range(2, 6):
        row = ["1", "Plans", "1.1 Write.", "May 2026", "PSW", "Audit"]
        row[at] = cell[:4_000]
        plan_of(f"{header}\n" + "\t".join(row))


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_many_shuffled_plans_are_read(seed: int) -> None:
    chance = random.Random(seed)
    lines = [line[chance.randrange(3) :] for line in LINES if chance.random() > 0.2]
    chance.shuffle(lines)
    assert holds_together(plan_of("\n".join(lines)))
