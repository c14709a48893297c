"""The demo's past: three months that an invented council has had with its plan."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from lineofsight.web.accounts.actions import add_account
from lineofsight.web.accounts.models import Account
from lineofsight.web.challenges.models import Challenge
from lineofsight.web.events.guard import Unrecorded
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change, invented_time
from lineofsight.web.events.verifying import faults
from lineofsight.web.performance.figures import judged_plan
from lineofsight.web.performance.models import Match, TypedFigure
from lineofsight.web.plans.models import Action, Measure, Plan
from lineofsight.web.plans.whole import whole_plan
from lineofsight.web.project.demo import DOMAIN, fill
from lineofsight.web.project.demo_past import Calendar
from lineofsight.web.updates.models import Closure, DateRequest, Evidence, Period, Update
from tests.web.conftest import EXAMPLES, PLAN, CheckingClient

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def filled(db: None) -> Plan:
    fill(PLAN, EXAMPLES / "fernshire-findings.docx", with_past=True)
    return Plan.objects.get()


def test_a_visitor_finds_something_waiting_for_every_sign_in(filled: Plan) -> None:
    """A date for the manager and one for the chair, a closing, and an update to confirm."""
    assert DateRequest.objects.filter(agreed=None).count() == 2
    assert Closure.objects.filter(agreed=None).count() == 1
    assert Update.objects.filter(confirmed=False).exclude(typed_by=None).count() == 1
    assert Evidence.objects.count() == 2
    assert Period.objects.filter(cut_off__gte=timezone.localdate()).count() == 1
    lead = Account.objects.get(email=f"lead@{DOMAIN}")
    client = CheckingClient()
    client.force_login(lead, backend="lineofsight.web.accounts.backends.WhileInPost")
    page = client.get("/plans/mine/").content.decode()
    assert "For children: Four children were seen" in page
    assert "4 actions" in page


def test_the_past_is_in_order_and_the_chain_is_whole(filled: Plan) -> None:
    """No event is later than now, and none before the one it follows."""
    times = list(Event.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= timezone.now()
    assert list(faults()) == []


def test_an_earlier_day_looks_different(filled: Plan) -> None:
    """The chair can look back over two months of updates."""
    today = timezone.localdate()
    then = whole_plan(filled, Calendar(timezone.now()).day(-2, 1))
    now = whole_plan(filled, today)
    assert then.adopted
    assert {each.state for each in then.actions} == {"not_started", "delivered"}
    assert {each.state for each in now.actions} == {
        "not_started", "in_progress", "delivered", "embedding", "closed",
    }  # fmt: skip
    assert not whole_plan(filled, today - timedelta(days=150)).adopted


@pytest.mark.parametrize(
    "today", [date(2027, 1, 1), date(2027, 3, 31), date(2028, 2, 29), date(2026, 12, 31)]
)
def test_the_demo_can_be_made_on_any_day(db: None, monkeypatch, today: date) -> None:  # type: ignore[no-untyped-def]
    """The first of a month and the last of a short one among them."""
    now = datetime(today.year, today.month, today.day, 7, tzinfo=LONDON)
    monkeypatch.setattr(timezone, "now", lambda: now)
    fill(PLAN, EXAMPLES / "fernshire-findings.docx", with_past=True)
    times = list(Event.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= now


def test_no_real_person_can_date_a_change_back(db: None) -> None:
    """Only what is invented has an invented past."""
    real = add_account(by=None, why="", email="lee@council.example", name="Lee")
    with (
        invented_time(timezone.now() - timedelta(days=9)),
        pytest.raises(Unrecorded, match="dated to the moment"),
        change("anything", by=real),
    ):
        pass


def test_what_the_document_rates_as_done_is_delivered(plan: Plan) -> None:
    """By the document's own key; everything else has not been started as far as the site knows."""
    states = {each.ref: each.state for each in Action.objects.filter(plan=plan)}
    assert {ref for ref, state in states.items() if state == "delivered"} == {"3.1", "5.1"}
    assert set(states.values()) == {"delivered", "not_started"}


def test_what_goes_on_for_good_is_never_overdue(plan: Plan) -> None:
    """“May 2026 and ongoing” has a first day and no last one; “May 2026” has both."""
    by_ref = {each.ref: each for each in Action.objects.filter(plan=plan)}
    assert not by_ref["1.3"].overdue_on(date(2027, 1, 1))
    assert by_ref["1.2"].overdue_on(date(2026, 6, 1))
    assert not by_ref["1.2"].overdue_on(date(2026, 5, 31))


def test_its_measures_are_matched_and_what_nothing_computes_is_typed(filled: Plan) -> None:
    """Every measure has an answer; three series are typed, each month as it came to be known."""
    matched = set(Match.objects.values_list("measure", flat=True))
    assert matched == {each.pk for each in Measure.objects.filter(plan=filled)}
    typed = TypedFigure.objects.filter(plan=filled)
    assert {each.match.measure.ref for each in typed} == {"6", "16", "23"}
    assert all(each.source for each in typed)
    found = judged_plan(whole_plan(filled)).measures
    states = {each.measure.ref: each.state for each in found if not each.is_gap}
    assert states["6"] == "improving"
    assert states["23"] == "worsening"


def test_challenges_stand_where_its_leads_claim_too_much(filled: Plan) -> None:
    raised = Challenge.objects.filter(plan=filled)
    assert {"no_update", "overdue_and_green", "complete_without_evidence"} <= {
        each.kind for each in raised
    }
    assert raised.filter(action__ref="3.1", kind="complete_without_evidence").exists()
