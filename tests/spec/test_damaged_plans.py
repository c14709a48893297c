"""How a plan is read whose tables conversion has damaged."""

from pathlib import Path

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan

HEADER = "No.\tReference\tAction\tTimescale\tLead\tMeasures\tReview note\tRAG"


def reading(tmp_path: Path, *lines: str) -> Plan:
    """The plan that ``lines`` of converted text hold."""
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_plan(read_document(path))


def row(
    ref: str,
    action: str,
    due: str = "30 Apr 2026",
    lead: str = "Asha Verma",
    measure: str = "",
    note: str = "",
    rating: str = "G",
) -> str:
    """A row below ``HEADER``."""
    return "\t".join((ref, "N 1", action, due, lead, measure, note, rating))


def kinds(plan: Plan) -> list[str]:
    """The kinds of the plan's own doubts."""
    return [doubt.kind for doubt in plan.doubts]


def test_a_paragraph_torn_over_the_columns_is_an_objective(tmp_path: Path) -> None:
    """Running text in every column, where a number should stand, is no action; it is told."""
    plan = reading(
        tmp_path,
        "# THEME 1 - FRONT DOOR",
        HEADER,
        row("1.1", "Agree thresholds with schools and health."),
        "that the\tteam in each of\tMake sure that every referral is weighed by a manager"
        "\tand the rec\tord says wh\tat was done\twith reasons. Ma\tnagers meet",
        row("1.2", "Weigh each referral within a day."),
    )
    assert [action.ref for action in plan.actions] == ["1.1", "1.2"]
    assert plan.actions[0].text == "Agree thresholds with schools and health."
    torn = "Make sure that every referral is weighed by a manager"
    assert torn in [objective.text for objective in plan.objectives]
    home = {objective.id: objective.text for objective in plan.objectives}
    assert home[plan.actions[1].objective or ""] == torn
    assert kinds(plan) == ["torn"]


def test_a_row_that_goes_on_over_a_page_is_not_torn_text(tmp_path: Path) -> None:
    """Small letters in every column, and none in the numbers', go on with the row above."""
    plan = reading(
        tmp_path,
        "# THEME 1 - FRONT DOOR",
        HEADER,
        row("1.1", "Agree thresholds with schools and", measure="Audit of", note="Draft with"),
        "\t\thealth, police and\t\t\treferrals by\tpartners for",
        "\t\tthe youth service.\t\t\tthe board\ttheir comments",
        row("1.2", "Weigh each referral within a day."),
    )
    assert plan.actions[0].text == (
        "Agree thresholds with schools and health, police and the youth service."
    )
    assert [measure.text for measure in plan.measures] == ["Audit of referrals by the board"]
    assert len(plan.actions) == 2
    assert not plan.doubts


def test_a_heading_cut_inside_its_words_is_put_together(tmp_path: Path) -> None:
    """ "Leav / ing Ca / re" over three columns is a heading, as the document's own words tell."""
    plan = reading(
        tmp_path,
        "# THEME 1 - FRONT DOOR",
        HEADER,
        row("1.1", "Agree thresholds for young people leaving our care."),
        "Leav\ting Ca\tre\t•\t1\t\t\t",
        row("1.2", "Write a pathway plan with each care leaver."),
    )
    assert [objective.text for objective in plan.objectives] == ["FRONT DOOR", "Leaving Care"]
    assert [action.ref for action in plan.actions] == ["1.1", "1.2"]
    assert plan.actions[0].text == "Agree thresholds for young people leaving our care."


def test_whole_words_in_columns_are_no_heading(tmp_path: Path) -> None:
    """A row of whole words says what its columns say."""
    plan = reading(
        tmp_path,
        "# THEME 1 - FRONT DOOR",
        HEADER,
        row("1.1", "Agree thresholds"),
        "Theme\tNotice\tAppoint staff\t\tAsha Verma\t\t\t",
        row("1.2", "Write a pathway plan"),
    )
    assert [objective.text for objective in plan.objectives] == ["FRONT DOOR"]


def test_paragraphs_over_one_table_are_objectives_of_their_own(tmp_path: Path) -> None:
    """Each that ends with a full stop; one that a page's end cuts goes on with the next."""
    plan = reading(
        tmp_path,
        "# THEME 1 - FRONT DOOR",
        "Assessments are of good quality and take in what children say and",
        "",
        "what their families say about the help that they were given.",
        "",
        "Managers look at every decision and write down why it was made.",
        "",
        HEADER,
        row("1.1", "Agree thresholds with schools and health."),
    )
    assert [objective.text for objective in plan.objectives] == [
        "FRONT DOOR",
        "Assessments are of good quality and take in what children say and what their families "
        "say about the help that they were given.",
        "Managers look at every decision and write down why it was made.",
    ]


def test_a_header_in_two_rows_names_its_columns_together(tmp_path: Path) -> None:
    """ "Reference" above "to:", and a letter of RAG on each line, are one header."""
    plan = reading(
        tmp_path,
        "Refs\t\tAction\tTimescale\tLead\tMeasures\tReview note\tR",
        "Action No.\tReference to:\t\t\tPerson(s)\t\t\tA G",
        row("1.1", "Agree thresholds with schools.", measure="Audit", note="Begun", rating="A"),
        row("1.2", "Weigh each referral within a day.", measure="Survey", note="Begun"),
    )
    assert [(action.ref, action.leads) for action in plan.actions] == [
        ("1.1", ("Asha Verma",)),
        ("1.2", ("Asha Verma",)),
    ]
    assert [action.rating.level for action in plan.actions] == ["AMBER", "GREEN"]


def test_a_first_row_of_short_cells_is_no_second_header(tmp_path: Path) -> None:
    """Short words below a header are an action, where they tell of one."""
    plan = reading(
        tmp_path,
        "Action\tTimescale\tLead\tRAG",
        "Hire staff.\tOngoing\tAsha Verma\tG",
        "Train them.\tMay 2026\tAsha Verma\tA",
    )
    assert [action.text for action in plan.actions] == ["Hire staff.", "Train them."]


def test_a_garbled_second_reading_of_a_row_is_left_out(tmp_path: Path) -> None:
    """Most letters of the row above, words that stand nowhere else, no date: told, not counted.

    Where only the last lines were read twice, the row begins there; what stands before them
    belongs to the row above.
    """
    plan = reading(
        tmp_path,
        HEADER,
        row("2.1", "Visit every child in care.", lead="Head of Care", note="Begun; train"),
        row(
            "2.2",
            "Managers join visits. Write a pathway plan for each",
            lead="Lee Omar Jones",
            measure="Plans of good quality",
            note="three more staff. Slow at the start",
            rating="R",
        ),
        "7.7\t4 1\tVVrito a qathwav qlan tor oach\t00 / Api\tOrnar Jonos\t"
        "Plans ot goob qualifv\tSlovv af tbe sfart\t",
        "\t\tyoung person.\t\t\t\tof the year\t",
        row("2.3", "Find homes near the child's school."),
    )
    assert [(action.ref, action.text) for action in plan.actions] == [
        ("2.1", "Visit every child in care. Managers join visits."),
        ("2.2", "Write a pathway plan for each young person."),
        ("2.3", "Find homes near the child's school."),
    ]
    assert plan.actions[0].leads == ("Head of Care", "Lee")
    assert plan.actions[1].leads == ("Omar Jones",)
    assert [update.text for update in plan.actions[1].updates] == ["Slow at the start of the year"]
    assert kinds(plan) == ["ghost"]
    assert [[doubt.kind for doubt in action.doubts] for action in plan.actions] == [
        ["merged"],
        ["merged"],
        [],
    ]


def test_rows_in_nearly_the_same_words_are_all_actions(tmp_path: Path) -> None:
    """Likeness alone makes no second reading: a row with a date of its own stands."""
    plan = reading(
        tmp_path,
        HEADER,
        row("2.1", "Train foster carers in safer caring.", measure="Attendance"),
        row("2.2", "Train fostering carers in safer carrying.", measure="Attendances"),
        row("2.3", "Train foster carers in safer caring.", "Ongoing", measure="Attendance"),
    )
    assert [action.ref for action in plan.actions] == ["2.1", "2.2", "2.3"]
    assert not plan.doubts


def test_two_rows_read_as_one_are_parted_where_one_number_is_missing(tmp_path: Path) -> None:
    """Two sentences, two dates and one missing number are two actions; the rest is told."""
    plan = reading(
        tmp_path,
        HEADER,
        row("3.1", "Look into complaints. Audit a case in each team.", "31 Jan 2026 31 Mar 2026"),
        row("3.3", "Publish what was learned."),
    )
    assert [(action.ref, action.text, action.due.dates) for action in plan.actions] == [
        ("3.1", "Look into complaints.", ("2026-01-31",)),
        ("3.2", "Audit a case in each team.", ("2026-03-31",)),
        ("3.3", "Publish what was learned.", ("2026-04-30",)),
    ]
    assert [len(action.doubts) for action in plan.actions] == [1, 1, 0]
    assert "3.2 is missing" in plan.actions[1].doubts[0].message


def test_two_dates_beside_one_action_part_nothing_where_no_number_is_missing(
    tmp_path: Path,
) -> None:
    """Which date counts is then not known, and said."""
    plan = reading(
        tmp_path,
        HEADER,
        row("3.1", "Look into complaints. Audit a case in each team.", "31 Jan 2026 31 Mar 2026"),
        row("3.2", "Publish what was learned."),
    )
    assert [action.ref for action in plan.actions] == ["3.1", "3.2"]
    assert plan.actions[0].due.dates == ()
    assert [doubt.kind for doubt in plan.actions[0].doubts] == ["pairing"]


def test_progress_that_shares_the_cell_of_the_measures_is_parted_and_told(tmp_path: Path) -> None:
    """Where the columns after the measures were lost, what has happened is a note of progress."""
    plan = reading(
        tmp_path,
        HEADER,
        row("1.1", "Agree thresholds.", measure="Audit", note="Begun."),
        "1.2\tN 1\tWeigh each referral.\tMay 2026\tAsha Verma\t"
        "<ul><li>Audit of referrals</li><li>Fewer repeats</li></ul> Staff were told in March.",
        "1.3\tN 1\tListen to families.\tMay 2026\tAsha Verma\t"
        "Survey of families Good letters  Workshop held in May.",
    )
    assert [measure.text for measure in plan.measures] == [
        "Audit",
        "Audit of referrals",
        "Fewer repeats",
        "Survey of families Good letters",
    ]
    assert [[update.text for update in action.updates] for action in plan.actions] == [
        ["Begun."],
        ["Staff were told in March."],
        ["Workshop held in May."],
    ]
    assert [[doubt.kind for doubt in action.doubts] for action in plan.actions] == [
        [],
        ["shared"],
        ["shared"],
    ]


def test_measures_stay_measures_where_the_table_has_no_progress(tmp_path: Path) -> None:
    """What was held may be how success is known."""
    plan = reading(
        tmp_path,
        "No.\tAction\tTimescale\tLead\tMeasures",
        "1.1\tAgree.\tMay 2026\tAsha Verma\t<ul><li>Audit</li><li>Event held</li></ul>",
    )
    assert [measure.text for measure in plan.measures] == ["Audit", "Event held"]
    assert not plan.actions[0].doubts


def test_text_below_goes_on_with_the_note_that_breaks_off(tmp_path: Path) -> None:
    """Not with the list of measures beside it, when a page's end dropped the columns between."""
    broken = row("1.1", "Agree thresholds.", measure="• Audit", note="The board has asked")
    lines = (
        HEADER,
        broken,
        "",
        "\t\t\t\tfor a further paper.",
        "\t\t\t\tIt meets again in June.",
        row("1.2", "Weigh each referral."),
    )
    plan = reading(tmp_path, *lines)
    assert [measure.text for measure in plan.measures] == ["Audit"]
    assert [update.text for update in plan.actions[0].updates] == [
        "The board has asked for a further paper. It meets again in June."
    ]
    finished = (line.replace("has asked", "has asked.") for line in lines)
    whole = reading(tmp_path, *finished)
    assert [update.text for update in whole.actions[0].updates] == ["The board has asked."]
