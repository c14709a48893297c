"""Reading a plan: the whole command, beside Python's own start and a bare read of the bytes."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.timing import runs_in_turn

_CHECKOUT = Path(__file__).resolve().parent.parent
_EXAMPLE = _CHECKOUT / "examples" / "fernshire-improvement-plan.txt"
_READ_BYTES = "import sys; open(sys.argv[1], 'rb').read()"


def lines() -> Iterator[tuple[str, float, str, float]]:
    """For each plan: what was read, our seconds, the other way and its seconds."""
    shared = Path(os.environ.get("LINEOFSIGHT_SHARED", _CHECKOUT.parent / "shared"))
    command = str(Path(sys.executable).with_name("lineofsight"))
    for plan in (_EXAMPLE, *sorted((shared / "plans").glob("*.txt"))):
        taken = runs_in_turn(
            {
                "ours": [command, "plan", "read", str(plan), "--json"],
                "python -c pass": [sys.executable, "-c", "pass"],
                "a bare read of its bytes": [sys.executable, "-c", _READ_BYTES, str(plan)],
            },
            times=5,
        )
        seconds = {way: median(run.seconds for run in runs) for way, runs in taken.items()}
        ours = seconds.pop("ours")
        for other, its in seconds.items():
            yield f"Reading {plan.name}", ours, other, its
