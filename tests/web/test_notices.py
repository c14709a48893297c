"""E-mail: what people are told, when, and how they stop it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models.logged import NotAdded
from lineofsight.web.events.recording import change
from lineofsight.web.imports.actions import adopt, start_draft
from lineofsight.web.jobs.dated import REGISTERED
from lineofsight.web.notices.actions import choose
from lineofsight.web.notices.jobs import digests
from lineofsight.web.notices.kinds import KINDS, MENTIONS_AN_HOUR
from lineofsight.web.notices.models import Choice, Sending
from lineofsight.web.notices.sending import ATTEMPTS, send_digests, send_waiting
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.project.mail import mail_settings
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions
from lineofsight.web.updates.models import Comment
from tests.support.post_office import PostOffice, post_office
from tests.web.conftest import PLAN, CheckingClient, given, work

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    """A real mail server, to which the site sends."""
    with post_office() as opened:
        url = f"smtp://127.0.0.1:{opened.port}"
        for name, value in mail_settings(url, Path()).items():
            setattr(settings, name, value)
        yield opened


def only(account: Account, *kinds: str) -> None:
    """Let the account be told of these kinds alone."""
    wanted = {each.key: each.key in kinds for each in KINDS}
    choose(by=account, why="A test.", account=account, wanted=wanted)


def to(account: Account) -> list[Any]:
    return [each for each in mail.outbox if each.to == [account.email]]


def due(action: Action, day: date) -> None:
    with change("date set", by=None, plan=action.plan_id) as made:
        action.refresh_from_db()
        action.due_on, action.state = day, "in_progress"
        action.due_dates = [day.isoformat()]
        made.keep(action)


def remark(action: Action, by: Account, to: Account, text: str = "Can you help?") -> Comment:
    text = f"{text} ({Comment.objects.count()})"  # Nobody makes the same comment twice over.
    return actions.comment(by=by, why="", action=action, text=text, mentions=[to])


def test_a_lead_is_told_once_a_week_what_is_due_and_overdue(
    lead: Account, action: Action, today: date
) -> None:
    due(action, today - timedelta(days=2))
    only(lead, "due")
    monday = today + timedelta(days=7 - today.weekday())
    for ahead in range(8):
        send_digests(monday + timedelta(days=ahead))
    told = to(lead)
    assert len(told) == 2
    assert f"action {action.ref}: " in told[0].body
    assert "overdue since" in told[0].body
    assert told[0].subject.startswith("Line of Sight: ")


def test_on_the_day_before_a_cut_off_leads_are_told_of_actions_without_an_update(
    lead: Account, action: Action, manager: Account, today: date
) -> None:
    due(action, today + timedelta(days=200))
    only(lead, "due")
    send_digests(today)
    mail.outbox.clear()
    actions.begin_period(
        by=manager, why="", plan=action.plan, name="Now", starts_on=today,
        cut_off=today + timedelta(days=2),
    )  # fmt: skip
    eve = today + timedelta(days=1)
    send_digests(eve)
    assert "no update yet, and updates close on" in to(lead)[0].body
    assert f"action {action.ref}: " in to(lead)[0].body
    send_digests(eve)
    assert len(to(lead)) == 1


def test_an_action_that_was_updated_in_the_period_is_left_out_on_its_eve(
    lead: Account, action: Action, manager: Account, today: date
) -> None:
    due(action, today + timedelta(days=200))
    actions.begin_period(
        by=manager, why="", plan=action.plan, name="Now", starts_on=today,
        cut_off=today + timedelta(days=1),
    )  # fmt: skip
    actions.give_update(by=lead, why="", action=action, what=actions.Said(note="All is well."))
    send_digests(today)
    assert f"action {action.ref}: " not in to(lead)[0].body


def test_one_digest_gathers_what_is_new_and_tells_nothing_twice(
    lead: Account, action: Action, manager: Account, today: date
) -> None:
    """A date to decide is told on the day it is asked; the next day there is nothing new."""
    only(manager, "date", "closing", "mention")
    wanted = today + timedelta(days=400)
    actions.ask_for_date(by=lead, why="The girl on visit 7 waits.", action=action, wanted=wanted)
    remark(action, lead, manager)
    assert send_digests(today) > 0
    assert send_digests(today) == 0
    assert len(to(manager)) == 1
    message = to(manager)[0]
    assert "1 date to decide" in message.subject
    assert "1 comment that mentions you" in message.subject
    assert "is asked for action" in message.body
    send_digests(today + timedelta(days=1))
    assert len(to(manager)) == 1


def test_no_note_reason_or_comment_is_in_a_message(
    lead: Account, action: Action, manager: Account, today: date
) -> None:
    """Free text may name a child: the link leads to it, behind the sign-in."""
    secret = "Jamie Winter-Rowe"
    actions.ask_for_date(
        by=lead, why=f"{secret} waits.", action=action, wanted=today + timedelta(days=400)
    )
    actions.add_evidence(by=lead, why="", action=action, kind="figure", text=secret)
    actions.ask_to_close(
        by=lead, why="", action=action, grade="fully", what_changed=secret, remains=secret,
        test_again_on=today + timedelta(days=9),
    )  # fmt: skip
    remark(action, lead, manager, f"{secret}?")
    send_waiting()
    send_digests(today)
    assert len(to(manager)) == 2
    for each in mail.outbox:
        assert secret not in each.message().as_string()
        assert secret not in each.body + each.alternatives[0][0]


def test_support_and_lead_tell_each_other(
    lead: Account, action: Action, manager: Account, today: date
) -> None:
    """What was typed for a lead is theirs to confirm, and a decision comes back to who asked."""
    only(lead, "confirm", "decision")
    actions.give_update(
        by=manager, why="", action=action, what=actions.Said(note="Typed."), lead=lead
    )
    asked = actions.ask_for_date(
        by=lead, why="Late.", action=action, wanted=today + timedelta(days=400)
    )
    with change("rating cleared", by=None, plan=action.plan_id) as made:
        asked.action.rating = None
        made.keep(asked.action)
    actions.decide_date(by=manager, why="Yes.", request=asked, agreed=True)
    send_digests(today)
    (message,) = to(lead)
    assert "1 update to confirm" in message.subject
    assert "1 decision on what you asked for" in message.subject
    assert "is agreed for action" in message.body


def test_a_new_version_is_told_to_its_readers_but_not_to_who_adopted_it(
    plan: Plan, manager: Account, someone: Someone, today: date
) -> None:
    observer = someone("observer", plan)
    send_digests(today)
    mail.outbox.clear()
    later = start_draft(by=manager, why="", given=given(PLAN), plan=plan)
    work()
    later.refresh_from_db()
    adopt(by=manager, why="", draft=later)
    send_digests(today + timedelta(days=1))
    (message,) = to(observer)
    assert f"Version 2 of {plan.title} is adopted" in message.body
    assert not any("new version" in each.subject for each in to(manager))


def test_a_mention_is_told_at_once_and_never_more_than_so_many_an_hour(
    lead: Account, action: Action, manager: Account, today: date
) -> None:
    only(manager, "mention")
    for _ in range(MENTIONS_AN_HOUR + 3):
        remark(action, lead, manager)
        work()
    assert len(to(manager)) == MENTIONS_AN_HOUR
    send_digests(today)
    assert len(to(manager)) == MENTIONS_AN_HOUR + 1
    assert "3 comments that mention you" in to(manager)[-1].subject


def test_nobody_is_told_past_their_post_or_of_a_plan_they_may_no_longer_read(
    lead: Account, action: Action, someone: Someone, today: date
) -> None:
    gone, moved = someone("board_chair", action.plan), someone("adviser", action.plan)
    remark(action, lead, gone)
    remark(action, lead, moved)
    with change("post ended", by=None) as made:
        gone.ends_on = today - timedelta(days=1)
        made.keep(gone)
        made.drop(moved.memberships.get())
    send_digests(today)
    send_waiting()
    assert to(gone) == to(moved) == []


def test_a_request_is_told_only_to_those_who_can_decide_it(
    lead: Account, action: Action, manager: Account, someone: Someone, today: date
) -> None:
    observer, member = someone("observer", action.plan), someone("board_member", action.plan)
    actions.ask_for_date(by=lead, why="Late.", action=action, wanted=today + timedelta(days=400))
    send_digests(today)
    told = {each.to[0] for each in mail.outbox if "date to decide" in each.subject}
    assert told <= {manager.email}
    assert told.isdisjoint({observer.email, member.email, lead.email})


def test_names_and_titles_cannot_add_headers_or_markup(
    lead: Account, action: Action, manager: Account
) -> None:
    with change("renamed", by=None, plan=action.plan_id) as made:
        action.ref = "1\r\nBcc: x@else.example"
        action.text = "<script>alert(1)</script>\nBcc: y@else.example & more"
        made.keep(action)
        manager.name = "Priya\r\nBcc: z@else.example <b>"
        made.keep(manager)
    remark(action, lead, manager)
    send_waiting()
    (message,) = to(manager)
    sent = message.message()
    assert set(sent.keys()) == {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID",
        "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted",
    }  # fmt: skip
    assert message.recipients() == [manager.email]
    page = message.alternatives[0][0]
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_an_address_that_would_break_a_header_stops_nobody_elses_mail(
    lead: Account, action: Action, manager: Account, someone: Someone, settings: Any, tmp_path: Path
) -> None:
    for name, value in mail_settings("file:", tmp_path / "mail").items():
        setattr(settings, name, value)
    broken = someone("adviser", action.plan)
    with change("address changed", by=None) as made:
        broken.email = "a@fernshire.example\nBcc: b@else.example"
        made.keep(broken)
    after = someone("analyst", action.plan)
    remark(action, lead, broken)
    remark(action, lead, after)
    send_waiting()
    written = "".join(each.read_text() for each in (tmp_path / "mail").iterdir())
    assert "else.example" not in written
    assert after.email in written


def test_the_link_opens_the_page_after_signing_in(
    lead: Account, action: Action, manager: Account
) -> None:
    remark(action, lead, manager)
    send_waiting()
    address = re.findall(rf"{re.escape(site.BASE_URL)}(\S+)", to(manager)[0].body)[0]
    assert address == action.get_absolute_url()
    client = CheckingClient()
    answer = client.get(address)
    assert answer.headers["Location"] == f"/sign-in/login/?next={address}"
    signed = client.post(
        answer.headers["Location"], {"login": manager.email, "password": "a long password"}
    )
    assert signed.headers["Location"] == address


def test_each_kind_is_stopped_by_its_link_without_signing_in(
    lead: Account, action: Action, manager: Account
) -> None:
    """The link asks first; the button stops it; the account page shows it off."""
    remark(action, lead, manager)
    send_waiting()
    address = to(manager)[0].body.rpartition(site.BASE_URL)[2].strip()
    client = CheckingClient()
    page = client.get(address)
    assert "Comments that mention you" in page.content.decode()
    assert not Choice.objects.exists()
    assert "are stopped" in client.post(address).content.decode()
    remark(action, lead, manager)
    send_waiting()
    assert len(to(manager)) == 1


def test_mail_programs_stop_it_by_themselves(
    lead: Account, action: Action, manager: Account
) -> None:
    """One click, as RFC 8058 has it: a POST to the header's address with no cookie."""
    remark(action, lead, manager)
    send_waiting()
    headers = to(manager)[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").removeprefix(site.BASE_URL)
    client = CheckingClient(enforce_csrf_checks=True)
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Choice.objects.get().wanted is False


def test_a_link_that_this_site_did_not_make_stops_nothing(manager: Account) -> None:
    answer = CheckingClient().post("/e-mails/stop/WzEsWyJkdWUiXV0:1abc:made-up/")
    assert answer.status_code == 404
    assert not Choice.objects.exists()


def test_the_account_page_turns_kinds_off_and_on(manager: Account, as_person: AsPerson) -> None:
    client = as_person(manager)
    page = client.get("/people/me/").content.decode()
    assert all(each.name in page for each in KINDS)
    client.post("/e-mails/kinds/", {"kind": ["due", "mention"]}, follow=True)
    off = set(Choice.objects.filter(wanted=False).values_list("kind", flat=True))
    assert off == {each.key for each in KINDS} - {"due", "mention"}
    client.post("/e-mails/kinds/", {"kind": [each.key for each in KINDS]})
    assert not Choice.objects.filter(wanted=False).exists()


def test_nobody_chooses_the_e_mails_of_another(manager: Account, someone: Someone) -> None:
    with pytest.raises(NotAllowed, match="their own e-mails"):
        choose(by=manager, why="", account=someone("observer"), wanted={"due": False})


def test_a_message_reaches_a_real_mail_server(
    lead: Account, action: Action, manager: Account, office: PostOffice
) -> None:
    remark(action, lead, manager)
    assert send_waiting() == 1
    (message,) = office.delivered
    assert message["To"] == manager.email
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "You are mentioned in a comment" in plain.get_content()
    assert action.get_absolute_url() in html.get_content()
    assert message["List-Unsubscribe"].strip().startswith(f"<{site.BASE_URL}/e-mails/stop/")


def test_a_refused_address_is_tried_again_and_then_given_up(
    lead: Account, action: Action, manager: Account, someone: Someone, office: PostOffice,
    today: date,
) -> None:  # fmt: skip
    other = someone("adviser", action.plan)
    only(lead)
    only(manager, "mention")
    only(other, "mention")
    remark(action, lead, manager)
    remark(action, lead, other)
    office.refuses.add(manager.email)
    send_digests(today)
    assert [each["To"] for each in office.delivered] == [other.email]
    for _ in range(ATTEMPTS + 2):
        send_digests(today)
    assert Sending.objects.filter(account=manager, step="refused").count() == ATTEMPTS
    office.refuses.clear()
    send_digests(today + timedelta(days=1))
    assert [each["To"] for each in office.delivered] == [other.email, manager.email]


def test_digests_that_no_mail_server_took_are_tried_again_the_same_day(
    lead: Account, action: Action, manager: Account, settings: Any, monkeypatch: Any
) -> None:
    """Half an hour later, and not on the next day, which has its own."""
    remark(action, lead, manager)
    work()
    mail.outbox.clear()
    Sending.objects.all().delete()
    noon = datetime(2026, 11, 18, 12, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    with post_office() as closed:
        port = closed.port
    for name, value in mail_settings(f"smtp://127.0.0.1:{port}", Path()).items():
        setattr(settings, name, value)
    digests.call("2026-11-18")
    waiting = DBTaskResult.objects.get(task_path=digests.module_path)
    assert waiting.run_after == noon + timedelta(minutes=30)
    assert waiting.args_kwargs["args"] == ["2026-11-18"]
    night = datetime(2026, 11, 18, 23, 45, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    with pytest.raises(OSError, match="refused"):
        digests.call("2026-11-18")


def test_with_no_mail_server_nothing_is_claimed_and_all_is_sent_later(
    lead: Account, action: Action, manager: Account, settings: Any, today: date
) -> None:
    remark(action, lead, manager)
    with post_office() as closed:
        port = closed.port
    for name, value in mail_settings(f"smtp://127.0.0.1:{port}", Path()).items():
        setattr(settings, name, value)
    with pytest.raises(OSError, match="refused"):
        send_digests(today)
    assert not Sending.objects.exists()
    work()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_digests(today)
    assert len(to(manager)) == 1


def test_a_message_cut_off_while_it_left_is_not_sent_again_but_its_news_is(
    lead: Account, action: Action, manager: Account, office: PostOffice, today: date
) -> None:
    """Nobody knows whether it left.  The same digest never leaves twice; its news comes again."""
    only(lead)
    only(manager, "mention")
    remark(action, lead, manager)
    office.hangs_up_after_data = True
    assert send_digests(today) == 0
    office.hangs_up_after_data = False
    assert send_digests(today) == 0
    assert send_waiting() == 0
    assert len(office.delivered) == 1
    send_digests(today + timedelta(days=1))
    assert len(office.delivered) == 2


def test_two_workers_at_once_send_one_message(
    lead: Account, action: Action, manager: Account, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second finds the message claimed."""
    only(lead)
    only(manager, "mention")
    remark(action, lead, manager)
    monkeypatch.setattr("lineofsight.web.notices.sending._told", lambda *args, **kwargs: set())
    assert [send_digests(today), send_digests(today)] == [1, 0]


def test_the_log_of_what_was_sent_is_only_added_to(
    lead: Account, action: Action, manager: Account
) -> None:
    remark(action, lead, manager)
    send_waiting()
    row = Sending.objects.latest("id")
    assert row.step == "sent"
    with pytest.raises(NotAdded):
        row.save()
    with pytest.raises(NotAdded):
        row.delete()


def test_messages_are_written_to_files_or_printed(
    lead: Account, action: Action, manager: Account, settings: Any, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name, value in mail_settings("", tmp_path / "mail").items():
        setattr(settings, name, value)
    remark(action, lead, manager)
    send_waiting()
    (written,) = (tmp_path / "mail").iterdir()
    assert f"To: {manager.email}" in written.read_text()
    for name, value in mail_settings("console:", tmp_path).items():
        setattr(settings, name, value)
    remark(action, lead, manager)
    send_waiting()
    assert f"To: {manager.email}" in capsys.readouterr().out


def test_the_worker_sends_the_digest_among_what_it_does_each_day(
    lead: Account, action: Action, manager: Account, today: date
) -> None:
    remark(action, lead, manager)
    dated = REGISTERED["send digests"]
    assert dated.hour == 7
    dated.job.call(today.isoformat())
    assert len(to(manager)) == 1
