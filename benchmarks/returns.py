"""The SSDA903 return loaded and checked, beside the validator that councils run on theirs.

``python -m benchmarks.returns ours FOLDER STORE`` loads once and prints what it took; the peer is
run by ``benchmarks/peer_903.py`` in an environment of its own, which is made once in build/bench.
Seconds are those of reading and checking; starting and importing are left out of both.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.council import BUILD, CHECKOUT
from benchmarks.timing import run, runs_in_turn

PEER = "csc-validator-be-903"
PEER_VERSION = "0.1.17"
AS_AT = "2018-03-31"


def lines() -> Iterator[tuple[str, float, str, float]]:
    """What was read with how many checks, our seconds, the peer with its rules, and its seconds."""
    shared = Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared"))
    folder = shared / "data" / "ssda903"
    if not folder.is_dir():
        return
    with tempfile.TemporaryDirectory(dir=BUILD) as store:
        commands = {
            "ours": [sys.executable, "-m", __name__, "ours", str(folder), store],
            "peer": [
                str(_peer_python()),
                str(Path(__file__).with_name("peer_903.py")),
                str(folder),
            ],
        }
        taken = {
            way: [json.loads(one.said.splitlines()[-1]) for one in runs]
            for way, runs in runs_in_turn(commands, times=3).items()
        }
    ours, peer = taken["ours"], taken["peer"]
    rows, checks = ours[0]["rows"], ours[0]["checks"]
    yield (
        f"SSDA903: {rows:,} rows loaded, {checks} checks",
        median(one["seconds"] for one in ours),
        f"{PEER}, {peer[0]['rows']:,} rows, {peer[0]['checks']} rules",
        median(one["seconds"] for one in peer),
    )


def _peer_python() -> Path:
    """The interpreter of the peer's own environment, made where it is not there yet."""
    place = BUILD / f"{PEER}-{PEER_VERSION}"
    python = place / "bin" / "python"
    if not python.exists():
        run([sys.executable, "-m", "venv", str(place)])
        # Its rules hold their own tests, so that they cannot be imported without pytest.
        wanted = [f"{PEER}=={PEER_VERSION}", "pytest"]
        run([str(python), "-m", "pip", "install", "--quiet", *wanted])
    return python


def _ours(folder: Path, store: Path) -> dict[str, float]:
    from lineofsight.tables.definition import table_definitions
    from lineofsight.tables.loading import load_tables
    from lineofsight.tables.readers.ssda903.checking import module_checks
    from lineofsight.tables.readers.ssda903.layout import fills, layouts

    # The peer's rules are read before its clock starts too.
    for definitions in (table_definitions, layouts, fills, module_checks):
        definitions()
    start = perf_counter()
    report = load_tables([f"ssda903={folder}"], store, date.fromisoformat(AS_AT), fresh=True)
    seconds = perf_counter() - start
    main = [load for load in report.loads if load.delivery.part.endswith(".csv")]
    return {
        "seconds": seconds,
        "rows": sum(load.read for load in main),
        "checks": sum(len(module.checks) for module in module_checks()),
    }


if __name__ == "__main__":
    _, source, target = sys.argv[1:]
    print(json.dumps(_ours(Path(source), Path(target))))
