"""What would measure a measure: an indicator that computes it, or the source it waits for."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["indicator", "source"]
Covers = Literal["whole", "part"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One answer to "what measures this?", with its reason in a plain phrase.

    ``score`` is from 0 to 1.  Where only a part is covered ``uncovered`` says what is not.  A
    source computes nothing yet; ``needs`` says what it would take.  ``but`` is why an indicator
    that comes near does not measure it: a person may choose it, and nothing else does.
    ``beside`` are the titles of the other figures that the measure holds.
    """

    id: str
    title: str
    kind: Kind
    score: float
    why: str
    covers: Covers = "whole"
    uncovered: str | None = None
    needs: str | None = None
    but: str | None = None
    beside: tuple[str, ...] = ()
