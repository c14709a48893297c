"""How England's children's services are inspected: a dated definition a framework.

A framework says what is judged, by which grades, and what its findings are called.  Nothing here
assumes one grade for the whole: one framework had two, several have none.
"""

from lineofsight.plan.frameworks.catalogue import (
    framework_of,
    frameworks,
    in_force,
    judgement_said,
    kind_headed,
    time_said,
)
from lineofsight.plan.frameworks.definition import Framework, Judgement, Kind

__all__ = [
    "Framework",
    "Judgement",
    "Kind",
    "framework_of",
    "frameworks",
    "in_force",
    "judgement_said",
    "kind_headed",
    "time_said",
]
