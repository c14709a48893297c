"""The dated jobs of this subject."""

from lineofsight.web.exports.jobs import delete_exports
from lineofsight.web.jobs.dated import at_hour

at_hour(4, "delete old exports", delete_exports)
