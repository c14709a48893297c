"""The commands of a tutorial are run, in its order, and each does what it is there for."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lineofsight.cli import app
from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from tests.support.annex_a import DAY, as_list, xlsx

TUTORIALS = Path(__file__).parents[2] / "docs" / "tutorials"
PROGRAM = ".venv/bin/lineofsight "


def test_loading_an_annex_a(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook is one as a council keeps it; the second load of it is a month later."""
    monkeypatch.chdir(tmp_path)
    child = {"Child Unique ID": "P1", "Gender": "b) Female", "Date of Birth": DAY.replace(2015)}
    contact = {**child, "Date of Contact": DAY.replace(month=2, day=2)}
    (tmp_path / "annex-a.xlsx").write_bytes(xlsx({"List 1": as_list(1, contact)}))
    said = [run(command) for command in commands("load-an-annex-a.md")]
    store = tmp_path / "data" / "store"
    assert snapshot_ids(store) == ["2026-03-31-01", "2026-04-30-01"]
    assert open_snapshot(store).id == "2026-03-31-01"
    assert "List 1" in said[0]
    assert "2026-03-31-01" in said[1]


def commands(tutorial: str) -> list[str]:
    """The commands of the program that a tutorial has in its blocks of code."""
    text = (TUTORIALS / tutorial).read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```", text, re.S | re.M)
    return [
        line.removeprefix(PROGRAM)
        for block in blocks
        for line in block.splitlines()
        if line.startswith(PROGRAM)
    ]


def run(command: str) -> str:
    done = CliRunner().invoke(app, shlex.split(command))
    assert done.exit_code == 0, f"{command}: {done.output}"
    return done.output
