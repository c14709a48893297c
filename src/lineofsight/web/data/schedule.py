"""The dated jobs of this subject."""

from lineofsight.web.data.jobs import clear_incoming
from lineofsight.web.jobs.dated import at_hour

at_hour(4, "clear what was given to be loaded", clear_incoming)
