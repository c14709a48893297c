"""Ofsted's child-level lists for an inspection (Annex A), in a workbook or a CSV file a list.

The lists are of one day: what happened in the six or twelve months before it, and for a child in
need, on a plan, in care or leaving it the latest alone.  Each delivery says so, and what that
cannot answer is told of each indicator instead of being guessed.
"""

from lineofsight.tables.readers.annex_a.deliveries import read
from lineofsight.tables.readers.annex_a.extract import takes

__all__ = ["read", "takes"]
