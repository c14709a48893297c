"""Results: what is computed after a load, kept beside its snapshot, and read by pages."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.measuring.engine import Engine, open_engine
from lineofsight.measuring.kept import making as making_module
from lineofsight.measuring.kept.making import make_results
from lineofsight.measuring.kept.reading import Results, opened
from lineofsight.measuring.periods import period_named
from lineofsight.measuring.results import measure
from lineofsight.progress.rating.doubts import Doubt
from lineofsight.tables.forgetting import rebuild_without
from lineofsight.tables.snapshots import open_snapshot
from lineofsight.tables.store.building import roll_back
from lineofsight.tables.store.keeping import prune
from lineofsight.tables.store.results import results_of
from tests.support.stores import APRIL, MARCH, MAY, load

NFA, ASSESSED = "referrals_no_further_action", "assessments_45_working_days"
CHOSEN = (NFA, "referrals_received", ASSESSED, "cla_number")
REFERRALS = (
    "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa,cine_referral_team\n"
)
ASSESSMENTS = (
    "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,"
    "cina_assessment_team\n"
)
EARLY = REFERRALS + "R1,P1,2026-03-02,Y,T1\nR2,P2,2026-03-03,N,T2\n"
LATE = EARLY + "R3,P3,2026-03-30,N,T2\nR4,P4,2026-04-02,Y,T2\n"
# Due on 9 March; still open, and overdue.  The other is due on 13 April.
OPEN = ASSESSMENTS + "A1,P1,2026-01-05,,T1\nA2,P2,2026-02-06,,T2\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def chosen() -> Mapping[str, Indicator]:
    """A few indicators: a test needs no more."""
    known = catalogue()
    return {name: known[name] for name in CHOSEN}


@pytest.fixture
def march(store: Path, chosen: Mapping[str, Indicator]) -> Path:
    """A store with the results of March's load."""
    load(store, MARCH, ssd_cin_episodes=EARLY, ssd_cin_assessments=OPEN)
    make_results(store, chosen)
    return store


def figure(results: Results, period: str, category: str = "all") -> tuple[object, ...]:
    """The counts and state of the referrals' figure, in total or of a team."""
    dimension = "all" if category == "all" else "team"
    series = {each.period: each for each in results.series(NFA, dimension, category)}
    return series[period].numerator, series[period].denominator, series[period].state


def test_pages_read_figures_of_the_current_snapshot(march: Path) -> None:
    """In total and by group, for every month; with how old the data is."""
    with opened(march) as results:
        assert results is not None
        assert (results.about.snapshot, results.about.as_at) == ("2026-03-31-01", MARCH)
        assert results.about.is_current
        assert [each.name for each in results.months()] == ["2026-01", "2026-02", "2026-03"]
        assert figure(results, "2026-03") == (1, 2, "value")
        assert figure(results, "2026-03", "T1") == (1, 1, "value")
        assert figure(results, "2026-02", "T1") == (0, 0, "no_denominator")
        of_teams = results.groups(NFA, "team", "2026-03")
        assert [(each.category, each.denominator) for each in of_teams] == [("T1", 1), ("T2", 1)]
        assert results.groups(NFA, "team", "2025-12") == []


def test_kept_figures_are_those_that_measure_gives(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """Every month and group, whether it counted anything or not."""
    with open_engine(open_snapshot(march)) as engine, opened(march) as results:
        assert results is not None
        for month in results.months():
            for each in measure(engine, chosen.values(), [month], ("team",)):
                of = ("all", "all") if each.groups == ("all",) else ("team", *each.groups)
                kept = {k.period: k for k in results.series(each.indicator, *of)}[month.name]
                assert (kept.numerator, kept.denominator, kept.value, kept.state) == (
                    each.numerator, each.denominator, each.value, each.state,
                )  # fmt: skip
                assert (kept.open_overdue, kept.definition_version) == (
                    each.open_overdue,
                    each.definition_version,
                )


def test_in_a_month_that_the_tables_tell_of_no_referral_of_a_team_is_a_true_zero(
    march: Path,
) -> None:
    """Of what is counted; a percentage of nothing has no denominator."""
    with opened(march) as results:
        assert results is not None
        by_month = {e.period: e for e in results.series("referrals_received", "team", "T1")}
        assert (by_month["2026-03"].value, by_month["2026-03"].state) == (1.0, "value")
    load(march, APRIL, ssd_cin_episodes=EARLY + "R9,P9,2026-04-02,Y,T2\n")
    make_results(march, {"referrals_received": catalogue()["referrals_received"]})
    with opened(march) as results:
        assert results is not None
        by_month = {e.period: e for e in results.series("referrals_received", "team", "T1")}
        assert (by_month["2026-04"].value, by_month["2026-04"].state) == (0.0, "value")


def test_an_indicator_that_cannot_be_computed_says_why(march: Path) -> None:
    """And so does one that these results never held."""
    with opened(march) as results:
        assert results is not None
        assert results.why_not(NFA) is None
        assert "the tables lack" in str(results.why_not("cla_number"))
        assert "before it was defined" in str(results.why_not("not_yet_thought_of"))


def test_the_due_list_tells_what_is_open_at_the_judged_day(march: Path) -> None:
    """Overdue first; of one team where a team is asked for, and without those not to be shown."""
    with opened(march) as results:
        assert results is not None
        rows = results.open_rows(ASSESSED)
        assert [(e.record, e.subject, e.state, e.due) for e in rows] == [
            ("A1", "P1", "overdue", date(2026, 3, 9)),
            ("A2", "P2", "due", date(2026, 4, 14)),
        ]
        last = results.series(ASSESSED)[-1]
        assert last.open_overdue == sum(each.state == "overdue" for each in rows)
        assert [each.record for each in results.open_rows(ASSESSED, without={"P1"})] == ["A2"]
        assert results.open_rows(ASSESSED, teams=["no such team"]) == []
        assert results.open_rows(NFA) == []


def test_what_is_to_be_asked_of_the_rows_is_kept_as_counts(
    store: Path, chosen: Mapping[str, Indicator]
) -> None:
    """Whoever makes results says how it is found; results of before it was kept have none."""
    load(store, MARCH, ssd_cin_episodes=EARLY, ssd_cin_assessments=OPEN)

    def doubting(engine: Engine, indicator: Indicator) -> list[Doubt]:
        asked = Doubt("bunched", 12, 30, f"Ask about {indicator.id} to {engine.known_to}.")
        return [asked] if indicator.id == NFA else []

    make_results(store, chosen, doubting=doubting)
    with opened(store) as results:
        assert results is not None
        (kept,) = results.doubts(NFA)
        assert (kept.kind, kept.rows, kept.of) == ("bunched", 12, 30)
        assert kept.sentence == f"Ask about {NFA} to 2026-03-31."
        assert results.doubts(ASSESSED) == []
    folder = results_of(store, "2026-03-31-01")
    assert folder is not None
    place = folder / "figures.duckdb"
    place.chmod(0o600)
    with duckdb.connect(str(place)) as connection:
        connection.execute("drop table doubts")
    with opened(store) as results:
        assert results is not None
        assert results.doubts(NFA) == []


def test_made_again_by_the_same_definitions_nothing_is_done(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """So that a job can be done again after it was killed; other definitions make them anew."""
    place = results_of(march, "2026-03-31-01")
    assert not make_results(march, chosen).anew
    assert results_of(march, "2026-03-31-01") == place
    fewer = {NFA: chosen[NFA]}
    assert make_results(march, fewer).anew
    assert [path.name for path in (march / "results" / "2026-03-31-01").iterdir()] == ["2"]


def test_results_are_read_only_and_the_same_whenever_they_are_made(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """Row for row: they hold no clock."""

    def dump() -> list[list[tuple[object, ...]]]:
        place = results_of(march, "2026-03-31-01")
        assert place is not None
        found = []
        for file in sorted(place.iterdir()):
            assert not file.stat().st_mode & 0o222
            with duckdb.connect(str(file), read_only=True) as connection:
                tables = [name for (name,) in connection.execute("show tables").fetchall()]
                found += [connection.execute(f"from {name}").fetchall() for name in tables]
        return found

    before = dump()
    shutil.rmtree(march / "results")
    make_results(march, chosen)
    assert dump() == before


def test_a_definition_that_fails_is_told_and_the_others_go_on(
    store: Path, chosen: Mapping[str, Indicator], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it shares what it counts with others."""

    def spoiled(
        engine: object, indicators: list[Indicator], *more: object, **named: object
    ) -> object:
        if any(each.id == NFA for each in indicators):
            raise UnusableInput(f"Computing {NFA} took over 120 seconds and was stopped.")
        return measure(engine, indicators, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(making_module, "measure", spoiled)
    load(store, MARCH, ssd_cin_episodes=EARLY)
    made = make_results(store, chosen)
    assert list(made.failed) == [NFA]
    with opened(store) as results:
        assert results is not None
        assert "took over 120 seconds" in str(results.why_not(NFA))
        assert results.series("referrals_received")[-1].value == 2.0


def test_until_new_results_are_made_those_before_are_shown(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """With the day that they are of; after a roll back those of then are there at once."""
    load(march, APRIL, ssd_cin_episodes=LATE)
    with opened(march) as results:
        assert results is not None
        assert (results.about.as_at, results.about.is_current) == (MARCH, False)
    make_results(march, chosen)
    with opened(march) as results:
        assert results is not None
        assert (results.about.as_at, results.about.is_current) == (APRIL, True)
    roll_back(march, "2026-03-31-01", why="April was wrong.", by="anna", at=None)
    with opened(march) as results:
        assert results is not None
        assert (results.about.as_at, results.about.is_current) == (MARCH, True)


def test_a_month_keeps_its_figure_as_first_reported_and_as_now_known(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """A referral written up late changes the month that was reported before it."""
    load(march, APRIL, ssd_cin_episodes=LATE)
    make_results(march, chosen)
    with opened(march) as results:
        assert results is not None
        first = results.first_reported(NFA)
        assert figure(results, "2026-03") == (1, 3, "value")
        assert (first["2026-03"].numerator, first["2026-03"].denominator) == (1, 2)
        assert first["2026-03"].snapshot == "2026-03-31-01"
        assert first["2026-04"].snapshot == "2026-04-30-01"


def test_what_was_reported_by_a_load_that_was_gone_back_from_does_not_count(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """The next load reports the month anew."""
    load(march, APRIL, ssd_cin_episodes=REFERRALS + "R1,P1,2026-04-02,Y,T1\n")
    make_results(march, chosen)
    roll_back(march, "2026-03-31-01", why="April was wrong.", by="anna", at=None)
    load(march, MAY, ssd_cin_episodes=LATE)
    make_results(march, chosen)
    with opened(march) as results:
        assert results is not None
        first = results.first_reported(NFA)
        assert {month: each.snapshot for month, each in first.items()}["2026-04"] == "2026-05-31-01"
        assert first["2026-03"].snapshot == "2026-03-31-01"


def test_figures_outlive_a_pruned_snapshot_and_due_lists_do_not(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """Counts name nobody; rows about children go with the tables that they came from."""
    load(march, date(2026, 3, 31), ssd_cin_episodes=LATE)
    make_results(march, chosen)
    prune(march, 1, by="anna", at=None)
    pruned = results_of(march, "2026-03-31-01")
    assert pruned is not None
    assert [file.name for file in pruned.iterdir()] == ["figures.duckdb"]
    with opened(march) as results:
        assert results is not None
        assert results.names_people
        assert results.first_reported(NFA)["2026-03"].denominator == 2


def test_a_person_who_is_forgotten_is_in_no_due_list(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """All lists go at once, and are made again from the rebuilt snapshot."""
    rebuild_without(march, ["P1"], why="A court said so.", by="anna", at=None)
    with opened(march) as results:
        assert results is not None
        assert not results.names_people
        assert not results.about.is_current
        assert results.open_rows(ASSESSED) == []
        assert figure(results, "2026-03") == (1, 2, "value")
    assert make_results(march, chosen).anew
    with opened(march) as results:
        assert results is not None
        assert results.about.snapshot == "2026-03-31-01.2"
        assert [each.record for each in results.open_rows(ASSESSED)] == ["A2"]
    (people,) = (march / "results").rglob("people.duckdb")
    assert b"A2" in people.read_bytes()
    assert b"A1" not in people.read_bytes()


def test_results_of_a_snapshot_that_was_made_again_meanwhile_are_not_kept(
    march: Path, chosen: Mapping[str, Indicator], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They could name somebody who was forgotten while they were computed."""
    taken = making_module.move_in_results

    def after_a_forgetting(store: Path, snapshot_id: str, folder: Path) -> Path:
        rebuild_without(store, ["P1"], why="A court said so.", by="anna", at=None)
        return taken(store, snapshot_id, folder)

    monkeypatch.setattr(making_module, "move_in_results", after_a_forgetting)
    with pytest.raises(UnusableInput, match="made again meanwhile"):
        make_results(march, {NFA: chosen[NFA]})
    assert not list((march / "results").glob("building-*"))
    assert not list((march / "results").rglob("people.duckdb"))


def test_what_a_killed_maker_left_is_cleared_by_the_next(
    march: Path, chosen: Mapping[str, Indicator]
) -> None:
    """It may hold rows about children."""
    left = march / "results" / "building-dead"
    left.mkdir()
    (left / "people.duckdb").touch()
    make_results(march, chosen)
    assert not left.exists()


def test_a_second_maker_waits_and_is_told(march: Path, chosen: Mapping[str, Indicator]) -> None:
    """Both would do the same work."""
    from lineofsight.tables.store.results import making

    with making(march), pytest.raises(UnusableInput, match="still running"):
        make_results(march, chosen, wait=0.0)


def test_without_any_results_there_are_none(store: Path) -> None:
    """As before the first load, and before the first results."""
    store.mkdir()
    with opened(store) as results:
        assert results is None
    load(store, MARCH, ssd_cin_episodes=EARLY)
    with opened(store) as results:
        assert results is None


def test_the_months_are_those_the_tables_tell_of_and_at_most_sixty(
    store: Path, chosen: Mapping[str, Indicator]
) -> None:
    """To the month of the extract."""
    load(store, MARCH, ssd_cin_episodes=EARLY + "R0,P0,2012-05-01,N,T1\n")
    make_results(store, chosen)
    with opened(store) as results:
        assert results is not None
        months = results.months()
    assert (len(months), months[0], months[-1]) == (
        60, period_named("2021-04"), period_named("2026-03"),
    )  # fmt: skip


def test_what_is_open_of_a_worker_a_team_or_a_child_is_told_over_all_lists(march: Path) -> None:
    """At once, and in the order of each list; with the lists that could not be made, and why."""
    with opened(march) as results:
        assert results is not None
        assert [each.id for each in results.with_clock()] == [ASSESSED]
        for given in ({"teams": ["T1"]}, {"children": ["P1"]}):
            [rows] = results.open_lists(**given).values()
            assert [(each.record, each.state) for each in rows] == [("A1", "overdue")]
        assert results.open_lists(teams=["T1"], children=["P2"])[ASSESSED] == (
            results.open_rows(ASSESSED)
        )
        assert results.open_lists(workers=["W1"]) == {}
        assert results.open_lists(children=["P1"], without=["P1"]) == {}
        assert list(results.why_none()) == ["cla_number"]
