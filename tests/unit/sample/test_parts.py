"""The parts of the invented council: mixes, trends, posts, ids, families, names, files."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.sample import codes, council, generate
from lineofsight.sample.days import Days
from lineofsight.sample.family import family_sizes
from lineofsight.sample.ledger import Ledger
from lineofsight.sample.names import MOST_COUNCILS, council_names
from lineofsight.sample.practice import Practice, Trend
from lineofsight.sample.workforce import SAFEGUARDING, SERVICES, Workforce
from tests.unit.sample.reading import AS_AT

PRACTICE = Practice(0.8, 0.9, 0.8, 0.9, 0.9, 1.0)


def test_a_mix_gives_each_value_its_stretch() -> None:
    mix = codes.Mix({"a": 1, "b": 3})
    assert [mix.at(share) for share in (0.0, 0.24, 0.25, 0.99)] == ["a", "a", "b", "b"]


def test_an_outcome_has_every_key_and_one_of_them_chosen() -> None:
    for outcomes in (codes.CONTACT_OUTCOME, codes.S47_OUTCOME, codes.ASSESSMENT_OUTCOME):
        for chosen, text in outcomes.items():
            flags = {key: told for key, told in json.loads(text).items() if key.endswith("_FLAG")}
            assert [key for key, told in flags.items() if told == "Y"] == [chosen]
            assert set(flags.values()) == {"Y", "N"}


def test_a_trend_moves_in_a_straight_line() -> None:
    trend = Trend(0.7, 0.9, starts=100, settles=200)
    assert [trend.on(day) for day in (0, 100, 200, 999)] == [0.7, 0.7, 0.9, 0.9]
    assert trend.on(150) == pytest.approx(0.8)


@given(st.integers(1, 5000), st.integers(0, 9))
def test_families_add_up_to_the_children(children: int, seed: int) -> None:
    sizes = family_sizes(Random(seed), children)
    assert sum(sizes) == children
    assert set(sizes) <= {1, 2, 3, 4}


def test_councils_have_different_names() -> None:
    names = council_names("Otterwold", MOST_COUNCILS)
    assert names[0] == "Otterwold"
    assert len(set(names)) == MOST_COUNCILS


def test_ids_of_two_ledgers_do_not_meet(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with Ledger(tmp_path / "a") as one, Ledger(tmp_path / "b", 1 << 32) as other:
        ids = [ledger.mint("P") for ledger in (one, other) for _ in range(5000)]
    assert len(set(ids)) == 10_000


DAYS = Days(date(2018, 1, 1), date(2034, 1, 1))
FIRST, LAST = DAYS.number(date(2021, 11, 21)), DAYS.number(AS_AT)


@pytest.fixture(scope="module")
def workforce(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workforce]:
    with Ledger(tmp_path_factory.mktemp("council")) as ledger:
        yield Workforce(Random(1), DAYS, ledger, (FIRST, LAST), 800, lambda _: PRACTICE)


def test_every_service_has_a_team(workforce: Workforce) -> None:
    for service in SERVICES:
        names = [team.name for team in workforce.teams[service]]
        assert names
        assert len(set(names)) == len(names)
        assert all(len(team.posts) <= 15 for team in workforce.teams[service])


@given(first=st.integers(FIRST, LAST), length=st.integers(0, 1500))
def test_stints_follow_one_another(workforce: Workforce, first: int, length: int) -> None:
    end = first + length
    stints = workforce.stints(workforce.team(SAFEGUARDING, 3), 2, first, end)
    assert stints[0].start == first
    assert all(one.end == other.start for one, other in pairwise(stints))
    assert stints[-1].end == (end if end <= LAST else None)


def test_a_case_that_lies_ahead_has_nobody_yet(workforce: Workforce) -> None:
    team = workforce.team(SAFEGUARDING, 0)
    assert workforce.stints(team, 1, LAST + 1000, LAST + 2000) == []


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(council, "follow_family", fail)
    with pytest.raises(KeyboardInterrupt):
        generate(50, 1, 1, AS_AT, tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnusableInput, match="is a file"):
        generate(5, 1, 1, AS_AT, tmp_path / "file")
    with pytest.raises(UnusableInput, match="cannot be written"):
        generate(5, 1, 1, AS_AT, tmp_path / "file" / "out")


def test_a_date_beyond_the_calendar_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="2031-01-01"):
        generate(5, 1, 1, date(2031, 1, 1), tmp_path / "out")


@pytest.mark.parametrize("as_at", [date(2024, 2, 29), date(2012, 1, 1), date(2028, 12, 31)])
def test_any_day_of_the_calendar_can_be_the_last(tmp_path: Path, as_at: date) -> None:
    made = generate(40, 15, 3, as_at, tmp_path / "out")
    assert made.rows["ssd_person"] == 40
