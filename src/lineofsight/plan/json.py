"""A plan as the JSON that other programs rely on."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING

from lineofsight.plan.model import Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def plan_as_json(plan: Plan) -> dict[str, object]:
    """``plan`` as dicts, lists, strings and numbers, ready for :func:`json.dumps`.

    Keys are the names of the plan's fields; whole numbers are written without a point.
    """
    return {each.name: _plain(getattr(plan, each.name)) for each in fields(plan)}


def plan_from_json(plain: dict[str, object]) -> Plan:
    """The plan that :func:`plan_as_json` wrote; keys that it does not know are passed over.

    Raises ``pydantic.ValidationError`` naming the key where the shape is another.
    """
    return _shape().validate_python(plain)


@cache
def _shape() -> "TypeAdapter[Plan]":
    # Only the site reads plans back; the command that reads a document need not wait for this.
    from pydantic import TypeAdapter

    return TypeAdapter(Plan)


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
