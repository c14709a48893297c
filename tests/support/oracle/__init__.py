"""Every indicator calculated a second way: in plain Python, slowly, from its definition in words.

It shares nothing with the product: no definition, no query, no working-day sum.  Each indicator
is one function, named like it, that goes through the rows and says which count.
"""

from tests.support.oracle.council import Tables
from tests.support.oracle.figures import (
    INDICATORS,
    VALUES,
    Cell,
    Record,
    groups_of,
    measure,
    records,
    values,
)

__all__ = [
    "INDICATORS",
    "VALUES",
    "Cell",
    "Record",
    "Tables",
    "groups_of",
    "measure",
    "records",
    "values",
]
