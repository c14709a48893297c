"""Whatever the plan, its review ends, and speaks only of what the plan has."""

from datetime import date
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.plan.model import (
    Action,
    Comparison,
    Doubt,
    Due,
    DueKind,
    Measure,
    Objective,
    Place,
    Plan,
    Rating,
    RatingSummary,
    Target,
    Unit,
)
from lineofsight.plan.review import InspectionFinding, review_as_json, review_plan

WORDS = st.text("abceilnorstv %()&-–.,:16", max_size=40) | st.sampled_from(
    ["Training delivered", "% decrease of re-referrals", "Visit children by 31 June 2026", "Audit:"]
)
REFS = st.none() | st.sampled_from(
    ["1", "1.1", "1.2", "1.2.3", "11a", "PA3", "9.9", "ring", "", "²"]
)
DATES = st.sampled_from(
    [
        "2026-05",
        "2026-05-31",
        "RANGE:2026-01/2026-05",
        "RANGE:TBA/TBA",
        "RELATIVE:P3M",
        "IMMEDIATE",
        "ONGOING",
        "TBA",
        "0000-00",
        "9999-12",
        "2026-13-40",
        "",
    ]
)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
PLACES = st.builds(Place, line=st.none() | st.integers(1, 9))
DOUBTS = st.builds(Doubt, st.sampled_from(["pairing", "date", "target"]), WORDS, PLACES)
TARGETS = st.builds(
    Target,
    value=NUMBERS,
    unit=st.sampled_from(get_args(Unit)),
    comparison=st.sampled_from(get_args(Comparison)),
    text=WORDS,
    by=st.none() | DATES,
    baseline=NUMBERS,
    tba=st.booleans(),
)
LEVELS = st.sampled_from(["GREEN", "RED", "BLUE", "FULLY"])
OBJECTIVE_IDS = st.none() | st.sampled_from(["objective-0", "objective-1", "objective-2"])


def several(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


OBJECTIVES = st.builds(Objective, st.just(""), REFS, WORDS, PLACES, parent=OBJECTIVE_IDS)
ACTIONS = st.builds(
    Action,
    st.just(""),
    REFS,
    OBJECTIVE_IDS,
    WORDS,
    PLACES,
    due=st.builds(
        Due,
        st.none() | WORDS,
        several(DATES),
        st.sampled_from(get_args(DueKind)),
    ),
    leads=several(WORDS | st.sampled_from(["Ida Moss (IM)", "IM", "I. Moss", "tbc"])),
    rating=st.builds(Rating, st.none() | WORDS, st.none() | LEVELS),
    doubts=several(DOUBTS),
)
MEASURES = st.builds(
    Measure,
    st.just(""),
    REFS,
    OBJECTIVE_IDS,
    WORDS,
    PLACES,
    targets=several(TARGETS),
    doubts=several(DOUBTS),
)
COUNTS = st.dictionaries(LEVELS, st.integers(0, 20))
SUMMARIES = st.builds(
    RatingSummary,
    st.dictionaries(
        LEVELS,
        st.dictionaries(st.sampled_from(["count", "percent"]), st.integers(0, 99).map(float)),
    ),
    COUNTS,
    st.booleans(),
    WORDS,
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of any awkwardness, whose ids are unique and refer to what may be there."""

    def numbered(kind: str, strategy: st.SearchStrategy, most: int) -> tuple:
        drawn = draw(st.lists(strategy, max_size=most))
        return tuple(
            type(item)(**{**vars(item), "id": f"{kind}-{at}"}) for at, item in enumerate(drawn)
        )

    return Plan(
        date=draw(st.none() | st.sampled_from(["2026-04", "2026-04-01", "9999-12"])),
        objectives=numbered("objective", OBJECTIVES, 3),
        actions=numbered("action", ACTIONS, 12),
        measures=numbered("measure", MEASURES, 4),
        rating_summary=draw(st.none() | SUMMARIES),
        abbreviations=draw(st.dictionaries(WORDS, WORDS, max_size=2)),
        doubts=draw(several(DOUBTS)),
    )


@settings(max_examples=150, deadline=None)
@given(plans(), several(WORDS.map(InspectionFinding)), st.none() | st.dates())
def test_any_plan_is_reviewed_and_what_is_told_exists(
    plan: Plan, findings: tuple[InspectionFinding, ...], as_at: date | None
) -> None:
    """Each gap's ref and item are the plan's, its sentence is one line, and so is the coverage."""
    review = review_plan(plan, findings, as_at)
    items = {each.id: each for each in (*plan.objectives, *plan.actions, *plan.measures)}
    for gap in review.gaps:
        assert (gap.ref is None) == (gap.item is None)
        if gap.item is not None:
            assert gap.ref in (items[gap.item].ref, gap.item)
            assert gap.place == items[gap.item].place
        assert gap.message.endswith(".")
        assert "\n" not in gap.message
    actions = {action.id for action in plan.actions}
    assert [each.finding for each in review.coverage] == list(findings)
    for each in review.coverage:
        assert set(each.actions) <= actions
        assert (each.state == "unanswered") <= (not each.actions)
        assert each.why
    told = len(plan.doubts) + sum(len(each.doubts) for each in (*plan.actions, *plan.measures))
    assert len(review.doubts) == told
    assert {"doubts", "gaps", "coverage"} <= set(review_as_json(review))
