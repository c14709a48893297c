"""Reporting: leads say what happened, ask to move dates and to close; others agree and check."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from lineofsight.web.accounts.actions import give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Action, Level, Plan
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions
from lineofsight.web.updates.models import Closure, DateRequest, Evidence, Period, Update
from lineofsight.web.updates.views.mine import rows_of
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


def filled(page: Any, action: Action, **values: str) -> dict[str, str]:
    """The page of all the lead's actions as filled in for one of them."""
    data = {}
    for row in page.context["rows"]:
        for field in row.form:
            value = field.value()
            data[field.html_name] = "" if value is None else str(value)
    return data | {f"a{action.pk}-{name}": value for name, value in values.items()}


def level(action: Action, name: str) -> Level:
    return Level.objects.get(plan=action.plan, level=name)


def test_a_lead_updates_all_of_theirs_on_one_page(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    """One save; what is left empty stays as it is."""
    client = as_person(lead)
    page = client.get("/plans/mine/")
    assert len(page.context["rows"]) > 1
    data = filled(page, action, note="Two teams are trained.", state="in_progress")
    answer = client.post("/plans/mine/", data, follow=True)
    assert "1 action is updated" in answer.content.decode()
    action.refresh_from_db()
    assert action.state == "in_progress"
    assert Update.objects.filter(by=lead).count() == 1
    assert "Two teams are trained." in client.get("/plans/mine/").content.decode()


def test_each_action_has_the_form_that_is_its_own(
    plan: Plan, lead: Account, action: Action, manager: Account
) -> None:
    """Forms are kept by their choices; names, editions, delivery and rating stay each action's."""
    given = actions.Said(note="So it is.", state="delivered", rating=level(action, "RED"))
    actions.give_update(by=manager, why="", action=action, what=replace(given, rating_reason="New"))
    rows = rows_of(lead, None)
    assert len({row.action.edition for row in rows}) > 1
    assert len({row.action.rating_id for row in rows}) > 1
    for row in rows:
        assert row.shown == row.form.render()
        assert f'name="a{row.action.pk}-note"' in row.shown


def test_a_renamed_level_is_offered_by_its_new_name(
    lead: Account, action: Action, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(lead)
    assert "Lost its way" not in client.get("/plans/mine/").content.decode()
    with change("level renamed", by=manager, why="A test.", plan=action.plan_id) as made:
        red = level(action, "RED")
        red.name = "Lost its way"
        made.keep(red)
    assert "Lost its way</option>" in client.get("/plans/mine/").content.decode()


def test_business_support_types_on_the_action_s_own_page(
    lead: Account, action: Action, someone: Someone, as_person: AsPerson
) -> None:
    """For the lead that they type for, who confirms; not for other leads' actions."""
    support = someone("business_support", action.plan, name="Sam Otter", acts_for=lead)
    client = as_person(support)
    assert (
        f"Type an update for {lead.name}" in client.get(action.get_absolute_url()).content.decode()
    )
    address = f"/updates/action/{action.pk}/"
    form = client.get(address).context["form"]
    said = {each.html_name: each.value() or "" for each in form} | {"note": "Trained."}
    page = client.post(address, said, follow=True).content.decode()
    assert f"{lead.name} will be asked to confirm" in page
    update = Update.objects.get(note="Trained.")
    assert (update.by, update.typed_by, update.confirmed) == (lead, support, False)
    other = Action.objects.exclude(responsibilities__person__account=lead).first()
    assert other is not None
    assert client.get(f"/updates/action/{other.pk}/").status_code == 403
    assert client.get(f"/updates/action/{action.pk}/close/").status_code == 403


def test_nothing_changed_is_one_reason(lead: Account, action: Action, as_person: AsPerson) -> None:
    client = as_person(lead)
    data = filled(client.get("/plans/mine/"), action, no_change="Waiting for the police.")
    client.post("/plans/mine/", data)
    assert Update.objects.get(by=lead).no_change == "Waiting for the police."


def test_a_rating_changes_only_with_its_reason(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    client = as_person(lead)
    red = str(level(action, "RED").pk)
    if action.rating and action.rating.level == "RED":
        red = str(level(action, "AMBER").pk)
    page = client.get("/plans/mine/")
    answer = client.post("/plans/mine/", filled(page, action, note="Late.", rating=red))
    assert "Say why the rating changes." in answer.content.decode()
    assert "Late." in answer.content.decode()
    data = filled(page, action, note="Late.", rating=red, rating_reason="The post is vacant.")
    client.post("/plans/mine/", data)
    action.refresh_from_db()
    assert str(action.rating_id) == red
    assert action.rated_on == timezone.localdate()


def test_two_people_at_once_lose_nothing(
    lead: Account, action: Action, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(lead)
    page = client.get("/plans/mine/")
    actions.give_update(
        by=manager, why="", action=action, what=actions.Said(note="Theirs.", state="in_progress")
    )
    answer = client.post("/plans/mine/", filled(page, action, note="Mine."))
    shown = answer.content.decode()
    assert "Theirs." in shown
    assert "Mine." in shown
    assert "Somebody else changed this action" in shown
    assert not Update.objects.filter(by=lead).exists()


def meanwhile(monkeypatch: pytest.MonkeyPatch, name: str, do: Callable[[], object]) -> None:
    """Have somebody else ``do`` something after ``name`` was passed and before the writing."""
    passed = getattr(actions, name)

    def and_then(*given: Any) -> None:
        monkeypatch.setattr(actions, name, passed)
        passed(*given)
        do()

    monkeypatch.setattr(actions, name, and_then)


def test_two_people_at_the_same_moment_lose_nothing(
    lead: Account,
    action: Action,
    manager: Account,
    as_person: AsPerson,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other's update arrives after this one was found to fit, and before it is written."""
    client = as_person(lead)
    same = Action.objects.get(pk=action.pk)
    theirs = actions.Said(note="Theirs.", state="delivered")
    data = filled(client.get("/plans/mine/"), action, note="Mine.", state="embedding")
    meanwhile(
        monkeypatch,
        "check_said",
        lambda: actions.give_update(by=manager, why="", action=same, what=theirs),
    )
    answer = client.post("/plans/mine/", data)
    shown = answer.content.decode()
    for words in ("Theirs.", "Mine.", "Somebody else changed this action"):
        assert words in shown
    assert Action.objects.get(pk=action.pk).state == "delivered"
    client.post("/plans/mine/", filled(answer, action, note="Mine.", state="embedding"))
    assert Action.objects.get(pk=action.pk).state == "embedding"


def test_of_two_who_decide_at_the_same_moment_the_first_decides(
    lead: Account,
    action: Action,
    manager: Account,
    someone: Someone,
    as_person: AsPerson,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = actions.ask_for_date(by=lead, why="Late.", action=action, wanted=date(2031, 1, 1))
    director = someone("director", action.plan)
    same = DateRequest.objects.get(pk=asked.pk)
    meanwhile(
        monkeypatch,
        "check_decide_date",
        lambda: actions.decide_date(by=director, why="No.", request=same, agreed=False),
    )
    given = {"agreed": "yes", "why": "Agreed."}
    answer = as_person(manager).post(f"/updates/date/{asked.pk}/", given)
    assert "Somebody else changed this action" in answer.content.decode()
    asked.refresh_from_db()
    assert (asked.agreed, asked.decided_by) == (False, director)
    assert Action.objects.get(pk=action.pk).due_on == action.due_on


def test_what_is_sent_twice_is_done_once(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    """Pressed twice, or recorded and sent again by somebody else."""
    client = as_person(lead)
    once = {
        "": {"note": "Two teams are trained."},
        "evidence/": {"kind": "audit", "text": "Audit of May."},
        "comment/": {"text": "Can the board help?"},
        "date/": {"wanted": "2031-01-01", "why": "The supplier is late."},
    }
    for part, values in once.items():
        address = f"/updates/action/{action.pk}/{part}"
        form = client.get(address).context["form"]
        sent = {each.html_name: each.value() or "" for each in form} | values
        assert client.post(address, sent).status_code == 302, part
        again = client.post(address, sent)
        assert again.status_code == 200, part
        assert "There is a problem" in again.content.decode(), part
    assert Update.objects.filter(by=lead).count() == 1
    assert Evidence.objects.filter(action=action).count() == 1
    assert action.comments.count() == 1
    assert DateRequest.objects.filter(action=action).count() == 1


def test_a_lead_cannot_update_anothers_action_by_its_address(
    plan: Plan, lead: Account, as_person: AsPerson
) -> None:
    other = Action.objects.exclude(responsibilities__person__account=lead).first()
    assert other is not None
    client = as_person(lead)
    for part in ("", "evidence/", "date/", "close/", "reopen/"):
        assert client.get(f"/updates/action/{other.pk}/{part}").status_code == 403
        assert client.post(f"/updates/action/{other.pk}/{part}", {"note": "x"}).status_code == 403


def test_support_types_for_a_lead_who_confirms(
    plan: Plan, lead: Account, action: Action, someone: Someone, as_person: AsPerson
) -> None:
    """Until the lead confirms, the action stays as it was."""
    support = someone(None, name="Sam Otter")
    give_role(
        by=None, why="", account=support, role="business_support", plan=plan.pk, acts_for=lead
    )
    before = action.state
    client = as_person(support)
    page = client.get(f"/plans/mine/?for={lead.pk}")
    wanted = "delivered" if before != "delivered" else "in_progress"
    client.post(f"/plans/mine/?for={lead.pk}", filled(page, action, note="Typed.", state=wanted))
    action.refresh_from_db()
    assert action.state == before
    update = Update.objects.get(by=lead)
    assert update.typed_by == support
    event = Event.objects.order_by("number").last()
    assert event is not None
    assert (event.by, event.acting_for) == (support, lead)
    mine = as_person(lead)
    assert "Typed for you" in mine.get("/plans/mine/").content.decode()
    mine.post(f"/updates/confirm/{update.pk}/")
    action.refresh_from_db()
    assert action.state == wanted


def test_support_types_for_nobody_else(
    plan: Plan, lead: Account, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    support = someone("business_support", plan)
    assert as_person(support).get(f"/plans/mine/?for={lead.pk}").status_code == 403


def test_a_date_moves_when_another_agrees_and_the_old_one_stays(
    lead: Account, action: Action, manager: Account, as_person: AsPerson
) -> None:
    green = level(action, "GREEN")
    with change("rated", by=manager, plan=action.plan_id) as made:
        action.rating = green
        made.keep(action)
    was = action.due_on
    client = as_person(lead)
    wanted = (was or date(2027, 1, 1)) + timedelta(days=90)
    edition = client.get(f"/updates/action/{action.pk}/date/").context["form"]["edition"].value()
    client.post(
        f"/updates/action/{action.pk}/date/",
        {"wanted": wanted.isoformat(), "why": "The supplier is late.", "edition": edition},
    )
    asked = DateRequest.objects.get()
    assert client.get(f"/updates/date/{asked.pk}/").status_code == 403
    as_person(manager).post(f"/updates/date/{asked.pk}/", {"agreed": "yes", "why": "Agreed."})
    action.refresh_from_db()
    assert action.due_on == wanted
    assert action.first_due_on == was
    assert DateRequest.objects.get().was == was


def test_the_date_of_an_action_off_track_is_moved_by_who_answers_for_the_plan(
    lead: Account, action: Action, manager: Account, someone: Someone
) -> None:
    with change("rated", by=manager, plan=action.plan_id) as made:
        action.rating = level(action, "RED")
        made.keep(action)
    asked = actions.ask_for_date(by=lead, why="Late.", action=action, wanted=date(2031, 1, 1))
    with pytest.raises(NotAllowed, match="director"):
        actions.decide_date(by=manager, why="", request=asked, agreed=True)
    director = someone("director", action.plan)
    actions.decide_date(by=director, why="Agreed.", request=asked, agreed=True)
    assert Action.objects.get(pk=action.pk).due_on == date(2031, 1, 1)


def test_closing_needs_evidence_a_day_to_test_again_and_another_person(
    lead: Account, action: Action, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    client = as_person(lead)
    address = f"/updates/action/{action.pk}/close/"
    edition = client.get(address).context["form"]["edition"].value()
    ahead = (timezone.localdate() + timedelta(days=100)).isoformat()
    data = {
        "grade": "partially",
        "what_changed": "Visits are in time.",
        "test_again_on": ahead,
        "edition": edition,
    }
    assert "Nothing closes without evidence" in client.post(address, data).content.decode()
    client.post(
        f"/updates/action/{action.pk}/evidence/", {"kind": "audit", "text": "Audit of May."}
    )
    assert Evidence.objects.count() == 1
    client.post(address, data)
    closure = Closure.objects.get()
    assert client.get(f"/updates/closing/{closure.pk}/").status_code == 403
    checker = someone("quality_lead", action.plan)
    as_person(checker).post(
        f"/updates/closing/{closure.pk}/", {"agreed": "yes", "why": "I saw the audit."}
    )
    action.refresh_from_db()
    assert action.state == "closed"
    with pytest.raises(actions.CannotUpdate, match="open it again"):
        actions.give_update(by=lead, why="", action=action, what=actions.Said(note="More."))
    client.post(f"/updates/action/{action.pk}/reopen/", {"why": "It slipped."})
    action.refresh_from_db()
    assert action.state == "in_progress"
    assert Closure.objects.get().reopened_reason == "It slipped."


def test_delivered_is_not_closed(lead: Account, action: Action) -> None:
    with pytest.raises(actions.CannotUpdate, match="evidence and a check"):
        actions.give_update(
            by=lead, why="", action=action, what=actions.Said(note="Done.", state="closed")
        )


def test_a_period_keeps_what_was_said_in_it(
    plan: Plan, lead: Account, action: Action, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(manager)
    today = timezone.localdate()
    client.post(
        f"/updates/plan/{plan.pk}/periods/begin/",
        {
            "name": "Now",
            "starts_on": today.isoformat(),
            "cut_off": (today + timedelta(days=9)).isoformat(),
        },
    )
    period = Period.objects.get()
    actions.give_update(by=lead, why="", action=action, what=actions.Said(note="Said now."))
    page = client.get(f"/updates/plan/{plan.pk}/periods/{period.pk}/")
    assert "Said now." in page.content.decode()
    note = f"/updates/plan/{plan.pk}/periods/{period.pk}/note/"
    edition = client.get(note).context["form"]["edition"].value()
    client.post(note, {"note": "A hard month.", "edition": edition})
    assert (
        "A hard month."
        in client.get(f"/updates/plan/{plan.pk}/periods/{period.pk}/").content.decode()
    )
    assert client.get(f"/updates/plan/{plan.pk}/periods/").status_code == 200
    answer = client.post(
        f"/updates/plan/{plan.pk}/periods/begin/",
        {
            "name": "Again",
            "starts_on": today.isoformat(),
            "cut_off": (today + timedelta(days=3)).isoformat(),
        },
    )
    assert "Another period covers some of these days" in answer.content.decode()


def test_a_comment_tells_who_is_mentioned(
    lead: Account, action: Action, manager: Account, as_person: AsPerson
) -> None:
    as_person(lead).post(
        f"/updates/action/{action.pk}/comment/",
        {"text": f"@{manager.email} can the board help? @nobody@elsewhere.example"},
    )
    comment = action.comments.get()
    assert comment.mentions == [manager.pk]


def test_an_observer_sees_no_notes(
    plan: Plan, action: Action, someone: Someone, as_person: AsPerson
) -> None:
    observer = as_person(someone("observer", plan))
    assert observer.get(f"/updates/plan/{plan.pk}/periods/").status_code == 403
    assert observer.get(f"/updates/action/{action.pk}/comment/").status_code == 403
