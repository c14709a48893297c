"""Two snapshots compared in plain Python, on drawn rows, against the SQL that does it."""

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from lineofsight.tables.comparing import Counts, compare
from lineofsight.tables.snapshots import open_snapshot
from tests.support.stores import APRIL, MARCH, load

Enquiries = dict[tuple[str, str], tuple[str, str]]
HEADER = "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date\n"


def drawn(draw: Random) -> Enquiries:
    """Enquiries by their two-part key, with a first day that may be missing and a last one."""
    return {
        (f"E{draw.randrange(12)}", f"P{draw.randrange(3)}"): (
            draw.choice(["", *(date(2026, month, 1).isoformat() for month in (1, 2, 3))]),
            draw.choice(["", "2026-03-30"]),
        )
        for _ in range(draw.randrange(30))
    }


def told(first: Enquiries, second: Enquiries) -> dict[str, Counter[str]]:
    """How many rows became what, by month."""
    found: dict[str, Counter[str]] = {}
    for key in {*first, *second}:
        before, after = first.get(key), second.get(key)
        month = ((after or ("", ""))[0] or (before or ("", ""))[0])[:7]
        if before is None or after is None:
            what = "new" if before is None else "gone"
        else:
            what = "same" if before == after else "changed"
        found.setdefault(month, Counter())[what] += 1
    return found


@pytest.mark.parametrize("seed", range(12))
def test_what_is_new_gone_and_changed_is_the_same_in_python(tmp_path: Path, seed: int) -> None:
    """By key and month, with keys of two columns, missing dates and tables without rows."""
    draw = Random(seed)
    first, second = drawn(draw), drawn(draw)
    for day, enquiries in ((MARCH, first), (APRIL, second)):
        lines = (",".join((*key, *values)) + "\n" for key, values in enquiries.items())
        load(tmp_path / "store", day, ssd_s47_enquiry=HEADER + "".join(lines))
    store = tmp_path / "store"
    (enquiries_told,) = compare(open_snapshot(store, "2026-03-31"), open_snapshot(store))
    assert enquiries_told.by_month == {
        month: Counts(*(counts[name] for name in ("new", "gone", "changed", "same")))
        for month, counts in told(first, second).items()
    }
