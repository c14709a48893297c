"""Children in need: their plans and the visits to them."""

from dataclasses import dataclass

from lineofsight.sample.family import Child, Setting
from lineofsight.sample.workforce import Stint

# Seen, seen alone, bedroom seen: a hundred visits each to older and to younger children.
_OLDER = (
    [("Y", "Y", "Y")] * 38 + [("Y", "Y", "N")] * 24 + [("Y", "N", "Y")] * 10
    + [("Y", "N", "N")] * 19 + [("Y", "", "")] * 3 + [("N", "N", "N")] * 6
)  # fmt: skip
_YOUNGER = (
    [("Y", "Y", "Y")] * 8 + [("Y", "Y", "N")] * 5 + [("Y", "N", "Y")] * 48
    + [("Y", "N", "N")] * 32 + [("Y", "", "")] * 3 + [("N", "N", "N")] * 4
)  # fmt: skip
_NOT_BORN = ("", "", "")
_YOUNG = 4 * 365
_MISSED, _WORKING_DAYS_MISSED = 0.12, (8, 30)


@dataclass(frozen=True)
class Plan:
    """A child in need plan of a family; ``end`` may lie ahead."""

    start: int
    end: int
    team: str


def draw_visits(setting: Setting, start: int, end: int, every: tuple[int, int]) -> list[int]:
    """Visits to a family between two days, ``every`` so many working days (least and most).

    Some are missed, and the next comes weeks later.
    """
    random, days = setting.random, setting.days
    until = min(end, setting.last)
    found: list[int] = []
    day = days.after(start, random.randint(2, 8))
    while day < until:
        found.append(day)
        wait = random.randint(*every)
        if random.random() < _MISSED:
            wait += random.randint(*_WORKING_DAYS_MISSED)
        day = days.after(day, wait)
    return found


def flags(setting: Setting, child: Child, day: int) -> tuple[str, str, str]:
    """Whether a child was seen, seen alone, and the bedroom seen; empty before birth."""
    if day < child.born:
        return _NOT_BORN
    table = _YOUNGER if day - child.born < _YOUNG else _OLDER
    return table[int(setting.random.random() * 100)]


def enter_visits(setting: Setting, child: Child, visits: list[int], until: int) -> None:
    """Enter visits to one child up to a day."""
    iso, mint = setting.days.iso, setting.ledger.mint
    rows = setting.ledger.rows["ssd_cin_visits"]
    for day in visits:
        if day > until:
            return
        rows.append((mint("V"), child.id, iso[day], *flags(setting, child, day)))


def enter_plan(
    setting: Setting, child: Child, referral: str, plan: Plan, worker: Stint, until: int
) -> None:
    """Enter a plan of one child, ended at ``until`` at the latest."""
    if plan.start >= min(until, setting.last + 1):
        return
    end = min(plan.end, until)
    setting.ledger.rows["ssd_cin_plans"].append(
        (
            setting.ledger.mint("N"), referral, child.id, setting.days.iso[plan.start],
            setting.days.iso[end] if end <= setting.last else "", plan.team, worker.worker,
        )
    )  # fmt: skip
