"""A document read as an improvement plan: objectives, actions, measures, targets, and doubts."""

from lineofsight.plan.json import plan_as_json
from lineofsight.plan.reading import read_plan

__all__ = ["plan_as_json", "read_plan"]
