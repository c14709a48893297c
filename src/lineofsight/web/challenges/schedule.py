"""The dated job of this subject, early, so that leads find it in the morning."""

from lineofsight.web.challenges.jobs import look_in_every_plan
from lineofsight.web.jobs.dated import at_hour

at_hour(6, "look for challenges", look_in_every_plan)
