"""Children in care on a day: how many, where they live, how far away, and who came alone."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.council import Council, Row, day
from tests.support.oracle.homes import is_of_the_period, placements_begun
from tests.support.oracle.naming import Counted, Measured
from tests.support.oracle.periods_of_care import in_care, is_open
from tests.support.oracle.protecting import allocated_case

NOT_KNOWN = 999
CUSTODY = ("REMAND", "SENTENCE")


def _last_placement(council: Council, child: str, on: date, since: date) -> Row | None:
    """The placement that began last on or before a day, ended since or not, of this period."""
    placements = [
        row for row in placements_begun(council, child, on) if is_of_the_period(row, since)
    ]
    return placements[-1] if placements else None


def _cases(
    council: Council,
    period: Period,
    met: Callable[[str, Row | None], bool] = lambda _child, _placement: True,
    counts: Callable[[str, Row | None], bool] = lambda _child, _placement: True,
) -> list[Case]:
    """Children in care on the judged day, told by the child and their last placement."""
    judged = period.judged
    found = []
    for child, since in in_care(council, judged).items():
        placement = _last_placement(council, child, judged, since)
        if counts(child, placement):
            case = allocated_case(council, child, child, judged, met(child, placement))
            found.append(case)
    return found


def cla_number(council: Council, period: Period, kinds: tuple[str, ...] = ()) -> Count:
    """Children in care on the judged day; with kinds, those whose placement is of them."""
    if not kinds:
        return Count(_cases(council, period))
    return Count(_cases(council, period, counts=partial(_is_placed_in, kinds)))


def _is_placed_in(kinds: tuple[str, ...], child: str, placement: Row | None) -> bool:
    return placement is not None and placement["clap_cla_placement_type"] in kinds


def cla_in_custody(council: Council, period: Period, kinds: tuple[str, ...] = CUSTODY) -> Count:
    """Children in care on the judged day who were then on remand, or under a sentence."""

    def is_held(child: str, _: Row | None) -> bool:
        return any(
            row["person_id"] == child
            and row["detention_kind"] in kinds
            and is_open(row["started_at"], row["ended_at"], period.judged)
            for row in council.rows("detentions")
        )

    return Count(_cases(council, period, counts=is_held))


def _miles(placement: Row | None) -> Fraction | None:
    """The miles from home of a placement; None where not known, as 999 or more stands for."""
    if placement is None or placement["clap_cla_placement_distance"] == "":
        return None
    miles = Fraction(placement["clap_cla_placement_distance"])
    return None if miles >= NOT_KNOWN else miles


def cla_placed_over_20_miles(council: Council, period: Period, *, known: bool = False) -> Count:
    """Children in care on the judged day; met where their placement is over 20 miles from home.

    If so asked, only those whose distance is known.
    """

    def is_far(_: str, placement: Row | None) -> bool:
        miles = _miles(placement)
        return miles is not None and miles > 20

    def is_told(_: str, placement: Row | None) -> bool:
        return not known or _miles(placement) is not None

    return Count(_cases(council, period, met=is_far, counts=is_told))


def cla_unaccompanied(council: Council, period: Period) -> Count:
    """Children in care on the judged day; met where then recorded as seeking asylum alone."""

    def is_alone(child: str, _: Row | None) -> bool:
        return any(
            row["immi_person_id"] == child
            and _says_alone(row["immi_immigration_status"])
            and _is_in_force(row, period.judged)
            for row in council.rows("ssd_immigration_status")
        )

    return Count(_cases(council, period, met=is_alone))


def _says_alone(status: str) -> bool:
    return "unaccompanied" in status.lower() or status.strip().lower() == "uasc"


def _is_in_force(row: Row, on: date) -> bool:
    """Begun by a day or with no date, and not ended by it."""
    begun = day(row["immi_immigration_status_start_date"])
    ended = day(row["immi_immigration_status_end_date"])
    return (begun is None or begun <= on) and (ended is None or ended > on)


def placed_with_parents_reviewed(council: Council, period: Period) -> Count:
    """Children in care placed with a parent on the judged day; met where that placement was
    checked under the regulations by then, and no such check that was due before is not made."""
    judged = period.judged

    def is_checked(_: str, placement: Row | None) -> bool:
        assert placement is not None
        checks = [
            (day(row["due_on"]), day(row["checked_on"]))
            for row in council.rows("placement_checks")
            if row["placement_id"] == placement["clap_cla_placement_id"]
            and row["check_kind"] == "PARENTS_REGULATIONS"
        ]
        made = [True for _, on in checks if on is not None and on <= judged]
        missed = [
            True
            for due, on in checks
            if (on is None or on > judged) and due is not None and due < judged
        ]
        return bool(made) and not missed

    with_parents = partial(_is_placed_in, ("P1",))
    return Count(_cases(council, period, met=is_checked, counts=with_parents))


COUNTED: Counted = {
    "cla_placed_over_20_miles": cla_placed_over_20_miles,
    "cla_placed_over_20_miles:distance_known": partial(cla_placed_over_20_miles, known=True),
    "cla_unaccompanied": cla_unaccompanied,
    "placed_with_parents_reviewed": placed_with_parents_reviewed,
}

MEASURED: Measured = {
    "cla_number": ("count", cla_number),
    **{
        f"cla_number:{variant}": ("count", partial(cla_number, kinds=kinds))
        for variant, kinds in {
            "fostered": ("U1", "U2", "U3", "U4", "U5", "U6"),
            "family_or_friends": ("U1", "U2", "U3"),
            "childrens_homes": ("K1", "K2"),
            "supported_accommodation": ("K3", "H5"),
            "with_parents": ("P1",),
        }.items()
    },
    "cla_in_custody": ("count", cla_in_custody),
    "cla_in_custody:on_remand": ("count", partial(cla_in_custody, kinds=("REMAND",))),
    "cla_in_custody:by_placement": ("count", partial(cla_number, kinds=("R5",))),
}
