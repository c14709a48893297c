"""Ways to a permanent order: adoption, guardianship, and what had been a permanent home before."""

from lineofsight.sample.care import ADOPTED_BY_CARERS, adoption_decided
from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.further.adopters import enter_adopters
from lineofsight.sample.further.periods import Period, periods
from lineofsight.sample.scribe import History, Scribe
from lineofsight.sample.workforce import CARE

_ADOPTED = ("E11", "E12")
_ORDERS = {
    "E11": "Adoption", "E12": "Adoption", "E45": "Special Guardianship",
    "E46": "Special Guardianship", "E47": "Special Guardianship", "E48": "Special Guardianship",
    "E41": "Child Arrangements Order/ Residence Order",
}  # fmt: skip
_PREVIOUS = Mix({"Z1": 86, "P1": 2, "P2": 6, "P3": 4, "P4": 2})
_ADOPTERS = Mix(
    {("MF", "L11"): 66, ("F1", "L0"): 14, ("M1", "L0"): 2, ("FF", "L12"): 8, ("MM", "L12"): 10}
)
_REVERSED = Mix({"RD1": 25, "RD2": 35, "RD3": 25, "RD4": 15})


def follow(setting: Setting, history: History) -> None:
    """Enter one child's ways to permanence out of care."""
    if not history["ssd_cla_episodes"]:
        return
    scribe = Scribe(setting, "adoption", history.child.id)
    for period in periods(scribe, history):
        orders = [
            scribe.read(row["lega_legal_status_start_date"])
            for row in period.statuses
            if row["lega_legal_status"] == "E1"
        ]
        if orders or period.reason in _ORDERS:
            _enter_way(scribe, history, period, orders[0] if orders else None)
    _enter_previous(scribe, history)


def _enter_way(scribe: Scribe, history: History, period: Period, order: int | None) -> None:
    worker = scribe.someone(scribe.setting.workforce.team(CARE, history.area), period.entered)
    cells = {"perm_adoption_worker_id": worker}
    if order is not None or period.reason in _ADOPTED:
        cells |= _towards_adoption(scribe, period, order)
    if period.reason in _ORDERS:
        final = period.placements[-1]
        by_carer = final["clap_cla_placement_type"] == ADOPTED_BY_CARERS
        first = final["clap_cla_placement_start_date"]
        cells |= {
            "perm_permanence_order_date": period.left,
            "perm_permanence_order_type": _ORDERS[period.reason],
            "perm_adopted_by_carer_flag": "Y" if by_carer else "N",
            "perm_placed_foster_carer_date": first if by_carer else "",
        }
    scribe.enter(
        "ssd_permanence",
        perm_table_id=scribe.id("PM"),
        perm_person_id=history.child.id,
        perm_cla_id=period.id,
        **cells,
    )


def _towards_adoption(scribe: Scribe, period: Period, order: int | None) -> dict[str, str]:
    """The decision, the order, the match and the placement, as far as they fit into the period."""
    end = min(period.until, scribe.last + 1)
    if order is None:
        decided = adoption_decided(scribe.days, period.entered, end)
    else:
        decided = max(period.entered, scribe.days.closing(order - scribe.between(10, 50)))
    after = decided if order is None else order
    together = scribe.between(1, 2)
    cells = {
        "perm_adm_decision_date": scribe.on(decided),
        "perm_placement_order_date": scribe.on(order),
        "perm_part_of_sibling_group": "Y" if together > 1 else "N",
        "perm_siblings_placed_together": str(together),
        "perm_siblings_placed_apart": "0",
    }
    early = scribe.chance(0.15)
    if early:
        cells |= {
            "perm_ffa_cp_decision_date": scribe.on(decided),
            "perm_placed_ffa_cp_date": scribe.on(min(decided + 10, end - 1)),
        }
    adopted = period.reason in _ADOPTED
    if adopted:
        placed = scribe.read(period.placements[-1]["clap_cla_placement_start_date"])
        matched = max(after, placed - scribe.between(10, 45))
    else:
        matched = scribe.after(after, 50, 180)
        placed = scribe.after(matched, 8, 25)
    if not adopted and period.left:
        back = max(after, scribe.days.closing(end - 10))
        return cells | {
            "perm_decision_reversed_date": scribe.on(back),
            "perm_decision_reversed_reason": scribe.one_of(_REVERSED),
        }
    if matched < end:
        sex, bound = scribe.one_of(_ADOPTERS)
        cells |= {
            "perm_matched_date": scribe.on(matched),
            "perm_adopter_sex": sex,
            "perm_adopter_legal_status": bound,
            "perm_number_of_adopters": "1" if bound == "L0" else "2",
        }
        enter_adopters(scribe, sex, matched, placed if placed < end else None, period.left)
        if placed < end:
            cells |= {
                "perm_placed_for_adoption_date": scribe.on(placed),
                "perm_placement_provider_urn": f"SC9{scribe.between(10000, 99999)}",
            }
    return cells


def _enter_previous(scribe: Scribe, history: History) -> None:
    option = scribe.one_of(_PREVIOUS)
    entered = scribe.read(history["ssd_cla_episodes"][0]["clae_entered_care_date"])
    age = entered - history.child.born
    if age < 400:
        option = "Z1"
    had = option not in ("Z1", "P4")
    year, month, _ = scribe.due(history.child.born + age // 2).split("-") if had else ("", "", "")
    scribe.enter(
        "ssd_cla_previous_permanence",
        lapp_table_id=scribe.id("PX"),
        lapp_person_id=history.child.id,
        lapp_previous_permanence_order_date=f"zz/{month}/{year}" if had else "",
        lapp_previous_permanence_option=option,
        lapp_previous_permanence_la="Another council" if had else "",
    )
