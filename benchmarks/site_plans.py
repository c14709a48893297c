"""Ten plans of 300 actions with 36 months of updates, fifty people, and every page they read."""

import random
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lineofsight.web.accounts.models import Account

PLANS, ACTIONS, MEASURES, MONTHS, PEOPLE = 10, 300, 100, 36, 50
SEED = 7
# The number of a programme manager among the people.
MANAGER = 1


def fill() -> tuple[list[str], list[tuple[str, str]]]:
    """Make the plans and people: the people's cookies, and the pages by what they are called.

    The folder of the site is the one that ``LINEOFSIGHT_DATA_DIR`` names.
    """
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
