"""Families: the children who become known together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from lineofsight.sample.codes import ETHNICITY, GENDER, SEX
from lineofsight.sample.days import Days
from lineofsight.sample.ledger import Ledger
from lineofsight.sample.names import FORENAMES, SURNAMES
from lineofsight.sample.workforce import Workforce

_UNBORN = 0.05


@dataclass(frozen=True)
class Setting:
    """What every journey of one council takes place in; days are numbers of ``days``.

    Nothing happens before ``first`` or after ``last``; caseloads are counted on ``counted``.
    What follows is for :mod:`.scribe`: ``seed`` is what its random streams are named after,
    ``first_child`` numbers its children apart from another council's, ``practice_rises`` goes by
    day from -1 to 1 as practice improves, ``leans`` says by team's id how far its practice lies
    below or above the council's (-1 to 1), ``managers`` are the workers who manage, and
    ``answered`` counts those who answered, by survey.
    """

    random: Random
    days: Days
    ledger: Ledger
    workforce: Workforce
    first: int
    last: int
    counted: int
    seed: str
    first_child: int
    practice_rises: Sequence[float]
    leans: Mapping[str, float]
    managers: Sequence[str]
    answered: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Child:
    """A child; ``born`` may lie ahead.  ``final`` is the last working day under 18."""

    id: str
    born: int
    final: int
    disabled: bool


@dataclass(frozen=True)
class Family:
    """Children known together, and the area whose teams work with them."""

    children: tuple[Child, ...]
    area: int


def family_sizes(random: Random, children: int) -> list[int]:
    """Sizes of families, one to four, that add up to ``children``."""
    sizes: list[int] = []
    left = children
    while left:
        size = min(left, random.choices((1, 2, 3, 4), (58, 24, 12, 6))[0])
        sizes.append(size)
        left -= size
    return sizes


def draw_family(setting: Setting, size: int, known: int) -> Family:
    """A family first known on a day; its children are entered as persons."""
    random = setting.random
    surname = random.choice(SURNAMES)
    ethnicity = ETHNICITY.at(random.random())
    born = _births(random, size, known)
    children = tuple(_child(setting, day, surname, ethnicity) for day in born)
    return Family(children, area=int(random.random() * 5040))


def _births(random: Random, size: int, known: int) -> list[int]:
    unborn = random.random() < _UNBORN
    youngest = known + 20 + int(random.random() * 120) if unborn else None
    born = [known - 1 - int(17.2 * 365.25 * random.random() ** 1.15) for _ in range(size)]
    if youngest is not None:
        born[0] = youngest
    return born


def _child(setting: Setting, born: int, surname: str, ethnicity: str) -> Child:
    random, days = setting.random, setting.days
    sex = SEX.at(random.random())
    disabled = random.random() < 0.11
    adult = days.months_after(born, 18 * 12)
    child = Child(setting.ledger.mint("P"), born, days.closing(adult - 1), disabled)
    unborn = born > setting.last
    nationality = upn = upn_unknown = ""
    setting.ledger.rows["ssd_person"].append(
        (
            child.id,
            "Unborn" if unborn else random.choice(FORENAMES),
            surname,
            "U" if unborn else sex,
            "00" if unborn else GENDER[sex],
            ethnicity,
            "" if unborn else days.iso[born],
            "",
            "",
            upn_unknown,
            "Y" if disabled and random.random() < 0.7 else "N",
            days.iso[born] if unborn else "",
            "",
            "N",
            nationality,
            upn,
            "",
        )
    )
    return child
