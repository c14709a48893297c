"""When something breaks: a killed process, a locked database, a database that is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.deployment import Deployment
from tests.support.postgres import database_of_its_own, server


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Deployment]:
    """A deployment of its own on each database, with a plan of two actions."""
    if request.param == "sqlite":
        made = Deployment(tmp_path)
        made.migrate()
        made.run(_FILL)
        yield made
        return
    url = server()
    if url is None:
        pytest.skip("no PostgreSQL server answers")
    with database_of_its_own(url) as own:
        made = Deployment(tmp_path, own)
        made.migrate()
        made.run(_FILL)
        yield made


def test_a_process_killed_inside_a_change_leaves_all_of_it_or_nothing(site: Deployment) -> None:
    """Killed with SIGKILL after its records and before its event; the next change goes through."""
    before = site.run(_STATE)
    killed = site.start(_CHANGE.replace("PAUSE", "print('inside', flush=True); time.sleep(120)"))
    assert killed.stdout is not None
    with killed, killed.stdout:
        assert killed.stdout.readline() == "inside\n"
        killed.kill()
        killed.wait()
    assert site.run(_STATE) == before
    site.run(_CHANGE.replace("PAUSE", "pass"))
    after = site.run(_STATE)
    assert "changed 0" in after
    assert "changed 1" in after
    assert "The chain is whole: 4 events" in after


def test_of_two_changes_at_one_moment_the_second_overwrites_nothing(site: Deployment) -> None:
    """It read what it changes before the first was written, and waited while it was."""
    assert site.run(_BOTH).splitlines() == [
        "the second meets said first",
        "['said first', 'To do 1']",
        "The chain is whole: 4 events.",
    ]


def test_a_database_that_is_gone_gives_the_plain_page_on_every_address(site: Deployment) -> None:
    """Signed in or not: the session is what is asked for first."""
    said = site.run(_GONE)
    assert said.splitlines() == ["503 True"] * 3 + ["200 True"]


def test_a_database_locked_for_too_long_gives_the_plain_page_and_loses_nothing(
    tmp_path: Path,
) -> None:
    """What was sent was not saved, as the page says; sent again it is."""
    site = Deployment(tmp_path)
    site.migrate()
    site.run(_FILL)
    said = site.run(_LOCKED).splitlines()
    assert said == [
        "read 200",
        "503 True",
        "kept 0",
        "302",
        "kept 7",
        "The chain is whole: 4 events.",
    ]


_FILL = """
from lineofsight.web.accounts.actions import add_account, give_role
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Action, Plan
by = add_account(by=None, why="", email="a@fernshire.example", name="A")
give_role(by=None, why="", account=by, role="programme_manager")
with change("plan made", by=None) as made:
    plan = made.keep(Plan(title="A plan"))
    for n in range(2):
        made.keep(Action(plan=plan, text=f"To do {n}"))
"""
_STATE = """
from django.core.management import call_command
from lineofsight.web.events.models import Event, Version
from lineofsight.web.plans.models import Action
print([each.text for each in Action.objects.order_by("pk")])
print(Event.objects.count(), Version.objects.count())
call_command("verify_events")
"""
_CHANGE = """
import time
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Action
with change("actions changed", by=None) as made:
    for n, each in enumerate(Action.objects.order_by("pk")):
        each.text = f"changed {n}"
        made.keep(each)
    PAUSE
"""
_BOTH = """
import threading, time
from django.core.management import call_command
from django.db import connection
from lineofsight.web.events.recording import Conflict, change
from lineofsight.web.plans.models import Action
first, second = Action.objects.get(text="To do 0"), Action.objects.get(text="To do 0")
def at_once():
    second.text = "said second"
    try:
        with change("action changed", by=None) as made:
            made.keep(second)
    except Conflict as conflict:
        print("the second meets", conflict.theirs.text)
    connection.close()
other = threading.Thread(target=at_once)
with change("action changed", by=None) as made:
    other.start()
    time.sleep(0.3)
    first.text = "said first"
    made.keep(first)
other.join()
print([each.text for each in Action.objects.order_by("pk")])
call_command("verify_events")
"""
_CLIENT = """
from django.conf import settings
from django.db import connection
from django.test import Client
from lineofsight.web.accounts.models import Account
settings.ALLOWED_HOSTS = ["testserver"]
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = plain
client = Client(raise_request_exception=False)
client.force_login(Account.objects.get(), backend=settings.AUTHENTICATION_BACKENDS[0])
def told(answer):
    return f"{answer.status_code} {'Sorry, there is a problem' in answer.content.decode()}"
"""
_GONE = (
    _CLIENT
    + """
import logging
logging.disable()
kept = dict(connection.settings_dict)
connection.close()
connection.settings_dict.update(NAME="/nowhere/at/all/db", HOST="127.0.0.1", PORT="1")
print(told(client.get("/")))
print(told(client.post("/e-mails/kinds/", {"kind": ["due"]})))
given = {"login": "a@fernshire.example", "password": "x"}
print(told(Client(raise_request_exception=False).post("/sign-in/login/", given)))
connection.close()
connection.settings_dict.update(kept)
answer = client.get("/")
print(answer.status_code, "Plans" in answer.content.decode())
"""
)
_LOCKED = (
    _CLIENT
    + """
import logging, sqlite3
from django.core.management import call_command
from lineofsight.web.notices.models import Choice
logging.disable()
connection.close()
connection.settings_dict["OPTIONS"]["timeout"] = 0.3
other = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
other.execute("begin immediate")
print("read", client.get("/").status_code)
print(told(client.post("/e-mails/kinds/", {"kind": ["due"]})))
other.execute("rollback")
print("kept", Choice.objects.count())
print(client.post("/e-mails/kinds/", {"kind": ["due"]}).status_code)
print("kept", Choice.objects.count())
call_command("verify_events")
"""
)
