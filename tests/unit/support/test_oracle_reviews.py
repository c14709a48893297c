"""Reviews in time, child by child, worked out by hand."""

from datetime import date

import pytest

from tests.support.oracle import Cell, Tables, measure, records
from tests.support.ssd_columns import row

CP, CLA = "cp_reviews_in_time", "cla_reviews_in_time"
AS_AT = date(2024, 4, 30)


def cp_reviews(*reviews: tuple[str, str], child: str = "P1", of_plan: str = "L1") -> Tables:
    """Reviews V1, V2 ... of a child, each due on a day and held on a day."""
    return {
        "ssd_cp_reviews": [
            row(
                "ssd_cp_reviews",
                cppr_cp_review_id=f"V{number}",
                cppr_person_id=child,
                cppr_cp_plan_id=of_plan,
                cppr_cp_review_due=due,
                cppr_cp_review_date=held,
            )
            for number, (due, held) in enumerate(reviews, start=1)
        ],
        "ssd_cp_plans": [
            row(
                "ssd_cp_plans",
                cppl_cp_plan_id="L-OTHER",
                cppl_cp_plan_start_date="2024-01-02",
                cppl_cp_plan_ola="Y",
            )
        ],
    }


@pytest.mark.parametrize(
    ("reviews", "cell"),
    [
        ([("2024-03-31", "2024-03-31")], Cell(1, 1, 0, 0)),
        ([("2024-03-31", "2024-04-01")], Cell(0, 1, 0, 0)),  # due on the last day: not yet late
        ([("2024-03-30", "2024-03-31")], Cell(0, 1, 0, 0)),  # late, but held
        ([("2024-03-30", "2024-04-01")], Cell(0, 1, 1, 0)),  # not held by the end of March
        ([("2024-03-30", "")], Cell(0, 1, 1, 0)),
        ([("2024-03-05", "2024-03-04"), ("2024-03-20", "2024-03-20")], Cell(1, 1, 0, 0)),
        ([("2024-03-05", "2024-03-06"), ("2024-03-20", "2024-03-20")], Cell(0, 1, 0, 0)),
    ],
)
def test_a_child_is_in_time_when_every_review_due_was_held_by_its_day(
    reviews: list[tuple[str, str]], cell: Cell
) -> None:
    assert measure(cp_reviews(*reviews), CP, ["2024-03"], AS_AT) == {("2024-03",): cell}


def test_the_first_review_not_held_in_time_decides() -> None:
    tables = cp_reviews(("2024-03-20", ""), ("2024-03-05", "2024-03-05"), ("2024-03-10", ""))
    (record,) = records(tables, CP, "2024-03", AS_AT)
    assert (record.record, record.due, record.state) == ("V3", date(2024, 3, 10), "overdue")


def test_of_reviews_all_in_time_the_last_decides_and_then_the_greater_id() -> None:
    held = ("2024-03-20", "2024-03-19")
    (record,) = records(cp_reviews(held, held, ("2024-03-02", "2024-03-02")), CP, "2024-03", AS_AT)
    assert (record.record, record.start, record.done) == ("V2", None, date(2024, 3, 19))


def test_a_review_due_on_the_as_at_day_counts_and_a_later_one_does_not() -> None:
    tables = cp_reviews(("2024-03-15", ""), ("2024-03-16", ""))
    (record,) = records(tables, CP, "2024-03", date(2024, 3, 15))
    assert (record.record, record.state) == ("V1", "due")


def test_reviews_of_another_authoritys_plan_or_of_no_child_are_left_out() -> None:
    due = ("2024-03-15", "")
    assert measure(cp_reviews(due, of_plan="L-OTHER"), CP, ["2024-03"], AS_AT) == {}
    assert measure(cp_reviews(due, child=""), CP, ["2024-03"], AS_AT) == {}
    assert measure(cp_reviews(("", "2024-03-15")), CP, ["2024-03"], AS_AT) == {}


def test_a_review_whose_plan_is_not_found_stays() -> None:
    cells = measure(cp_reviews(("2024-03-15", ""), of_plan="L-NONE"), CP, ["2024-03"], AS_AT)
    assert cells == {("2024-03",): Cell(0, 1, 1, 0)}


def test_a_years_window_takes_every_review_due_in_it() -> None:
    tables = cp_reviews(("2023-04-01", ""), ("2024-03-15", "2024-03-15"))
    assert measure(tables, CP, ["2024-03"], AS_AT)[("2024-03",)].numerator == 1
    assert measure(tables, CP, ["2024-03"], AS_AT, window="12m")[("2024-03",)].numerator == 0


def cla_review(due: str, held: str, cancelled: str = "", child: str = "P1") -> Tables:
    return {
        "ssd_cla_reviews": [
            row(
                "ssd_cla_reviews",
                clar_cla_review_id="V1",
                clar_cla_person_id=child,
                clar_cla_review_due_date=due,
                clar_cla_review_date=held,
                clar_cla_review_cancelled=cancelled,
            )
        ]
    }


@pytest.mark.parametrize(
    ("held", "cell"),
    [
        ("2024-03-15", Cell(1, 1, 0, 0)),
        ("2024-03-16", Cell(0, 1, 0, 0)),
        ("", Cell(0, 1, 1, 0)),
    ],
)
def test_reviews_of_children_in_care_are_counted_alike(held: str, cell: Cell) -> None:
    assert measure(cla_review("2024-03-15", held), CLA, ["2024-03"], AS_AT) == {("2024-03",): cell}


def test_cancelled_reviews_in_care_and_those_of_no_child_are_left_out() -> None:
    assert measure(cla_review("2024-03-15", "", cancelled="true"), CLA, ["2024-03"], AS_AT) == {}
    assert measure(cla_review("2024-03-15", "", child=""), CLA, ["2024-03"], AS_AT) == {}


def allocation(number: int, worker: str, start: str, end: str, role: str) -> dict[str, str]:
    return row(
        "ssd_involvements",
        invo_involvements_id=f"N{number}",
        invo_professional_id=worker,
        invo_professional_role_id=role,
        invo_professional_team=f"Team of {worker}",
        invo_involvement_start_date=start,
        invo_involvement_end_date=end,
        invo_person_id="P1",
    )


ROLE = " allocated CASE worker "


@pytest.mark.parametrize(
    ("rows", "worker"),
    [
        ([], None),
        ([("W1", "2024-03-15", "", ROLE)], "W1"),
        ([("W1", "2024-03-16", "", ROLE)], None),
        ([("W1", "", "", ROLE)], None),
        ([("W1", "2024-01-01", "2024-03-15", ROLE)], None),  # ended that day
        ([("W1", "2024-01-01", "2024-03-16", ROLE)], "W1"),
        ([("W1", "2024-01-01", "", "Reviewing officer")], None),
        ([("", "2024-02-01", "", ROLE), ("W1", "2024-01-01", "", ROLE)], "W1"),
        ([("W1", "2024-02-01", "", ROLE), ("W2", "2024-01-01", "", ROLE)], "W1"),
        ([("W1", "2024-02-01", "", ROLE), ("W2", "2024-02-01", "", ROLE)], "W2"),
    ],
)
def test_the_allocated_worker_is_who_held_the_child_on_the_due_day(
    rows: list[tuple[str, str, str, str]], worker: str | None
) -> None:
    tables = {
        **cp_reviews(("2024-03-15", "2024-03-15")),
        "ssd_involvements": [allocation(n, *given) for n, given in enumerate(rows, start=1)],
    }
    (record,) = records(tables, CP, "2024-03", AS_AT)
    assert record.worker == worker
    assert record.team == (f"Team of {worker}" if worker else None)


def test_of_two_workers_begun_the_same_day_the_greater_id_is_so_as_text() -> None:
    ids = {9: "W-NINE", 10: "W-TEN"}
    tables = {
        **cp_reviews(("2024-03-15", "2024-03-15")),
        "ssd_involvements": [
            allocation(number, worker, "2024-02-01", "", ROLE) for number, worker in ids.items()
        ],
    }
    assert records(tables, CP, "2024-03", AS_AT)[0].worker == "W-NINE"


def test_reviews_due_the_same_day_are_taken_by_id_whatever_their_order() -> None:
    tables = cp_reviews(("2024-03-20", ""), ("2024-03-20", ""))
    backwards = {**tables, "ssd_cp_reviews": tables["ssd_cp_reviews"][::-1]}
    assert records(backwards, CP, "2024-03", AS_AT)[0].record == "V1"
