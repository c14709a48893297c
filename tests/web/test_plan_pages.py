"""The pages of an adopted plan: read by those inside and outside, today and on a past day."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Action, Finding, Measure, Objective, Plan
from lineofsight.web.updates import actions as updates
from tests.web.conftest import CheckingClient
from tests.web.plans_made import addresses_of, days_later, fill_out, large_plan

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def after(answer: object) -> str:
    """The address of the next page, as its link gives it."""
    found = re.search(r'href="([^"]*)" rel="next"', answer.content.decode())  # type: ignore[attr-defined]
    assert found
    return html.unescape(found[1])


def test_every_page_can_be_read_by_the_manager_and_by_an_observer(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    fill_out(plan, manager)
    for account in (manager, someone("observer", plan)):
        client = as_person(account)
        for address in addresses_of(plan):
            assert client.get(address).status_code == 200, address


def test_an_observer_sees_posts_and_no_names_notes_evidence_sources_or_buttons(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    fill_out(plan, manager)
    action = Action.objects.filter(plan=plan, responsibilities__person__name="Priya Nair").first()
    assert action is not None
    client = as_person(someone("observer", plan))
    for address in [*addresses_of(plan), action.get_absolute_url()]:
        said = text_of(client.get(address))
        for hidden in ("Priya Nair", "Tom Ashworth", "Secret minute", "Where it was read"):
            assert hidden not in said, f"{address}: {hidden}"
        assert "Change this" not in said, address
        assert "/add/" not in said, address
        assert "/history/" not in said, address
    inside = text_of(as_person(manager).get(action.get_absolute_url()))
    assert "Priya Nair" in inside
    assert "Where it was read" in inside
    assert "Secret minute" in inside


def test_a_search_by_a_lead_s_name_finds_nothing_for_those_who_may_not_see_names(
    plan: Plan, someone: Someone, manager: Account, as_person: AsPerson
) -> None:
    address = f"/plans/{plan.pk}/search/?q=Priya+Nair"
    assert "0 parts" in text_of(as_person(someone("observer", plan)).get(address))
    assert "0 parts" not in text_of(as_person(manager).get(address))
    listed = f"/plans/{plan.pk}/actions/?q=Priya+Nair"
    assert "0 actions: words" not in text_of(as_person(manager).get(listed))
    assert "0 actions: words" in text_of(as_person(someone("observer", name="Out")).get(listed))


def test_no_page_asks_the_database_more_than_twelve_times(
    manager: Account, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 300 actions, today and on a past day; the count includes the session and the person."""
    plan = large_plan(manager)
    today = timezone.localdate()
    days_later(monkeypatch, 2)
    client = as_person(manager)
    addresses = addresses_of(plan)
    addresses += [f"{a}{'&' if '?' in a else '?'}on={today}" for a in addresses]
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200, address
        assert len(asked) <= 12, f"{address}: {len(asked)}"
    for part in (Action, Measure, Finding, Objective):
        one = part._default_manager.filter(plan=plan)[0]
        for way in ("history", "edit"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"{one.get_absolute_url()}{way}/").status_code == 200
            assert len(asked) <= 12, f"{one.get_absolute_url()}{way}: {len(asked)}"


def test_the_line_of_sight_leads_both_ways(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """From the finding to the measure and its evidence, and from the measure to the finding."""
    fill_out(plan, manager)
    client = as_person(manager)
    finding = Finding.objects.get(plan=plan, position=0)
    action = Action.objects.filter(plan=plan).order_by("position")[0]
    objective, measure = action.objective, Measure.objects.filter(plan=plan).order_by("position")[0]
    assert objective is not None
    assert measure.objective_id == objective.pk
    line = [finding, objective, action, measure]
    for here in line:
        page = client.get(here.get_absolute_url()).content.decode()
        for other in line:
            if other is not here:
                assert f'href="{other.get_absolute_url()}"' in page, f"{here} to {other}"
        if here is not measure:
            assert f'href="{action.get_absolute_url()}#evidence">Meeting minute' in page
    page = client.get(measure.get_absolute_url())
    assert f'href="{measure.get_absolute_url()}#evidence">Figure' in page.content.decode()
    assert "41%" in text_of(page)


def test_coverage_tells_what_is_answered_what_is_suggested_and_what_is_not(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    fill_out(plan, manager)
    client = as_person(manager)
    answer = client.get(f"/plans/{plan.pk}/coverage/")
    assert [each.standing for each in answer.context["covered"]] == [
        "answered",
        "suggested",
        "unanswered",
    ]
    suggested = answer.context["covered"][1]
    part = suggested.unsure[0].part
    confirm = f"/plans/{plan.pk}/findings/{suggested.finding.pk}/answer/"
    client.post(confirm, {"part": f"action-{part.pk}"}, follow=True)
    covered = client.get(f"/plans/{plan.pk}/coverage/").context["covered"][1]
    assert covered.standing == "answered"
    assert [each.part.pk for each in covered.sure] == [part.pk]
    back = f"/plans/{plan.pk}/findings/{suggested.finding.pk}/answers/{covered.sure[0].answer.pk}/"
    assert client.get(back).status_code == 200
    client.post(back, {"why": "It is something else."}, follow=True)
    assert client.get(f"/plans/{plan.pk}/coverage/").context["covered"][1].standing == "suggested"


def test_many_findings_stand_on_pages_and_many_suggestions_are_cut_short(
    manager: Account, as_person: AsPerson
) -> None:
    """All are counted; any action can still be chosen on the finding's own page."""
    plan = large_plan(manager, actions=40)
    with change("finding added", by=manager, why="A test.", plan=plan.pk) as made:
        text = "The things promised to children"
        finding = made.keep(Finding(plan=plan, position=24, text=text))
    client = as_person(manager)
    first = client.get(f"/plans/{plan.pk}/coverage/")
    second = client.get(f"/plans/{plan.pk}/coverage/{after(first)}")
    shown = [each.finding for page in (first, second) for each in page.context["covered"]]
    assert shown == list(Finding.objects.filter(plan=plan))
    assert len(first.context["covered"]) == 25
    assert sum(count for _, count in first.context["counts"]) == len(shown) == 31
    suggested = next(each for each in second.context["covered"] if each.finding == finding)
    assert len(suggested.unsure) == 40
    assert text_of(second).count("The first 5 of 40 suggestions are shown.") == 1
    page = client.get(finding.get_absolute_url())
    assert "The first 20 of 40 suggestions are shown." in text_of(page)
    assert page.content.decode().count("Confirm that action") == 20
    assert page.context["covered"].unsure == suggested.unsure


def test_only_who_edits_the_plan_can_say_what_answers_a_finding(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    fill_out(plan, manager)
    finding = Finding.objects.get(plan=plan, position=1)
    client = as_person(someone("board_member"))
    assert client.post(f"/plans/{plan.pk}/findings/{finding.pk}/answer/").status_code == 403


def test_the_overview_shows_the_printed_summary_beside_the_counted_one(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    with change("summary given", by=manager, plan=plan.pk) as made:
        plan.rating_summary = {
            "printed": {"GREEN": {"count": 12, "percent": 41.5}},
            "read": {"GREEN": 10, "RED": 3},
            "reconciles": False,
            "explanation": "The document prints 12 green; its rows show 10.",
        }
        made.keep(plan)
    said = text_of(as_person(manager).get(plan.get_absolute_url()))
    assert "The document prints 12 green; its rows show 10." in said
    assert "41.5%" in said
    assert "Not printed" in said


def test_the_overview_never_calls_delivered_work_complete(
    manager: Account, as_person: AsPerson
) -> None:
    plan = large_plan(manager, actions=10)
    page = as_person(manager).get(plan.get_absolute_url())
    assert "complete" not in text_of(page).casefold()
    states = {each.state: each.count for each in page.context["states"]}
    assert states == dict.fromkeys(states, 2)
    assert sum(each.percent for each in page.context["states"]) == 100


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rating=none", 300),
        ("state=closed", 60),
        ("theme={theme}", 75),
        ("objective={objective}", 15),
        ("lead={lead}", None),
        ("due=2026-02", None),
        ("no_update=1", 0),
        ("q=number+217+promised", 1),
        ("objective=none", 0),
        ("rating=PURPLE", 300),
    ],
)
def test_the_list_of_actions_is_chosen_by_its_address(
    manager: Account, as_person: AsPerson, query: str, expected: int | None
) -> None:
    """What the address asks for is what is counted; what it cannot mean is told and ignored."""
    plan = large_plan(manager)
    objective = Objective.objects.filter(plan=plan)[0]
    person = plan.people.get(name="Person 3")
    query = query.format(theme=objective.theme_id, objective=objective.pk, lead=person.pk)
    page = as_person(manager).get(f"/plans/{plan.pk}/actions/?{query}")
    if "lead" in query:
        expected = Action.objects.filter(responsibilities__person=person).count()
    if "due" in query:
        expected = Action.objects.filter(due_on__year=2026, due_on__month=2).count()
    assert page.context["count"] == expected
    assert len(page.context["rows"]) == min(50, page.context["count"])
    assert ("is no rating of this plan" in text_of(page)) == ("PURPLE" in query)


def test_the_list_of_actions_goes_on_over_its_pages_and_keeps_what_was_asked(
    manager: Account, as_person: AsPerson
) -> None:
    plan = large_plan(manager)
    client = as_person(manager)
    first = client.get(f"/plans/{plan.pk}/actions/?state=closed&sort=number")
    refs = [row.action.ref for row in first.context["rows"]]
    second = client.get(f"/plans/{plan.pk}/actions/{after(first)}")
    refs += [row.action.ref for row in second.context["rows"]]
    assert len(refs) == 60
    assert refs == sorted(refs, key=lambda ref: [int(each) for each in ref.split(".")])


def test_the_printable_page_holds_every_action(manager: Account, as_person: AsPerson) -> None:
    plan = large_plan(manager)
    said = text_of(as_person(manager).get(f"/plans/{plan.pk}/print/"))
    assert all(f"Do number {n} of" in said for n in range(300))


def test_the_printable_page_shows_every_change_and_to_each_reader_what_is_theirs(
    manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    """It is kept between readers, and neither what was nor what others see stays on it."""
    plan = large_plan(manager, actions=20)
    inside, outside = as_person(manager), as_person(someone("observer"))
    address = f"/plans/{plan.pk}/print/"
    assert "Person 1" in text_of(inside.get(address))
    assert "Person 1" not in text_of(outside.get(address))
    with change("action changed", by=manager, why="A test.", plan=plan.pk) as made:
        action = Action.objects.filter(plan=plan)[0]
        action.text = "Do it otherwise"
        made.keep(action)
    assert "Do it otherwise" in text_of(inside.get(address))
    assert "Do it otherwise" in text_of(outside.get(address))
    updates.give_update(
        by=manager, why="", action=action, what=updates.Said(note="Heard.", state="in_progress")
    )
    assert "Heard." in text_of(inside.get(address))
    assert "Heard." not in text_of(outside.get(address))


def test_the_timeline_shows_actions_milestones_and_targets_of_a_year(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    fill_out(plan, manager)
    page = as_person(manager).get(f"/plans/{plan.pk}/timeline/?year=2026")
    sorts = {each.sort for month in page.context["months"] for each in month.dated}
    assert sorts == {"action", "milestone", "target"}
    assert {each.day.year for month in page.context["months"] for each in month.dated} == {2026}
    assert "September 2026" in text_of(page)


def test_what_goes_on_for_good_says_so_on_the_timeline(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    going_on = next(each for each in Action.objects.filter(plan=plan) if each.goes_on)
    page = text_of(as_person(manager).get(f"/plans/{plan.pk}/timeline/?year=2026"))
    assert going_on.due_text.endswith("and ongoing")
    assert f"{going_on.due_text}: {going_on.get_state_display().lower()}" in page


def test_a_day_that_is_none_is_told_and_a_part_that_is_not_there_is_not_found(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    client = as_person(manager)
    assert client.get(f"/plans/{plan.pk}/actions/?on=the+31st").status_code == 404
    overview = client.get(f"/plans/{plan.pk}/?on=the+31st")
    assert "“the 31st” is not a day" in text_of(overview)
    assert overview.context["whole"].past is None
    assert client.get(f"/plans/{plan.pk}/actions/999999/").status_code == 404
    assert "is not a day" in text_of(client.get(f"/plans/{plan.pk}/changes/?since=soon"))


def test_an_update_says_who_gave_it_and_who_typed_it(
    plan: Plan, lead: Account, action: Action, someone: Someone, as_person: AsPerson
) -> None:
    """For those inside; others read no update."""
    support = someone("business_support", plan, name="Sam Otter", acts_for=lead)
    said = updates.Said(note="Two teams are trained.")
    updates.give_update(by=support, why="", action=action, what=said, lead=lead)
    page = text_of(as_person(lead).get(action.get_absolute_url()))
    today = timezone.localdate()
    assert f"{today.day} {today:%B %Y}, {lead.name}</strong>, typed by Sam Otter" in page
    assert "Sam Otter" not in text_of(as_person(someone("observer")).get(action.get_absolute_url()))


def test_the_kind_of_a_finding_is_said_as_its_framework_titles_it(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """And a kind that no framework has as somebody typed it."""
    with change("findings added", by=None, plan=plan.pk) as made:
        known = made.keep(Finding(plan=plan, text="Visits are late.", kind="priority_action"))
        own = made.keep(Finding(plan=plan, text="Visits are few.", kind="Peer challenge"))
    client = as_person(manager)
    page = text_of(client.get(known.get_absolute_url()))
    assert "priority_action" not in page
    assert "Area for priority action" in page
    assert "Peer challenge" in text_of(client.get(own.get_absolute_url()))


def test_an_action_s_page_shows_what_was_asked_decided_and_said_to_those_inside(
    plan: Plan, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    """With links to report and decide for those who may, and nothing of it for those outside."""
    action = Action.objects.filter(plan=plan).order_by("position")[0]
    lead, director = someone("action_lead"), someone("director")
    with change("person tied", by=None, plan=plan.pk) as made:
        person = action.responsibilities.all()[0].person
        person.account = lead
        made.keep(person)
    soon = timezone.localdate() + timedelta(days=400)
    updates.ask_for_date(by=lead, why="The police are late.", action=action, wanted=soon)
    action.refresh_from_db()
    updates.comment(by=director, why="", action=action, text="Hold the line.", mentions=[])
    address = action.get_absolute_url()
    for_lead = text_of(as_person(lead).get(address))
    for_director = text_of(as_person(director).get(address))
    outside = text_of(as_person(someone("observer")).get(address))
    for words in ("The police are late.", "Hold the line."):
        assert words in for_lead
        assert words in for_director
        assert words not in outside
    assert "Update this action" in for_lead
    assert "Decide on" not in for_lead
    assert "Decide on" in for_director
    assert "Update this action" not in for_director
    client = as_person(lead)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= 12


def test_no_update_this_period_counts_what_was_said_in_it(
    plan: Plan, manager: Account, as_person: AsPerson
) -> None:
    """What the document says is no report; what is said in an open period counts for that one."""
    today = timezone.localdate()
    client = as_person(manager)
    address = f"/plans/{plan.pk}/actions/?no_update=1"
    every = Action.objects.filter(plan=plan).count()
    assert client.get(address).context["count"] == every
    updates.begin_period(
        by=manager,
        why="",
        plan=plan,
        name="Autumn report",
        starts_on=today - timedelta(days=3),
        cut_off=today + timedelta(days=3),
    )
    action = Action.objects.filter(plan=plan).order_by("position")[0]
    updates.give_update(by=manager, why="", action=action, what=updates.Said(note="It began."))
    assert client.get(address).context["count"] == every - 1
    assert "No update: Autumn report" in text_of(client.get(plan.get_absolute_url()))
