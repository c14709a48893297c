"""Those who adopt, or wish to: from their enquiry to approval, a match and an order."""

from lineofsight.sample.codes import ETHNICITY, Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.scribe import Scribe

_LEFT = Mix({"WITHDREW": 70, "ON_HOLD": 18, "REFUSED": 12})
_GENDERS = {"M": "01", "F": "02"}
_CHILDREN_AN_ENQUIRY = 90
# Days from the enquiry.
_STAGES = (
    ("enquired_on", 0), ("stage_1_started_on", 40), ("stage_1_ended_on", 110),
    ("stage_2_started_on", 120), ("stage_2_ended_on", 235), ("approved_on", 240),
)  # fmt: skip


def enter_adopters(
    scribe: Scribe, sex: str, matched: int, placed: int | None, adopted: str
) -> None:
    """Enter one adopter or the two of a couple who were matched with a child.

    ``sex`` is of both as the standard codes it (``F1``, ``MF``); ``placed`` is None while it lies
    ahead, and ``adopted`` empty.
    """
    approved = matched - scribe.between(60, 300)
    _enter_family(
        scribe,
        sex,
        approved - _STAGES[-1][1],
        {
            "matched_on": scribe.on(matched),
            "placed_on": scribe.on(placed),
            "children_placed": "1" if scribe.on(placed) else "",
            "adopted_on": adopted,
        },
    )


def write_enquiries(setting: Setting, children: int) -> None:
    """Enter those who asked to adopt and have no child yet, in a council of so many children."""
    scribe = Scribe(setting, "adopters", "council")
    for _ in range(-(-children // _CHILDREN_AN_ENQUIRY)):
        sex = scribe.any_of(("MF", "MF", "MF", "F1", "FF", "MM"))
        enquired = scribe.between(setting.first, setting.last)
        cells: dict[str, str] = {}
        if scribe.chance(0.6):
            left = enquired + scribe.between(20, 220)
            cells["left_on"] = scribe.on(left)
            cells["left_reason"] = scribe.one_of(_LEFT) if left <= scribe.last else ""
        else:
            left = setting.last + 1
        _enter_family(scribe, sex, enquired, cells, left)


def _enter_family(
    scribe: Scribe,
    sex: str,
    enquired: int,
    cells: dict[str, str],
    left: int | None = None,
) -> None:
    """Enter a family's adopters; what came before the history or after they left is not told."""
    family = scribe.id("FZ")
    until = scribe.last + 1 if left is None else left
    stages = {
        name: scribe.on(enquired + days)
        for name, days in _STAGES
        if scribe.setting.first <= enquired + days < until
    }
    ethnicity, early = scribe.one_of(ETHNICITY), scribe.flag(0.2)
    for letter in sex.rstrip("1"):
        scribe.enter(
            "adopters",
            adopter_id=scribe.id("AO"),
            family_id=family,
            gender=_GENDERS[letter],
            ethnicity=ethnicity,
            disabled=scribe.flag(0.05),
            fostering_for_adoption=early,
            **stages,
            **cells,
        )
