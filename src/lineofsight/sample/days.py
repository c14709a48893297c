"""Days as small whole numbers, so that a million dates are counted and written quickly."""

from datetime import date, timedelta

from lineofsight.tables.working_days import calendar_rows


class Days:
    """The days from ``first`` to ``last``, numbered from 0, with England's working days.

    ``dates`` and ``iso`` hold them by number, ``numbers`` the numbers by ISO text.
    Beyond the years whose bank holidays are known only weekends are days off.
    """

    def __init__(self, first: date, last: date) -> None:
        self._origin = first.toordinal()
        length = last.toordinal() - self._origin + 1
        self.dates: list[date] = [first + timedelta(n) for n in range(length)]
        self.iso: list[str] = [day.isoformat() for day in self.dates]
        self.numbers: dict[str, int] = {text: number for number, text in enumerate(self.iso)}
        known = {day: working for day, working, _ in calendar_rows()}
        self._working: list[int] = []
        self._until: list[int] = []
        for number, day in enumerate(self.dates):
            if known.get(day, day.weekday() < 5):
                self._working.append(number)
            self._until.append(len(self._working))
        self._months: dict[tuple[int, int], int] = {}

    def number(self, day: date) -> int:
        """The number of a day."""
        return day.toordinal() - self._origin

    def is_working(self, day: int) -> bool:
        """Whether offices are open."""
        return self._working[self._until[day] - 1] == day

    def opening(self, day: int) -> int:
        """The day itself if it is a working day, else the next one."""
        return day if self.is_working(day) else self.after(day, 1)

    def closing(self, day: int) -> int:
        """The day itself if it is a working day, else the one before."""
        return self._working[self._until[day] - 1]

    def after(self, day: int, working: int) -> int:
        """``working`` (1 or more) working days after a day, which is day 0."""
        return self._working[self._until[day] + working - 1]

    def before(self, day: int, working: int) -> int:
        """The working day that lies ``working`` working days before a working day."""
        return self._working[self._until[day] - 1 - working]

    def months_after(self, day: int, months: int) -> int:
        """The same day of the month, ``months`` later, or that month's last day."""
        known = self._months.get((day, months))
        if known is None:
            known = self.number(add_months(self.dates[day], months))
            self._months[day, months] = known
        return known


def add_months(day: date, months: int) -> date:
    """The same day of the month, ``months`` later or (if negative) earlier; clamped to its end."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first + timedelta(day.day - 1), following - timedelta(1))
