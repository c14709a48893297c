"""Prints how long Line of Sight takes, beside a peer or a floor; exit 1 when a peer disagrees."""

import os
import platform
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks import catalogue, figures_shown, large_returns, long_plans, plan, returns, site
from benchmarks.council import AS_AT, BUILD, YEARS, council
from benchmarks.engines import engines
from benchmarks.loading import Loading, loadings
from benchmarks.measuring import MONTHS, Measuring, measuring

TINY, SMALL, LARGE = 300, 3_000, 30_000


def main() -> None:
    """Every benchmark, one line each, as it is known."""
    print(
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, DuckDB {version('duckdb')}, pandas {version('pandas')}; "
        "medians after a warm-up."
    )
    for name, ours, other, its in (*plan.lines(), *long_plans.lines(), *site.lines()):
        _line(name, ours, other, its)
    for name, ours, other, its in (*figures_shown.lines(), *returns.lines()):
        _line(name, ours, other, its)
    for name, ours, other, its, peak in large_returns.lines():
        _line(name, ours, other, its)
        print(f"{'Peak memory of it':48} ours {peak / 1_000_000:8.0f} MB")
    loaded: dict[int, Loading] = {}
    measured: dict[int, Measuring] = {}
    for children in (SMALL, LARGE):
        loaded[children], measured[children] = _of_a_council(children)
    loaded[TINY] = _loading(TINY)
    for line in catalogue.lines():
        print(line, flush=True)
    for what, large, small, longer in (
        ("Loading", LARGE, TINY, loaded[LARGE].seconds / loaded[TINY].seconds),
        ("Loading", LARGE, SMALL, loaded[LARGE].seconds / loaded[SMALL].seconds),
        ("Measuring", LARGE, SMALL, measured[LARGE].ours / measured[SMALL].ours),
    ):
        rows = loaded[large].rows / loaded[small].rows
        print(f"{what} {rows:.1f} times the rows takes {longer:.1f} times as long.")


def _loading(children: int) -> Loading:
    with tempfile.TemporaryDirectory(prefix="store-", dir=BUILD) as store:
        return loadings(council(children).folder, Path(store))["ours"]


def _of_a_council(children: int) -> tuple[Loading, Measuring]:
    made = council(children)
    how = "reused" if made.made_in is None else f"made in {made.made_in:.1f} s"
    print(f"A council of {children:,} children over {YEARS} years to {AS_AT}, {how}: {made.folder}")
    store = Path(tempfile.mkdtemp(prefix="store-", dir=BUILD))
    try:
        found = loadings(made.folder, store)
        ours = found.pop("ours")
        for way, other in found.items():
            _line(f"Loading {ours.rows:,} rows", ours.seconds, way, other.seconds)
            _memory("Peak memory of it", ours.peak_bytes, way, other.peak_bytes)
        both = measuring(made.folder, store)
        on_both = engines(store)
    finally:
        shutil.rmtree(store)
    _line(f"Measuring 11 indicators, {MONTHS} months, by team", both.ours, "pandas", both.pandas)
    if both.differs:
        sys.exit(both.differs)
    print(f"  ... and pandas agrees in every one of {both.cells:,} cells.")
    if on_both is None:
        print("  ... and Spark is not installed: make setup-spark.")
        return ours, both
    _line(f"The same on DuckDB, of {children:,} children", on_both.duckdb, "spark", on_both.spark)
    if on_both.differs:
        sys.exit(on_both.differs)
    print(f"  ... and Spark agrees in every one of {on_both.figures:,} figures.")
    return ours, both


def _line(name: str, ours: float, other: str, its: float) -> None:
    print(
        f"{name:48} ours {ours:8.3f} s   {other} {its:.3f} s   ratio {ours / its:.2f}", flush=True
    )


def _memory(name: str, ours: int, other: str, its: int) -> None:
    mb = 1_000_000
    print(f"{name:48} ours {ours / mb:8.0f} MB  {other} {its / mb:.0f} MB   ratio {ours / its:.2f}")


if __name__ == "__main__":
    main()
