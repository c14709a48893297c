"""Targets typed beside a series, in the words of a plan or as a bare number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lineofsight.errors import UnusableInput
from lineofsight.plan.model import Comparison, Target, Unit
from lineofsight.plan.targets import read_target_cell
from lineofsight.progress.judging import Better
from lineofsight.progress.series_file import SeriesUnit
from lineofsight.progress.target_steps import SAYS_WHICH_WAY

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\s*%?")


def typed_targets(
    texts: Sequence[str], unit: SeriesUnit, better: Better, near: str
) -> tuple[Target, ...]:
    """The targets in some texts: "95% by March 2026", "another 5% by June", "90".

    They are of the series beside them, so that a bare number is in its unit, and one that does not
    say "or more" or "or less" goes the way that is better.  ``near`` is a date by which a month
    without its year is read.  Raises :class:`UnusableInput` for a text without any target.
    """
    return tuple(target for text in texts for target in _read(text, unit, better, near))


def is_percent(texts: Sequence[str]) -> bool:
    """Whether typed targets say that the series is of percentages."""
    return any(re.search(r"[0-9]\s*(?:%|per\s?cent)", text, re.I) for text in texts)


def _read(text: str, unit: SeriesUnit, better: Better, near: str) -> Iterator[Target]:
    text = " ".join(text.split())
    way: Comparison = ">=" if better == "up" else "<="
    own: Unit = "%" if unit == "percent" else "count"
    if _NUMBER.fullmatch(text):
        yield Target(float(text.removesuffix("%").rstrip()), own, way, text)
        return
    found = read_target_cell(text, "", near)
    if not any(target.value is not None or target.tba for target in found):
        raise UnusableInput(
            f"--target {text[:80]!r} holds no target: write it as '95% by March 2026'."
        )
    for target in found:
        said = target.comparison not in (">=", "<=") or SAYS_WHICH_WAY.search(target.text)
        comparison = target.comparison if said or target.baseline is not None else way
        # "20 working days" typed beside a series of numbers is in the unit of its figures.
        ours = own if unit == "number" or target.unit == "count" else target.unit
        yield replace(
            target, comparison=comparison, unit=ours if target.value is not None else "text"
        )
