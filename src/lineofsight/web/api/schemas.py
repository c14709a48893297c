"""What the API gives: each field with its meaning, from which its reference is made."""

from datetime import date as Day  # noqa: N812 - a plan has a field called date
from datetime import datetime
from typing import Generic, TypeVar

from ninja import Field, Schema

T = TypeVar("T")


class PageOf(Schema, Generic[T]):
    """One page of a list."""

    items: list[T] = Field(description="What stands on this page.")
    count: int = Field(description="How many there are on all pages.")
    page: int = Field(description="The number of this page, from 1.")
    pages: int = Field(description="How many pages there are.")
    next: str | None = Field(description="The address of the next page; null on the last.")


class Fault(Schema):
    """Why there is no answer."""

    error: str = Field(description="A sentence that says what is wrong and what to do.")


class PlanOut(Schema):
    """A plan."""

    id: int = Field(description="Its number on this site.")
    title: str
    organisation: str
    date: str = Field(description="The plan's own date, YYYY-MM-DD or YYYY-MM; empty if none.")
    version: str = Field(description="As the document prints it; empty if it does not.")
    as_at: Day = Field(description="The day at whose end everything stands so.")
    address: str = Field(description="Its page.")


class ObjectiveOut(Schema):
    """What must improve."""

    id: int
    number: str = Field(description="As printed; empty if it has none.")
    text: str
    theme: str | None = Field(description="The part of the plan that gathers it.")
    parent: int | None = Field(description="The objective that it stands under.")
    references: list[str]
    outcomes: list[str]


class DueOut(Schema):
    """When an action is due."""

    text: str = Field(description="As the plan says it.")
    dates: list[str] = Field(
        description="YYYY-MM-DD, YYYY-MM, IMMEDIATE, ONGOING, TBA, RELATIVE:P3M or RANGE:start/end."
    )
    on: Day | None = Field(description="The day after which it is overdue.")
    first: Day | None = Field(description="The day first adopted.")


class RatingOut(Schema):
    """A rating in the plan's own scheme."""

    level: str = Field(description="BLUE, GREEN, AMBER, RED, GREY, or a level of achievement.")
    name: str = Field(description="What the plan calls it.")


class ActionOut(Schema):
    """What will be done."""

    id: int
    number: str = Field(description="As printed; empty if it has none.")
    text: str
    objective: int | None
    leads: list[str] = Field(
        description="The accountable lead first: names for those inside, else job titles."
    )
    due: DueOut
    delivery: str = Field(description="not_started, in_progress, delivered, embedding or closed.")
    rating: RatingOut | None = Field(description="Null where it is not rated.")
    rated_on: Day | None
    overdue: bool
    references: list[str]
    address: str = Field(description="Its page.")


class MeasureOut(Schema):
    """How the plan says success will be known."""

    id: int
    number: str
    text: str
    objective: int | None
    action: int | None


class TargetOut(Schema):
    """A value that a measure is to reach."""

    id: int
    measure: int
    text: str = Field(description="As printed.")
    value: float | None
    unit: str = Field(description="%, count, days, weeks, hours or text.")
    comparison: str = Field(description=">=, <=, =, decrease_by, increase_by or trend.")
    by: str = Field(description="By when, as plans keep dates; empty if it is not said.")
    baseline: float | None
    direction: str = Field(description="up, down or empty.")
    interim: bool = Field(description="A step on the way.")
    additional: bool = Field(description="It adds to the step before it.")
    every: str = Field(description="The period after which the change repeats, such as P2M.")
    to_be_agreed: bool


class MilestoneOut(Schema):
    """A goal to be reached by a date."""

    id: int
    goal: str
    text: str
    by: str = Field(description="As printed.")
    due_on: Day | None
    reached_on: Day | None


class RiskOut(Schema):
    """What might stop the plan."""

    id: int
    text: str
    mitigation: str
    owner: str | None = Field(description="A name for those inside, else a job title.")
    likelihood: int | None
    impact: int | None
    open: bool


class FindingOut(Schema):
    """Something an inspection said must improve."""

    id: int
    number: str
    text: str
    source: str
    kind: str
    area: str
    actions: list[int] = Field(description="The actions that answer it.")
    objectives: list[int] = Field(description="The objectives that answer it.")


class UpdateOut(Schema):
    """What a lead said of an action; for those inside only."""

    id: int
    action: int
    at: datetime
    by: str | None
    period: str = Field(description="The period that the document printed, if it came from there.")
    note: str
    for_children: str = Field(description="What changed for children.")
    no_change: str = Field(description="Why nothing changed.")
    delivery: str
    rating: RatingOut | None
