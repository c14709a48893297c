"""The children in need census, a file a collection year, written from the journeys.

``children.sql`` makes each child's record as text, within DuckDB, so that a county's hundred
megabytes are written in seconds and in little memory.
"""

from lineofsight.sample.writers.cin_census.census import write_cin_census

__all__ = ["write_cin_census"]
