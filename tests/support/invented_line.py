"""An invented plan with invented figures, for whoever needs a line paper to look at."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.papers.contents import LinePaper, Provenance
from lineofsight.papers.line import line_paper
from lineofsight.plan.model import (
    Action,
    Doubt,
    Measure,
    Objective,
    Place,
    Plan,
    Rating,
    Target,
)
from lineofsight.progress.points import Point, Polarity, Statistic
from lineofsight.progress.standing import Standing, standing
from lineofsight.progress.suggestion import Suggestion

AS_AT = date(2020, 3, 31)
MADE = Provenance("snapshot-of-march", AS_AT, "0.1.0", "plan.docx", invented=True)


@dataclass(frozen=True)
class Indicator:
    """An indicator described as progress wants it."""

    id: str = "assessments_45_working_days"
    title: str = "Assessments within 45 working days"
    unit: str = "percent"
    polarity: Polarity = "high"
    version: str = "9f2c41d0aa17b3c5e8"
    of: str = "assessments"
    met: str = "were completed in time"
    measured: str = ""
    statistic: Statistic = "percent"


COMPUTES = Suggestion(Indicator.id, Indicator.title, "indicator", 0.95, "says '45 days'")
WAITS = Suggestion(
    "survey", "Survey of families", "source", 0.6, "says 'views'", needs="a survey tool"
)


def monthly(counts: Sequence[tuple[int, int] | None], last: date = AS_AT) -> tuple[Point, ...]:
    """Months up to that of ``last``: numerator and denominator, None where not computable."""
    points = []
    for back, count in zip(range(len(counts) - 1, -1, -1), counts, strict=True):
        month = last.year * 12 + last.month - 1 - back
        first = date(month // 12, month % 12 + 1, 1)
        end = first.replace(day=monthrange(first.year, first.month)[1])
        done, of = count or (None, None)
        points.append(
            Point(
                period=f"{first:%Y-%m}",
                first_day=first,
                last_day=end,
                numerator=done,
                denominator=of,
                value=100 * done / of if done is not None and of else None,
                state="not_computable" if of is None else "value" if of else "no_denominator",
                missing=("assessments.completed_on",) if of is None else (),
            )
        )
    return tuple(points)


IMPROVING = [(60 + month + (3 * month) % 5, 100) for month in range(24)]
PLACE = Place(page=3, table=2, row=5)
EIGHTY = Target(80.0, "%", ">=", "80%", by="2019-10")
NINETY = Target(90.0, "%", ">=", "90%", by="2021-03")
OBJECTIVE = Objective("o1", "1.1", "Children are seen and helped in good time", PLACE)
TIMELY = Measure(
    "m1", "KPI 1", "o1", "Assessments done inside 45 days", PLACE, targets=(EIGHTY, NINETY)
)
VIEWS = Measure("m2", "KPI 2", None, "The views of families are heard", PLACE)
PLAN = Plan(
    title="Children first",
    organisation="Fernshire County Council",
    date="2018-04",
    objectives=(OBJECTIVE,),
    actions=(
        Action("a1", "1", "o1", "Do it", PLACE, rating=Rating("Green", "GREEN")),
        Action("a2", "2", "o1", "Do more", PLACE, rating=Rating("Red", "RED")),
        Action("a3", "3", "o1", "Do all", PLACE),
    ),
    measures=(TIMELY, VIEWS),
    doubts=(Doubt("date", "Three dates stand beside five actions.", PLACE),),
)


def judged(
    counts: Sequence[tuple[int, int] | None] = IMPROVING,
    measure: Measure = TIMELY,
    suggestion: Suggestion = COMPUTES,
    **described: str,
) -> Standing:
    """Where a measure stands on these monthly counts."""
    indicator = replace(Indicator(), **described)
    return standing(measure, suggestion, indicator, monthly(counts), AS_AT, PLAN.date)


def paper(plan: Plan = PLAN, standings: Sequence[Standing] | None = None) -> LinePaper:
    """The line paper of a plan, by default the invented one with one measure computed."""
    if standings is None:
        waiting = standing(VIEWS, WAITS, None, (), AS_AT, PLAN.date)
        standings = (judged(), waiting)
    return line_paper(plan, standings, as_at=AS_AT, provenance=MADE)
