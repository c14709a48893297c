"""Changing an adopted plan: by whom, why, and what becomes of two who write at once."""

from collections.abc import Callable
from datetime import date

import pytest

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.events.verifying import faults
from lineofsight.web.plans.actions_parts import CannotChange, edit_part
from lineofsight.web.plans.kinds import KINDS, Kind
from lineofsight.web.plans.models import Action, Finding, Measure, Objective, Plan, Risk, Target
from lineofsight.web.ui.refusal import NotAllowed
from tests.web.conftest import CheckingClient
from tests.web.plans_made import fill_out, large_plan

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


def as_sent(page: object) -> dict[str, str]:
    """A form as a browser would send it if nothing was typed."""
    form = page.context["form"]  # type: ignore[attr-defined]
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(value, list):
            value = "\n".join(value)
        if value not in (None, False):
            sent[field.name] = "on" if value is True else str(value)
    return sent


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.one)
def test_every_kind_of_part_can_be_added_changed_and_taken_out(
    kind: Kind, plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """Through the pages; each change leaves an event with its reason, and the chain stays whole."""
    fill_out(plan, manager)
    client, root = as_person(manager), f"/plans/{plan.pk}/{kind.slug}/"
    action = Action.objects.filter(plan=plan).order_by("position")[2]
    measure = Measure.objects.filter(plan=plan)[0]
    under = {"action": f"?action={action.pk}", "measure": f"?measure={measure.pk}"}
    address = f"{root}add/{under.get(kind.under, '')}"
    page = client.get(address)
    assert client.post(address, {}).status_code == 200
    other = Action.objects.filter(plan=plan).order_by("position")[3]
    sent = as_sent(page) | {"why": "The board asked for it."}
    for field in kind.fields:
        if field.required:
            sent[field.name] = field.words[0][0] if field.words else "Some words"
        if field.sort == "day":
            sent[field.name] = "31 March 2027"
        if field.name == "other":
            sent[field.name] = str(other.pk)
    client.post(address, sent, follow=True)
    part = kind.model._default_manager.filter(plan=plan.pk).order_by("-pk")[0]
    first = Event.objects.order_by("-number")[0]
    assert (first.kind, first.why) == (f"{kind.one} added", "The board asked for it.")

    changing = f"{root}{part.pk}/edit/"
    sent = as_sent(client.get(changing)) | {"text": "Other words", "why": "Clearer."}
    client.post(changing, sent, follow=True)
    part.refresh_from_db()
    assert part.text == "Other words"  # type: ignore[attr-defined]
    if kind.has_page:
        history = client.get(f"{root}{part.pk}/history/").content.decode()
        assert "Some words" in history
        assert "Other words" in history
        assert "Clearer." in history
        assert "Priya Nandra" in history

    taking = f"{root}{part.pk}/withdraw/"
    sent = as_sent(client.get(taking)) | {"why": "It is somewhere else."}
    client.post(taking, sent, follow=True)
    last = Event.objects.order_by("-number")[0]
    assert (last.kind, last.why) == (f"{kind.one} taken out", "It is somewhere else.")
    assert client.get(changing).status_code == 404
    if kind.has_page:
        page = client.get(f"{root}{part.pk}/")
        assert "was taken out of the plan" in page.content.decode()
    assert list(faults()) == []


def test_only_who_edits_the_plan_may_change_it(
    plan: Plan, someone: Someone, as_person: AsPerson
) -> None:
    """Pages and actions refuse; a lead reports, the programme manager edits."""
    action = Action.objects.filter(plan=plan)[0]
    for role in ("action_lead", "board_chair", "observer"):
        account = someone(role)
        client = as_person(account)
        for way in ("edit", "withdraw"):
            assert client.get(f"{action.get_absolute_url()}{way}/").status_code == 403
            assert client.post(f"{action.get_absolute_url()}{way}/", {}).status_code == 403
        assert client.get(f"/plans/{plan.pk}/risks/add/").status_code == 403
        with pytest.raises(NotAllowed, match="Only the programme manager"):
            edit_part(by=account, why="", part=action, values={"text": "Mine"}, edition=None)


def test_who_may_not_see_the_history_is_told_so(
    plan: Plan, someone: Someone, as_person: AsPerson
) -> None:
    action = Action.objects.filter(plan=plan)[0]
    address = f"{action.get_absolute_url()}history/"
    answer = as_person(someone("board_member")).get(address)
    assert answer.status_code == 403
    assert "Who changed what" in answer.content.decode()
    assert as_person(someone("board_chair")).get(address).status_code == 200


def test_a_change_without_a_reason_or_words_is_sent_back(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(manager)
    events = Event.objects.count()
    action = Action.objects.filter(plan=plan)[0]
    address = f"{action.get_absolute_url()}edit/"
    sent = as_sent(client.get(address)) | {"text": "", "why": "", "due_on": "soon"}
    said = client.post(address, sent).content.decode()
    for words in ("Say why.", "What will be done: write something here.", "“soon” is not a day"):
        assert words in said
    assert Event.objects.count() == events


def test_a_moved_date_keeps_the_first_one_beside_it(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(manager)
    action = Action.objects.filter(plan=plan, due_on__isnull=False).order_by("position")[0]
    first = action.due_on
    address = f"{action.get_absolute_url()}edit/"
    sent = as_sent(client.get(address)) | {"due_on": "31/01/2027", "why": "Agreed."}
    page = client.post(address, sent, follow=True).content.decode()
    action.refresh_from_db()
    assert (action.due_on, action.first_due_on) == (date(2027, 1, 31), first)
    assert "31 January 2027" in page
    assert "First due 30 June 2026" in page
    assert "First due 30 June 2026" in client.get(f"/plans/{plan.pk}/actions/").content.decode()


def test_the_leads_of_an_action_are_changed_in_its_form(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """One who answers, any number who contribute; a name the plan does not know yet is added."""
    client = as_person(manager)
    action = Action.objects.filter(plan=plan).order_by("position")[0]
    address = f"{action.get_absolute_url()}edit/"
    sent = as_sent(client.get(address)) | {
        "accountable": "Tom  ashworth",
        "contributing": "Somebody New\npriya nair\n\nSomebody new",
        "why": "A new post.",
    }
    client.post(address, sent, follow=True)
    held = [(each.person.name, each.accountable) for each in action.responsibilities.all()]
    assert held == [("Tom Ashworth", True), ("Somebody New", False), ("Priya Nair", False)]
    assert plan.people.filter(name__iexact="somebody new").count() == 1
    history = client.get(f"{action.get_absolute_url()}history/").content.decode()
    assert "Somebody New" in history


def test_two_who_write_at_once_both_keep_their_words(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """The second sees both texts; nothing is overwritten unless they send it again."""
    client = as_person(manager)
    objective = Objective.objects.filter(plan=plan)[0]
    address = f"{objective.get_absolute_url()}edit/"
    mine = as_sent(client.get(address)) | {"text": "What I typed", "why": "Mine."}
    theirs = as_sent(client.get(address)) | {"text": "What they typed", "why": "Theirs."}
    client.post(address, theirs, follow=True)
    page = client.post(address, mine)
    said = page.content.decode()
    assert "What I typed" in said
    assert "What they typed" in said
    assert "Somebody changed this while you were writing" in said
    objective.refresh_from_db()
    assert objective.text == "What they typed"
    client.post(address, as_sent(page) | {"text": "Both of ours", "why": "Both."}, follow=True)
    objective.refresh_from_db()
    assert objective.text == "Both of ours"


def test_what_others_stand_under_cannot_be_taken_out(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(manager)
    objective = Objective.objects.filter(plan=plan)[0]
    address = f"{objective.get_absolute_url()}withdraw/"
    sent = as_sent(client.get(address)) | {"why": "Not wanted."}
    assert "move them or take them out first" in client.post(address, sent).content.decode()
    objective.refresh_from_db()
    assert objective.gone_in is None


def test_a_part_cannot_name_one_of_another_plan_nor_go_in_a_circle(
    plan: Plan, manager: Account
) -> None:
    other = large_plan(manager, actions=1)
    theirs = Objective.objects.filter(plan=other)[0]
    action = Action.objects.filter(plan=plan)[0]
    with pytest.raises(CannotChange, match="another plan"):
        edit_part(by=manager, why="", part=action, values={"objective": theirs}, edition=None)
    first, second = Objective.objects.filter(plan=plan)[:2]
    edit_part(by=manager, why="", part=first, values={"parent": second}, edition=None)
    with pytest.raises(CannotChange, match="part of itself"):
        edit_part(by=manager, why="", part=second, values={"parent": first}, edition=None)
    with pytest.raises(CannotChange, match="cannot be edited"):
        edit_part(by=manager, why="", part=action, values={"gone_in": 1}, edition=None)


def test_a_target_s_date_may_be_a_month(plan: Plan, manager: Account, as_person: AsPerson) -> None:
    client = as_person(manager)
    target = Target.objects.filter(plan=plan, by="2026-09")[0]
    address = f"/plans/{plan.pk}/targets/{target.pk}/edit/"
    sent = as_sent(client.get(address))
    wrong = client.post(address, sent | {"by": "in time", "why": "Later."}).content.decode()
    assert "“in time” is not a day or month" in wrong
    client.post(address, sent | {"by": "2027-01", "why": "Later."}, follow=True)
    target.refresh_from_db()
    assert target.by == "2027-01"
    page = client.get(target.measure.get_absolute_url()).content.decode()
    assert "January 2027" in page
    assert "Later." in client.get(f"{target.measure.get_absolute_url()}history/").content.decode()


def test_what_changed_since_a_day_is_counted_and_listed(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """The adopting is no change; a new date and a new risk are."""
    client = as_person(manager)
    address = f"/plans/{plan.pk}/changes/?since=2020-01-01"
    assert client.get(address).context["changed"] == []
    action, risk = Action.objects.filter(plan=plan)[0], Risk.objects.filter(plan=plan)[0]
    for part in (action, risk):
        edit_part(by=manager, why="", part=part, values={"text": "Changed"}, edition=None)
    changed = client.get(address).context["changed"]
    assert [(each.part.pk, each.kind.one) for each in changed] == [
        (action.pk, "action"),
        (risk.pk, "risk"),
    ]
    assert client.get(f"/plans/{plan.pk}/changes/?since=2199-01-01").context["changed"] == []


def test_a_finding_that_was_taken_out_can_be_answered_by_nothing(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    fill_out(plan, manager)
    client = as_person(manager)
    finding = Finding.objects.get(plan=plan, position=2)
    address = f"{finding.get_absolute_url()}withdraw/"
    client.post(address, as_sent(client.get(address)) | {"why": "Said twice."}, follow=True)
    action = Action.objects.filter(plan=plan)[0]
    answer = client.post(
        f"{finding.get_absolute_url()}answer/", {"part": f"action-{action.pk}"}, follow=True
    )
    assert "cannot answer a finding" in answer.content.decode()
    answer = client.post(f"{finding.get_absolute_url()}answer/", {"part": "action-x"}, follow=True)
    assert "Choose the action or objective" in answer.content.decode()
