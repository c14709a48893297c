"""How long pre-proceedings and care proceedings take, by child, by case and by family."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import partial

from tests.support.oracle.allocation import allocated_team_and_worker
from tests.support.oracle.cases import (
    Case,
    Clock,
    Count,
    Period,
    Thing,
    always,
    counted_when_done,
)
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.naming import Counted, Measured

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Told:
    """Proceedings of one child: what they are called, when they began and ended, who shares them.

    `together` is what the children of one case or family have in common; empty for a row that is
    one of its own.
    """

    record: str
    began: date
    ended: date | None
    together: str
    row: Row


def _proceedings(council: Council) -> list[Told]:
    """Care proceedings with a day of issue."""
    return [
        Told(row["care_proceedings_id"], began, day(row["concluded_on"]), row["court_case_id"], row)
        for row in council.rows("care_proceedings")
        if (began := day(row["applied_on"])) is not None
    ]


def _pre_proceedings(council: Council) -> list[Told]:
    """Times in pre-proceedings with a day of the decision to begin."""
    return [
        Told(
            row["prep_table_id"],
            began,
            day(row["prep_agree_stepdown_issue_date"]),
            row["prep_plo_family_id"],
            row,
        )
        for row in council.rows("ssd_pre_proceedings")
        if (began := day(row["prep_pre_pro_decision_date"])) is not None
    ]


def _one_of_each(told: Sequence[Told]) -> list[Told]:
    """Of those that are together and began on one day the one that ends last, or is open."""
    found: dict[tuple[str, ...], Told] = {}
    for each in told:
        key = (each.together, each.began.isoformat()) if each.together else ("", "", each.record)
        other = found.get(key, each)
        found[key] = max(each, other, key=lambda one: (one.ended or date.max, one.record))
    return list(found.values())


def _thing(council: Council, each: Told, due: date) -> Thing:
    if "care_proceedings_id" in each.row:
        child = each.row["person_id"]
        held_by = always(each.row["team"], each.row["worker_id"])
    else:
        child = each.row["prep_person_id"]
        held_by = partial(allocated_team_and_worker, council, child)
    return Thing(child, each.record, Clock(each.began, due, each.ended), held_by)


def care_proceedings_26_weeks(
    council: Council,
    period: Period,
    *,
    by_child: bool = False,
    last_day: Callable[[Told], date] = lambda each: each.began + 26 * WEEK,
) -> Count:
    """Court cases concluded in the period; met where within 26 weeks of the day of issue.

    Rows with one court number and one day of issue are one case, which ends with the last.
    """
    told = _proceedings(council)
    counted = told if by_child else _one_of_each(told)
    return counted_when_done(
        council, period, [_thing(council, each, last_day(each)) for each in counted]
    )


def _of_which_issue_is_the_first(each: Told) -> date:
    return each.began + 26 * WEEK - timedelta(days=1)


def _within_extension(each: Told) -> date:
    extended = day(each.row["extended_to"])
    return max(each.began + 26 * WEEK, extended or date.min)


def care_proceedings_mean_weeks(
    council: Council, period: Period, *, by_child: bool = False
) -> Count:
    """The same cases: weeks from issue to conclusion, each to four decimal places.

    What was concluded before it was issued is left out.
    """
    return Count(
        [
            replace(case, value=_four_places(weeks))
            for case in care_proceedings_26_weeks(council, period, by_child=by_child).counted
            if (weeks := _weeks(case)) is not None
        ]
    )


def _weeks(case: Case) -> Fraction | None:
    assert case.clock is not None
    began, ended = case.clock.start, case.clock.done
    assert began is not None
    assert ended is not None
    return Fraction((ended - began).days, 7) if ended >= began else None


def _four_places(weeks: Fraction) -> Fraction:
    written = Decimal(weeks.numerator) / Decimal(weeks.denominator)
    return Fraction(written.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def care_proceedings_open_over_26_weeks(
    council: Council, period: Period, *, by_child: bool = False
) -> Count:
    """Cases issued by the judged day and not concluded by it; met where over 26 weeks old."""
    return _open_for(council, period, _proceedings(council), 26, by_child=by_child)


def _open_for(
    council: Council, period: Period, told: list[Told], weeks: int, *, by_child: bool
) -> Count:
    judged = period.judged
    still = [
        replace(each, ended=None)
        for each in told
        if each.began <= judged and (each.ended is None or each.ended > judged)
    ]
    counted = []
    for each in still if by_child else _one_of_each(still):
        thing = _thing(council, each, each.began + weeks * WEEK)
        team, worker = thing.held_by(judged)
        over = each.began + weeks * WEEK < judged
        counted.append(Case(thing.subject, each.record, team, worker, judged, over))
    return Count(counted)


def _from_letter(told: Sequence[Told]) -> list[Told]:
    """Those of whom a letter to the parents is recorded, begun on its day."""
    return [
        replace(each, began=sent)
        for each in told
        if (sent := day(each.row["prep_pre_pro_letter_date"])) is not None
    ]


def pre_proceedings_16_weeks(
    council: Council, period: Period, *, from_letter: bool = False, by_family: bool = False
) -> Count:
    """Times in pre-proceedings that ended in the period; met where within 16 weeks.

    Of the decision to begin or of the letter to the parents; by child, or one of each family that
    entered on one day, which ends with the last of its children's.
    """
    told = _pre_proceedings(council)
    told = _one_of_each(told) if by_family else told
    told = _from_letter(told) if from_letter else told
    return counted_when_done(
        council, period, [_thing(council, each, each.began + 16 * WEEK) for each in told]
    )


def pre_proceedings_median_weeks(
    council: Council, period: Period, *, from_letter: bool = False, by_family: bool = False
) -> Count:
    """The same: weeks from the first day to the end; what ended before it is left out."""
    ended = pre_proceedings_16_weeks(
        council, period, from_letter=from_letter, by_family=by_family
    ).counted
    return Count(
        [replace(case, value=weeks) for case in ended if (weeks := _weeks(case)) is not None]
    )


def pre_proceedings_open_over_16_weeks(
    council: Council, period: Period, *, from_letter: bool = False
) -> Count:
    """Times in pre-proceedings open on the judged day; met where over 16 weeks since the decision,
    or since the letter, of those to whose parents one was sent by that day."""
    told = _open_times(council, period.judged)
    if from_letter:
        told = _from_letter(told)
    return _open_for(council, period, told, 16, by_child=True)


def _open_times(council: Council, judged: date) -> list[Told]:
    return [each for each in _pre_proceedings(council) if each.began <= judged]


COUNTED: Counted = {
    "care_proceedings_26_weeks": care_proceedings_26_weeks,
    "care_proceedings_26_weeks:by_child": partial(care_proceedings_26_weeks, by_child=True),
    "care_proceedings_26_weeks:counting_the_day_of_issue": partial(
        care_proceedings_26_weeks, last_day=_of_which_issue_is_the_first
    ),
    "care_proceedings_26_weeks:within_extension": partial(
        care_proceedings_26_weeks, last_day=_within_extension
    ),
    "care_proceedings_open_over_26_weeks": care_proceedings_open_over_26_weeks,
    "care_proceedings_open_over_26_weeks:by_child": partial(
        care_proceedings_open_over_26_weeks, by_child=True
    ),
    "pre_proceedings_16_weeks": pre_proceedings_16_weeks,
    "pre_proceedings_16_weeks:from_letter": partial(pre_proceedings_16_weeks, from_letter=True),
    "pre_proceedings_16_weeks:by_family": partial(pre_proceedings_16_weeks, by_family=True),
    "pre_proceedings_open_over_16_weeks": pre_proceedings_open_over_16_weeks,
    "pre_proceedings_open_over_16_weeks:from_letter": partial(
        pre_proceedings_open_over_16_weeks, from_letter=True
    ),
}

MEASURED: Measured = {
    "care_proceedings_mean_weeks": ("mean", care_proceedings_mean_weeks),
    "care_proceedings_mean_weeks:by_child": (
        "mean",
        partial(care_proceedings_mean_weeks, by_child=True),
    ),
    "pre_proceedings_median_weeks": ("median", pre_proceedings_median_weeks),
    "pre_proceedings_median_weeks:from_letter": (
        "median",
        partial(pre_proceedings_median_weeks, from_letter=True),
    ),
    "pre_proceedings_median_weeks:by_family": (
        "median",
        partial(pre_proceedings_median_weeks, by_family=True),
    ),
}
