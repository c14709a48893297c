"""An Annex A workbook of 100,000 rows and 100 MB of the census, loaded and checked.

``python -m benchmarks.large_returns WAY FILE STORE`` does one of them once and prints its seconds,
start-up left out.  The floors are the packages that we read with, going through the same file and
keeping nothing.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.council import AS_AT, BUILD
from benchmarks.timing import run, runs_in_turn

ROWS = 100_000
CENSUS_BYTES = 100_000_000
HEADINGS = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
    "Date of Contact", "Contact Source",
)  # fmt: skip


def lines() -> Iterator[tuple[str, float, str, float, int]]:
    """What was loaded, our seconds, the floor and its seconds, and our peak memory in bytes."""
    for what, kind, file, floor in (
        (f"Annex A: {ROWS:,} rows", "annex_a", _workbook(), "calamine"),
        (f"Census: {CENSUS_BYTES // 1_000_000} MB of XML", "cin_census", _census(), "iterparse"),
    ):
        with TemporaryDirectory(dir=BUILD) as store:
            ways = {way: [sys.executable, "-m", __name__, way, str(file), store]
                    for way in (kind, floor)}  # fmt: skip
            taken = runs_in_turn(ways, times=3)
        ours, its = (
            median(json.loads(one.said)["seconds"] for one in taken[way]) for way in (kind, floor)
        )
        yield what, ours, f"{floor} reading only", its, max(one.peak_bytes for one in taken[kind])


def _workbook() -> Path:
    """List 1 with its seven columns, as long as a large council's six months never are."""
    import xlsxwriter

    path = BUILD / f"annex-a-{ROWS}.xlsx"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            sheet = book.add_worksheet("List 1")
            sheet.write_row(0, 0, HEADINGS)
            for number in range(1, ROWS + 1):
                born, seen = 38_000 + number % 6_000, 45_950 + number % 120
                row = [number, "a) Male", "a) WBRI", born, number % 18, seen, "q) 6: Police"]
                sheet.write_row(number, 0, row)
    return path


def _census() -> Path:
    """A year's census of an invented council, its children repeated under other numbers."""
    path = BUILD / f"cin-census-{CENSUS_BYTES}.xml"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        command = str(Path(sys.executable).with_name("lineofsight"))
        with TemporaryDirectory(dir=BUILD) as folder:
            made = Path(folder) / "made"
            asked = ["--children", "2000", "--years", "2", "--as-at", "2025-03-31"]
            run([command, "sample", "generate", *asked, "--format", "cin_census",
                 "--out", str(made)])  # fmt: skip
            text = max(made.glob("*.xml")).read_text(encoding="utf-8")
        head, children, tail = _parted(text)
        with path.open("w", encoding="utf-8") as file:
            file.write(head)
            written, copy = 0, 0
            while written < CENSUS_BYTES:
                written += file.write(children.replace("<LAchildID>", f"<LAchildID>{copy}x"))
                copy += 1
            file.write(tail)
    return path


def _parted(text: str) -> tuple[str, str, str]:
    begins, ends = text.index("<Child>"), text.index("</Children>")
    return text[:begins], text[begins:ends], text[ends:]


def _once(way: str, file: Path, store: Path) -> float:
    from lineofsight.tables.loading import load_tables

    start = perf_counter()
    if way == "calamine":
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_path(file)
        assert len(book.get_sheet_by_index(0).to_python()) == ROWS + 1
    elif way == "iterparse":
        from lxml import etree

        for _, element in etree.iterparse(str(file), tag="Child"):
            element.clear()
    else:
        load_tables([f"{way}={file}"], store, date.fromisoformat(AS_AT), fresh=True)
    return perf_counter() - start


if __name__ == "__main__":
    _, way, file, store = sys.argv
    print(json.dumps({"seconds": _once(way, Path(file), Path(store))}))
