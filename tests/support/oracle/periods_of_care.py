"""Periods of care: when each began and ended, and which children are in care on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.support.oracle.council import Council, Row, day

SHORT_BREAKS = ("V3", "V4")


@dataclass(frozen=True)
class PeriodOfCare:
    """A child's episodes of one period number; an episode without a number is one by itself."""

    child: str
    number: str
    episodes: Sequence[Row]

    @property
    def record(self) -> str:
        """What it is called by: its number, or that of its one episode."""
        return self.number or self.episodes[0]["clae_cla_episode_id"]

    @property
    def began(self) -> date | None:
        """The earliest day entered as that of coming into care; where an episode has none, of its
        start."""
        days = [
            day(row["clae_entered_care_date"] or row["clae_cla_episode_start_date"])
            for row in self.episodes
        ]
        return min((on for on in days if on is not None), default=None)

    @property
    def ended(self) -> date | None:
        """The latest end, once all its episodes have one."""
        ends = [day(row["clae_cla_episode_ceased_date"]) for row in self.episodes]
        known = [on for on in ends if on is not None]
        return max(known) if len(known) == len(ends) else None

    @property
    def reason(self) -> str:
        """Why it ended: the reason of the episode begun last, of two of the number sorted last."""
        last = max(
            self.episodes,
            key=lambda row: (row["clae_cla_episode_start_date"], row["clae_cla_episode_id"]),
        )
        return last["clae_cla_episode_ceased_reason"]

    def is_open(self, on: date) -> bool:
        """Begun on or before a day, and not ended by it; one that ends on the day is over."""
        began, ended = self.began, self.ended
        return began is not None and began <= on and (ended is None or ended > on)


def periods_of_care(council: Council) -> list[PeriodOfCare]:
    """Every child's periods of care."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in council.rows("ssd_cla_episodes"):
        number = row["clae_cla_id"]
        alone = "" if number else row["clae_cla_episode_id"]
        if row["clae_person_id"]:
            found.setdefault((row["clae_person_id"], number, alone), []).append(row)
    return [PeriodOfCare(child, number, rows) for (child, number, _), rows in found.items()]


def is_open(begun: str, ended: str, on: date) -> bool:
    """Whether what was begun and ended on these days is open on a day; over on that of its end."""
    first, last = day(begun), day(ended)
    return first is not None and first <= on and (last is None or last > on)


def is_on_short_breaks(council: Council, child: str, on: date) -> bool:
    """Whether a legal status of the child on a day is V3 or V4."""
    return any(
        row["lega_person_id"] == child
        and row["lega_legal_status"] in SHORT_BREAKS
        and is_open(row["lega_legal_status_start_date"], row["lega_legal_status_end_date"], on)
        for row in council.rows("ssd_legal_status")
    )


def in_care(council: Council, on: date) -> dict[str, date]:
    """The children in care on a day but for short breaks, and the day their care began.

    A child with two periods at once is there once, since the last of them began.
    """
    since: dict[str, date] = {}
    for period in periods_of_care(council):
        if period.is_open(on) and not is_on_short_breaks(council, period.child, on):
            assert period.began is not None
            since[period.child] = max(period.began, since.get(period.child, period.began))
    return since
