"""Contacts about a family, the referrals they become, and the way back after a case has closed."""

from datetime import date

from lineofsight.sample.case import follow_case
from lineofsight.sample.codes import CONTACT_OUTCOME, SOURCE, Mix
from lineofsight.sample.family import Child, Family, Setting

_FIRST_IS_REFERRED = 0.36
_LATER_IS_REFERRED = 0.27
_CONTACTED_AGAIN = 0.90
_BACK_AFTER_CASE = 0.69
_BACK_AFTER_PLAN = 0.78
_DAYS_BETWEEN_CONTACTS = 54
_DAYS_BEFORE_RETURN = 110
_DAYS_BETWEEN_NEWS_OF_OPEN_CASE = 230
_UNNOTICED = 0.35
_HOLIDAYS = 31
_NOT_REFERRED = Mix(
    {"NFA_FLAG": 85, "ADVICE_FLAG": 10, "MISSING_FLAG": 1, "OTHER_OUTCOMES_EXIST_FLAG": 5}
)


def follow_family(setting: Setting, family: Family, known: int) -> None:
    """Everything that happens to a family from the day on which it becomes known."""
    random, days = setting.random, setting.days
    day, referred, planned = known, _FIRST_IS_REFERRED, False
    children = family.children
    # Whoever is adopted has another family, and no further history under this number.
    adopted: set[str] = set()
    while day <= setting.last and children:
        source = SOURCE.at(random.random())
        if random.random() >= referred:
            _contact(setting, children, day, source, _NOT_REFERRED.at(random.random()))
            if random.random() >= _CONTACTED_AGAIN:
                return
            day = _again(setting, day, _DAYS_BETWEEN_CONTACTS)
        else:
            _contact(setting, children, day, source, "NEW_REFERRAL_FLAG")
            decided = days.opening(day)
            if decided > setting.last:
                return
            case = follow_case(setting, Family(children, family.area), decided, source, planned)
            adopted |= case.adopted
            _news_of_open_case(setting, children, decided, min(case.closed, setting.last))
            planned = planned or case.planned
            if random.random() >= (_BACK_AFTER_PLAN if planned else _BACK_AFTER_CASE):
                return
            day = _again(setting, case.closed, _DAYS_BEFORE_RETURN)
        referred = _LATER_IS_REFERRED if not planned else 0.6
        children = tuple(
            child
            for child in family.children
            if day < child.final and random.random() < 0.93 and child.id not in adopted
        )


def _again(setting: Setting, day: int, usual: int) -> int:
    """The working day of the next contact: many who would notice are away in the holidays."""
    random, days = setting.random, setting.days
    found = day + 1 + int(random.expovariate(1 / usual))
    if _in_holidays(days.dates[found]) and random.random() < _UNNOTICED:
        found += _HOLIDAYS
    return days.opening(found)


def _in_holidays(day: date) -> bool:
    return day.month == 8 or (day.month == 12 and day.day >= 18)


def _contact(
    setting: Setting, children: tuple[Child, ...], day: int, source: tuple[str, str], outcome: str
) -> None:
    rows, mint = setting.ledger.rows["ssd_contacts"], setting.ledger.mint
    when, told = setting.days.iso[day], CONTACT_OUTCOME[outcome]
    for child in children:
        rows.append((mint("C"), child.id, when, *source, told))


def _news_of_open_case(
    setting: Setting, children: tuple[Child, ...], opened: int, closed: int
) -> None:
    random = setting.random
    day = opened
    while True:
        day += 5 + int(random.expovariate(1 / _DAYS_BETWEEN_NEWS_OF_OPEN_CASE))
        if day > closed:
            return
        told = tuple(child for child in children if day <= child.final)
        _contact(setting, told, day, SOURCE.at(random.random()), "EXISTING_REFERRAL_FLAG")
