"""A load whose worker was killed is done by the next one, once; with real processes."""

import signal
from pathlib import Path

import pytest

from tests.web.test_working import asked, own_site, run, until, worker

GIVE = """
from datetime import date
import django
django.setup()
from django.core.files.base import ContentFile
from lineofsight.web.accounts.actions import add_account, give_role
from lineofsight.web.data.actions import start_load
from lineofsight.web.data.incoming import keep_incoming
account = add_account(by=None, why="", email="a@fernshire.example", name="Farah Lind")
give_role(by=None, why="", account=account, role="analyst")
rows = "".join(f"P{number}\\n" for number in range(20_000))
given = ContentFile(f"pers_person_id\\n{rows}".encode(), name="ssd_person.csv")
folder, sources = keep_incoming([given])
start_load(by=account, why="March.", folder=folder, sources=sources, kind="",
           as_at=date(2026, 3, 31), fresh=False)
"""
STATE = "select state from data_load"
STATUS = "select status from django_tasks_database_dbtaskresult where task_path like '%load_given'"


@pytest.fixture
def site(tmp_path: Path) -> dict[str, str]:
    """The environment of a site of its own, with its tables made."""
    environment = own_site(tmp_path)
    run(environment, "-m", "django", "migrate", "--verbosity", "0")
    return environment


@pytest.mark.long
def test_a_load_whose_worker_was_killed_is_done_by_the_next(
    site: dict[str, str], tmp_path: Path
) -> None:
    """Killed amid the building of the snapshot: what was half built goes, and one event tells."""
    run(site, "-c", GIVE)
    store = tmp_path / "store"
    with worker(site) as first:
        until(lambda: any(store.glob("building-*/tables.duckdb")))
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert asked(site, STATE) == [("loading",)]
    assert any(store.glob("building-*"))
    with worker(site) as second:
        until(lambda: asked(site, STATUS) == [("SUCCESSFUL",)])
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=30) == 0
    assert asked(site, STATE) == [("waiting",)]
    assert [each.name for each in (store / "waiting").iterdir()] == ["load-1"]
    assert not any(store.glob("building-*"))
    assert asked(site, "select count(*) from events_event where kind = 'files loaded'") == [(1,)]
