"""Taking out a text that should not have been entered: two people, and no trace left."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.actions import CannotRedact, ask_redaction, decide_redaction
from lineofsight.web.events.models import Event, Redaction, Version
from lineofsight.web.events.verifying import faults
from lineofsight.web.plans.models import Action
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.updates import actions
from lineofsight.web.updates.models import DateRequest, Update
from tests.support.deployment import Deployment
from tests.web.conftest import CheckingClient

AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]
SECRET = "Jamie Winter-Rowe of 4 Mill Lane told us – “twice”."


@pytest.fixture
def guardian(action: Action, someone: Someone) -> Account:
    return someone("information_lead", action.plan)


@pytest.fixture
def update(lead: Account, action: Action) -> Update:
    """An update that names a child, in which only the note is wrong."""
    return actions.give_update(
        by=lead, why="", action=action, what=actions.Said(note=SECRET, for_children="Safer.")
    )


def version_of(update: Update) -> Version:
    found = Version.objects.filter(kind="updates.update", key=update.pk).last()
    assert found is not None
    return found


def in_tables(words: str) -> list[str]:
    """The columns of the whole database that hold ``words``, however they are written."""
    escaped = words.encode("unicode_escape").decode()
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            columns = [each[0] for each in cursor.description]
            found += [
                f"{table}.{name}"
                for row in cursor.fetchall()
                for name, value in zip(columns, row, strict=True)
                if words in str(value) or escaped in str(value)
            ]
    return found


@pytest.mark.django_db
def test_two_people_take_a_text_out_of_the_record_and_all_its_history(
    update: Update, manager: Account, guardian: Account
) -> None:
    assert in_tables("Winter-Rowe")
    asked = ask_redaction(
        by=guardian, why="It names a child.", version=version_of(update), field="note"
    )
    decide_redaction(by=manager, why="It does.", redaction=asked, agreed=True)
    update.refresh_from_db()
    assert update.note == ""
    assert update.for_children == "Safer."
    assert in_tables("Winter-Rowe") == []
    assert list(faults()) == []
    emptied = Version.objects.filter(kind="updates.update", key=update.pk, redacted=True)
    assert [each.salt for each in emptied] == [""]


@pytest.mark.django_db
def test_a_reason_goes_with_the_record_that_repeats_it(
    lead: Account, action: Action, manager: Account, guardian: Account
) -> None:
    """The reason for a new date stands in the event and in the request: both are emptied."""
    day = timezone.localdate().replace(year=2031)
    actions.ask_for_date(by=lead, why=SECRET, action=action, wanted=day)
    event = Event.objects.get(kind="date asked for")
    asked = ask_redaction(by=manager, why="It names a child.", event=event)
    decide_redaction(by=guardian, why="It does.", redaction=asked, agreed=True)
    event.refresh_from_db()
    assert (event.why, event.why_salt, event.why_redacted) == ("", "", True)
    assert DateRequest.objects.get().reason == ""
    assert in_tables("Winter-Rowe") == []
    assert list(faults()) == []


@pytest.mark.django_db
def test_a_text_inside_a_longer_one_is_taken_out_of_it(
    update: Update, lead: Account, action: Action, manager: Account, guardian: Account
) -> None:
    remark = actions.comment(
        by=lead, why="", action=action, text=f"As I wrote: {SECRET} Or not?", mentions=[]
    )
    asked = ask_redaction(
        by=guardian, why="It names a child.", version=version_of(update), field="note"
    )
    decide_redaction(by=manager, why="It does.", redaction=asked, agreed=True)
    remark.refresh_from_db()
    assert remark.text == "As I wrote: [taken out] Or not?"
    assert list(faults()) == []


@pytest.mark.django_db
def test_a_short_text_is_taken_out_of_its_own_field_alone(
    lead: Account, action: Action, manager: Account, guardian: Account
) -> None:
    """Three letters stand in many places by chance."""
    first = actions.give_update(by=lead, why="", action=action, what=actions.Said(note="Jo."))
    other = actions.comment(by=lead, why="", action=action, text="Jo.", mentions=[])
    asked = ask_redaction(by=guardian, why="A name.", version=version_of(first), field="note")
    decide_redaction(by=manager, why="It is.", redaction=asked, agreed=True)
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.note, other.text) == ("", "Jo.")
    assert list(faults()) == []


@pytest.mark.django_db
def test_one_person_cannot_take_a_text_out_alone(
    update: Update, manager: Account, guardian: Account, lead: Account
) -> None:
    version = version_of(update)
    with pytest.raises(NotAllowed, match="tell one of them"):
        ask_redaction(by=lead, why="It names a child.", version=version, field="note")
    asked = ask_redaction(by=manager, why="It names a child.", version=version, field="note")
    with pytest.raises(NotAllowed, match="somebody else has to agree"):
        decide_redaction(by=manager, why="Yes.", redaction=asked, agreed=True)
    with pytest.raises(NotAllowed):
        decide_redaction(by=lead, why="Yes.", redaction=asked, agreed=True)
    decide_redaction(by=guardian, why="A place, not a child.", redaction=asked, agreed=False)
    update.refresh_from_db()
    assert update.note == SECRET
    with pytest.raises(CannotRedact, match="decided already"):
        decide_redaction(by=guardian, why="Yes.", redaction=asked, agreed=True)


@pytest.mark.django_db
def test_the_reason_may_not_repeat_the_text_and_only_texts_can_go(
    update: Update, manager: Account
) -> None:
    version = version_of(update)
    with pytest.raises(CannotRedact, match="do not repeat"):
        ask_redaction(by=manager, why=f"It says {SECRET}", version=version, field="note")
    for field in ("state", "at", "action", "no_such_field"):
        with pytest.raises(CannotRedact, match="Only a text"):
            ask_redaction(by=manager, why="Wrong.", version=version, field=field)
    with pytest.raises(CannotRedact, match="no text here"):
        ask_redaction(by=manager, why="Wrong.", version=version, field="no_change")
    account = Version.objects.filter(kind="accounts.account").first()
    with pytest.raises(NotAllowed if account and account.plan else CannotRedact):
        ask_redaction(by=manager, why="Wrong.", version=account, field="password")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "update events_version set redacted = true, salt = '', data = '{}' where id = %s",
        "update events_event set why_redacted = true, why = '' where number = 2 and %s > 0",
    ],
)
def test_a_text_emptied_with_no_redaction_is_found_to_be_tampered_with(
    update: Update, sql: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [version_of(update).pk])
    assert "no redaction says so" in " ".join(faults())


@pytest.mark.django_db
def test_what_a_redaction_left_cannot_be_changed_unnoticed(
    update: Update, manager: Account, guardian: Account
) -> None:
    version = version_of(update)
    asked = ask_redaction(by=guardian, why="A name.", version=version, field="note")
    decide_redaction(by=manager, why="It is.", redaction=asked, agreed=True)
    version.refresh_from_db()
    assert version.data is not None
    Version.objects.filter(pk=version.pk).update(data=version.data | {"for_children": "Other."})
    assert "no redaction says so" in " ".join(faults())


@pytest.mark.django_db
def test_the_pages_lead_from_the_history_to_the_agreement(
    update: Update, manager: Account, guardian: Account, lead: Account, as_person: AsPerson
) -> None:
    history = f"/history/record/updates.update/{update.pk}/"
    assert "Ask to redact" not in as_person(lead).get(history).content.decode()
    client = as_person(guardian)
    page = client.get(history).content.decode()
    ask = f"/history/redact/state/{version_of(update).pk}/note/"
    assert ask in page
    assert SECRET in client.get(ask).content.decode()
    assert "do not repeat" in client.post(ask, {"why": SECRET}).content.decode()
    client.post(ask, {"why": "It names a child."}, follow=True)
    asked = Redaction.objects.get()
    address = asked.get_absolute_url()
    assert "You asked for this" in client.get(address).content.decode()
    assert client.post(address, {"agreed": "yes", "why": "Yes."}).status_code == 403
    other = as_person(manager)
    assert address in other.get("/history/redactions/").content.decode()
    assert "1 record" in other.get(address).content.decode()
    done = other.post(address, {"agreed": "yes", "why": "It does."}, follow=True)
    assert "taken out" in done.content.decode()
    after = other.get(history).content.decode()
    assert "Winter-Rowe" not in after
    assert "some of it was taken out" in after
    assert other.get(address, follow=True).status_code == 200
    for refused in (ask, address, "/history/redactions/"):
        assert as_person(lead).get(refused).status_code == 403


@pytest.mark.django_db
def test_the_reason_of_an_event_is_asked_for_on_its_page(
    update: Update, manager: Account, as_person: AsPerson
) -> None:
    event = Event.objects.get(kind="plan adopted")
    client = as_person(manager)
    page = client.get(f"/history/plan/{event.plan}/{event.number}/").content.decode()
    address = f"/history/redact/reason/{event.number}/"
    assert address in page
    client.post(address, {"why": "It names somebody."})
    assert Redaction.objects.get().event == event
    assert "asked for already" in client.post(address, {"why": "Again."}).content.decode()


def test_after_a_redaction_the_words_are_nowhere_in_the_files_of_the_database(
    tmp_path: Path,
) -> None:
    """A deployment of its own, held open by another process, whose bytes are searched."""
    site = Deployment(tmp_path)
    site.migrate()
    secrets = (b"Winter-Rowe", b"Mill Lane")
    # Another process, since reading a file here would drop the locks that this one holds on it.
    other = site.start(_HOLD)
    assert other.stdout is not None
    with other, other.stdout:
        assert other.stdout.readline() == "open\n"
        site.run(_FILL)
        assert all(holding(tmp_path, word) for word in secrets)
        assert "The chain is whole" in site.run(_REDACT)
        left = [holding(tmp_path, word) for word in secrets]
        assert site.database.with_name("db.sqlite3-wal").exists()
        other.kill()
    assert left == [[], []]
    with closing(sqlite3.connect(site.database)) as held:
        redacted = held.execute("select count(*) from events_event where why_redacted")
        assert redacted.fetchone() == (1,)


def holding(folder: Path, word: bytes) -> list[str]:
    """The files of the database, its log among them, in which ``word`` stands."""
    return [each.name for each in folder.glob("db.sqlite3*") if word in each.read_bytes()]


_HOLD = """
import time
from lineofsight.web.plans.models import Plan
Plan.objects.exists()
print("open", flush=True)
time.sleep(120)
"""
_FILL = """
words = "Jamie Winter-Rowe of 4 Mill Lane"
from lineofsight.web.accounts.actions import add_account, give_role
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Action, Plan
made = [add_account(by=None, why="", email=f"{n}@fernshire.example", name=n) for n in "ab"]
for each in made:
    give_role(by=None, why="", account=each, role="programme_manager")
with change("plan made", by=None) as change_:
    plan = change_.keep(Plan(title="A plan"))
    change_.of(plan.pk)
    action = change_.keep(Action(plan=plan, text="To do " * 900 + words))
    for n in range(200):
        change_.keep(Action(plan=plan, text=f"Another {n} " * 9))
with change("action changed", by=None, plan=plan.pk, why=f"For {words}") as c:
    action.text = words
    c.keep(action)
"""
_REDACT = """
from django.core.management import call_command
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.actions import ask_redaction, decide_redaction
from lineofsight.web.events.models import Version
a, b = Account.objects.order_by("pk")
version = Version.objects.filter(kind="plans.action", key=1).last()
asked = ask_redaction(by=a, why="A name.", version=version, field="text")
decide_redaction(by=b, why="It is.", redaction=asked, agreed=True)
call_command("verify_events")
"""
