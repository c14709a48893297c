"""How lines that stand over or between the rows of a table are read."""

from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan


def reading(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "plan.txt"
    path.write_text(f"# Marlby Improvement Plan - June 2026\n\n{text}", encoding="utf-8")
    return read_plan(read_document(path))


def told(plan: Plan) -> list[tuple[str | None, str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.ref, one.text, one.due.dates, one.leads) for one in plan.actions]


def test_a_time_over_rows_is_when_they_are_due(tmp_path: Path) -> None:
    """Directly below the names of the columns or between rows; each holds until the next."""
    plan = reading(
        tmp_path,
        "Ref\tAction\tLead\tMeasure\nImmediate (within one month)\n"
        "1\tOpen a team\tHead of Access\t90% in a day\n2\tTrain it\tWorkforce Lead\tAll trained\n"
        "Within 3 months\n3\tReview plans\tQA Lead\t95% reviewed\n"
        "Within 12 months\n4\tWrite a guide\tPSW\tGuide used\n",
    )
    assert [one.due.dates for one in plan.actions] == [
        ("RELATIVE:P1M", "IMMEDIATE"),
        ("RELATIVE:P1M", "IMMEDIATE"),
        ("RELATIVE:P3M",),
        ("RELATIVE:P12M",),
    ]
    assert [one.text for one in plan.measures] == [
        "90% in a day",
        "All trained",
        "95% reviewed",
        "Guide used",
    ]


def test_a_cell_that_wraps_before_a_time_is_no_such_line(tmp_path: Path) -> None:
    """Behind "within", a time is the end of its sentence."""
    plan = reading(
        tmp_path,
        "Ref\tAction\tLead\tMeasure\n1\tOpen a team\tHead of Access\tAll seen within\n"
        "5 days of referral\n2\tTrain it\tWorkforce Lead\tAll trained\n",
    )
    assert [one.text for one in plan.measures] == [
        "All seen within 5 days of referral",
        "All trained",
    ]
    assert all(not one.due.dates for one in plan.actions)


def test_a_title_and_names_in_two_rows_straight_below_a_table(tmp_path: Path) -> None:
    """They begin the next part, and are no end of the last row."""
    part = (
        "Action\tWho\t\tWhen\n\tLead\tSupport\t\n{}\tHead of Access\tHealth\tMay 2026\n"
        "{}\tQA Lead\t\tJune 2026\n"
    )
    plan = reading(
        tmp_path,
        "Area 1: Front door\n"
        + part.format("Open a team", "Train it")
        + "Stronger plans\n"
        + part.format("Review plans", "Write a guide"),
    )
    assert told(plan) == [
        (None, "Open a team", ("2026-05",), ("Head of Access",)),
        (None, "Train it", ("2026-06",), ("QA Lead",)),
        (None, "Review plans", ("2026-05",), ("Head of Access",)),
        (None, "Write a guide", ("2026-06",), ("QA Lead",)),
    ]


def test_a_row_of_a_number_and_a_title_is_an_objective(tmp_path: Path) -> None:
    """With empty cells or without them, over rows with numbers below its own or none."""
    plan = reading(
        tmp_path,
        "Ref\tAction\tLead\tBy when\n1.1\tSupervision\n\tAudit supervision\tJo Vale\tMay 2026\n"
        "1.2\tCaseloads\t\t\n1.2.1\tRecruit ten workers\tHR Lead\tJuly 2026\n",
    )
    assert told(plan) == [
        (None, "Audit supervision", ("2026-05",), ("Jo Vale",)),
        ("1.2.1", "Recruit ten workers", ("2026-07",), ("HR Lead",)),
    ]
    assert [(one.ref, one.text) for one in plan.objectives] == [
        ("1.1", "Supervision"),
        ("1.2", "Caseloads"),
    ]


def test_a_wrapped_line_that_speaks_of_time_stays_in_its_column(tmp_path: Path) -> None:
    """ "Within 5 working days" may be the end of an action."""
    plan = reading(
        tmp_path,
        "Ref\tAction\tLead\tBy when\n1.1\tTake every contact\tJo Vale\tJuly 2026\n"
        "\tand see every child within\n\t5 working days of referral\n",
    )
    assert told(plan) == [
        (
            "1.1",
            "Take every contact and see every child within 5 working days of referral",
            ("2026-07",),
            ("Jo Vale",),
        )
    ]


def test_rows_that_wrap_in_several_columns_and_rows_that_begin(tmp_path: Path) -> None:
    """Small letters go on with the row above; a lead and a time of its own make an action."""
    plan = reading(
        tmp_path,
        "Area\tAction\tLead\tBy when\tProgress\n"
        "Front door\tOpen a team that takes contacts\tHead of\tSept\tBegun and\n"
        "\ton the day they come\tAccess\t2026\tgoing well\n"
        "\tTrain the team\tWorkforce Lead\tDec 2026\tNot begun\n",
    )
    assert told(plan) == [
        (
            None,
            "Open a team that takes contacts on the day they come",
            ("2026-09",),
            ("Head of Access",),
        ),
        (None, "Train the team", ("2026-12",), ("Workforce Lead",)),
    ]
    assert [one.updates[0].text for one in plan.actions] == ["Begun and going well", "Not begun"]


def test_a_second_action_beside_one_number(tmp_path: Path) -> None:
    """It has its own lead, and a time that may be no date."""
    plan = reading(
        tmp_path,
        "No\tArea\tAction\tLead\tBy when\n1\tFront door\tOpen a team\tJo Vale\tSept 2026\n"
        "\t\tTrain the team\tWorkforce Lead\tMonthly\n2\tPlans\tReview plans\tQA Lead\tOngoing\n",
    )
    assert [(one.text, one.leads) for one in plan.actions] == [
        ("Open a team", ("Jo Vale",)),
        ("Train the team", ("Workforce Lead",)),
        ("Review plans", ("QA Lead",)),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "## How we will know",
        "Success measures:",
        "### What success looks like",
        "How will we know?",
    ],
)
def test_bullets_below_a_heading_that_announces_measures(tmp_path: Path, heading: str) -> None:
    """They are the measures of the objective at hand."""
    plan = reading(
        tmp_path,
        "Priority 1: Better plans\n\nRef\tAction\tLead\tBy when\n"
        "1.1\tReview plans\tQA Lead\tMay 2026\n\n"
        f"{heading}\n- 90% of plans are good by March 2027\n• Children say that they are heard\n",
    )
    assert [one.text for one in plan.measures] == [
        "90% of plans are good by March 2027",
        "Children say that they are heard",
    ]
    assert {one.objective for one in plan.measures} == {plan.objectives[0].id}


@pytest.mark.parametrize("heading", ["## How will we be inspected?", "## Inspectors found"])
def test_a_question_over_a_table_is_no_objective(tmp_path: Path, heading: str) -> None:
    """Nor is what an inspection found: the area above still holds the actions."""
    plan = reading(
        tmp_path,
        f"## Priority 1: Better plans\n\n{heading}\n\nAction\tLead\tBy when\n"
        "Review plans\tQA Lead\tMay 2026\n",
    )
    assert [one.text for one in plan.objectives] == ["Better plans"]


def test_rows_whose_last_cells_are_left_out_keep_their_columns(tmp_path: Path) -> None:
    """Empty cells before those that are filled show it.

    A row that begins with a capital, beside a lead and progress of its own, is a further action
    of the area above; the lines below it go on with its cells, and a lead that ends in a stroke
    with the name below.  A bullet without a lead has that of the bullet above.
    """
    plan = reading(
        tmp_path,
        "No\tWhat must improve\tAction\tLead\tProgress May 2026\tProgress June 2026\tResult so"
        "\tStill to do\n"
        "\t\t\t\t\t\tfar: met /\n\t\t\t\t\t\tnot met\n"
        "1\tCallers are heard\tOpen the duty line on\tAda Roy\tRoom found; two\tOpened\tFully\t"
        "Extend it to\n"
        "\tat once\teach Saturday.\t\tdesks still to come\t\t\tSundays\n"
        "\t\tTrain the staff of the\tBen Ho /\tPlanned\tOn course\n"
        "\t\tline in listening.\tCai Day\n"
        "2\tHomes are near by and\t• Hold an evening in\tDee Fox\tBooked\tHeld\tLimited\n"
        "\tsafe for each child\teach town.\n"
        "\twho needs one\t• Ring every carer who\n\t\tasks.\n",
    )
    assert [(one.text, one.leads, one.rating.text) for one in plan.actions] == [
        ("Open the duty line on each Saturday.", ("Ada Roy",), "Fully"),
        ("Train the staff of the line in listening.", ("Ben Ho", "Cai Day"), None),
        ("Hold an evening in each town.", ("Dee Fox",), "Limited"),
        ("Ring every carer who asks.", ("Dee Fox",), "Limited"),
    ]
    assert [(one.ref, one.text) for one in plan.objectives] == [
        ("1", "Callers are heard at once"),
        ("2", "Homes are near by and safe for each child who needs one"),
    ]
    assert [(one.period, one.text) for one in plan.actions[0].updates] == [
        ("May 2026", "Room found; two desks still to come"),
        ("June 2026", "Opened"),
        (None, "Still to do: Extend it to Sundays"),
    ]
    assert not plan.doubts
