"""Posts: which are vacant, by number and by size."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from tests.support.oracle.cases import Case, Count, Period
from tests.support.oracle.contracts import is_employed, is_in_force, to_four_places
from tests.support.oracle.council import Council, Row, is_yes
from tests.support.oracle.naming import Counted, Groups, Measured


def _is_for_social_work(post: Row) -> bool:
    return is_yes(post["needs_qualified"]) and _is_within_establishment(post)


def _is_within_establishment(post: Row) -> bool:
    return not is_yes(post["beyond_establishment"])


def _is_watched(post: Row) -> bool:
    return is_yes(post["key_post"])


def vacancies(
    council: Council,
    period: Period,
    *,
    of: Callable[[Row], bool] = _is_for_social_work,
    uncovered: bool = False,
) -> Count:
    """Posts funded on the judged day; met where nobody whom the council employs is in them, or
    nobody at all."""
    return Count([case for _, case in _posts(council, period, of, uncovered=uncovered)])


def _posts(
    council: Council, period: Period, of: Callable[[Row], bool], *, uncovered: bool = False
) -> list[tuple[Row, Case]]:
    judged = period.judged
    funded: dict[str, Row] = {}
    for row in council.rows("posts"):
        if is_in_force(row, judged):
            other = funded.get(row["post_id"], row)
            funded[row["post_id"]] = max(row, other, key=lambda post: post["started_on"])
    filled = {
        contract["post_id"]
        for contract in council.rows("worker_contracts")
        if contract["worker_id"]
        and is_in_force(contract, judged)
        and (uncovered or is_employed(contract))
    }
    return [
        (post, Case("", name, post["team"], "", judged, name not in filled))
        for name, post in funded.items()
        if of(post)
    ]


def vacancies_by_hours(council: Council, period: Period) -> Count:
    """The sizes of social work posts, each to four decimal places: how many in a hundred are of
    vacant posts.  One of which no size above 0 is recorded is left out."""
    counted = []
    for post, case in _posts(council, period, _is_for_social_work):
        size = to_four_places(post["fte"]) if post["fte"] else Fraction(0)
        if size <= 0:
            continue
        vacant = 100 * size if case.met else Fraction(0)
        counted.append(
            Case(case.subject, case.record, case.team, "", period.judged, True, None, vacant, size)
        )
    return Count(counted)


COUNTED: Counted = {
    "vacancies": vacancies,
    "vacancies:uncovered": partial(vacancies, uncovered=True),
    "vacancies:all_posts": partial(vacancies, of=_is_within_establishment),
    "vacancies:key_posts": partial(vacancies, of=_is_watched),
}

MEASURED: Measured = {"vacancies_by_hours": ("ratio", vacancies_by_hours)}

GROUPS: Groups = {
    "vacancies": ("team", "locality"),
    "vacancies_by_hours": ("team", "locality"),
}
