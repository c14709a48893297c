"""The dated jobs of this subject."""

from lineofsight.web.data.jobs import clear_incoming, work_out_results_at_night
from lineofsight.web.jobs.dated import at_hour

at_hour(4, "clear what was given to be loaded", clear_incoming)
at_hour(5, "compute the figures of tables loaded by command", work_out_results_at_night)
