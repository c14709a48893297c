"""A plan as the JSON that other programs rely on."""

from dataclasses import asdict

from lineofsight.plan.model import Plan


def plan_as_json(plan: Plan) -> dict[str, object]:
    """``plan`` as plain dicts, lists, strings and numbers, ready for :func:`json.dumps`."""
    told: dict[str, object] = asdict(plan)
    return told
