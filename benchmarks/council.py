"""The invented council that is loaded and measured, made once and kept in build/bench."""

import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import run

CHECKOUT = Path(__file__).resolve().parent.parent
BUILD = CHECKOUT / "build" / "bench"
AS_AT = "2026-03-18"
YEARS = 5
SEED = 1


@dataclass(frozen=True)
class Council:
    """A folder of CSV files, and the seconds it took to make: none where it was reused."""

    children: int
    folder: Path
    made_in: float | None


def council(children: int) -> Council:
    """The council of a size; made again when how it is made has changed since."""
    name = f"council-{children}-{YEARS}-{SEED}-{AS_AT}"
    folder = BUILD / f"{name}-{_how_it_is_made()}"
    if folder.is_dir():
        return Council(children, folder, None)
    for stale in BUILD.glob(f"{name}-*"):
        shutil.rmtree(stale)
    command = str(Path(sys.executable).with_name("lineofsight"))
    asked = {"children": children, "years": YEARS, "seed": SEED, "as-at": AS_AT, "out": folder}
    options = [word for name, value in asked.items() for word in (f"--{name}", str(value))]
    return Council(children, folder, run([command, "sample", "generate", *options]).seconds)


def _how_it_is_made() -> str:
    made_by = hashlib.sha256()
    for file in sorted((CHECKOUT / "src" / "lineofsight" / "sample").rglob("*.*")):
        if file.suffix in {".py", ".sql", ".toml"}:
            made_by.update(file.read_bytes())
    return made_by.hexdigest()[:12]
