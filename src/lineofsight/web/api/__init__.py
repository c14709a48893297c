"""The site read by programs: a calendar of due dates, and plans as JSON."""
