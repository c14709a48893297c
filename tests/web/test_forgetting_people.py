"""Forgetting a person in the tables: two people, every snapshot, and no id left on the site."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from lineofsight.tables.store.journal import entries
from lineofsight.web.accounts.models import Account
from lineofsight.web.data.jobs import forget_person
from lineofsight.web.data.models import Forgetting, Load
from lineofsight.web.events.models import Event, Look, Version
from lineofsight.web.events.verifying import faults
from tests.web.conftest import CheckingClient, work
from tests.web.tables import Loads, extract

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]
SOMEBODY = "CHILD-77"


@pytest.fixture
def lead(someone: Someone) -> Account:
    return someone("information_lead", name="Nadia Frost")


@pytest.fixture
def asking(lead: Account, as_person: AsPerson) -> CheckingClient:
    return as_person(lead)


@pytest.fixture
def agreeing(someone: Someone, as_person: AsPerson) -> CheckingClient:
    return as_person(someone("analyst", name="Farah Lind"))


def ask(client: CheckingClient, person: str = SOMEBODY) -> Forgetting:
    client.post("/data/forget/ask/", {"person": person, "why": "They asked for it."})
    return Forgetting.objects.latest("pk")


def decide(client: CheckingClient, asked: Forgetting, agreed: str = "yes") -> Forgetting:
    typed = {"agreed": agreed, "why": "The law says so."}
    client.post(asked.get_absolute_url(), typed)
    work()
    asked.refresh_from_db()
    return asked


def in_database(words: str) -> list[str]:
    """The tables of the whole database that hold ``words``."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            found += [table for row in cursor.fetchall() if words in str(row)]
        return found


def test_two_people_have_somebody_forgotten_in_every_snapshot(
    asking: CheckingClient, agreeing: CheckingClient, loaded: Loads, store: Path
) -> None:
    loaded(SOMEBODY, "P1")
    loaded(SOMEBODY, "P1", "P2")
    asked = ask(asking)
    assert SOMEBODY in agreeing.get(asked.get_absolute_url()).content.decode()
    assert decide(agreeing, asked).state == "done"
    snapshots = [open_snapshot(store, each) for each in snapshot_ids(store)]
    assert [each.manifest.tables["ssd_person"].rows for each in snapshots] == [1, 2]
    assert "Done" in asking.get(asked.get_absolute_url()).content.decode()


def test_loads_that_wait_are_given_up_and_their_files_deleted(
    asking: CheckingClient, agreeing: CheckingClient, loaded: Loads, store: Path
) -> None:
    loaded(SOMEBODY)
    typed = {"kind": "", "as_at": "31/03/2026", "why": "The extract of March."}
    agreeing.post("/data/load/", {"extract": extract(SOMEBODY, "P1"), **typed})
    work()
    load = Load.objects.get()
    assert (load.state, len(list((store / "waiting").iterdir()))) == ("waiting", 1)
    decide(agreeing, ask(asking))
    load.refresh_from_db()
    assert load.state == "given_up"
    assert not list((store / "waiting").iterdir())
    assert not list(settings.PLACES.incoming.iterdir())


def test_the_history_does_not_tell_of_a_forgetting_that_was_not_done(
    asking: CheckingClient, agreeing: CheckingClient, loaded: Loads, store: Path
) -> None:
    loaded("P1")
    asked = decide(agreeing, ask(asking))
    assert asked.state == "undone"
    page = asking.get(asked.get_absolute_url()).content.decode()
    assert "No snapshot has a row about the person" in page
    assert str(store) not in page
    assert Event.objects.latest("pk").kind == "person not forgotten"


def test_the_id_is_nowhere_on_the_site_afterwards(
    asking: CheckingClient, agreeing: CheckingClient, loaded: Loads
) -> None:
    """Nor in the history: no version ever held it."""
    loaded(SOMEBODY)
    asked = ask(asking)
    assert not any(SOMEBODY in str(each.data) for each in Version.objects.all())
    decide(agreeing, asked)
    assert in_database(SOMEBODY) == []
    assert not list(faults())


def test_nobody_agrees_to_what_they_asked_themselves(
    asking: CheckingClient, loaded: Loads, store: Path
) -> None:
    loaded(SOMEBODY)
    asked = ask(asking)
    assert "somebody else has to agree" in asking.get(asked.get_absolute_url()).content.decode()
    typed = {"agreed": "yes", "why": "The law says so."}
    assert asking.post(asked.get_absolute_url(), typed).status_code == 403
    assert open_snapshot(store).manifest.tables["ssd_person"].rows == 1


def test_one_of_the_two_is_an_information_governance_lead(
    agreeing: CheckingClient, someone: Someone, as_person: AsPerson, loaded: Loads
) -> None:
    loaded(SOMEBODY)
    asked = ask(agreeing)
    other = as_person(someone("analyst", name="Another Analyst"))
    assert other.post(asked.get_absolute_url(), {"agreed": "yes", "why": "Yes."}).status_code == 403
    assert Forgetting.objects.get().state == "asked"


def test_a_refusal_changes_nothing_and_drops_the_id(
    asking: CheckingClient, agreeing: CheckingClient, loaded: Loads, store: Path
) -> None:
    loaded(SOMEBODY)
    asked = decide(agreeing, ask(asking), "no")
    assert (asked.state, asked.person) == ("refused", "")
    assert open_snapshot(store).manifest.tables["ssd_person"].rows == 1
    typed = {"agreed": "yes", "why": "Yes."}
    page = agreeing.post(asked.get_absolute_url(), typed, follow=True)
    assert "decided already" in page.content.decode()


def test_somebody_whom_no_snapshot_names_is_told(
    asking: CheckingClient, agreeing: CheckingClient, loaded: Loads
) -> None:
    loaded("P1")
    asked = decide(agreeing, ask(asking))
    assert asked.state == "undone"
    assert "No snapshot" in asking.get(asked.get_absolute_url()).content.decode()
    assert SOMEBODY not in asked.told


def test_it_is_finished_by_the_next_worker_where_one_was_killed(
    asking: CheckingClient, agreeing: CheckingClient, loaded: Loads, store: Path
) -> None:
    """After the last snapshot was made again, before that was noted."""
    loaded(SOMEBODY, "P1")
    asked = decide(agreeing, ask(asking))
    Forgetting.objects.filter(pk=asked.pk).update(state="agreed", person=SOMEBODY)
    forget_person.call(asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.person) == ("done", "")
    assert sum(each.what == "forgotten" for each in entries(store)) == 1


def test_a_reason_never_repeats_whom_it_is_about(asking: CheckingClient) -> None:
    typed = {"person": SOMEBODY, "why": f"{SOMEBODY.lower()} asked."}
    page = asking.post("/data/forget/ask/", typed).content.decode()
    assert "do not repeat whom it is about" in page
    assert not Forgetting.objects.exists()


def test_it_is_asked_for_once(asking: CheckingClient) -> None:
    ask(asking)
    page = asking.post("/data/forget/ask/", {"person": SOMEBODY, "why": "Again."}).content.decode()
    assert "asked for already" in page


def test_who_looks_whom_it_is_about_is_noted(
    asking: CheckingClient, agreeing: CheckingClient
) -> None:
    asked = ask(asking)
    agreeing.get(asked.get_absolute_url())
    look = Look.objects.latest("pk")
    assert look.by.name == "Farah Lind"
    assert SOMEBODY not in look.what


@pytest.mark.parametrize("role", ["administrator", "programme_manager", "director"])
def test_others_do_not_see_it(role: str, someone: Someone, as_person: AsPerson) -> None:
    client = as_person(someone(role))
    assert client.get("/data/forget/").status_code == 403
    assert client.post("/data/forget/ask/", {"person": "P", "why": "W"}).status_code == 403
    assert not Event.objects.filter(kind="forgetting asked for").exists()
