"""How a module of this package says which indicators it calculates, and how they can be split.

Each module that calculates ends with ``COUNTED``, ``MEASURED`` or both, and with ``GROUPS`` for
those of its indicators that cannot be split by everything.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from tests.support.oracle.cases import Count, Period
from tests.support.oracle.council import Council

Statistic = Literal["median", "mean", "sum", "count", "ratio"]
Calculation = Callable[[Council, Period], Count]

Counted = Mapping[str, Calculation]
"""Percentages, by `id` or `id:variant`."""

Measured = Mapping[str, tuple[Statistic, Calculation]]
"""What is no percentage, by `id` or `id:variant`."""

Groups = Mapping[str, tuple[str, ...]]
"""By what an indicator and its variants can be split, by the id of the default."""

NO_CHILD = ("team", "worker", "locality")
OF_THE_CHILD = ("sex", "ethnicity", "age_band", "disability", "unaccompanied")
OF_A_TEAM = ("team", "locality", *OF_THE_CHILD)
OF_A_WORKER = ("worker", *OF_THE_CHILD)
EVERY = (*NO_CHILD, *OF_THE_CHILD)
