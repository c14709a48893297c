"""The pages of figures and lists, beside a page that asks almost nothing of the same site.

``python -m benchmarks.figures_shown`` makes a council of 3,000 children whose one team has 2,000
assessments open, its results, and a plan of 300 measures of which leaders watch 40.
"""

import csv
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.council import AS_AT, council
from benchmarks.served import Site, served
from benchmarks.timing import run, seconds_in_turn

if TYPE_CHECKING:
    from lineofsight.web.plans.models import Plan

CHILDREN, MEASURES, WATCHED, OPEN, MONTHS = 3_000, 300, 40, 2_000, 36
TIMES, SEED = 40, 7
LISTED, TEAM = "assessments_45_working_days", "T-Bench"
EMPTY = "an almost empty page"
Line = tuple[str, float, str, float]


def lines() -> Iterator[Line]:
    """What was shown, our seconds, the floor and its seconds; measured in a process of its own."""
    told = run([sys.executable, "-m", "benchmarks.figures_shown", "--json"]).said
    yield from json.loads(told.splitlines()[-1])


def _lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="figures-bench-") as folder:
        os.environ["LINEOFSIGHT_DATA_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        _results(Path(folder))
        plan, cookies = _filled()
        yield from _recomputed(plan)
        with served() as site:
            yield from _asked(site, plan, cookies)


def _results(folder: Path) -> None:
    """The council's tables with more open assessments in one team, and everything computed."""
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.measuring.kept.making import make_results
    from lineofsight.progress.rating.doubted import doubts_behind
    from lineofsight.tables.loading import load_tables

    extract = folder / "extract"
    extract.mkdir()
    for each in council(CHILDREN).folder.iterdir():
        if each.name != "ssd_cin_assessments.csv":
            shutil.copyfile(each, extract / each.name)
            continue
        with each.open(encoding="utf-8", newline="") as given:
            rows = list(csv.DictReader(given))
        chance = random.Random(SEED)
        for number in range(OPEN):
            rows.append(
                dict.fromkeys(rows[0], "")
                | {
                    "cina_assessment_id": f"bench-{number}",
                    "cina_person_id": chance.choice(rows[:1000])["cina_person_id"],
                    "cina_assessment_start_date": str(
                        date.fromisoformat(AS_AT) - timedelta(days=chance.randrange(1, 200))
                    ),
                    "cina_assessment_team": TEAM,
                }
            )
        with (extract / each.name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    store = folder / "store"
    load_tables([extract], store, date.fromisoformat(AS_AT))
    make_results(store, catalogue(), doubting=doubts_behind)


def _filled() -> "tuple[Plan, dict[str, str]]":
    """A plan whose measures are matched with whatever has figures, and who is signed in."""
    from lineofsight.web.project.serving import prepare

    prepare()
    from django.conf import settings

    from benchmarks.site_plans import _cookie
    from lineofsight.measuring.kept.reading import opened
    from lineofsight.web.accounts.actions import add_account, give_role
    from lineofsight.web.events.recording import change
    from lineofsight.web.performance.models import Match
    from lineofsight.web.plans.models import Measure, Plan, Target

    people = {}
    for role, team in (("programme_manager", ""), ("team_manager", TEAM)):
        why, email = "A benchmark.", f"{role}@fernshire.example"
        account = add_account(by=None, why=why, email=email, name=role, invented=True)
        give_role(by=None, why=why, account=account, role=role, team=team)
        people[role] = account
    with opened(settings.PLACES.store) as results:
        assert results is not None
        rows = results._rows(
            "select indicator from figures where dimension = 'all' and state = 'value' "
            f"group by indicator having count(*) >= {MONTHS} order by indicator"
        )
    known = [row[0] for row in rows]
    with change("plan adopted", by=people["programme_manager"], why="A benchmark.") as made:
        plan = made.keep(Plan(title="A plan of figures", organisation="Fernshire"))
        made.of(plan.pk)
        measures = made.keep_all(
            [
                Measure(plan=plan, position=n, ref=str(n + 1), text=known[n % len(known)],
                        critical=n < WATCHED)
                for n in range(MEASURES)
            ]
        )  # fmt: skip
        made.keep_all(
            [
                Target(plan=plan, measure=each, value=90, unit="%", text="90% by March 2027",
                       by="2027-03")
                for each in measures
            ]
        )  # fmt: skip
        made.keep_all(
            [
                Match(plan=plan, measure=each, kind="indicator", answer=each.text, title=each.text)
                for each in measures
            ]
        )
    return plan, {role: _cookie(each) for role, each in people.items()}


def _recomputed(plan: "Plan") -> Iterator[Line]:
    """Every state of the plan judged from new results, and one chart drawn of them."""
    from lineofsight.charts.process_chart import process_chart
    from lineofsight.charts.sparkline import sparkline
    from lineofsight.progress.chart_series import process_series
    from lineofsight.web.performance import figures, told
    from lineofsight.web.plans.whole import whole_plan

    def forgotten() -> None:
        for each in (told._told, figures._stood, figures._judged_plan):
            each.cache_clear()

    def read() -> None:
        forgotten()
        answers = {each.text for each in whole_plan(plan).measures}
        told.told().read(answers)

    def judged() -> figures.JudgedPlan:
        forgotten()
        return figures.judged_plan(whole_plan(plan))

    taken = seconds_in_turn({"ours": judged, "read": read}, times=3)
    what = f"All states of {MEASURES} measures after a load"
    yield what, taken["ours"], "reading their series", taken["read"]
    progress = judged().measures[0].figures[0].standing.progress
    assert progress is not None
    series = process_series(progress, "bench", "A benchmark")
    calls: dict[str, Callable[[], object]] = {
        "ours": lambda: process_chart(series),
        "line": lambda: sparkline(series),
    }
    taken = seconds_in_turn(calls, times=200)
    yield (
        f"A process chart of {len(progress.points)} months",
        taken["ours"],
        "a bare line",
        taken["line"],
    )


def _asked(site: Site, plan: "Plan", cookies: dict[str, str]) -> Iterator[Line]:
    from django.urls import reverse

    from lineofsight.web.plans.models import Measure

    manager, of_team = cookies["programme_manager"], cookies["team_manager"]
    leaders = reverse("performance:leaders", args=[plan.pk])
    measures = [
        reverse("performance:measure", args=[each.pk])
        for each in Measure.objects.filter(plan=plan)[:TIMES]
    ]
    listed = reverse("casework:list", args=[TEAM, LISTED])
    empty = median(_seconds(site, manager, [reverse("account")] * TIMES))
    pages = (
        (f"Leaders' page, {WATCHED} measures", manager, [leaders] * TIMES),
        ("A measure's page", manager, measures),
        (f"A list of {OPEN:,} rows, one page of it", of_team, [listed] * TIMES),
    )
    for name, cookie, addresses in pages:
        taken = sorted(_seconds(site, cookie, addresses))
        yield f"{name}: p95", taken[int(0.95 * len(taken))], EMPTY, empty
        yield f"{name}: median", median(taken), EMPTY, empty


def _seconds(site: Site, cookie: str, addresses: list[str]) -> list[float]:
    """The seconds of each address after a warm-up of all; a fault of the site ends the run."""
    taken = []
    for address in (*addresses, *addresses):
        begun = perf_counter()
        answer, _ = site.ask(cookie, address)
        taken.append(perf_counter() - begun)
        if answer.status != 200:
            raise SystemExit(f"The site answered {answer.status} at {address}.")
    return taken[len(addresses) :]


if __name__ == "__main__":
    found = list(_lines())
    if sys.argv[1:] == ["--json"]:
        print(json.dumps(found))
    else:
        for what, ours, floor, its in found:
            print(f"{what:52} {1000 * ours:8.1f} ms   {floor} {1000 * its:.1f} ms")
