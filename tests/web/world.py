"""The plans and people that a walk over every address of the site needs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.web.accounts.actions import add_account, give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import ROLES
from lineofsight.web.casework.keys import key_of
from lineofsight.web.challenges.models import Challenge
from lineofsight.web.cohorts.models import Cohort, CohortChild
from lineofsight.web.data.actions import start_load
from lineofsight.web.data.actions_forgetting import ask_forgetting
from lineofsight.web.data.incoming import keep_incoming
from lineofsight.web.events.actions import ask_redaction
from lineofsight.web.events.models import Event, Version
from lineofsight.web.events.recording import change
from lineofsight.web.exports.actions import ask_for_export
from lineofsight.web.imports.actions import adopt, start_draft
from lineofsight.web.imports.models import Draft
from lineofsight.web.notices.kinds import KINDS
from lineofsight.web.notices.message import stop_address
from lineofsight.web.performance.models import Match, Rebase, TypedFigure
from lineofsight.web.plans.models import (
    Action,
    Answer,
    Consultation,
    Dependency,
    Endorsement,
    Finding,
    Milestone,
    Person,
    Plan,
    Resource,
    Responsibility,
    Step,
    Theme,
)
from lineofsight.web.updates.models import Closure, DateRequest, Evidence, Period, Update
from tests.support.roles_and_pages import World
from tests.web.conftest import PLAN, given, work
from tests.web.tables import MARCH, Loads, extract

# An indicator with a due list.
DUE = "assessments_45_working_days"


@pytest.fixture
def world(plan: Plan, manager: Account, loaded: Loads) -> World:
    """Two plans, and for each role somebody who holds it on the first and one on all."""
    draft = start_draft(by=manager, why="A test.", given=given(PLAN))
    work()
    other = adopt(by=manager, why="A test.", draft=Draft.objects.get(pk=draft.pk))
    somebody = _holding("action_lead", plan, manager)
    drafts = {}
    for each in (plan, other):
        _said_of(each, somebody)
        _one_of_each_part(each)
        drafts[each.pk] = start_draft(by=manager, why="A test.", given=given(PLAN), plan=each)
    work()
    read = Draft.objects.get(pk=drafts[plan.pk].pk).read
    assert read is not None
    on_plan = {role.key: _holding(role.key, plan, somebody) for role in ROLES}
    _lead(plan, on_plan["action_lead"])
    with change("a test's role", by=None, plan=plan.pk) as made:
        support = on_plan["business_support"].memberships.get()
        support.acts_for = on_plan["action_lead"]
        made.keep(support)

    exports = {
        each.pk: ask_for_export(
            by=manager,
            why="A test.",
            plan=each,
            day=timezone.localdate(),
            form="csv",
            audience="inside",
        ).pk
        for each in (plan, other)
    }
    redactions = {
        each.pk: ask_redaction(by=manager, why="A test.", version=_state_of(each), field="text").pk
        for each in (plan, other)
    }
    analyst = _holding("analyst", None, manager)
    first, _ = loaded("P1"), loaded("P1", "P2")
    make_results(settings.PLACES.store, {DUE: catalogue()[DUE]})
    folder, sources = keep_incoming(extract("P1"))
    start_load(
        by=analyst,
        why="A test.",
        folder=folder,
        sources=sources,
        kind="",
        as_at=MARCH,
        fresh=False,
    )
    work()
    on_all = {role.key: _holding(role.key, None, manager) for role in ROLES}
    _reviewed(first, on_all)
    ask_forgetting(by=analyst, why="A test.", person="P9")
    return World(
        shared=plan,
        other=other,
        somebody=somebody,
        on_plan=on_plan,
        on_all=on_all,
        known={
            "provider_id": lambda of: "council",
            "uidb36": lambda of: "1",
            "key": lambda of: "no-key",
            # A later version of the plan, open for checking, and an action in it.
            "draft_id": lambda of: drafts[of.pk].pk,
            "listed": lambda of: "actions",
            "item_id": lambda of: read["actions"][0]["id"],
            "kind": lambda of: "drop",
            "request_id": lambda of: DateRequest.objects.get(plan=of).pk,
            # A secret, a token and a job that nobody of the walk has.
            "secret": lambda of: "no-secret",
            "token_id": lambda of: 1,
            "job_id": lambda of: "00000000-0000-0000-0000-000000000000",
            "export_id": lambda of: exports[of.pk],
            "number": lambda of: Event.objects.filter(plan=of.pk).latest("number").number,
            "version_id": lambda of: _state_of(of).pk,
            "field": lambda of: "text",
            "redaction_id": lambda of: redactions[of.pk],
            "history.kind": lambda of: _state_of(of).kind,
            "history.key": lambda of: _state_of(of).key,
            "e-mails.token": lambda of: stop_address(somebody, KINDS).rpartition("/stop/")[2][:-1],
            # The key of the second step of signing in: nobody of the walk has one.
            "pk": lambda of: 1,
            "figure_id": lambda of: TypedFigure.objects.get(plan=of).pk,
            # A snapshot that is not current, so that it can be gone back to.
            "snapshot": lambda of: first,
            "data.kind": lambda of: "rejected",
            # Of every child: nobody of the walk holds one.
            "casework.key": lambda of: key_of(("", "P1")),
            "casework.team": lambda of: "T1",
            "cohorts.key": lambda of: key_of(("", "P1")),
            "cohorts.team": lambda of: "T1",
            "indicator": lambda of: DUE,
            "register": lambda of: "court",
            "period": lambda of: "2026-03",
            "worker": lambda of: "W1",
            "table": lambda of: "core_groups",
        },
    )


def _state_of(plan: Plan) -> Version:
    """How an action of the plan stands."""
    action = Action.objects.filter(plan=plan)[0]
    return Version.objects.get(kind="plans.action", key=action.pk, until=None)


def _one_of_each_part(plan: Plan) -> None:
    """A part of each kind that the plan's document has none of."""
    first, second = Action.objects.filter(plan=plan)[:2]
    with change("a test's parts", by=None, plan=plan.pk) as made:
        finding = made.keep(Finding(plan=plan, text="Visits are late."))
        made.keep(Answer(plan=plan, finding=finding, action=first))
        made.keep(Theme(plan=plan, text="Practice"))
        made.keep(Milestone(plan=plan, text="Visits in time", by="2027-03"))
        made.keep(Step(plan=plan, text="Ask the teams", action=first))
        made.keep(Dependency(plan=plan, text="Staff first", action=first, other=second))
        made.keep(Resource(plan=plan, text="A post", action=first))
        made.keep(Endorsement(plan=plan, text="Agreed", partner="The police"))
        made.keep(Consultation(plan=plan, text="Say less", asked="Young people"))
        measure = plan.measure_set.first()
        match = made.keep(
            Match(
                plan=plan,
                measure=measure,
                kind="source",
                answer="typed_figure",
                title="A figure typed in with its source",
            )
        )
        made.keep(
            TypedFigure(
                plan=plan, match=match, period="2026-03", value=4, source="A report.", by=None
            )
        )
        made.keep(Rebase(plan=plan, match=match, period="2026-03", reason="A new team."))


def _said_of(plan: Plan, lead: Account) -> None:
    """One of each thing that is said of an action, in a period of its own."""
    action = Action.objects.filter(plan=plan).first()
    assert action is not None
    day, at = date(2026, 4, 1), timezone.now()
    of: dict[str, Any] = {"plan": plan, "action": action, "by": lead, "at": at}
    with change("a test's records", by=None, plan=plan.pk) as made:
        made.keep(Period(plan=plan, name="April", starts_on=day, cut_off=day))
        made.keep(Update(**of, note="Trained."))
        made.keep(Evidence(**of, kind="link", text="An audit.", link="https://fernshire.example"))
        made.keep(DateRequest(**of, wanted=day, reason="Late."))
        made.keep(
            Challenge(
                plan=plan,
                action=action,
                kind="no_update",
                part=f"action-{action.pk}",
                period="April",
                sentence="Nothing was said of it in April, nor since.",
                raised_on=day,
            )
        )
        made.keep(Closure(**of, change="fully", what_changed="All.", test_again_on=day))


def _reviewed(snapshot: str, people: Mapping[str, Account]) -> None:
    """A cohort review of one child: opened by the team's manager, given to the auditor, closed."""
    of: dict[str, Any] = {"at": timezone.now(), "as_at": MARCH, "known_to": MARCH}
    with change("a test's cohort review", by=None) as made:
        cohort = made.keep(
            Cohort(
                title="Visits",
                whose="T1",
                purpose="A test.",
                source="list",
                lists=[{"id": DUE, "title": "Assessments", "version": "1"}],
                teams=["T1"],
                snapshot=snapshot,
                restricted=0,
                unnamed=0,
                by=people["team_manager"],
                checker=people["quality_lead"],
                **of,
            )
        )
        made.keep(
            CohortChild(
                cohort=cohort,
                place=1,
                child=key_of(("", "P1")),
                rows=[],
                reviewer=people["auditor"],
                finding="safe",
                words="Seen.",
                found_by=people["auditor"],
                found_at=of["at"],
                closed_by=people["auditor"],
                closed_at=of["at"],
            )
        )


def _lead(plan: Plan, lead: Account) -> None:
    """Let an account lead the action that the walk asks for."""
    action = Action.objects.filter(plan=plan).first()
    assert action is not None
    with change("a test's lead", by=None, plan=plan.pk) as made:
        person = made.keep(Person(plan=plan, name="The lead", account=lead))
        made.keep(Responsibility(plan=plan, action=action, person=person, accountable=True))


def _holding(role: str, plan: Plan | None, manager: Account) -> Account:
    number = Account.objects.count()
    account = add_account(
        by=None,
        why="",
        email=f"a{number}@fernshire.example",
        name=f"Somebody {number}",
        # Everybody's account names a worker, so that it is seen for whom that counts.
        worker_id="W1",
    )
    held = next(each for each in ROLES if each.key == role)
    give_role(
        by=None,
        why="",
        account=account,
        role=role,
        plan=plan.pk if plan and not held.site_wide else None,
        ends_on=date(2099, 12, 31) if held.guest else None,
        acts_for=manager if held.for_another else None,
        team="T1" if held.of_team else "",
    )
    return account
