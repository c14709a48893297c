"""Children in care: periods, episodes, placements, legal statuses, reviews and visits."""

from dataclasses import dataclass, replace
from random import Random

from lineofsight.sample.codes import (
    LEFT_CARE,
    LEFT_CARE_GROWN,
    MOVE_REASON,
    OLDER_PLACEMENT,
    PARTICIPATION,
    PLACEMENT,
)
from lineofsight.sample.days import Days
from lineofsight.sample.family import Child, Setting
from lineofsight.sample.need import flags
from lineofsight.sample.workforce import Team

_GROWN = 16 * 365
# The share of moves that help to the carers avoids, in a first year of care and later.
_AVOIDED, _SETTLED = 0.33, 0.7
_YEAR = 365
_REVIEW_LATE = (1, 1, 2, 3, 4, 5, 7, 10, 14, 20)
_PROVIDER = {"P1": ("PR0",), "H5": ("PR4", "PR4", "PR5"), "K3": ("PR4", "PR4", "PR5"),
             "K2": ("PR1", "PR4", "PR4", "PR4"), "R3": ("PR1", "PR4")}  # fmt: skip
_FOSTERED = ("PR1", "PR1", "PR1", "PR4")
_NO_PROVIDER = ("",)
_WITH_PARENTS, _BY_AGREEMENT, _WITH_FAMILY = "P1", "V2", "U3"
_ADOPTED, _PLACEMENT_ORDER = "E12", "E1"
_HOME_TO_PARENTS = "E4A"
_WENT_HOME = (_HOME_TO_PARENTS, "E4B", "E13")
_COMES_BACK, _DAYS_BEFORE_COMING_BACK = 0.2, 110
_ADOPTED_UNDER = 5 * _YEAR
# Placed for adoption under an order: with the foster carers who adopt the child, or with others.
ADOPTED_BY_CARERS, ADOPTED_BY_OTHERS = "A5", "A6"
# From 2024-25 on, semi-independent and independent living are supported accommodation.
_SUPPORTED_FROM = "2024-04-01"
_SUPPORTED = {"H5": "K3", "P2": "K3"}
# The return on children in care has no code for "other" or "not stated".
_NEED_IN_CARE = {"N9": "N1", "N0": "N1"}
ADOPTED = "RC1"
_CLOSES = {"E12": ADOPTED, "E45": "RC4", "E47": "RC4", "E41": "RC3", "E7": "RC6"}


@dataclass(frozen=True)
class Period:
    """A child's period of care; ``left`` may lie ahead."""

    entered: int
    left: int
    reason: str

    @property
    def closes(self) -> str:
        """Why the case closes when the child has left care."""
        return _CLOSES.get(self.reason, "RC7")


@dataclass(frozen=True)
class _Placement:
    """A placement as drawn; ``end`` may lie ahead, ``why`` is why it changes."""

    row: str
    start: int
    end: int
    kind: str
    distance: str
    provider: str
    why: str


def follow(
    setting: Setting, child: Child, referral: str, team: Team, entered: int, need: str
) -> Period:
    """Enter a child's period of care from the day it begins."""
    period = _draw_period(setting, child, entered)
    care = setting.ledger.mint("L")
    drawn = _draw_placements(setting, child, period)
    reviewed = _enter_reviews(setting, child, period, care, team.practice.reviews_in_time)
    statuses = _enter_statuses(setting, child, period)
    placements = _keep_together(setting, child, drawn)
    placements = _not_by_agreement_alone(period, placements, statuses)
    placements = _placed_for_adoption(setting, child, period, placements, statuses)
    _enter_placements(setting, child, care, placements)
    _enter_episodes(
        setting, child, referral, period, care, placements, drawn, statuses, need, reviewed
    )
    # A move that was avoided had its visits too.
    _enter_visits(setting, child, period, care, drawn)
    return period


def _draw_period(setting: Setting, child: Child, entered: int) -> Period:
    """How long care lasts and why it ends: young children alone are adopted, after a year."""
    random, days = setting.random, setting.days
    reason = LEFT_CARE.at(random.random())
    if reason == _ADOPTED and entered - child.born >= _ADOPTED_UNDER:
        reason = _HOME_TO_PARENTS
    if reason == _ADOPTED:
        length = 400 + int(random.expovariate(1 / 260))
    elif random.random() < 0.24:
        length = 12 + int(random.random() * 170)
    else:
        length = 120 + int(random.expovariate(1 / 950))
    left = days.opening(min(entered + length, child.final))
    left = min(left, child.final)
    if left == child.final:
        reason = LEFT_CARE_GROWN.at(random.random())
    return Period(entered, max(left, entered + 1), reason)


def comes_back(setting: Setting, child: Child, period: Period) -> int | None:
    """The day, maybe ahead, on which a child who went home is in care again; None for most."""
    random = setting.random
    if period.left > setting.last or period.reason not in _WENT_HOME:
        return None
    if random.random() >= _COMES_BACK:
        return None
    away = 7 + int(random.expovariate(1 / _DAYS_BEFORE_COMING_BACK))
    return setting.days.opening(period.left + away)


def _draw_placements(setting: Setting, child: Child, period: Period) -> list[_Placement]:
    random, days, last = setting.random, setting.days, setting.last
    restless = random.random() < 0.13
    usual = 105 if restless else 720
    found: list[_Placement] = []
    start = period.entered
    while True:
        breaks_early = not found and random.random() < 0.3
        stay = 1 + int(random.expovariate(1 / (35 if breaks_early else usual)))
        end = min(days.opening(min(start + stay, period.left)), period.left)
        kinds = OLDER_PLACEMENT if start - child.born > _GROWN else PLACEMENT
        kind = kinds.at(random.random())
        if days.iso[start] >= _SUPPORTED_FROM:
            kind = _SUPPORTED.get(kind, kind)
        row = setting.ledger.mint("T")
        leaves = end >= period.left
        reason = "" if leaves or end > last else MOVE_REASON.at(random.random())
        provider = random.choice(_NO_PROVIDER if kind == "P2" else _PROVIDER.get(kind, _FOSTERED))
        distance = f"{random.expovariate(1 / 13):.1f}"
        found.append(_Placement(row, start, end, kind, distance, provider, reason))
        if leaves or end > last:
            return found
        start = end


def _keep_together(setting: Setting, child: Child, drawn: list[_Placement]) -> list[_Placement]:
    """The placements without the moves that help to the carers avoids."""
    random = Random(f"{setting.seed}/moves/{child.id}")
    kept = drawn[:1]
    for placement in drawn[1:]:
        early = placement.start - drawn[0].start < _YEAR
        if random.random() < (_AVOIDED if early else _SETTLED):
            kept[-1] = replace(kept[-1], end=placement.end, why=placement.why)
        else:
            kept.append(placement)
    return kept


def _not_by_agreement_alone(
    period: Period, placements: list[_Placement], statuses: list[tuple[int, str]]
) -> list[_Placement]:
    """With relatives instead of the parents while the parents' agreement is all there is.

    A child who lives with the parents by their agreement is not in care.
    """
    ends = [day for day, _ in statuses[1:]] + [period.left]
    agreed = [
        (day, end)
        for (day, status), end in zip(statuses, ends, strict=True)
        if status == _BY_AGREEMENT
    ]
    return [
        replace(each, kind=_WITH_FAMILY, provider=_FOSTERED[0])
        if each.kind == _WITH_PARENTS
        and any(each.start < end and day < each.end for day, end in agreed)
        else each
        for each in placements
    ]


def _placed_for_adoption(
    setting: Setting,
    child: Child,
    period: Period,
    placements: list[_Placement],
    statuses: list[tuple[int, str]],
) -> list[_Placement]:
    """The placements of a child who was adopted, the last of them with the adopters."""
    if period.reason != _ADOPTED or period.left > setting.last:
        return placements
    ordered = next((day for day, status in statuses if status == _PLACEMENT_ORDER), None)
    decided = adoption_decided(setting.days, period.entered, period.left)
    after = decided if ordered is None else ordered
    random = Random(f"{setting.seed}/adopted/{child.id}")
    kind = ADOPTED_BY_CARERS if random.random() < 0.12 else ADOPTED_BY_OTHERS
    *before, final = placements
    if final.start <= after:
        matched = after + (period.left - after) // 2
        placed = max(matched + (period.left - matched) // 3, final.start + 1)
        if placed < period.left:
            before.append(replace(final, end=placed, why="CARPL"))
            # A number from the run of what is entered afterwards leaves every other as it was.
            final = replace(final, row=setting.ledger.mint_after("T"), start=placed)
    return [*before, replace(final, kind=kind, provider=_FOSTERED[0])]


def adoption_decided(days: Days, entered: int, until: int) -> int:
    """The day on which adoption is decided of a child without a placement order."""
    return max(entered, days.closing(entered + (until - entered) // 4))


def _enter_placements(
    setting: Setting, child: Child, care: str, placements: list[_Placement]
) -> None:
    iso, last = setting.days.iso, setting.last
    setting.ledger.rows["ssd_cla_placement"].extend(
        (
            each.row, iso[each.start], each.kind, "", each.distance, care, each.provider, "",
            iso[each.end] if each.end <= last else "", each.why, child.id,
        )
        for each in placements
    )  # fmt: skip


def _enter_statuses(setting: Setting, child: Child, period: Period) -> list[tuple[int, str]]:
    random, days = setting.random, setting.days
    # A series of short breaks is agreed once; each single one (V4) would be an episode of days.
    statuses = [(period.entered, "V3" if child.disabled and random.random() < 0.15 else "V2")]
    adopted = period.reason == _ADOPTED
    if statuses[0][1] == "V2" and random.random() < (0.92 if adopted else 0.68):
        interim = days.opening(period.entered + int(random.random() ** 2 * 90))
        order = days.opening(interim + 110 + int(random.random() * 210))
        statuses += [(interim, "C1"), (order, "C2")]
        if random.random() < (0.95 if adopted else 0.04):
            statuses.append((days.opening(order + 1), "E1"))
    shown = [
        status for n, status in enumerate(statuses)
        if status[0] < min(period.left, setting.last + 1)
        and not (n + 1 < len(statuses) and statuses[n + 1][0] == status[0])
    ]  # fmt: skip
    ends = [day for day, _ in shown[1:]] + [period.left]
    rows, mint, iso = setting.ledger.rows["ssd_legal_status"], setting.ledger.mint, days.iso
    rows.extend(
        (mint("G"), child.id, code, iso[day], iso[end] if end <= setting.last else "")
        for (day, code), end in zip(shown, ends, strict=True)
    )
    return shown


def _enter_episodes(
    setting: Setting,
    child: Child,
    referral: str,
    period: Period,
    care: str,
    placements: list[_Placement],
    drawn: list[_Placement],
    statuses: list[tuple[int, str]],
    need: str,
    reviewed: int | None,
) -> None:
    iso, last = setting.days.iso, setting.last
    moved = {placement.start: placement.row for placement in placements}
    ordered = {day for day, _ in statuses}
    added = moved.keys() - ordered - {each.start for each in drawn}
    starts = sorted(moved.keys() | ordered)
    rows = setting.ledger.rows["ssd_cla_episodes"]
    contact = "" if reviewed is None else iso[reviewed]
    need = _NEED_IN_CARE.get(need, need)
    placement = placements[0].row
    for n, start in enumerate(starts):
        placement = moved.get(start, placement)
        final = n + 1 == len(starts)
        end = period.left if final else starts[n + 1]
        reason = (
            "S"
            if n == 0
            else "B"
            if start in moved and start in ordered
            else ("P" if start in moved else "L")
        )
        ceased = ("", "") if end > last else (iso[end], period.reason if final else "X1")
        mint = setting.ledger.mint_after if start in added else setting.ledger.mint
        rows.append(
            (
                mint("E"), child.id, iso[start], reason, need, *ceased, care,
                referral, placement, iso[period.entered], contact,
            )
        )  # fmt: skip


def _enter_reviews(
    setting: Setting, child: Child, period: Period, care: str, in_time: float
) -> int | None:
    """Enter reviews, with the next one while care goes on; the day of the last one held."""
    random, days, mint = setting.random, setting.days, setting.ledger.mint
    iso, rows = days.iso, setting.ledger.rows["ssd_cla_reviews"]
    until = min(period.left, setting.last)
    due, months, latest = days.after(period.entered, 20), 3, None
    while True:
        if random.random() < in_time:
            early = 1.0 if latest is None else 2.5
            held = days.closing(due - int(random.random() ** 2 * 9 * early))
        else:
            held = days.after(due, random.choice(_REVIEW_LATE))
        if held > until:
            if period.left > setting.last:
                rows.append((mint("K"), care, iso[due], "", "N", "", child.id))
            return latest
        if random.random() < 0.03:
            rows.append((mint("K"), care, iso[due], "", "Y", "", child.id))
        young = held - child.born < 4 * 365
        part = "PN0" if young else PARTICIPATION.at(random.random())
        rows.append((mint("K"), care, iso[due], iso[held], "N", part, child.id))
        due, months, latest = days.months_after(held, months), 6, held


def _enter_visits(
    setting: Setting, child: Child, period: Period, care: str, placements: list[_Placement]
) -> None:
    random, days, mint = setting.random, setting.days, setting.ledger.mint
    iso, rows = days.iso, setting.ledger.rows["ssd_cla_visits"]
    until = min(period.left, setting.last)
    for placement in placements:
        day = days.after(placement.start, random.randint(1, 5))
        while day < min(placement.end, until + 1):
            seen, alone, _ = flags(setting, child, day)
            rows.append((mint("Y"), care, child.id, iso[day], seen, alone))
            late = random.random() < 0.11
            day = days.after(day, random.randint(31, 42) if late else random.randint(16, 29))
