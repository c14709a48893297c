"""No path through the life of a challenge shows anybody what they should not be shown yet."""

from collections.abc import Iterator
from datetime import date, timedelta

from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.progress.rating.challenge_life import (
    MOVES,
    STATES,
    CannotMove,
    Standing,
    move,
    shown_to,
)

HOLIDAYS = BankHolidays(use_cached_holidays=True)
BEGUN = st.dates(date(2024, 1, 1), date(2027, 12, 1))
PATHS = st.lists(
    st.tuples(
        st.sampled_from(sorted(MOVES)),
        st.sampled_from(["lead", "manager", "nobody"]),
        st.integers(0, 12),
        st.sampled_from(["", " ", "Because."]),
    ),
    max_size=8,
)


def lived(begun: date, path) -> Iterator[tuple[date, Standing, list[str]]]:
    """Each day of a path with where it stands and what was done until then."""
    standing, day, done = Standing(begun), begun, []
    yield day, standing, []
    for how, by, days, why in path:
        day += timedelta(days)
        try:
            standing = move(standing, how, by, day, why)
        except CannotMove:
            pass
        else:
            done.append(how)
        yield day, standing, list(done)


def is_leads_own(begun: date, day: date) -> bool:
    """Whether fewer than five working days had ended after the first when the day began."""
    ended = (begun + timedelta(n) for n in range(1, (day - begun).days))
    return sum(HOLIDAYS.is_work_day(each, BankHolidays.ENGLAND_AND_WALES) for each in ended) < 5


@given(BEGUN, PATHS)
def test_no_path_shows_the_board_an_unanswered_challenge_in_the_leads_days(begun, path):
    for day, standing, done in lived(begun, path):
        answered = "answer" in done or "dispute" in done
        if not answered and is_leads_own(begun, day):
            assert not shown_to(standing, "board", day)
            assert not shown_to(standing, "manager", day)


@given(BEGUN, PATHS)
def test_no_path_reaches_a_public_paper(begun, path):
    assert not any(shown_to(standing, "public", day) for day, standing, _ in lived(begun, path))


@given(BEGUN, PATHS)
def test_a_board_is_shown_only_what_a_manager_upheld_and_has_not_closed(begun, path):
    for day, standing, done in lived(begun, path):
        if shown_to(standing, "board", day):
            assert done[-1] == "uphold"


@given(BEGUN, PATHS)
def test_the_lead_is_always_shown_it(begun, path):
    assert all(shown_to(standing, "lead", day) for day, standing, _ in lived(begun, path))


@given(BEGUN, PATHS)
def test_what_is_settled_stays_so_and_nobody_answers_twice(begun, path):
    ended = ("accept", "withdraw", "close", "lapse")
    for _, _, done in lived(begun, path):
        assert sum(how in ("answer", "dispute") for how in done) <= 1
        assert not any(how in ended for how in done[:-1])


@given(BEGUN, PATHS)
def test_it_closes_by_itself_only_while_nobody_said_anything(begun, path):
    for _, standing, done in lived(begun, path):
        if standing.state == "lapsed":
            assert done == ["lapse"]


def test_every_state_is_reached_by_some_move() -> None:
    assert {rule.ends for rule in MOVES.values()} | {"raised"} == set(STATES)
