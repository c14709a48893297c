"""Several councils in one store.

A folder of folders holds a council in each.  Every row keeps whose it is, and figures are counted
council by council: the same number in two of them is two children.
"""

from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import indicator_named
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.periods import period_named
from lineofsight.measuring.records import records
from lineofsight.measuring.results import measure
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot

MARCH = date(2026, 3, 31)
REFERRALS = "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two councils that number their children alike."""
    for council, rows in {
        "Fernshire": ("R1,P1,2026-01-05,N", "R2,P1,2026-03-02,N", "R3,P2,2026-03-03,Y"),
        "Ashton": ("R1,P1,2026-03-09,N",),
    }.items():
        folder = tmp_path / "extract" / council
        folder.mkdir(parents=True)
        (folder / "ssd_cin_episodes.csv").write_text("\n".join((REFERRALS, *rows)) + "\n")
    load_tables([tmp_path / "extract"], tmp_path / "store", MARCH)
    return tmp_path / "store"


def test_a_number_of_two_councils_is_two_children(store: Path) -> None:
    """Ashton's P1 is not referred again because Fernshire's was."""
    with open_engine(open_snapshot(store)) as engine:
        figures = measure(
            engine,
            [indicator_named("rereferrals_12_months")],
            [period_named("2026-03")],
            by=("authority",),
        )
    assert {each.groups: (each.numerator, each.denominator) for each in figures} == {
        ("all",): (1, 3),
        ("Ashton",): (0, 1),
        ("Fernshire",): (1, 2),
    }


def test_the_rows_behind_a_figure_are_those_of_one_council_where_asked(store: Path) -> None:
    """By the dimension ``authority``; all of them otherwise."""
    indicator, march = indicator_named("rereferrals_12_months"), period_named("2026-03")
    with open_engine(open_snapshot(store)) as engine:
        assert len(records(engine, indicator, march)) == 3
        own = records(engine, indicator, march, {"authority": "Ashton"})
        assert [(each.subject, each.state) for each in own] == [("P1", "missed")]
        with pytest.raises(UnusableInput, match="'Elmton'; there are Ashton, Fernshire"):
            records(engine, indicator, march, {"authority": "Elmton"})


def test_each_council_keeps_its_own_duplicates_apart(store: Path) -> None:
    """R1 is in both, and neither is a duplicate."""
    kept = open_snapshot(store).manifest.tables["ssd_cin_episodes"]
    assert (kept.rows, sorted(kept.authorities)) == (4, ["Ashton", "Fernshire"])
