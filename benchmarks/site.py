"""The site under people: requests arriving at random, beside a page that asks nothing.

The generator runs on the same machine as the site, so the figures are on the slow side.
"""

import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from benchmarks.importing import seconds_to_preview
from benchmarks.long_plans import WORD, long_plan
from benchmarks.served import Site, served
from benchmarks.site_plans import ACTIONS, MANAGER, PEOPLE, SEED, fill
from benchmarks.timing import runs_in_turn

RATE, SECONDS = 20.0, 60.0
EMPTY = "the account page"
IMPORTS = 3


@dataclass
class Load:
    """What came back: seconds a request by page, faults by what they were."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def all(self) -> list[float]:
        """The seconds of every request, the shortest first."""
        return sorted(each for page in self.seconds.values() for each in page)


@dataclass(frozen=True)
class Visited:
    """The site's load, and the seconds from giving a long document to its preview."""

    load: Load
    imported: float


def lines() -> Iterator[tuple[str, float, str, float]]:
    """What was done, our seconds, the floor and its seconds; a fault of the site ends the run."""
    found = visited()
    load = found.load
    if load.faults:
        raise SystemExit(f"The site failed under load: {dict(load.faults)}")
    what = f"{len(load.all)} requests of {PEOPLE} people, {RATE:.0f} a second"
    floor = "an almost empty page", median(load.seconds[EMPTY])
    yield f"{what}: p95", _p95(load.all), *floor
    yield f"{what}: median", median(load.all), *floor
    command = [sys.executable, "-c", WORD, str(long_plan("docx", ACTIONS))]
    other = median(run.seconds for run in runs_in_turn({"other": command}, times=2)["other"])
    yield f"Importing {ACTIONS} actions to their preview", found.imported, "python-docx", other


def visited() -> Visited:
    """Makes the plans, serves them, and asks for their pages."""
    with tempfile.TemporaryDirectory(prefix="site-bench-") as folder:
        os.environ["LINEOFSIGHT_DATA_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        cookies, pages = fill()
        with served() as site:
            _warm(site, cookies, pages)
            load = _under_load(site, cookies, pages)
            plan = long_plan("docx", ACTIONS)
            imported = median(
                seconds_to_preview(site, cookies[MANAGER], plan) for _ in range(IMPORTS)
            )
    return Visited(load, imported)


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(0.95 * len(taken))]


def _warm(site: Site, cookies: list[str], pages: list[tuple[str, str]]) -> None:
    first = dict(reversed(pages))
    for address in (*first.values(), *first.values()):
        site.ask(cookies[MANAGER], address)


def _under_load(site: Site, cookies: list[str], pages: list[tuple[str, str]]) -> Load:
    """Requests at random moments, whatever became of those before (an open system)."""
    chance = random.Random(SEED)
    by_name: dict[str, list[str]] = defaultdict(list)
    for name, address in pages:
        by_name[name].append(address)
    names = list(by_name)
    moments, at = [], 0.0
    while (at := at + chance.expovariate(RATE)) < SECONDS:
        name = chance.choice(names)
        moments.append((at, name, chance.choice(by_name[name]), chance.choice(cookies)))
    load, lock, began = Load(), threading.Lock(), time.perf_counter()

    def one(name: str, address: str, cookie: str, due: float) -> None:
        try:
            status = site.ask(cookie, address)[0].status
        except OSError as error:
            status, told = 0, type(error).__name__
        else:
            told = f"{status} {name}"
        with lock:
            # Counted from when it was due, so that waiting in a queue counts too.
            load.seconds[name].append(time.perf_counter() - due)
            if status not in (200, 403):
                load.faults[told] += 1

    threads = []
    for at, name, address, cookie in moments:
        due = began + at
        time.sleep(max(0.0, due - time.perf_counter()))
        thread = threading.Thread(target=one, args=(name, address, cookie, due))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return load


def _told(found: Visited) -> Iterator[str]:
    """The whole load, page by page, the slowest first."""
    taken = found.load.all
    yield (
        f"{len(taken)} requests: median {1000 * median(taken):.0f} ms, p95 "
        f"{1000 * _p95(taken):.0f} ms, slowest {1000 * taken[-1]:.0f} ms; errors "
        f"{dict(found.load.faults) or 'none'}; a document to its preview {found.imported:.1f} s"
    )
    for page, each in sorted(found.load.seconds.items(), key=lambda item: -median(item[1])):
        yield (
            f"  {page:40} {len(each):4} times, median {1000 * median(each):6.0f} ms, "
            f"p95 {1000 * _p95(each):6.0f} ms"
        )


if __name__ == "__main__":
    for line in _told(visited()):
        print(line, flush=True)
