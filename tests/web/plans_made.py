"""Plans for tests that are larger or fuller than the invented council's document."""

import time
from datetime import date, timedelta

import pytest
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import (
    Action,
    Answer,
    Consultation,
    Dependency,
    Endorsement,
    Finding,
    Measure,
    Milestone,
    Objective,
    Person,
    Plan,
    Resource,
    Responsibility,
    Risk,
    Step,
    Target,
    Theme,
)
from lineofsight.web.updates.models import Evidence, Update


def fill_out(plan: Plan, by: Account) -> None:
    """Give a plan one of every kind of part that its document did not have, tied together."""
    objective = Objective.objects.filter(plan=plan).order_by("position")[0]
    first, second = Action.objects.filter(plan=plan).order_by("position")[:2]
    person = Person.objects.filter(plan=plan)[0]
    measure = Measure.objects.filter(plan=plan).order_by("position")[0]
    with change("plan filled out", by=by, why="A test.", plan=plan.pk) as made:
        theme = made.keep(Theme(plan=plan, text="Help early", ref="A", lead=person))
        objective.theme = theme
        made.keep(objective)
        answered = made.keep(
            Finding(plan=plan, text="Thresholds are not understood.", origin="Letter, 4")
        )
        made.keep(Finding(plan=plan, position=1, text="Managers' decisions on contacts are late."))
        made.keep(Finding(plan=plan, position=2, text="Quantum flux zebra xylophone."))
        made.keep(Answer(plan=plan, finding=answered, action=first, sure=True))
        made.keep(
            Milestone(
                plan=plan, text="Half of it", goal="Halfway", due_on=date(2026, 9, 30), by="2026-09"
            )
        )
        made.keep(Step(plan=plan, action=first, text="Write it", due_on=date(2026, 5, 1)))
        made.keep(Dependency(plan=plan, action=first, other=second, text="It needs that."))
        made.keep(Resource(plan=plan, action=first, text="A worker", pounds=45000, origin="Grant"))
        made.keep(Endorsement(plan=plan, partner="The police", text="They agree to all of it."))
        made.keep(Consultation(plan=plan, asked="Young people", text="Answer the telephone."))
        made.keep(
            Evidence(
                plan=plan, action=first, kind="minute", text="Secret minute", by=by, at=made.at
            )
        )
        made.keep(
            Evidence(plan=plan, measure=measure, kind="figure", text="41%", by=by, at=made.at)
        )


def large_plan(by: Account, actions: int = 300) -> Plan:
    """A plan of many actions, each with two leads, updates, measures and targets."""
    with change("large plan made", by=by, why="A test.") as made:
        plan = made.keep(Plan(title="A large plan", organisation="Fernshire"))
        made.of(plan.pk)
        themes = made.keep_all(
            [Theme(plan=plan, position=n, ref=str(n + 1), text=f"Theme {n + 1}") for n in range(4)]
        )
        objectives = made.keep_all(
            [
                Objective(
                    plan=plan,
                    position=n,
                    ref=f"{n + 1}",
                    text=f"Better {n + 1}",
                    theme=themes[n % 4],
                )
                for n in range(20)
            ]
        )
        people = made.keep_all(
            [
                Person(plan=plan, name=f"Person {n}", job_title=f"Head of service {n % 25}")
                for n in range(40)
            ]
        )
        made_actions = made.keep_all(
            [
                Action(
                    plan=plan,
                    position=n,
                    ref=f"{n % 20 + 1}.{n // 20 + 1}",
                    text=f"Do number {n} of the things that were promised to children",
                    objective=objectives[n % 20],
                    due_on=date(2026, 1, 1) + timedelta(days=3 * n),
                    first_due_on=date(2026, 1, 1) + timedelta(days=3 * n),
                    state=("not_started", "in_progress", "delivered", "embedding", "closed")[n % 5],
                )
                for n in range(actions)
            ]
        )
        made.keep_all(
            [
                Responsibility(
                    plan=plan, action=each, person=people[(n + k) % 40], accountable=k == 0
                )
                for n, each in enumerate(made_actions)
                for k in range(2)
            ]
        )
        made.keep_all(
            [
                Update(plan=plan, action=each, by=by, at=made.at, note="Said")
                for each in made_actions
            ]
        )
        measures = made.keep_all(
            [
                Measure(plan=plan, position=n, text=f"Share {n}", objective=objectives[n % 20])
                for n in range(100)
            ]
        )
        made.keep_all(
            [
                Target(plan=plan, measure=each, text="90% by March 2027", by="2027-03")
                for each in measures
            ]
        )
        findings = made.keep_all(
            [
                Finding(plan=plan, position=n, ref=str(n + 1), text=f"Promise {n} was not kept")
                for n in range(30)
            ]
        )
        made.keep_all(
            [
                Answer(plan=plan, finding=each, objective=objectives[n % 20], sure=n % 2 == 0)
                for n, each in enumerate(findings)
            ]
        )
        made.keep_all([Risk(plan=plan, position=n, text=f"Risk {n}") for n in range(20)])
        made.keep_all(
            [
                Milestone(plan=plan, position=n, text=f"Stage {n}", due_on=date(2026, 6, n + 1))
                for n in range(20)
            ]
        )
    return plan


def addresses_of(plan: Plan) -> list[str]:
    """Every page of a plan that only reads: those of the whole, and of one part of each kind."""
    root = f"/plans/{plan.pk}/"
    found = [root]
    found += [
        f"{root}{each}/"
        for each in (
            "actions",
            "themes",
            "findings",
            "objectives",
            "measures",
            "milestones",
            "risks",
            "resources",
            "endorsements",
            "consultations",
            "coverage",
            "timeline",
            "search",
            "contents",
            "leads",
            "months",
            "changes",
            "print",
        )
    ]
    found += [f"{root}actions/?overdue=1&sort=due", f"{root}search/?q=children"]
    for model in (
        Theme, Finding, Objective, Action, Measure, Milestone, Risk, Step, Dependency, Resource,
        Endorsement, Consultation,
    ):  # fmt: skip
        part = model._default_manager.filter(plan=plan).order_by("position").first()
        if part is not None:
            found.append(part.get_absolute_url())
    return found


def days_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let ``days`` pass for the rest of the test."""
    moved = timezone.now() + timedelta(days=days)
    began = time.monotonic()
    monkeypatch.setattr(
        timezone, "now", lambda: moved + timedelta(seconds=time.monotonic() - began)
    )
