"""The site read by programs."""
