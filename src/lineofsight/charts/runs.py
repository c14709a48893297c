"""The stretches of a series between its gaps."""

from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

_Drawn = TypeVar("_Drawn")


def runs(values: Sequence[_Drawn | None]) -> list[list[tuple[int, _Drawn]]]:
    """The stretches of neighbours that have a value, each with its position."""
    return [
        [(number, value) for number, value in run if value is not None]
        for present, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None)
        if present
    ]
