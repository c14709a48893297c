"""Plans made in a test, that lack nothing but what it takes away, and the gaps told of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from lineofsight.plan.model import Action, Due, Measure, Objective, Place, Plan, Target
from lineofsight.plan.review import Gap, review_plan

EXAMPLES = Path(__file__).parents[2] / "examples"
HERE = Place(page=2, table=1, row=3)


def action(ref: str | None, text: str = "Visit every child each week.", **more: object) -> Action:
    """An action that lacks nothing, but for what is given."""
    values: dict[str, object] = {
        "id": f"action-{ref or 'x'}",
        "objective": "objective-1",
        "place": HERE,
        "due": due("2026-09"),
        "leads": ("Ida Moss",),
    }
    return Action(ref=ref, text=text, **{**values, **more})


def due(*dates: str, text: str | None = None) -> Due:
    return Due(text or "; ".join(dates), dates, "date")


def measure(
    text: str = "% of children visited in 10 working days", *targets: Target, **more: object
) -> Measure:
    values: dict[str, object] = {"id": "measure-1", "ref": "1", "objective": "objective-1"}
    return Measure(text=text, place=HERE, targets=targets, **{**values, **more})


def target(value: float | None = 95, by: str | None = "2027-03", **more: object) -> Target:
    values: dict[str, object] = {"unit": "%", "comparison": ">=", "text": f"Target: {value}%"}
    return Target(value=value, by=by, **{**values, **more})


def plan(
    *items: Action | Measure, objectives: tuple[str, ...] = ("Children are seen.",), **more: object
) -> Plan:
    """A plan of ``items`` with one measured objective, dated April 2026."""
    actions = tuple(item for item in items if isinstance(item, Action))
    measures = tuple(item for item in items if isinstance(item, Measure))
    made = Plan(
        date="2026-04",
        objectives=tuple(
            Objective(f"objective-{n}", str(n), text, HERE) for n, text in enumerate(objectives, 1)
        ),
        actions=actions or (action("1.1"),),
        measures=measures or (measure("% of children visited in 10 working days", target()),),
    )
    return replace(made, **more)


def gaps(of: Plan, kind: str, as_at: date | None = None) -> list[Gap]:
    return [gap for gap in review_plan(of, as_at=as_at).gaps if gap.kind == kind]


def only(of: Plan, kind: str, as_at: date | None = None) -> Gap:
    found = gaps(of, kind, as_at)
    assert len(found) == 1, found
    return found[0]
