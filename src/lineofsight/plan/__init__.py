"""A document read as an improvement plan: objectives, actions, measures, targets, and doubts."""

from lineofsight.plan.json import plan_as_json, plan_from_json
from lineofsight.plan.reading import plan_of, read_plan

__all__ = ["plan_as_json", "plan_from_json", "plan_of", "read_plan"]
