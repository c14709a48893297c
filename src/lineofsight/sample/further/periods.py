"""Periods of care, put together from the rows that were entered of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe

FOSTERED = ("U1", "U2", "U3", "U4", "U5", "U6")


@dataclass(frozen=True)
class Period:
    """One period of care; ``until`` is the day it ended, or the day after the last one.

    ``left`` and ``reason`` are empty while it goes on.
    """

    id: str
    entered: int
    until: int
    left: str
    reason: str
    placements: list[Cells]
    reviewed: list[int]
    statuses: list[Cells]

    @property
    def goes_on(self) -> bool:
        """Whether the child is in care at the end."""
        return not self.left


def periods(scribe: Scribe, history: History) -> Iterator[Period]:
    """A child's periods of care, in order."""
    for first in history["ssd_cla_episodes"]:
        if first["clae_cla_episode_start_reason"] != "S":
            continue
        care = first["clae_cla_id"]
        last = [row for row in history["ssd_cla_episodes"] if row["clae_cla_id"] == care][-1]
        left = last["clae_cla_episode_ceased_date"]
        entered, until = scribe.read(first["clae_entered_care_date"]), scribe.until(left)
        yield Period(
            care,
            entered,
            until,
            left,
            last["clae_cla_episode_ceased_reason"],
            [row for row in history["ssd_cla_placement"] if row["clap_cla_id"] == care],
            [
                scribe.read(row["clar_cla_review_date"])
                for row in history["ssd_cla_reviews"]
                if row["clar_cla_id"] == care and row["clar_cla_review_date"]
            ],
            [
                row
                for row in history["ssd_legal_status"]
                if entered <= scribe.read(row["lega_legal_status_start_date"]) < until
            ],
        )
