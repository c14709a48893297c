"""The worker: no job is lost, none is done by two at once, dated work runs once a day."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from docx import Document

from lineofsight.errors import UnusableInput
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.files.models import StoredFile
from lineofsight.web.imports.actions import start_draft
from lineofsight.web.jobs import bookkeeping, dated
from lineofsight.web.jobs.models import DatedRun, Worker
from tests.web.conftest import PLAN, CheckingClient, given, work

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
ROOT = Path(__file__).parent.parent.parent
DONE: list[Any] = []


@task()
def noted(what: Any) -> None:
    """Note that it was done; a job of these tests."""
    DONE.append(what)


@task()
def refused() -> None:
    """Refuse to be done. A job of these tests."""
    raise UnusableInput("The file a.docx is empty: give another.")


@task()
def broken() -> None:
    """Break; a job of these tests."""
    raise ZeroDivisionError("child 17")


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    DONE.clear()


# With real processes.


def own_site(folder: Path) -> dict[str, str]:
    """The environment of a site of its own that nothing was made in yet."""
    environment = {
        **os.environ,
        "LINEOFSIGHT_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "lineofsight.web.project.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    environment.pop("DATABASE_URL", None)
    return environment


@pytest.fixture
def site(tmp_path: Path) -> dict[str, str]:
    """The environment of a site of its own, with its tables made."""
    environment = own_site(tmp_path)
    run(environment, "-m", "django", "migrate", "--verbosity", "0")
    return environment


@pytest.mark.parametrize("migrated", [False, True])
def test_a_database_is_copied_before_it_changes_and_not_before_it_holds_anything(
    migrated: bool, tmp_path: Path
) -> None:
    environment = own_site(tmp_path)
    if migrated:
        run(environment, "-m", "django", "migrate", "--verbosity", "0", "exports", "0002")
    run(environment, "-c", "from lineofsight.web.project.serving import prepare; prepare()")
    assert bool(list(tmp_path.glob("backups/db-*.sqlite3"))) is migrated


def run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


GIVE = """
import sys
from pathlib import Path
import django
django.setup()
from lineofsight.web.accounts.actions import add_account, give_role
from lineofsight.web.files.keeping import keep_file
from lineofsight.web.imports.actions import start_draft
account = add_account(by=None, why="", email="m@fernshire.example", name="Priya Nandra")
give_role(by=None, why="", account=account, role="programme_manager")
path = Path(sys.argv[1])
start_draft(by=account, why="", given=keep_file([path.read_bytes()], path.name))
"""


def long_plan(path: Path, actions: int) -> Path:
    """A document that takes a while to read."""
    document = Document()
    document.add_heading("Children's services improvement plan", 0)
    table = document.add_table(rows=actions + 1, cols=4)
    for cell, text in zip(table.rows[0].cells, ("Ref", "Action", "Lead", "Due"), strict=True):
        cell.text = text
    for number, row in enumerate(table.rows):
        if number:
            words = f"Hold the workshop numbered {number} with every team of the service"
            texts = (f"1.{number}", words, "Ruth Ellwood", "30 June 2027")
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(str(path))
    return path


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "lineofsight", "work"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def asked(environment: dict[str, str], sql: str) -> list[tuple[Any, ...]]:
    database = Path(environment["LINEOFSIGHT_DATA_DIR"]) / "db.sqlite3"
    with closing(sqlite3.connect(database, timeout=20)) as connection:
        return connection.execute(sql).fetchall()


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


STATUS = "select status from django_tasks_database_dbtaskresult where task_path like '%read_draft'"


def test_a_job_whose_worker_was_killed_is_done_by_the_next(
    site: dict[str, str], tmp_path: Path
) -> None:
    """Killed while it read: the next worker reads the document, once, and one event says so."""
    run(site, "-c", GIVE, str(long_plan(tmp_path / "plan.docx", 400)))
    with worker(site) as first:
        until(lambda: asked(site, STATUS) == [("RUNNING",)])
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert asked(site, "select state from imports_draft") == [("reading",)]
    assert asked(site, STATUS) == [("RUNNING",)]
    with worker(site) as second, worker(site) as third:
        until(lambda: asked(site, STATUS) == [("SUCCESSFUL",)])
        for each in (second, third):
            each.send_signal(signal.SIGTERM)
            assert each.wait(timeout=30) == 0
    assert asked(site, "select state from imports_draft") == [("open",)]
    events = asked(site, "select count(*) from events_event where kind = 'document read'")
    assert events == [(1,)]
    assert asked(site, STATUS.replace("status", "json_array_length(worker_ids)", 1)) == [(2,)]
    assert asked(site, "select count(*) from jobs_worker") == [(0,)]


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_told_to_stop_finishes_the_job_in_hand(
    site: dict[str, str], tmp_path: Path, told: signal.Signals
) -> None:
    run(site, "-c", GIVE, str(long_plan(tmp_path / "plan.docx", 100)))
    with worker(site) as process:
        until(lambda: asked(site, STATUS) == [("RUNNING",)])
        process.send_signal(told)
        assert process.wait(timeout=60) == 0
    assert asked(site, STATUS) == [("SUCCESSFUL",)]
    assert asked(site, "select state from imports_draft") == [("open",)]


# Who is alive.


def a_worker(**fields: Any) -> Worker:
    made = bookkeeping.come()
    Worker.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def running_job(worker: str) -> DBTaskResult:
    noted.enqueue("again")
    job = DBTaskResult.objects.get(status="READY")
    job.claim(worker)
    return job


def test_a_job_is_not_taken_from_a_worker_that_lives() -> None:
    job = running_job(a_worker().name)
    assert bookkeeping.take_up_abandoned(timezone.now()) == 0
    job.refresh_from_db()
    assert job.status == "RUNNING"


def test_a_later_process_with_the_same_number_is_not_the_worker() -> None:
    job = running_job(a_worker(began="1").name)
    assert bookkeeping.take_up_abandoned(timezone.now()) == 1
    job.refresh_from_db()
    assert job.status == "READY"
    assert not Worker.objects.exists()


def test_a_worker_of_another_machine_lives_until_it_was_silent_for_long() -> None:
    running_job(a_worker(machine="elsewhere").name)
    now = timezone.now()
    assert bookkeeping.take_up_abandoned(now) == 0
    later = now + timedelta(seconds=bookkeeping.SILENT + 1)
    assert bookkeeping.take_up_abandoned(later) == 1


def test_a_job_that_kills_its_worker_each_time_is_given_up(
    manager: Account, as_person: AsPerson
) -> None:
    job = running_job("nobody")
    for _ in range(bookkeeping.TRIES - 1):
        assert bookkeeping.take_up_abandoned(timezone.now()) == 1
        job.refresh_from_db()
        job.claim("nobody")
    assert bookkeeping.take_up_abandoned(timezone.now()) == 0
    page = as_person(manager).get("/jobs/")
    assert "The worker was killed 3 times while it did this." in page.content.decode()


# Jobs that fail.


def test_a_job_that_failed_is_told_in_a_sentence_and_can_be_tried_again(
    manager: Account, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused.enqueue()
    work()
    client = as_person(manager)
    page = client.get("/jobs/").content.decode()
    assert "Refuse to be done" in page
    assert "The file a.docx is empty: give another." in page
    job = DBTaskResult.objects.get()
    monkeypatch.setattr(sys.modules[__name__], "refused", noted)
    DBTaskResult.objects.update(args_kwargs={"args": ["mended"], "kwargs": {}})
    answer = client.post(f"/jobs/{job.pk}/again/", {"back": "/jobs/"}, follow=True)
    assert "It will be tried again." in answer.content.decode()
    work()
    assert DONE == ["mended"]
    last = Event.objects.order_by("number").last()
    assert last is not None
    assert (last.kind, last.by) == ("job tried again", manager)
    assert "No job is waiting" in client.get("/jobs/").content.decode()


def test_an_unforeseen_failure_says_nothing_of_what_was_in_hand(
    manager: Account, as_person: AsPerson
) -> None:
    broken.enqueue()
    work()
    page = as_person(manager).get("/jobs/").content.decode()
    assert "Something went wrong that nobody foresaw" in page
    assert "child 17" not in page


def test_a_draft_whose_reading_failed_says_so_on_its_page(
    manager: Account, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads(plan: StoredFile, findings: StoredFile | None) -> Any:
        raise MemoryError

    draft = start_draft(by=manager, why="A test.", given=given(PLAN))
    with monkeypatch.context() as patched:
        patched.setattr("lineofsight.web.imports.jobs.read_documents", reads)
        work()
    client = as_person(manager)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "The document was not read." in page
    job = DBTaskResult.objects.get(status="FAILED")
    back = draft.get_absolute_url()
    page = client.post(f"/jobs/{job.pk}/again/", {"back": back}, follow=True).content.decode()
    assert "Check again" in page
    work()
    draft.refresh_from_db()
    assert draft.state == "open"


def test_jobs_are_not_for_everybody(
    plan: Any, someone: Callable[..., Account], as_person: AsPerson
) -> None:
    refused.enqueue()
    work()
    job = DBTaskResult.objects.get(status="FAILED")
    client = as_person(someone("observer", plan))
    assert client.get("/jobs/").status_code == 403
    assert client.post(f"/jobs/{job.pk}/again/").status_code == 403


@pytest.mark.parametrize(("role", "sees"), [("programme_manager", True), ("observer", False)])
def test_who_may_see_the_jobs_finds_them_from_their_account(
    role: str, sees: bool, plan: Any, someone: Callable[..., Account], as_person: AsPerson
) -> None:
    page = as_person(someone(role, plan)).get(reverse("account")).content.decode()
    assert ('href="/jobs/"' in page) is sees


# Dated work.


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two dated jobs: one every day at 7, one on Mondays at 9."""
    monkeypatch.setattr(dated, "REGISTERED", {})
    dated.at_hour(7, "reminders", noted)
    dated.at_hour(9, "digest", noted, lambda day: day.weekday() == 0)


def at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, 5))  # noqa: DTZ001


MONDAY = date(2027, 3, 1)


@pytest.mark.usefixtures("registered")
def test_dated_work_runs_once_on_its_day_from_its_hour_on() -> None:
    assert dated.begin_due(at(MONDAY, 6)) == []
    assert dated.begin_due(at(MONDAY, 7)) == ["reminders"]
    assert dated.begin_due(at(MONDAY, 8)) == []
    assert dated.begin_due(at(MONDAY, 17)) == ["digest"]
    assert dated.begin_due(at(MONDAY + timedelta(days=1), 17)) == ["reminders"]
    work()
    assert sorted(DONE) == ["2027-03-01", "2027-03-01", "2027-03-02"]


@pytest.mark.usefixtures("registered")
def test_an_hour_is_londons_in_summer_too() -> None:
    assert dated.begin_due(datetime(2027, 7, 1, 6, 5, tzinfo=UTC)) == ["reminders"]


@pytest.mark.usefixtures("registered")
def test_dated_work_that_another_worker_began_is_not_begun_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where the other began it after this one had looked."""
    assert dated.begin_due(at(MONDAY, 7)) == ["reminders"]
    assert not dated._begin(dated.REGISTERED["reminders"], at(MONDAY, 7))
    assert DBTaskResult.objects.count() == 1


def test_jobs_done_long_ago_are_cleared_out_every_night() -> None:
    noted.enqueue("long ago")
    work()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=15))
    noted.enqueue("today")
    work()
    DatedRun.objects.create(
        name="reminders", day=date(2020, 1, 1), started_at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert "clear out jobs" in dated.begin_due(at(MONDAY, 4))
    work()
    left = [each.args_kwargs["args"] for each in DBTaskResult.objects.all()]
    assert ["today"] in left
    assert ["long ago"] not in left
    assert not DatedRun.objects.filter(name="reminders").exists()
    call_command("verify_events")
