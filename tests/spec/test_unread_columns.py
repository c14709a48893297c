"""Columns that the reader does not know are told, never passed over in silence."""

from pathlib import Path

import pytest

from lineofsight.documents.reading import read_document
from lineofsight.plan.model import Plan
from lineofsight.plan.reading import read_plan


def read(folder: Path, *lines: str) -> Plan:
    path = folder / "plan.txt"
    path.write_text("Improvement plan\n\n" + "".join(f"{line}\n" for line in lines))
    return read_plan(read_document(path))


def test_a_column_with_an_unknown_name_is_told_with_its_cells(tmp_path: Path) -> None:
    """The name, how many cells were not read, and what to do."""
    found = read(
        tmp_path,
        "Ref\tAction required\tBy when\tWeather",
        "1.1\tTrain every team in plans\tMarch 2026\tSunny spells",
        "1.2\tOpen the front door hub\tApril 2026\tRain later",
    )
    (told,) = [doubt for doubt in found.doubts if doubt.kind == "column"]
    assert told.message.startswith("The column 'Weather' was not understood and its 2 cells were")
    assert [action.text for action in found.actions] == [
        "Train every team in plans",
        "Open the front door hub",
    ]


def test_known_columns_raise_no_doubt(tmp_path: Path) -> None:
    """Nor does an empty one, whatever its name."""
    found = read(
        tmp_path,
        "Ref\tAction required\tBy when\tLead\tWeather",
        "1.1\tTrain every team in plans\tMarch 2026\tHead of Service\t",
    )
    assert [doubt for doubt in found.doubts if doubt.kind == "column"] == []


@pytest.mark.parametrize("header", ["What we need to do", "Key tasks", "Key task"])
def test_actions_by_other_names(tmp_path: Path, header: str) -> None:
    """Councils call an action many things."""
    found = read(
        tmp_path, f"Ref\t{header}\tComplete by\tSRO", "1.1\tTrain every team\tMarch 2026\tDCS"
    )
    (action,) = found.actions
    assert (action.text, action.due.dates, action.leads) == (
        "Train every team",
        ("2026-03",),
        ("DCS",),
    )
