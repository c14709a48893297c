"""A plan and its parts, each kept with its history."""

from lineofsight.web.plans.models.action import (
    DELIVERY,
    UNDELIVERED,
    Action,
    Dependency,
    Resource,
    Responsibility,
    Step,
)
from lineofsight.web.plans.models.frame import (
    Answer,
    Consultation,
    Endorsement,
    Finding,
    Milestone,
    Objective,
    Risk,
    Theme,
)
from lineofsight.web.plans.models.measure import Measure, Target
from lineofsight.web.plans.models.people import Person
from lineofsight.web.plans.models.plan import Adoption, Plan
from lineofsight.web.plans.models.rating import Level, Scheme

__all__ = [
    "DELIVERY",
    "UNDELIVERED",
    "Action",
    "Adoption",
    "Answer",
    "Consultation",
    "Dependency",
    "Endorsement",
    "Finding",
    "Level",
    "Measure",
    "Milestone",
    "Objective",
    "Person",
    "Plan",
    "Resource",
    "Responsibility",
    "Risk",
    "Scheme",
    "Step",
    "Target",
    "Theme",
]
