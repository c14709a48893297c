"""A plan as the JSON that other programs rely on."""

from dataclasses import fields, is_dataclass

from lineofsight.plan.model import Plan


def plan_as_json(plan: Plan) -> dict[str, object]:
    """``plan`` as dicts, lists, strings and numbers, ready for :func:`json.dumps`.

    Keys are the names of the plan's fields; whole numbers are written without a point.
    """
    return {each.name: _plain(getattr(plan, each.name)) for each in fields(plan)}


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
