"""What the pages of a draft share."""

from collections.abc import Sequence

from django import template

from lineofsight.plan.model import Place
from lineofsight.plan.review.grouping import where
from lineofsight.web.imports.corrections import JSON, find
from lineofsight.web.imports.telling import NAMES

register = template.Library()


@register.filter
def places(value: Sequence[Place]) -> str:
    """Where in the document several things stand, in words."""
    return where(value)


@register.simple_tag
def called(plan: JSON, item: str) -> str:
    """What a thing of the draft is called: action 2.1; without a number by its kind."""
    listed, at, each = find(plan, item)
    return f"{NAMES[listed].one} {each.get('ref') or at + 1}"
