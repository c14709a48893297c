"""What a date brings: sealing, forgetting and digests."""

from lineofsight.web.jobs.dated import at_hour
from lineofsight.web.notices.jobs import digests, leave_no_trace, seal

at_hour(1, "seal looks", seal)
at_hour(2, "leave no trace of what was redacted", leave_no_trace)
at_hour(7, "send digests", digests)
