"""Invented plans in many layouts, as text that programs make of PDF files, read as people do.

Each plan in ``tests/strangers/text`` is named after its layout and stands beside its key: what a
careful person reads in it, written down before the software read it.
"""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import plan_as_json, read_plan
from tests.support.plan_agreement import agreement, differences

FOLDER = Path(__file__).parents[1] / "strangers" / "text"
LAYOUTS = sorted(path.stem for path in FOLDER.glob("*.txt"))

# The shares reached over all layouts: they may rise, and then these numbers with them.
REACHED = {
    "title": 1.0,
    "organisation": 1.0,
    "date": 1.0,
    "version": 1.0,
    "objectives": 1.0,
    "actions": 1.0,
    "objective": 1.0,
    "refs": 1.0,
    "due": 1.0,
    "leads": 1.0,
    "rating": 1.0,
    "updates": 1.0,
    "measures": 1.0,
    "targets": 1.0,
    "doubted": 1.0,
    "told": 1.0,
}
# No layout may be sacrificed to the others.
LEAST = 0.8


def compared(layout: str) -> tuple[dict[str, float], list[str]]:
    key = json.loads((FOLDER / f"{layout}.json").read_text(encoding="utf-8"))
    plan = plan_as_json(read_plan(read_document(FOLDER / f"{layout}.txt")))
    read = json.loads(json.dumps(plan))
    return agreement(key, read), differences(key, read)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_plan_in_a_strange_layout_is_read(layout: str) -> None:
    """Every field of every layout agrees with its key for the most part."""
    figures, told = compared(layout)
    assert "actions" in figures
    short = {field: share for field, share in figures.items() if share < LEAST}
    assert not short, "\n".join(told)


def test_the_strange_layouts_together_reach_what_they_reached() -> None:
    """Field by field, the mean over the layouts does not fall."""
    shares: dict[str, list[float]] = defaultdict(list)
    for layout in LAYOUTS:
        for field, share in compared(layout)[0].items():
            shares[field].append(share)
    means = {field: sum(each) / len(each) for field, each in shares.items()}
    assert set(means) == set(REACHED)
    short = {field: mean for field, mean in means.items() if mean < REACHED[field]}
    assert not short
