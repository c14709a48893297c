"""The dated job of this subject: after figures are made at night, before digests are sent."""

from lineofsight.web.alerts.jobs import draw
from lineofsight.web.jobs.dated import at_hour

at_hour(6, "draw alerts", draw)
