"""The dated jobs of this subject."""

from lineofsight.web.jobs.dated import at_hour
from lineofsight.web.jobs.jobs import clear_out

at_hour(3, "clear out jobs", clear_out)
