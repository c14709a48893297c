"""The rules of rating, over every combination of what they ask: decided here a second way.

The second way scores what is known and has no order of rules.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.progress.rating.evidence import (
    SOURCES_FOR_IMPACT,
    WEAKEST_GRADE_FIRST,
    WHO_CONFIRM,
    Evidence,
    impact,
)
from lineofsight.progress.rating.measures import RULES, measure_rating
from lineofsight.progress.rating.states import TITLES, WEAKEST_FIRST, weakest
from lineofsight.progress.rating.wholes import whole_rating
from tests.support.readings import NEXT_MARCH, SINCE_MARCH, WORSE, reading

FIGURES = (
    {"state": None},
    {"state": "hidden"},
    {"state": "value", "partly": True},
    {"state": "value", "numerator": 3, "cases": 9},
    {"state": "value"},
    {"state": "value", "numerator": None, "cases": None, "unit": "days"},
)
TARGETS = tuple(
    {"step": step, "coming": coming, "verdict": verdict}
    for step, coming in product((None, SINCE_MARCH), (None, NEXT_MARCH))
    for verdict in (("met", "not_met", None) if step else (None,))
)
RUNS = tuple(
    {"trial": trial, "variation": variation, "assurance": assurance}
    for trial, variation, assurance in product(
        (True, False),
        ("usual", "improving", "worsening", "higher"),
        (None, "consistently_met", "consistently_missed", "hit_or_miss"),
    )
)
COUNTERS = ((), (reading(**WORSE),), (reading(trial=True, **WORSE),))


@cache
def combinations():
    """Every combination with its rating."""
    return {each: measure_rating(each) for each in _drawn()}


def _drawn():
    for figure, target, run, on_path, known, counters in product(
        FIGURES, TARGETS, RUNS, (None, False, True), (True, False), COUNTERS
    ):
        yield reading(
            **figure, **target, **run, on_path=on_path, better_known=known, counters=counters
        )


def second_way(each):
    """A state as claims that a reading bears out, the strongest that nothing forbids."""
    if each.state != "value" or each.partly:
        return "no_evidence"
    if each.cases is not None and each.cases < 10:
        return "too_few"
    if not each.better_known and each.verdict is None:
        return "no_evidence"
    way = "usual" if each.trial else each.variation
    if way == "worsening":
        return "worsening"
    late = each.coming is None and each.verdict == "not_met"
    pace = False if late and each.on_path is None else each.on_path
    claims = {"no_change"}
    if each.verdict == "met":
        claims.add("met_now")
        if each.assurance == "consistently_met" and not each.trial:
            claims.add("reliably_met")
    if way == "improving":
        claims.add({None: "improving", False: "too_slowly", True: "on_path"}[pace])
    if way in ("usual", "higher", "lower") and each.step is None and each.coming:
        claims |= set() if pace is False else {"not_yet_due"}
    worse = [one for one in each.counters if one.variation == "worsening" and not one.trial]
    return "no_change" if worse else max(claims, key=WEAKEST_FIRST.index)


def test_every_combination_has_exactly_the_state_that_a_second_way_gives():
    """And a sentence with no hole in it."""
    seen = set()
    for each, found in combinations().items():
        assert found.state == second_way(each), each
        assert found.sentence.endswith(".")
        assert "None" not in found.sentence, found.sentence
        seen.add(found.state)
    assert seen == set(TITLES)


def test_every_rule_decides_something():
    """None stands in the shadow of those before it."""
    deciding = {
        next(at for at, rule in enumerate(RULES) if rule.holds(each)) for each in combinations()
    }
    assert deciding == set(range(len(RULES)))


BETTER_STEPS = (
    ("variation", ("worsening", "usual", "improving")),
    ("on_path", (False, None, True)),
    ("verdict", ("not_met", "met")),
    ("assurance", ("consistently_missed", "hit_or_miss", "consistently_met")),
    ("counters", ((reading(**WORSE),), ())),
)


@pytest.mark.parametrize(("name", "values"), BETTER_STEPS, ids=lambda value: str(value)[:20])
def test_better_evidence_never_gives_a_worse_state(name, values):
    """Whatever else is so: one step better in the run, the pace, the target or the counter-measure
    leaves the state where it was, or raises it."""
    compared = 0
    for each, rated in combinations().items():
        if getattr(each, name) not in values[:-1]:
            continue
        better = replace(each, **{name: values[values.index(getattr(each, name)) + 1]})
        if better not in combinations():
            continue
        before, after = rated.state, combinations()[better].state
        if "too_few" in (before, after):
            assert before == after
            continue
        assert WEAKEST_FIRST.index(after) >= WEAKEST_FIRST.index(before), (each, better)
        compared += 1
    assert compared > 1000


STATES = st.sampled_from(list(TITLES))


@given(st.lists(STATES), STATES)
def test_a_whole_is_never_stronger_than_any_part_that_counts(states, other):
    whole = weakest([*states, other])
    assert whole in {*states, other}
    ranked = [state for state in [*states, other] if state != "too_few"]
    assert all(WEAKEST_FIRST.index(whole) <= WEAKEST_FIRST.index(each) for each in ranked)


@given(st.lists(st.sampled_from(WEAKEST_FIRST), min_size=1), st.data())
def test_a_part_that_gets_stronger_never_weakens_the_whole(states, data):
    at = data.draw(st.integers(0, len(states) - 1))
    rank = WEAKEST_FIRST.index(states[at])
    stronger = [*states]
    stronger[at] = WEAKEST_FIRST[data.draw(st.integers(rank, len(WEAKEST_FIRST) - 1))]
    before, after = weakest(states), weakest(stronger)
    assert WEAKEST_FIRST.index(after) >= WEAKEST_FIRST.index(before)


@given(st.lists(st.sampled_from([measure_rating(each) for each in [reading(), reading(**WORSE)]])))
def test_the_counts_of_a_whole_add_up(rated):
    assert sum(number for _, number in whole_rating(rated).counts) == len(rated)


DONE = date(2026, 5, 1)
SOURCES = ("document", "records", "audit", "observation", "inspection", *sorted(WHO_CONFIRM))
PIECES = st.builds(
    Evidence,
    st.sampled_from(["written", "practised", "checked", "changed"]),
    st.sampled_from(SOURCES),
    st.integers(-3, 3).map(lambda days: DONE + timedelta(days)),
    st.integers(1, 5),
) | st.builds(
    Evidence,
    st.just("confirmed"),
    st.sampled_from(sorted(WHO_CONFIRM)),
    st.integers(-3, 3).map(lambda days: DONE + timedelta(days)),
)


@given(st.lists(PIECES, max_size=6), PIECES)
def test_more_evidence_never_lowers_its_grade_nor_unshows_impact(pieces, another):
    before, after = impact(pieces, DONE), impact([*pieces, another], DONE)
    rank = WEAKEST_GRADE_FIRST.index
    assert rank(after.grade) >= rank(before.grade)
    assert after.shown or not before.shown


@given(st.lists(PIECES, max_size=6))
def test_impact_is_shown_exactly_where_all_that_it_needs_is_there(pieces):
    after = {each for each in pieces if each.day > DONE}
    changed = {each for each in after if each.shows == "changed"}
    felt = {each for each in after if each.shows == "confirmed"}
    kinds = {each.source for each in changed | felt}
    needed = any(each.periods >= 3 for each in changed) and felt
    assert impact(pieces, DONE).shown is bool(needed and len(kinds) >= SOURCES_FOR_IMPACT)
    assert bool(impact(pieces, DONE).lacking) is not impact(pieces, DONE).shown
