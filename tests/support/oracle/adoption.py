"""Ways to adoption: decided, matched, placed, and how long each took."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council, Row, day, is_yes
from tests.support.oracle.dates import add_months
from tests.support.oracle.naming import Counted, Measured
from tests.support.oracle.periods_of_care import periods_of_care
from tests.support.oracle.protecting import allocated_case

CAME_TO_ADOPTERS = (
    "perm_placed_for_adoption_date",
    "perm_placed_ffa_cp_date",
    "perm_placed_foster_carer_date",
)


def early_permanence_considered(council: Council, period: Period) -> Count:
    """Decisions for adoption in the period; met where fostering for adoption was considered."""
    return Count(
        [
            allocated_case(
                council,
                row["person_id"],
                row["permanence_decision_id"],
                decided,
                is_yes(row["early_permanence"]),
            )
            for row in council.rows("permanence_decisions")
            if row["permanence_plan"] == "ADOPTION"
            and (decided := day(row["decided_on"])) is not None
            and period.holds(decided)
        ]
    )


def foster_to_adopt(council: Council, period: Period) -> Count:
    """Children placed for adoption in the period; met where fostered for it by that day."""
    counted = []
    for row, placed in _in(council, period, "perm_placed_for_adoption_date"):
        fostered = day(row["perm_placed_ffa_cp_date"])
        met = fostered is not None and fostered <= placed
        counted.append(_case(council, row, placed, met=met))
    return Count(counted)


def _in(council: Council, period: Period, column: str) -> list[tuple[Row, date]]:
    """The ways to adoption with a day of the period, and the day."""
    return [
        (row, on)
        for row in council.rows("ssd_permanence")
        if (on := day(row[column])) is not None and period.holds(on)
    ]


def _case(council: Council, row: Row, on: date, *, met: bool = True) -> Case:
    return allocated_case(council, row["perm_person_id"], row["perm_table_id"], on, met)


def _entered(council: Council, row: Row) -> date | None:
    """The day the period of care began that a row names, of the same child."""
    began = [
        period.began
        for period in periods_of_care(council)
        if "" != period.number == row["perm_cla_id"] and period.child == row["perm_person_id"]
    ]
    return began[0] if began else None


def _came(row: Row, columns: tuple[str, ...]) -> date:
    """The day the child came to those who are to adopt them: the earliest of the columns'."""
    return min(on for column in columns if (on := day(row[column])) is not None)


def adoption_placement_within_14_months(council: Council, period: Period) -> Count:
    """Children placed for adoption in the period whose coming into care is known; met where they
    had come to their adopters within 14 months of it."""
    counted = []
    for row, placed in _in(council, period, "perm_placed_for_adoption_date"):
        entered, came = _entered(council, row), _came(row, CAME_TO_ADOPTERS)
        if entered is not None and entered <= came:
            met = came <= add_months(entered, 14)
            counted.append(_case(council, row, placed, met=met))
    return Count(counted)


def adoption_entry_to_placement(
    council: Council, period: Period, columns: tuple[str, ...] = CAME_TO_ADOPTERS
) -> Count:
    """The same children: the days from coming into care to coming to their adopters."""
    counted = []
    for row, placed in _in(council, period, "perm_placed_for_adoption_date"):
        entered, came = _entered(council, row), _came(row, columns)
        if entered is not None and entered <= came:
            case = _case(council, row, placed)
            counted.append(replace(case, value=Fraction((came - entered).days)))
    return Count(counted)


def adoption_order_to_match(
    council: Council, period: Period, since: str = "perm_placement_order_date"
) -> Count:
    """Children matched in the period: the days from the placement order, or the decision.

    Those without one, or matched before it, are left out.
    """
    counted = []
    for row, matched in _in(council, period, "perm_matched_date"):
        begun = day(row[since])
        if begun is not None and begun <= matched:
            case = _case(council, row, matched)
            counted.append(replace(case, value=Fraction((matched - begun).days)))
    return Count(counted)


COUNTED: Counted = {
    "early_permanence_considered": early_permanence_considered,
    "foster_to_adopt": foster_to_adopt,
    "adoption_placement_within_14_months": adoption_placement_within_14_months,
}

MEASURED: Measured = {
    "adoption_entry_to_placement": ("mean", adoption_entry_to_placement),
    "adoption_entry_to_placement:unadjusted": (
        "mean",
        partial(adoption_entry_to_placement, columns=CAME_TO_ADOPTERS[:1]),
    ),
    "adoption_order_to_match": ("mean", adoption_order_to_match),
    "adoption_order_to_match:from_decision": (
        "mean",
        partial(adoption_order_to_match, since="perm_adm_decision_date"),
    ),
}
