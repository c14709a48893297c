"""What the Department published beside a measure's figure, on the measure's page."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.measuring.engine import open_engine
from lineofsight.measuring.kept.making import make_results
from lineofsight.measuring.periods import period_named, periods_between
from lineofsight.measuring.results import measure as measured
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.data import results as data_results
from lineofsight.web.performance import suggesting
from lineofsight.web.performance.actions import Chosen, match_measures
from lineofsight.web.performance.suggesting import answer_named
from lineofsight.web.plans.models import Measure, Plan
from lineofsight.web.project.demo_published import bring_published
from tests.web.conftest import CheckingClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "few", "published")]
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]
AGAIN = "rereferrals_12_months"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of one indicator."""
    known: Mapping[str, Indicator] = {AGAIN: catalogue()[AGAIN]}
    monkeypatch.setattr(data_results, "catalogue", lambda own: known)
    suggesting.matcher.cache_clear()
    yield
    suggesting.matcher.cache_clear()


@pytest.fixture
def published() -> Iterator[Path]:
    """The folder of published files, not there before and after."""
    shutil.rmtree(settings.PLACES.published, ignore_errors=True)
    yield settings.PLACES.published
    shutil.rmtree(settings.PLACES.published, ignore_errors=True)


@pytest.fixture
def tables(store: Path, tmp_path: Path) -> None:
    """Forty referrals a month from 2023; of every month's the first 13 are of children referred
    before.
    """
    rows, number = ["cine_referral_id,cine_person_id,cine_referral_date"], 0
    for at, month in enumerate(periods_between("2023-01", "2026-02")):
        for place in range(40):
            number += 1
            child = f"P{at - 1}-{place + 20}" if place < 13 and at else f"P{at}-{place}"
            day = month.first_day + timedelta(days=place % 27)
            rows.append(f"R{number},{child},{day}")
    (tmp_path / "ssd_cin_episodes.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    load_tables([tmp_path], store, date(2026, 2, 28))
    make_results(store, data_results.indicators())


@pytest.fixture
def measure(plan: Plan, manager: Account) -> Measure:
    """A measure of the plan's that re-referrals measure."""
    found = Measure.objects.filter(plan=plan).order_by("position")[0]
    answer = answer_named(AGAIN)
    assert answer is not None
    match_measures(by=manager, why="A test.", plan=plan, chosen=[Chosen(found, answer)])
    return found


def page_of(client: CheckingClient, measure: Measure) -> str:
    return client.get(f"/performance/measure/{measure.pk}/").content.decode()


@pytest.mark.usefixtures("tables")
def test_england_region_and_neighbours_stand_beside_our_own_figure_of_the_same_year(
    manager: Account, as_person: AsPerson, measure: Measure, store: Path
) -> None:
    bring_published()
    page = page_of(as_person(manager), measure)
    assert "Beside England, from 1 April 2024 to 31 March 2025" in page
    for name, said in (
        ("England", "21.9%"),
        ("Middle Marches", "22%"),
        ("Fernshire, as published", "25.5%"),
    ):
        assert f">{name}</th>" in page
        assert f">{said}</td>" in page
    assert "Median of 7 statistical neighbours, of whom" in page
    assert "All of these are of the same definition." in page
    assert "30 October 2025 (referrals_to_2025.csv)" in page
    # The year measured by itself, and not summed of its months.
    with open_engine(open_snapshot(store)) as engine:
        (year,) = measured(engine, [catalogue()[AGAIN]], [period_named("2024-25", "year")])
    assert year.denominator == 480
    assert year.numerator
    assert f">{year.value:.1f}% ({year.numerator} of 480)</td>" in page


@pytest.mark.usefixtures("tables")
def test_where_our_tables_do_not_tell_of_the_year_it_is_said_and_nothing_is_compared(
    manager: Account, as_person: AsPerson, measure: Measure, published: Path
) -> None:
    bring_published()
    (published / "referrals_to_2025.csv").unlink()
    (published / "releases.toml").unlink()
    rows = (published / "referrals_to_2024.csv").read_text(encoding="utf-8-sig").splitlines()
    old = [each.replace("2024,", "2022,", 1) for each in rows if not each.startswith("2023,")]
    (published / "referrals_to_2024.csv").write_text("\n".join(old) + "\n", encoding="utf-8")
    page = page_of(as_person(manager), measure)
    assert "Beside England, from 1 April 2021 to 31 March 2022" in page
    assert "none: our tables do not tell of all those days" in page
    assert "usually by 31 October 2022" in page
    assert "A newer release is usually out by 31 October 2023: look for it." in page


@pytest.mark.usefixtures("tables")
def test_without_files_only_those_who_can_bring_them_are_told_how(
    plan: Plan, manager: Account, as_person: AsPerson, someone: Someone, measure: Measure
) -> None:
    said = "put its CSV file into the folder “published”"
    assert said in page_of(as_person(manager), measure)
    assert said not in page_of(as_person(someone("board_chair", plan)), measure)


@pytest.mark.usefixtures("tables")
def test_a_file_that_cannot_be_read_is_told_to_whoever_brings_it_and_hides_nothing_else(
    plan: Plan,
    manager: Account,
    as_person: AsPerson,
    someone: Someone,
    measure: Measure,
    published: Path,
) -> None:
    bring_published()
    (published / "spoiled.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    page = page_of(as_person(manager), measure)
    assert "spoiled.csv has no column time_period" in page
    assert "<svg" in page
    other = page_of(as_person(someone("board_chair", plan)), measure)
    assert "spoiled.csv" not in other
    (published / "spoiled.csv").unlink()
    assert "Beside England" in page_of(as_person(manager), measure)


@pytest.mark.usefixtures("tables")
def test_on_a_past_day_what_was_out_then_counts(
    manager: Account, as_person: AsPerson, measure: Measure, published: Path
) -> None:
    """The newest release of this folder came out after today."""
    bring_published()
    (published / "releases.toml").write_text(
        '[files."referrals_to_2024.csv"]\npublished = 2024-10-31\n'
        '[files."referrals_to_2025.csv"]\npublished = 2199-10-30\n',
        encoding="utf-8",
    )
    page = page_of(as_person(manager), measure)
    assert "Beside England, from 1 April 2023 to 31 March 2024" in page
    assert "22.6%" in page
