"""What is entered of a journey afterwards, each subject from a random stream of its own.

Journeys are drawn first, from the council's one stream.  Everything else that the tables hold of
a child follows from what was recorded of the journey.  It is drawn from a stream that is named
after a subject and a record, so that a further subject leaves every other as it was, and so that
brothers and sisters who share a record (a meeting, an enquiry) share what is drawn of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TypeVar
from zlib import crc32

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Child, Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.workforce import CASE_WORKER, Team

T = TypeVar("T")

DAY = 24 * 60
_CLOCK = tuple(f"T{minute // 60:02d}:{minute % 60:02d}:00" for minute in (1, *range(1, DAY)))
_OPENS, _CLOSES = 9 * 60, 17 * 60
_LEAN = 0.04
_RISE = 0.05


@dataclass(frozen=True)
class History:
    """What was recorded of one child's journey: the rows of each table, in order.

    ``family`` is the family's id and ``area`` the one whose teams work with it; ``alone`` says
    that no brother or sister is known.
    """

    child: Child
    family: str
    area: int
    alone: bool
    records: dict[str, list[Cells]]

    def __getitem__(self, table: str) -> list[Cells]:
        return self.records.get(table, [])

    @cached_property
    def stints(self) -> list[Cells]:
        """The allocated case workers' involvements, in order."""
        return [
            row
            for row in self["ssd_involvements"]
            if row["invo_professional_role_id"] == CASE_WORKER
        ]

    def worker_on(self, day: str) -> tuple[str, str]:
        """The allocated worker and team on an ISO day, or those allocated last before it."""
        found = ("", "")
        for row in self.stints:
            if row["invo_involvement_start_date"] > day:
                break
            found = row["invo_professional_id"], row["invo_professional_team"]
        return found


class Scribe:
    """Enters what follows from a record; ``named`` names its random stream.

    Days are numbers; a day that lies ahead of the date asked for is entered as empty, since it
    has not come.  Times are minutes from the first numbered day.
    """

    def __init__(self, setting: Setting, subject: str, named: str) -> None:
        self.setting, self.days, self.last = setting, setting.days, setting.last
        self._name = f"{setting.seed}/{subject}/{named}"
        self.enter, self.id = setting.ledger.enter, setting.ledger.mint_after

    @cached_property
    def random(self) -> Random:
        """The stream, begun when something is first drawn from it."""
        return Random(crc32(self._name.encode()))

    def on(self, day: int | None) -> str:
        """A day as ISO text; empty where it is none or lies ahead."""
        return "" if day is None or day > self.last else self.days.iso[day]

    def due(self, day: int) -> str:
        """A day as ISO text, also where it lies ahead."""
        return self.days.iso[day]

    def at(self, minute: int | None) -> str:
        """A time as ISO text; empty where it is none or lies ahead.

        Midnight is told as a minute later, since it is read as a day without its time.
        """
        if minute is None or minute // DAY > self.last:
            return ""
        return self.days.iso[minute // DAY] + _CLOCK[minute % DAY]

    def read(self, text: str) -> int:
        """The number of a recorded day."""
        return self.days.numbers[text]

    def until(self, text: str) -> int:
        """The number of a recorded end; the day after the last one where it goes on."""
        return self.days.numbers[text] if text else self.last + 1

    def office_hours(self, day: int) -> int:
        """A time of a day at which offices are open."""
        return day * DAY + self.between(_OPENS, _CLOSES)

    def between(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``."""
        return least + int(self.random.random() * (most - least + 1))

    def chance(self, share: float) -> bool:
        """True as often as ``share`` (0 to 1) says."""
        return self.random.random() < share

    def flag(self, share: float) -> str:
        """``Y`` as often as ``share`` says, else ``N``."""
        return "Y" if self.random.random() < share else "N"

    def flag_once(self, day: int | None, share: float) -> str:
        """A flag that is known once a day has come."""
        told = self.flag(share)
        return "" if day is None or day > self.last else told

    def one_of(self, mix: Mix[T]) -> T:
        """A value of a mix."""
        return mix.at(self.random.random())

    def any_of(self, values: Sequence[T]) -> T:
        """One of equally likely values."""
        return values[int(self.random.random() * len(values))]

    def after(self, day: int, least: int, most: int) -> int:
        """A working day, ``least`` to ``most`` (1 or more) working days after a day."""
        return self.days.after(day, self.between(least, most))

    def done(
        self, due: int, share: float, early: tuple[int, int] = (0, 5), late: Iterable[int] = ()
    ) -> int:
        """The working day on which something due is done: by ``due`` as often as ``share`` says.

        ``early`` says how many days before (least and most), ``late`` how many working days after.
        """
        if self.chance(share):
            return self.days.closing(due - self.between(*early))
        return self.days.after(due, self.any_of(tuple(late) or _LATE))

    def share(self, usual: float, team: str, day: int) -> float:
        """A team's share of good work: near the usual one, and rising as was planted."""
        setting = self.setting
        found = usual + _LEAN * setting.leans.get(team, 0.0) + _RISE * setting.practice_rises[day]
        return 0.99 if found > 0.99 else found

    def manager(self, team: str) -> str:
        """The manager of a team; empty where there is no team."""
        return self.setting.workforce.team_of[team].manager if team else ""

    def someone(self, team: Team, day: int) -> str:
        """A worker in post in a team on a day."""
        return team.worker_on(self.random, day)


_LATE = (1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 14, 20)
