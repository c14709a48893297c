"""Alerts: what a load opens and closes, what people say of them, and who is shown which."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from lineofsight.measuring.early.life import CannotSay, How
from lineofsight.tables.restricted import READERS_FILE
from lineofsight.web.accounts.actions import give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import ROLES, May
from lineofsight.web.alerts.actions import draw_alerts, say_of_alerts
from lineofsight.web.alerts.models import Alert, Drawing, Saying
from lineofsight.web.alerts.permissions import acts
from lineofsight.web.casework.keys import key_of
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.events.models import Event, Look, Version
from lineofsight.web.events.recording import Conflict
from lineofsight.web.jobs.dated import REGISTERED
from lineofsight.web.notices.actions import choose
from lineofsight.web.notices.sending import send_digests
from lineofsight.web.ui.refusal import NotAllowed
from tests.web.alerted import (  # noqa: F401
    INVOLVED,
    LOADED,
    TODAY,
    Told,
    first_load,
    plans,
    reviews,
    told,
)
from tests.web.caseworked import who  # noqa: F401
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Who = Callable[..., Account]
PAGE = "/alerts/"
NEXT = LOADED + timedelta(days=7)
# What stands of the tables, by kind and child.
YEAR, REVIEWED, LONG = "protection_12_months", "review_conference", "protection_18_months"
ALL = {(YEAR, "P1"), (YEAR, "P3"), (REVIEWED, "P1"), (LONG, "P2")}
CHILDREN = {key_of(("", each)): each for each in ("P1", "P2", "P3", "P4")}
SEES_CHILDREN = {
    May.SEE_OWN_CHILDREN,
    May.SEE_TEAM_CHILDREN,
    May.SEE_CHAIRED_CHILDREN,
    May.SEE_EVERY_CHILD,
}


def draw(day: date = TODAY) -> bool:
    return draw_alerts(by=None, why="", day=day)


def alert(kind: str, child: str = "P1") -> Alert:
    return Alert.objects.get(kind=kind, child=key_of(("", child)))


def standing() -> set[tuple[str, str]]:
    return {(each.kind, CHILDREN[each.child]) for each in Alert.objects.filter(gone_on=None)}


def shown(client: CheckingClient, **asked: str) -> list[tuple[str, str]]:
    """The kind and the child of each row of the page."""
    return [(row.alert.kind, row.child) for row in client.get(PAGE, asked).context["page"]]


def say(
    by: Account, alerts: list[Alert], how: How, why: str = "", until: date | None = None,
    day: date = TODAY, editions: dict[int, int] | None = None,
) -> None:  # fmt: skip
    snapshot = snapshot_of()
    assert snapshot is not None
    say_of_alerts(
        by=by, why=why, snapshot=snapshot, alerts=alerts, how=how, until=until, day=day,
        editions=editions,
    )  # fmt: skip


def test_a_load_opens_what_is_coming_and_not_what_is_late_already(told: Told) -> None:  # noqa: F811
    """P4's plan was a year old in February and their review is late: that is on the lists."""
    told()
    assert draw()
    assert standing() == ALL
    found = alert(REVIEWED)
    assert (found.due_on, found.worker, found.team) == (date(2026, 4, 9), "W1", "T1")
    assert (found.state, found.opened_on) == ("new", TODAY)
    assert found.opened_in.as_at == LOADED


def test_drawn_again_from_the_same_load_nothing_changes(told: Told) -> None:  # noqa: F811
    told()
    draw()
    events = Event.objects.count()
    assert draw()
    assert draw(TODAY + timedelta(days=1))
    assert Event.objects.count() == events


def test_what_was_said_stands_after_the_next_load(told: Told, who: Who) -> None:  # noqa: F811
    told()
    draw()
    worker = who("worker", worker="W1")
    say(worker, [alert(REVIEWED)], "act", "Booked for the 8th.")
    say(worker, [alert(YEAR)], "snooze", "The panel meets.", TODAY + timedelta(days=5))
    told(NEXT, ssd_cp_plans=plans(LOADED), ssd_cp_reviews=reviews(LOADED))
    draw(NEXT)
    assert alert(REVIEWED).state == "acted"
    assert (alert(YEAR).state, alert(YEAR).until) == ("snoozed", TODAY + timedelta(days=5))
    assert [each.note for each in Saying.objects.all()] == [
        "Booked for the 8th.",
        "The panel meets.",
    ]
    assert Drawing.objects.count() == 2


def test_an_alert_whose_cause_is_gone_is_closed_with_the_load_that_says_so(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """The review was held: what was said stays, and nothing more can be said of it."""
    told()
    draw()
    worker = who("worker", worker="W1")
    say(worker, [alert(REVIEWED)], "act", "Booked.")
    told(NEXT, ssd_cp_plans=plans(LOADED), ssd_cp_reviews=reviews(LOADED, held="2026-04-06"))
    draw(NEXT)
    closed = alert(REVIEWED)
    assert closed.gone_in is not None
    assert (closed.state, closed.gone_on, closed.gone_in.as_at) == ("gone", NEXT, NEXT)
    assert standing() == ALL - {(REVIEWED, "P1")}
    with pytest.raises(CannotSay, match="no longer stands"):
        say(worker, [closed], "act", "Held.")
    assert (REVIEWED, "P1") not in shown(as_person(worker), state="")


def test_one_that_went_with_a_faulty_load_is_new_again_with_the_next(told: Told) -> None:  # noqa: F811
    """Even where its day has passed meanwhile; there is one alert of it all the time."""
    told()
    draw()
    told(NEXT, ssd_cp_plans=plans(LOADED), ssd_cp_reviews=reviews(LOADED, held="2026-04-06"))
    draw(NEXT)
    later = NEXT + timedelta(days=7)
    told(later, ssd_cp_plans=plans(LOADED), ssd_cp_reviews=reviews(LOADED))
    draw(later)
    again = alert(REVIEWED)
    assert (again.state, again.gone_on, again.opened_on) == ("new", None, later)


def test_what_a_load_cannot_tell_closes_nothing(told: Told, store: Path) -> None:  # noqa: F811
    """A load without the table of reviews does not say that they were held."""
    told()
    draw()
    without = "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id\nV1,P1,L1\n"
    told(NEXT, ssd_cp_plans=plans(LOADED), ssd_cp_reviews=without)
    assert draw(NEXT)
    assert (REVIEWED, "P1") in standing()


def test_what_came_due_and_late_between_two_loads_is_an_alert(told: Told) -> None:  # noqa: F811
    told(ssd_cp_reviews=reviews(LOADED, held="2026-03-30"))
    draw()
    assert (REVIEWED, "P1") not in standing()
    # Told first when it was three days late.
    told(LOADED + timedelta(days=12), ssd_cp_plans=plans(LOADED), ssd_cp_reviews=reviews(LOADED))
    draw(LOADED + timedelta(days=12))
    assert (REVIEWED, "P1") in standing()
    assert (REVIEWED, "P4") not in standing()


def test_a_child_who_passes_to_another_worker_is_new_to_them(told: Told, who: Who) -> None:  # noqa: F811
    told()
    draw()
    worker = who("worker", worker="W1")
    say(worker, [alert(YEAR)], "see")
    say(worker, [alert(REVIEWED)], "act", "Booked.")
    passed = INVOLVED.replace("P1,W1,Allocated Case Worker,T1,2024-01-01,",
                              "P1,W3,Allocated Case Worker,T1,2026-04-02,")  # fmt: skip
    told(NEXT, ssd_involvements=passed, ssd_cp_plans=plans(LOADED), ssd_cp_reviews=reviews(LOADED))
    draw(NEXT)
    year, reviewed = alert(YEAR), alert(REVIEWED)
    assert (year.worker, year.state, year.opened_on) == ("W3", "new", NEXT)
    assert (reviewed.worker, reviewed.state) == ("W3", "acted")


@pytest.mark.parametrize(("days", "drawn"), [(10, True), (11, False)])
def test_tables_that_are_too_old_alert_nobody(days: int, drawn: bool, told: Told) -> None:  # noqa: F811
    told()
    assert draw(LOADED + timedelta(days=days)) is drawn
    assert bool(Alert.objects.exists()) is drawn


def test_the_page_says_in_words_that_the_tables_are_too_old(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
    settings: Any,
) -> None:
    client = as_person(who("worker", worker="W1"))
    assert "No tables are loaded yet." in client.get(PAGE).content.decode()
    told(timezone.localdate() - timedelta(days=3))
    assert "No alerts were drawn from these tables yet." in client.get(PAGE).content.decode()
    draw(timezone.localdate())
    said = "no new alert is drawn and no e-mail tells of alerts in the morning"
    assert said not in client.get(PAGE).content.decode()
    settings.ALERTS_OLD_AFTER_DAYS = 2
    page = client.get(PAGE).content.decode()
    assert said in page
    assert "more than 2 days ago" in page
    assert shown(client) == [(REVIEWED, "P1"), (YEAR, "P1")]


def test_roles_that_see_no_child_see_no_alert_and_say_nothing(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    told()
    draw()
    others = [each.key for each in ROLES if not each.may & SEES_CHILDREN and not each.for_another]
    assert len(others) > 12
    for role in others:
        client = as_person(who(role, worker="W1"))
        assert client.get(PAGE).status_code == 403, role
        answer = client.post(PAGE, {"alert": f"{alert(REVIEWED).pk}.1", "how": "see"})
        assert answer.status_code == 403, role
        assert PAGE not in client.get("/").content.decode(), role
    assert not Saying.objects.exists()
    assert not Look.objects.exists()


def test_each_sees_the_alerts_of_the_children_whom_casework_shows_them(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """The next that is due first; of P3, who is restricted, those alone whom the store names."""
    store = told()
    draw()
    north = [(REVIEWED, "P1"), (YEAR, "P1")]
    assert shown(as_person(who("worker", worker="W1"))) == north
    assert shown(as_person(who("worker", worker="W3"))) == []
    manager = who("team_manager", team="T1")
    assert shown(as_person(manager)) == north
    assert shown(as_person(who("reviewing_officer", worker="W9"))) == [(LONG, "P2")]
    assert shown(as_person(who("analyst"))) == [*north, (LONG, "P2")]
    assert {each.what for each in Look.objects.all()} == {"Alerts about the children whom they see"}
    (store / READERS_FILE).write_text(f"{manager.email}\n")
    assert shown(as_person(manager)) == [*north, (YEAR, "P3")]


def test_only_who_holds_the_child_and_their_manager_say_what_was_done(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """A chair and an analyst see an alert, and cannot take it off the worker's page."""
    told()
    draw()
    for account, kind, child in (
        (who("reviewing_officer", worker="W9"), LONG, "P2"),
        (who("analyst"), LONG, "P2"),
        (who("worker", worker="W2"), REVIEWED, "P1"),
        (who("team_manager", team="T1"), LONG, "P2"),
        (who("team_manager", team="T1"), YEAR, "P3"),
    ):
        with pytest.raises(NotAllowed, match="by the worker who holds the child"):
            say(account, [alert(kind, child)], "act", "Done.")
        answer = as_person(account).post(
            PAGE, {"alert": f"{alert(kind, child).pk}.1", "how": "act", "note": "Done."}
        )
        assert answer.status_code == (200 if acts(account) else 403)
        assert b"Tick at least one" in answer.content or not acts(account)
    assert not Saying.objects.exists()
    say(who("worker", worker="W2"), [alert(LONG, "P2")], "act", "Done.")
    say(who("team_manager", team="T2"), [alert(LONG, "P2")], "act", "Seen with the worker.")
    assert Saying.objects.count() == 2


def test_one_or_many_are_acted_on_with_a_note_and_each_change_is_an_event(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    told()
    draw()
    worker = who("worker", worker="W1")
    client = as_person(worker)
    rows = client.get(PAGE).context["page"]
    ticked = [row.value for row in rows]
    events = Event.objects.count()
    note = "Both booked with the chair."
    answer = client.post(f"{PAGE}?kind=", {"alert": ticked, "how": "act", "note": note})
    assert answer.headers["Location"] == f"{PAGE}?kind="
    assert {alert(each).state for each in (REVIEWED, YEAR)} == {"acted"}
    assert Event.objects.count() == events + 1
    assert Event.objects.latest("number").by == worker
    assert shown(client) == []
    page = client.get(PAGE, {"state": "acted"}).content.decode()
    assert page.count(f"Acted on by {worker.name}") == 2
    assert page.count(note) == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"how": "act", "note": "Booked."}, "Tick at least one"),
        ({"alerts": "1.2.x", "how": "act", "note": "Booked."}, "Tick at least one"),
        ({"alert": "1", "how": "", "note": ""}, "Choose what you say of them."),
        ({"alert": "1", "how": "act", "note": ""}, "Say what was done, or why it can wait."),
        ({"alert": "1", "how": "act", "note": "Visited p1."}, "do not repeat whom it is about"),
        ({"alert": "1", "how": "snooze", "note": "Booked.", "until": ""}, "Say until which day."),
        ({"alert": "1", "how": "snooze", "note": "Booked.", "until": "soon"}, "Write the day as"),
    ],
)
def test_a_form_that_cannot_be_kept_says_why_and_keeps_what_was_typed(
    given: dict[str, Any],
    said: str,
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    told()
    draw()
    client = as_person(who("worker", worker="W1"))
    value = f"{alert(REVIEWED).pk}.{alert(REVIEWED).edition}"
    ticks = "alert" in given
    if ticks:
        given = {**given, "alert": value}
    elif "alerts" in given:
        given = {**given, "alert": ["", "x.1", "1.2.3", f"{alert(LONG, 'P2').pk}.1"]}
    answer = client.post(PAGE, given)
    page = answer.content.decode()
    assert "There is a problem" in page
    assert said in page
    assert (f'id="alert-{alert(REVIEWED).pk}" checked' in page) is ticks
    assert not Saying.objects.exists()


def test_what_was_snoozed_comes_back_on_its_day(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """It waits until then under its own state; by the page, as today is."""
    today = timezone.localdate()
    told(today - timedelta(days=1))
    draw(today)
    worker = who("worker", worker="W1")
    client = as_person(worker)
    found, until = alert(REVIEWED), today + timedelta(days=2)
    client.post(
        PAGE,
        {
            "alert": f"{found.pk}.{found.edition}",
            "how": "snooze",
            "note": "The hall is booked then.",
            "until": until.isoformat(),
        },
    )
    assert shown(client) == [(YEAR, "P1")]
    assert shown(client, state="snoozed") == [(REVIEWED, "P1")]
    found.refresh_from_db()
    assert found.state_on(until - timedelta(days=1)) == "snoozed"
    assert found.state_on(until) == "new"


def test_what_somebody_else_said_meanwhile_is_read_first(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    told()
    draw()
    found = alert(REVIEWED)
    shown_as = {found.pk: found.edition}
    say(who("worker", worker="W1"), [alert(REVIEWED)], "act", "Booked.")
    manager = who("team_manager", team="T1")
    with pytest.raises(Conflict):
        say(manager, [alert(REVIEWED)], "see", editions=shown_as)
    ticked = f"{found.pk}.{found.edition}"
    answer = as_person(manager).post(
        f"{PAGE}?state=", {"alert": ticked, "how": "act", "note": "Booked again."}, follow=True
    )
    assert answer.status_code == 200
    assert Saying.objects.count() == 1


def test_the_page_shows_what_is_asked_for(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    told()
    draw()
    worker = who("worker", worker="W1")
    client = as_person(worker)
    say(worker, [alert(YEAR)], "see")
    assert shown(client, kind=YEAR) == [(YEAR, "P1")]
    assert shown(client, state="new") == [(REVIEWED, "P1")]
    assert shown(client, state="seen") == [(YEAR, "P1")]
    assert len(shown(client, state="nonsense", kind="nonsense")) == 2
    page = client.get(PAGE).content.decode()
    assert f'href="/casework/children/{key_of(("", "P1"))}/">P1</a>' in page
    assert "The tables tell of days to 31 March 2026." in page


def test_who_has_several_roles_asks_whose_alerts(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """Where there is one answer nothing is asked."""
    told()
    draw()
    assert "whose" not in as_person(who("worker", worker="W2")).get(PAGE).context["asked"].fields
    account = who("team_manager", team="T1", worker="W9")
    give_role(by=None, why="", account=account, role="reviewing_officer")
    client = as_person(account)
    north, chaired = [(REVIEWED, "P1"), (YEAR, "P1")], [(LONG, "P2")]
    assert shown(client) == north + chaired
    assert shown(client, whose="chaired") == chaired
    assert shown(client, whose="team:T1") == north
    # What is no choice of theirs shows what they see, and no more.
    assert shown(client, whose="team:T2") == north + chaired
    assert [row.acts for row in client.get(PAGE).context["page"]] == [True, True, False]


def test_no_childs_id_and_no_records_is_in_a_record_or_a_log(told: Told, who: Who) -> None:  # noqa: F811
    told()
    draw()
    say(who("worker", worker="W1"), [alert(REVIEWED)], "act", "Booked.")
    said = [each.what for each in Look.objects.all()]
    said += [str(each.data) for each in Version.objects.filter(kind__startswith="alerts.")]
    assert len(said) == 1 + len(ALL) + 2
    assert not [each for each in said for one in ("P1", "P2", "P3", "V1", "L1") if one in each]


def test_the_history_of_an_alert_is_for_the_information_governance_lead(
    told: Told,  # noqa: F811
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """It belongs to no plan: who reads the history of every plan is refused all the same."""
    told()
    draw()
    say(who("worker", worker="W1"), [alert(REVIEWED)], "act", "Booked.")
    saying, found = Saying.objects.get(), alert(REVIEWED)
    note = Version.objects.get(kind="alerts.saying", key=saying.pk)
    addresses = (
        f"/history/record/alerts.saying/{saying.pk}/",
        f"/history/record/alerts.alert/{found.pk}/",
        f"/history/redact/state/{note.pk}/note/",
    )
    for role in ROLES:
        if role.for_another:
            continue
        client = as_person(who(role.key, worker="W1"))
        answers = {client.get(each).status_code for each in addresses}
        assert answers == {200 if role.key == "information_lead" else 403}, role.key
    assert {each.what for each in Look.objects.all()} == {
        f"History of alerts.saying {saying.pk}",
        f"History of alerts.alert {found.pk}",
    }


def digest(account: Account) -> list[Any]:
    return [each for each in mail.outbox if each.to == [account.email]]


def test_the_morning_e_mail_tells_counts_by_kind_and_no_child(told: Told, who: Who) -> None:  # noqa: F811
    told()
    draw()
    worker, manager = who("worker", worker="W1"), who("team_manager", team="T2")
    others = [
        who("analyst"),
        who("reviewing_officer", worker="W9"),
        who("scrutiny_member", worker="W1"),
        who("worker", worker="W3"),
    ]
    assert send_digests(TODAY) == 2
    [message], [other] = digest(worker), digest(manager)
    assert message.subject == "Line of Sight: 2 kinds of alert that wait"
    assert "- 1 review conference due\n" in message.body
    assert "- 1 protection plan that reaches 12 months\n" in message.body
    assert "/alerts/?kind=review_conference&state=new" in message.body
    assert "- 1 protection plan that reaches 18 months\n" in other.body
    assert not [each for account in others for each in digest(account)]
    # Neither ids nor keys, nor what was due when.
    secrets = [*CHILDREN, *CHILDREN.values(), "V1", "L1", "L2", "2026", "April", "Nowak"]
    secrets += [each.about for each in Alert.objects.all()]
    for each in (message, other):
        text = each.subject + each.body + each.alternatives[0][0]
        told_of = text.partition("You will be asked to sign in")[0]
        assert not [secret for secret in secrets if secret in told_of]
        assert not [key for key in CHILDREN if key in each.message().as_string()]


def test_the_e_mail_comes_once_and_again_only_with_something_new(told: Told, who: Who) -> None:  # noqa: F811
    told()
    draw()
    worker = who("worker", worker="W1")
    assert [send_digests(TODAY), send_digests(TODAY)] == [1, 0]
    assert send_digests(TODAY + timedelta(days=1)) == 0
    until = TODAY + timedelta(days=3)
    say(worker, [alert(REVIEWED)], "snooze", "Booked.", until)
    say(worker, [alert(YEAR)], "act", "Asked the panel.")
    assert send_digests(until - timedelta(days=1)) == 0
    assert send_digests(until) == 1
    assert "1 review conference due" in digest(worker)[-1].body
    assert "12 months" not in digest(worker)[-1].body


def test_no_e_mail_goes_out_when_the_tables_are_too_old(told: Told, who: Who) -> None:  # noqa: F811
    told()
    draw()
    worker = who("worker", worker="W1")
    assert send_digests(LOADED + timedelta(days=11)) == 0
    assert send_digests(LOADED + timedelta(days=10)) == 1
    assert len(digest(worker)) == 1


def test_the_e_mail_is_stopped_like_any_other(told: Told, who: Who) -> None:  # noqa: F811
    told()
    draw()
    worker = who("worker", worker="W1")
    choose(by=worker, why="", account=worker, wanted={"alerts": False})
    assert send_digests(TODAY) == 0


def test_alerts_are_drawn_each_morning_before_the_e_mails(told: Told) -> None:  # noqa: F811
    told()
    dated = REGISTERED["draw alerts"]
    assert dated.hour < REGISTERED["send digests"].hour
    dated.job.call(TODAY.isoformat())
    assert standing() == ALL
