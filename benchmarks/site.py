"""The site under people: requests arriving at random, beside a page that asks nothing.

Ten plans of 300 actions with 36 months of updates; fifty signed-in people; every page that can be
read.  The generator runs on the same machine as the site, so the figures are on the slow side.
"""

import http.client
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lineofsight.web.accounts.models import Account

PLANS, ACTIONS, MEASURES, MONTHS, PEOPLE = 10, 300, 100, 36, 50
RATE, SECONDS, SEED = 20.0, 60.0, 7


@dataclass
class Load:
    """What came back: seconds a request by page, faults by what they were."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def all(self) -> list[float]:
        """The seconds of every request."""
        return [each for page in self.seconds.values() for each in page]


def lines() -> Iterator[str]:
    """Makes the plans, serves them, and tells how long the pages took."""
    with tempfile.TemporaryDirectory(prefix="site-bench-") as folder:
        os.environ["LINEOFSIGHT_DATA_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        began = time.perf_counter()
        cookies, pages = _fill()
        yield f"Ten plans of {ACTIONS} actions made in {time.perf_counter() - began:.0f} s."
        port = 8765
        server = _serve(port)
        try:
            _warm(port, cookies, pages)
            load = _under_load(port, cookies, pages)
        finally:
            server.terminate()
            server.wait(timeout=30)
    yield from _told(load)


def _told(load: Load) -> Iterator[str]:
    taken = sorted(load.all)
    floor = median(load.seconds.get("the account page", taken))
    p95 = taken[int(0.95 * len(taken))]
    yield (
        f"{len(taken)} requests at {RATE:.0f} a second from {PEOPLE} people: median "
        f"{1000 * median(taken):.0f} ms, p95 {1000 * p95:.0f} ms, slowest "
        f"{1000 * taken[-1]:.0f} ms; {sum(load.faults.values())} errors {dict(load.faults) or ''}; "
        f"p95 is {p95 / floor:.1f} times the median of a page that asks almost nothing."
    )
    for page, found in sorted(load.seconds.items(), key=lambda each: -median(each[1])):
        found.sort()
        yield (
            f"  {page:40} {len(found):4} times, median {1000 * median(found):6.0f} ms, "
            f"p95 {1000 * found[int(0.95 * len(found))]:6.0f} ms"
        )


def _fill() -> tuple[list[str], list[tuple[str, str]]]:
    """The plans and people; gives the people's cookies, and the pages by what they are called."""
    from lineofsight.web.project.serving import prepare

    prepare()
    from django.urls import NoReverseMatch, reverse

    from lineofsight.web.plans.models import Action, Finding, Measure, Objective, Plan, Risk

    people = _people()
    for number in range(PLANS):
        _plan(number, people)
    pages = [("the account page", reverse("account")), ("all plans", reverse("home"))]
    pages.append(("a lead's own actions", reverse("plans:mine")))
    chance = random.Random(SEED)
    for plan in Plan.objects.all():
        for name in ("overview", "actions", "timeline", "coverage", "history", "search", "print"):
            try:
                pages.append((f"a plan's {name}", reverse(f"plans:{name}", args=[plan.pk])))
            except NoReverseMatch:
                continue
        pages.append(("a plan's overview as it was", f"{plan.get_absolute_url()}?on=2025-06-30"))
        for model, many in ((Action, 12), (Measure, 6), (Objective, 4), (Finding, 2), (Risk, 2)):
            found = list(model._default_manager.filter(plan=plan))
            for each in chance.sample(found, min(many, len(found))):
                pages.append((f"one {model._meta.model_name}", each.get_absolute_url()))
    return [_cookie(each) for each in people], pages


def _people() -> list["Account"]:
    from lineofsight.web.accounts.actions import add_account, give_role
    from lineofsight.web.accounts.models import Account

    made: list[Account] = []
    roles = ("action_lead", "programme_manager", "board_member", "observer", "analyst")
    for number in range(PEOPLE):
        account = add_account(
            by=None,
            why="A benchmark.",
            email=f"person{number}@fernshire.example",
            name=f"Person {number}",
            invented=True,
        )
        give_role(by=None, why="A benchmark.", account=account, role=roles[number % len(roles)])
        made.append(account)
    return made


def _plan(number: int, people: list["Account"]) -> None:
    """One plan with its parts, and updates of every action in every month."""
    from lineofsight.web.events.recording import change
    from lineofsight.web.plans.models import (
        Action,
        Finding,
        Level,
        Measure,
        Objective,
        Person,
        Plan,
        Responsibility,
        Risk,
        Scheme,
        Target,
    )
    from lineofsight.web.updates.models import Period, Update

    chance = random.Random(SEED + number)
    began = date(2023, 11, 1)
    words = "Make sure that every child is seen alone at home and that what they say is acted on."
    with change("plan adopted", by=people[0], why="A benchmark.") as made:
        plan = made.keep(Plan(title=f"Improvement plan {number}", organisation="Fernshire"))
        made.of(plan.pk)
        scheme = made.keep(Scheme(plan=plan))
        levels = made.keep_all(
            [
                Level(plan=plan, scheme=scheme, level=each, name=each.capitalize(), position=n)
                for n, each in enumerate(("BLUE", "GREEN", "AMBER", "RED"))
            ]
        )
        findings = [
            Finding(plan=plan, position=n, ref=str(n), text=f"Finding {n}. {words}")
            for n in range(12)
        ]
        made.keep_all(findings)
        objectives = made.keep_all(
            [
                Objective(plan=plan, position=n, ref=str(n + 1), text=f"Objective {n}. {words}")
                for n in range(12)
            ]
        )
        leads = made.keep_all(
            [Person(plan=plan, name=each.name, account=each) for each in people[: PEOPLE // 2]]
        )
        actions = made.keep_all(
            [
                Action(
                    plan=plan,
                    objective=objectives[n % 12],
                    position=n,
                    ref=f"{n % 12 + 1}.{n // 12 + 1}",
                    text=f"{words} ({n})",
                    due_on=began + timedelta(days=chance.randrange(30, 1500)),
                    state=chance.choice(["not_started", "in_progress", "delivered", "embedding"]),
                    rating=chance.choice(levels),
                )
                for n in range(ACTIONS)
            ]
        )
        made.keep_all(
            [
                Responsibility(
                    plan=plan, action=each, person=chance.choice(leads), accountable=True
                )
                for each in actions
            ]
        )
        measures = made.keep_all(
            [
                Measure(plan=plan, objective=objectives[n % 12], position=n, ref=str(n), text=words)
                for n in range(MEASURES)
            ]
        )
        made.keep_all(
            [
                Target(plan=plan, measure=each, value=90, text="90% by March 2027", by="2027-03")
                for each in measures
            ]
        )
        made.keep_all([Risk(plan=plan, position=n, text=words) for n in range(6)])
    for month in range(MONTHS):
        first = _month(began, month)
        at = datetime.combine(first + timedelta(days=19), time_of_day(12), tzinfo=UTC)
        with change("updates given", by=people[0], plan=plan.pk, at=at) as made:
            period = made.keep(
                Period(
                    plan=plan,
                    name=f"{first:%B %Y}",
                    starts_on=first,
                    cut_off=_month(began, month + 1) - timedelta(days=1),
                )
            )
            made.keep_all(
                [
                    Update(
                        plan=plan,
                        action=each,
                        period=period,
                        by=people[0],
                        at=at,
                        note=f"{words} Month {month}.",
                        state=each.state,
                        rating=each.rating,
                    )
                    for each in actions
                ]
            )


def _month(began: date, number: int) -> date:
    year, month = divmod(began.month - 1 + number, 12)
    return date(began.year + year, month + 1, 1)


def _cookie(account: "Account") -> str:
    """A signed-in session of ``account``, as its browser would send it."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _serve(port: int) -> subprocess.Popen[bytes]:
    from django.db import connection

    connection.close()
    gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    gunicorn += ["--log-level", "error", "lineofsight.web.project.wsgi"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "lineofsight.web.project.settings"}
    started = subprocess.Popen(gunicorn, env=environment)
    for _ in range(100):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return started
    raise SystemExit("The site did not start.")


def _warm(port: int, cookies: list[str], pages: list[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for name, address in pages:
        seen.setdefault(name, address)
    for address in (*seen.values(), *seen.values()):
        _ask(port, cookies[1], address)


def _ask(port: int, cookie: str, address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _under_load(port: int, cookies: list[str], pages: list[tuple[str, str]]) -> Load:
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
            status = _ask(port, cookie, address)
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


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
