"""Challenges on the site: raised from the records, put to the lead first, decided by others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.progress.rating.challenge_life import CannotMove
from lineofsight.progress.suggestion import Suggestion
from lineofsight.tables.loading import load_tables
from lineofsight.web.accounts.models import Account
from lineofsight.web.challenges.actions import look_for_challenges, make_move
from lineofsight.web.challenges.jobs import look_in_every_plan
from lineofsight.web.challenges.models import Challenge, Move
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change
from lineofsight.web.performance.actions import Chosen, match_measures
from lineofsight.web.plans.models import Action, Level, Measure, Plan
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions as updating
from lineofsight.web.updates.models import DateRequest, Evidence, Period
from tests.web.conftest import CheckingClient
from tests.web.test_measure_pages import IN_TIME, write_assessments

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


def stands(action: Action, level: str, **fields: Any) -> None:
    """Write how an action stands; nothing else of the plan raises a challenge."""
    with change("a test's action", by=None, plan=action.plan_id) as made:
        for each in Action.objects.filter(plan=action.plan):
            each.rating, each.due_on, each.due_dates = None, None, []
            if each.pk == action.pk:
                each.rating = Level.objects.get(plan=action.plan, level=level)
                for name, value in fields.items():
                    setattr(each, name, value)
            made.keep(each)
    action.refresh_from_db()


def overdue(action: Action) -> None:
    stands(action, "GREEN", state="in_progress", due_on=timezone.localdate() - timedelta(days=1))


def look(plan: Plan) -> list[Challenge]:
    look_for_challenges(by=None, why="", plan=plan)
    return list(Challenge.objects.filter(plan=plan).order_by("pk"))


def raised_long_ago(challenge: Challenge) -> Challenge:
    """As if the lead's days were over."""
    with change("a test's day", by=None, plan=challenge.plan_id) as made:
        challenge.raised_on = timezone.localdate() - timedelta(days=20)
        return made.keep(challenge)


@pytest.fixture
def challenge(plan: Plan, action: Action) -> Challenge:
    """One put to the lead: the action is overdue and rated green."""
    overdue(action)
    (found,) = look(plan)
    return found


def test_what_the_records_ask_is_raised_once(plan: Plan, action: Action) -> None:
    """However often the job runs, and each has an event."""
    overdue(action)
    look_in_every_plan.call("2026-11-22")
    look_in_every_plan.call("2026-11-22")
    (found,) = Challenge.objects.all()
    assert (found.kind, found.action, found.state) == ("overdue_and_green", action, "raised")
    assert found.sentence.startswith(f"It is rated {action.rating.name}, was due on ")  # type: ignore[union-attr]
    assert Event.objects.filter(kind="challenges raised").count() == 1


def test_complete_without_evidence_until_there_is_some(
    plan: Plan, action: Action, lead: Account
) -> None:
    stands(action, "BLUE", state="delivered")
    assert [each.kind for each in look(plan)] == ["complete_without_evidence"]
    updating.add_evidence(by=lead, why="", action=action, kind="audit", text="Ten cases.")
    (found,) = look(plan)
    assert found.state == "lapsed"
    assert [(each.how, each.by) for each in found.moves.all()] == [("lapse", None)]


def test_a_date_moved_twice_by_agreement(plan: Plan, action: Action, lead: Account) -> None:
    """A request that was refused moved nothing."""
    stands(action, "AMBER", state="in_progress")
    of: dict[str, Any] = {"plan": plan, "action": action, "by": lead, "at": timezone.now()}
    for agreed, expected in ((True, 0), (False, 0), (True, 1)):
        with change("a test's request", by=None, plan=plan.pk) as made:
            made.keep(
                DateRequest(
                    **of,
                    wanted=timezone.localdate() + timedelta(days=90),
                    reason="Late.",
                    agreed=agreed,
                    decided_at=made.at,
                )
            )
        assert [each.kind for each in look(plan)] == ["date_moved_twice"] * expected


@contextmanager
def ended_period(plan: Plan, starts: int) -> Iterator[Period]:
    """A period that began so many days ago and ended yesterday."""
    today = timezone.localdate()
    with change("a test's period", by=None, plan=plan.pk) as made:
        yield made.keep(
            Period(
                plan=plan,
                name="The last board",
                starts_on=today - timedelta(days=starts),
                cut_off=today - timedelta(days=1),
            )
        )


def test_a_period_that_ended_in_silence(plan: Plan, action: Action, lead: Account) -> None:
    """Of a plan that was kept here when it began; an update since is an answer."""
    stands(action, "AMBER", state="in_progress")
    with ended_period(plan, 30):
        pass
    assert look(plan) == []
    with change("a test's adoption", by=None, plan=plan.pk) as made:
        adoption = plan.adoptions.get()
        adoption.adopted_at = datetime(2026, 1, 1, tzinfo=UTC)
        made.keep(adoption)
    updating.give_update(by=lead, why="", action=action, what=updating.Said(note="Trained."))
    found = look(plan)
    assert {each.kind for each in found} == {"no_update"}
    assert len(found) == Action.objects.filter(plan=plan).exclude(state="closed").count() - 1
    assert action.pk not in {each.action_id for each in found}


def test_the_lead_is_shown_it_alone_and_first(
    plan: Plan, challenge: Challenge, lead: Account, manager: Account, as_person: AsPerson
) -> None:
    """The programme manager is shown it once the lead's days are over."""
    address, listed = challenge.get_absolute_url(), f"/challenges/plan/{plan.pk}/"
    assert challenge.sentence in as_person(lead).get(listed).content.decode()
    assert as_person(lead).get(address).status_code == 200
    client = as_person(manager)
    assert challenge.sentence not in client.get(listed).content.decode()
    refused = client.get(address)
    assert refused.status_code == 403
    assert "is with its lead, who is asked first" in refused.content.decode()
    raised_long_ago(challenge)
    assert challenge.sentence in client.get(listed).content.decode()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", ["board_chair", "board_member", "director", "observer"])
def test_nobody_else_is_shown_it(
    role: str, plan: Plan, challenge: Challenge, someone: Someone, as_person: AsPerson
) -> None:
    """Nor what was done with it in the plan's history, nor its own."""
    raised_long_ago(challenge)
    client = as_person(someone(role, plan))
    assert client.get(challenge.get_absolute_url()).status_code == 403
    assert client.get(f"/history/record/challenges.challenge/{challenge.pk}/").status_code in (
        403,
        404,
    )
    history = client.get(f"/history/plan/{plan.pk}/").content.decode()
    assert "hallenges raised" not in history
    assert challenge.sentence not in history


def test_answered_and_decided_on_its_page(
    challenge: Challenge, lead: Account, manager: Account, as_person: AsPerson
) -> None:
    address = challenge.get_absolute_url()
    client = as_person(lead)
    edition = client.get(address).context["form"]["edition"].value()
    asked = client.post(address, {"how": "answer", "why": "", "edition": edition})
    assert "Say why: the reason is kept with the challenge." in asked.content.decode()
    client.post(address, {"how": "answer", "why": "The date is being moved.", "edition": edition})
    challenge.refresh_from_db()
    assert challenge.state == "answered"
    assert client.post(address, {"how": "answer", "why": "Again."}).status_code == 403

    client = as_person(manager)
    page = client.get(address)
    assert "The date is being moved." in page.content.decode()
    edition = page.context["form"]["edition"].value()
    client.post(address, {"how": "uphold", "why": "It is late still.", "edition": edition})
    challenge.refresh_from_db()
    assert challenge.state == "upheld"
    assert list(challenge.moves.values_list("how", "by__name", "why")) == [
        ("answer", lead.name, "The date is being moved."),
        ("uphold", manager.name, "It is late still."),
    ]


def test_of_two_who_answer_at_once_the_second_reads_the_first(
    challenge: Challenge, lead: Account, as_person: AsPerson
) -> None:
    """What was typed on a page that is old is not kept unread."""
    client = as_person(lead)
    address = challenge.get_absolute_url()
    edition = client.get(address).context["form"]["edition"].value()
    with change("a test's day", by=None, plan=challenge.plan_id) as made:
        made.keep(challenge)
    data = {"how": "dispute", "why": "Wrong.", "edition": edition}
    answer = client.post(address, data, follow=True)
    assert "Somebody else said something of this challenge" in answer.content.decode()
    assert not Move.objects.exists()


def test_nobody_decides_on_their_own_rating(
    challenge: Challenge, lead: Account, manager: Account, someone: Someone
) -> None:
    """A programme manager who leads the action answers like any lead."""
    raised_long_ago(challenge)
    person = challenge.action.responsibilities.get(person__account=lead).person
    with change("a test's lead", by=None, plan=challenge.plan_id) as made:
        person.account = manager
        made.keep(person)
    challenge = Challenge.objects.get()
    with pytest.raises(NotAllowed, match="who does not lead it"):
        make_move(by=manager, why="Fine.", challenge=challenge, how="withdraw")
    make_move(by=manager, why="Late.", challenge=challenge, how="answer")
    other = someone("programme_manager", name="Another manager")
    make_move(by=other, why="Agreed.", challenge=Challenge.objects.get(), how="accept")
    assert Challenge.objects.get().state == "accepted"


def test_not_decided_in_the_leads_days_whoever_asks(challenge: Challenge, manager: Account) -> None:
    with pytest.raises(CannotMove, match="The lead has until"):
        make_move(by=manager, why="Late.", challenge=challenge, how="uphold")
    assert not Event.objects.filter(kind="challenge moved").exists()


def test_once_answered_it_does_not_close_by_itself(
    plan: Plan, action: Action, challenge: Challenge, lead: Account
) -> None:
    make_move(by=lead, why="It is done.", challenge=challenge, how="answer")
    stands(action, "GREEN", state="delivered")
    assert [each.state for each in look(plan)] == ["answered"]


def test_it_waits_on_the_first_page(
    challenge: Challenge, lead: Account, manager: Account, as_person: AsPerson
) -> None:
    """For the lead at once, for the programme manager when it is theirs."""
    assert "1 challenge to answer" in as_person(lead).get("/").content.decode()
    client = as_person(manager)
    assert "1 challenge to decide" not in client.get("/").content.decode()
    make_move(by=lead, why="It is done.", challenge=challenge, how="dispute")
    assert "1 challenge to decide" in client.get("/").content.decode()
    assert "1 challenge to answer" not in as_person(lead).get("/").content.decode()


def test_evidence_of_another_action_is_not_its_own(
    plan: Plan, action: Action, lead: Account
) -> None:
    stands(action, "BLUE", state="delivered")
    other = Action.objects.filter(plan=plan).exclude(pk=action.pk)[0]
    with change("a test's evidence", by=None, plan=plan.pk) as made:
        made.keep(Evidence(plan=plan, action=other, kind="audit", text="Ten.", by=lead, at=made.at))
    assert [each.kind for each in look(plan)] == ["complete_without_evidence"]


def test_a_well_rated_action_is_asked_about_a_measure_of_its_own_that_worsens(
    plan: Plan, action: Action, store: Path, tmp_path: Path, manager: Account
) -> None:
    """The figures are those of the measure's page; a measure of no action asks nobody."""
    write_assessments(tmp_path)
    load_tables([tmp_path], store, date(2026, 2, 28))
    known = {IN_TIME: catalogue()[IN_TIME]}
    make_results(store, known)
    measure = Measure.objects.get(plan=plan, ref="4")
    answer = Suggestion(IN_TIME, known[IN_TIME].title, "indicator", 1, "It counts the same.")
    match_measures(by=manager, why="", plan=plan, chosen=[Chosen(measure, answer)])
    stands(action, "GREEN", state="in_progress")
    assert not [each for each in look(plan) if each.kind == "good_and_worsening"]
    with change("a test's measure", by=None, plan=plan.pk) as made:
        measure.refresh_from_db()
        measure.action = action
        made.keep(measure)
    (raised,) = [each for each in look(plan) if each.kind == "good_and_worsening"]
    assert raised.action == action
    assert raised.sentence.startswith("It is rated Green (G), and measure 4 (“% of social work")
    assert "7 of 20 (35.0%)" in raised.sentence
