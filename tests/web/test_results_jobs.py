"""Results after a load on the site: made by the worker, shown how far they are, made once."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.conf import settings

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.measuring.kept.reading import opened
from lineofsight.tables.store.results import results_of
from lineofsight.web.accounts.models import Account
from lineofsight.web.data import results as data_results
from lineofsight.web.data.actions import go_back
from lineofsight.web.data.jobs import work_out_results, work_out_results_at_night
from lineofsight.web.data.models import Load
from lineofsight.web.data.results import progress_of_results
from tests.web.conftest import CheckingClient, work
from tests.web.tables import Loads
from tests.web.test_data_pages import confirm, waiting_load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
NUMBER = "referrals_received"


@pytest.fixture
def client(
    someone: Callable[..., Account], as_person: Callable[[Account], CheckingClient]
) -> CheckingClient:
    return as_person(someone("analyst", name="Farah Lind"))


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of one indicator: what is computed is held elsewhere."""
    known: Mapping[str, Indicator] = {NUMBER: catalogue()[NUMBER]}
    monkeypatch.setattr(data_results, "catalogue", lambda own: known)


def latest_value(store: Path) -> float | None:
    with opened(store) as found:
        assert found is not None
        assert found.about.is_current
        return found.series(NUMBER)[-1].value


def test_a_load_made_current_has_its_results_made_by_the_worker(
    client: CheckingClient, store: Path
) -> None:
    load = waiting_load(client, "P1", "P2")
    confirm(client, load)
    for address in (load.get_absolute_url(), "/data/"):
        page = client.get(address).content.decode()
        assert "figures of these tables are being made" in page
    work()
    assert latest_value(store) == 2.0
    assert progress_of_results() == ""
    assert "being made" not in client.get(load.get_absolute_url()).content.decode()


def test_a_failure_is_told_on_the_page_and_can_be_tried_again(
    client: CheckingClient, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = waiting_load(client, "P1")
    confirm(client, load)

    def broken() -> Mapping[str, Indicator]:
        raise UnusableInput("The folder of definitions own is not there.")

    with monkeypatch.context() as patched:
        patched.setattr(data_results, "indicators", broken)
        work()
    page = client.get(load.get_absolute_url())
    assert "The folder of definitions own is not there" in page.content.decode()
    client.post(f"/jobs/{page.context['results'].key}/again/")
    work()
    assert latest_value(store) == 1.0


def test_done_again_it_changes_nothing(client: CheckingClient, store: Path) -> None:
    """As after the worker was killed once the results were moved in."""
    load = waiting_load(client, "P1")
    confirm(client, load)
    work()
    load.refresh_from_db()
    made = results_of(store, load.snapshot)
    work_out_results.call(load.snapshot)
    work_out_results_at_night.call("2026-04-01")
    assert results_of(store, load.snapshot) == made


def test_of_what_is_no_longer_current_nothing_is_computed(
    client: CheckingClient, store: Path
) -> None:
    first = waiting_load(client, "P1")
    confirm(client, first)
    second = waiting_load(client, "P1", "P2")
    confirm(client, second)
    work()
    first.refresh_from_db()
    shutil.rmtree(store / "results" / first.snapshot)
    work_out_results.call(first.snapshot)
    assert results_of(store, first.snapshot) is None
    assert latest_value(store) == 2.0
    go_back(by=Load.objects.latest("pk").by, why="The second was wrong.", to=first.snapshot)
    work()
    assert latest_value(store) == 1.0


def test_tables_loaded_by_command_have_their_results_made_at_night(
    loaded: Loads, store: Path
) -> None:
    loaded("P1")
    work_out_results_at_night.call("2026-04-01")
    assert latest_value(store) == 1.0


def test_at_night_without_tables_nothing_is_done() -> None:
    work_out_results_at_night.call("2026-04-01")
    assert not settings.PLACES.store.exists()
