"""Closed actions whose measures have slipped are proposed to be opened again."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.tables.loading import load_tables
from lineofsight.web.accounts.models import Account
from lineofsight.web.data import results as data_results
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change
from lineofsight.web.performance import suggesting
from lineofsight.web.performance.actions import Chosen, match_measures
from lineofsight.web.performance.reopening import DAYS_LEFT_CLOSED, proposals, states_of
from lineofsight.web.performance.suggesting import answer_named
from lineofsight.web.plans.models import Action, Measure, Plan, Target
from lineofsight.web.plans.whole import whole_plan
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions
from lineofsight.web.updates.actions_closed import leave_closed
from lineofsight.web.updates.models import Closure, LeftClosed
from tests.web.conftest import CheckingClient
from tests.web.test_measure_pages import IN_TIME, write_assessments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "few")]
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]
SLIPPED = "what it was to change has slipped"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of one indicator."""
    known: Mapping[str, Indicator] = {IN_TIME: catalogue()[IN_TIME]}
    monkeypatch.setattr(data_results, "catalogue", lambda own: known)
    suggesting.matcher.cache_clear()
    yield
    suggesting.matcher.cache_clear()


@pytest.fixture
def load(store: Path, tmp_path: Path) -> Callable[[date], None]:
    """Loads the tables to a day: from December 2025 more than half of a month's are late."""
    write_assessments(tmp_path)

    def to(day: date) -> None:
        shutil.rmtree(store, ignore_errors=True)
        load_tables([tmp_path], store, day)
        make_results(store, data_results.indicators())

    return to


@pytest.fixture
def measured(plan: Plan, action: Action, manager: Account) -> Measure:
    """The plan's measure of assessments in time, which the lead's action is to move."""
    measure = Measure.objects.get(plan=plan, ref="4")
    with change("a test's tie", by=None, plan=plan.pk) as made:
        measure.action = action
        made.keep(measure)
    answer = answer_named(IN_TIME)
    assert answer is not None
    targets = [each.pk for each in Target.objects.filter(measure=measure)]
    match_measures(
        by=manager, why="A test.", plan=plan, chosen=[Chosen(measure, answer, targets, "high")]
    )
    return measure


def close(lead: Account, action: Action, checker: Account) -> Closure:
    """Close an action as it should be: evidence, a wish, a check by somebody else."""
    actions.add_evidence(by=lead, why="", action=action, kind="audit", text="An audit.")
    closure = actions.ask_to_close(
        by=lead,
        why="",
        action=action,
        grade="fully",
        what_changed="All are in time.",
        remains="",
        test_again_on=timezone.localdate() + timedelta(days=90),
    )
    return actions.check_close(by=checker, why="I read it.", closure=closure, agreed=True)


def proposed(plan: Plan) -> list[str]:
    return [each.why for each in proposals(whole_plan(plan))]


def test_a_closed_action_whose_measure_worsens_is_proposed_on_both_pages(
    plan: Plan,
    lead: Account,
    action: Action,
    manager: Account,
    measured: Measure,
    load: Callable[[date], None],
    as_person: AsPerson,
    someone: Someone,
) -> None:
    load(date(2026, 2, 28))
    assert proposed(plan) == []
    close(lead, action, manager)
    (why,) = proposed(plan)
    assert SLIPPED in why
    assert measured.text.rstrip(".") in why
    client = as_person(manager)
    leaders = client.get(f"/performance/plan/{plan.pk}/").content.decode()
    assert "Closed, and slipped since" in leaders
    with CaptureQueriesContext(connection) as asked:
        page = client.get(action.get_absolute_url()).content.decode()
    assert len(asked) <= 12
    assert "Proposed: open it again" in page
    assert "Leave it closed" in page
    assert f"/updates/action/{action.pk}/reopen/" in page
    outside = as_person(someone("scrutiny_member", plan))
    for address in (action.get_absolute_url(), f"/performance/plan/{plan.pk}/"):
        assert "slipped" not in outside.get(address).content.decode()
    client.post(f"/updates/action/{action.pk}/reopen/", {"why": "It slipped."})
    action.refresh_from_db()
    assert action.state == "in_progress"
    assert Event.objects.filter(kind="action reopened", plan=plan.pk).count() == 1
    assert proposed(plan) == []


def test_it_is_left_closed_for_a_reason_that_stands_with_it(
    plan: Plan,
    lead: Account,
    action: Action,
    manager: Account,
    measured: Measure,
    load: Callable[[date], None],
    as_person: AsPerson,
) -> None:
    load(date(2026, 2, 27))
    close(lead, action, manager)
    client = as_person(manager)
    address = f"/updates/action/{action.pk}/leave-closed/"
    assert SLIPPED in client.get(address).content.decode()
    assert "Say why." in client.post(address, {"why": ""}).content.decode()
    assert not LeftClosed.objects.exists()
    client.post(address, {"why": "Another action of the plan works on it."})
    assert Event.objects.filter(kind="action left closed", plan=plan.pk).count() == 1
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Proposed: open it again" not in page
    assert "Another action of the plan works on it." in page
    history = client.get(f"{action.get_absolute_url()}history/").content.decode()
    assert "Left closed" in history
    assert "worsening" not in history
    assert "slipped since" not in client.get(f"/performance/plan/{plan.pk}/").content.decode()
    again = client.post(address, {"why": "Once more."}).content.decode()
    assert "Nothing proposes to open this action again." in again
    whole = whole_plan(plan)
    whole.day = timezone.localdate() + timedelta(days=DAYS_LEFT_CLOSED)
    assert proposals(whole) == []
    whole.day += timedelta(days=1)
    assert len(proposals(whole)) == 1


def test_what_slips_further_or_besides_is_proposed_again(
    plan: Plan,
    lead: Account,
    action: Action,
    manager: Account,
    measured: Measure,
    load: Callable[[date], None],
) -> None:
    load(date(2026, 2, 26))
    close(lead, action, manager)
    left = leave_closed(by=manager, why="It is known.", action=action)
    assert left.slipped == {str(measured.pk): "worsening"}
    assert proposed(plan) == []
    with change("a test's past", by=None, plan=plan.pk) as made:
        left.slipped = {str(measured.pk): "no_change"}
        made.keep(left)
    assert len(proposed(plan)) == 1


def test_a_measure_that_was_met_at_closing_and_shows_no_change_now_has_slipped(
    plan: Plan,
    lead: Account,
    action: Action,
    manager: Account,
    measured: Measure,
    load: Callable[[date], None],
) -> None:
    """In November the figures did not move; had the target been met before, that is a slip."""
    load(date(2025, 11, 30))
    closure = close(lead, action, manager)
    assert closure.states == {str(measured.pk): "no_change"} == states_of(action)
    assert proposed(plan) == []
    with change("a test's past", by=None, plan=plan.pk) as made:
        closure.states = {str(measured.pk): "met_now"}
        made.keep(closure)
    assert len(proposed(plan)) == 1


def test_only_the_manager_leaves_it_closed_and_not_of_their_own_action(
    plan: Plan,
    lead: Account,
    action: Action,
    manager: Account,
    measured: Measure,
    load: Callable[[date], None],
    as_person: AsPerson,
    someone: Someone,
) -> None:
    load(date(2026, 2, 24))
    close(lead, action, manager)
    for other in (lead, someone("board_chair", plan), someone("scrutiny_member", plan)):
        address = f"/updates/action/{action.pk}/leave-closed/"
        assert as_person(other).get(address).status_code == 403
        with pytest.raises(NotAllowed):
            leave_closed(by=other, why="No.", action=action)
    page = as_person(lead).get(action.get_absolute_url()).content.decode()
    assert "Proposed: open it again" in page
    assert "Leave it closed" not in page
    with change("a test's lead", by=None, plan=plan.pk) as made:
        person = plan.people.filter(account=lead).get()
        person.account = manager
        made.keep(person)
    with pytest.raises(NotAllowed, match="You lead this action"):
        leave_closed(by=manager, why="Mine.", action=Action.objects.get(pk=action.pk))
    assert not LeftClosed.objects.exists()
