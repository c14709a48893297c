"""How far evidence goes, and delivery beside impact on an action's page."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change, invented_time
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.plans.whole import whole_plan
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions
from lineofsight.web.updates.delivered import delivered_on
from lineofsight.web.updates.models import Evidence
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def to_state(action: Action, state: str, days: int) -> None:
    """Let an action have come to a state so many days ago."""
    action.refresh_from_db()
    with (
        invented_time(timezone.now() - timedelta(days=days)),
        change("a test's state", by=None, plan=action.plan_id) as made,
    ):
        action.state = state
        made.keep(action)


def page_of(client: CheckingClient, action: Action) -> str:
    return client.get(action.get_absolute_url()).content.decode()


def give(client: CheckingClient, action: Action, **values: str) -> str:
    """Add evidence by the form; what the form says where it refuses."""
    given = {"kind": "audit", "text": values.pop("text", "An audit."), **values}
    page = client.post(f"/updates/action/{action.pk}/evidence/", given)
    return page.content.decode() if page.status_code == 200 else ""


def test_delivery_is_told_beside_impact_and_what_it_would_take(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    """A lead's word that the work is delivered shows no impact, whatever its documents."""
    client = as_person(lead)
    to_state(action, "delivered", 200)
    give(client, action, shows="written", source="document", dated=str(days_ago(300)))
    page = page_of(client, action)
    assert "Delivered. The work was delivered by" in page
    assert "1 of 5: A document exists" in page
    assert "Not shown." in page
    for wanted in ("a change in children&#x27;s records, dated after", "held for 3 periods"):
        assert wanted in page
    changed = {"shows": "changed", "source": "records", "dated": str(days_ago(20)), "held": "3"}
    give(client, action, text="The figures.", **changed)
    page = page_of(client, action)
    assert "4 of 5: Children&#x27;s records changed" in page
    assert "a second kind of source" in page
    assert "held for 3 periods." in page
    give(client, action, text="Seven families.", shows="confirmed", source="families",
         dated=str(days_ago(10)))  # fmt: skip
    page = page_of(client, action)
    assert "5 of 5: The change held for 3 periods" in page
    assert "<strong>Shown.</strong>" in page


def test_what_was_so_before_the_work_was_delivered_shows_no_impact(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    client = as_person(lead)
    to_state(action, "delivered", 30)
    changed = {"shows": "changed", "source": "records", "dated": str(days_ago(40)), "held": "3"}
    give(client, action, **changed)
    assert "0 of 5: There is no evidence." in page_of(client, action)


def test_of_work_that_is_not_delivered_nothing_is_shown(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    to_state(action, "in_progress", 30)
    page = page_of(as_person(lead), action)
    assert "that the work is delivered" in page
    assert "Not shown." in page


def test_work_is_delivered_from_its_last_return_to_it(plan: Plan, action: Action) -> None:
    """Opened again in between, it was not delivered; delivered and then closed, it was."""
    for state, days in (("delivered", 90), ("in_progress", 60), ("delivered", 40), ("closed", 5)):
        to_state(action, state, days)
    whole = whole_plan(plan)
    found = whole.find(Action, action.pk)
    assert found is not None
    assert delivered_on(whole, found) == days_ago(40)
    to_state(action, "in_progress", 1)
    whole = whole_plan(plan)
    found = whole.find(Action, action.pk)
    assert found is not None
    assert delivered_on(whole, found) is None


def test_of_how_far_it_goes_the_source_and_day_have_to_be_said(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    client = as_person(lead)
    said = give(client, action, shows="checked")
    assert "Say who or what says so." in said
    assert "Give the day of which it is." in said
    ahead = str(timezone.localdate() + timedelta(days=2))
    assert "a day that has not come" in give(
        client, action, shows="checked", source="audit", dated=ahead
    )
    assert "Only children, families or practitioners" in give(
        client, action, shows="confirmed", source="audit", dated=str(days_ago(2))
    )
    assert not Evidence.objects.filter(action=action).exists()


def test_evidence_that_was_there_before_is_graded_by_the_lead_and_the_change_is_kept(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    client = as_person(lead)
    assert give(client, action) == ""
    evidence = Evidence.objects.get(action=action)
    assert evidence.graded is None
    page = page_of(client, action)
    assert "Nobody has said how far it goes." in page
    assert "Nobody has said of any evidence how far it goes." in page
    address = f"/updates/evidence/{evidence.pk}/grade/"
    assert "An audit." in client.get(address).content.decode()
    assert "Say how far it goes." in client.post(address, {"held": "1"}).content.decode()
    client.post(address, {"shows": "checked", "source": "audit", "dated": str(days_ago(3))})
    evidence.refresh_from_db()
    assert (evidence.shows, evidence.source, evidence.dated) == ("checked", "audit", days_ago(3))
    assert Event.objects.filter(kind="evidence graded", plan=action.plan_id).count() == 1
    assert "3 of 5: Someone independent checked" in page_of(client, action)


def test_how_far_evidence_goes_is_said_by_the_leads_and_read_by_those_inside(
    plan: Plan, lead: Account, action: Action, as_person: AsPerson, someone: Someone
) -> None:
    give(as_person(lead), action)
    evidence = Evidence.objects.get(action=action)
    graded = actions.Graded("checked", "audit", days_ago(3))
    for role in ("board_chair", "scrutiny_member", "quality_lead"):
        other = someone(role, plan)
        assert as_person(other).get(f"/updates/evidence/{evidence.pk}/grade/").status_code == 403
        with pytest.raises(NotAllowed):
            actions.grade_evidence(by=other, why="", evidence=evidence, graded=graded)
    assert "How far the evidence goes" in page_of(as_person(lead), action)
    member = as_person(someone("scrutiny_member", plan, name="Member Two"))
    assert "How far the evidence goes" not in page_of(member, action)
