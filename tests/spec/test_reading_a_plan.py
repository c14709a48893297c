"""How an improvement plan is read from its document."""

import importlib
import json
import zipfile
from pathlib import Path

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import plan_as_json, read_plan
from lineofsight.plan.model import Plan

EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = "Ref\tWhat needs to improve\tAction\tDue\tLeads\tKey performance indicators"


def reading(tmp_path: Path, *lines: str) -> Plan:
    """The plan that ``lines`` of converted text hold."""
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_plan(read_document(path))


PARTS = {
    "docx": ("word/document.xml", "word/styles.xml", "docProps/core.xml"),
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"),
}
FORMATS = ["docx", "txt", "pdf", "xlsx", "html"]


@pytest.fixture(scope="module", params=FORMATS)
def fernshire(request: pytest.FixtureRequest) -> Plan:
    path = EXAMPLES / f"fernshire-improvement-plan.{request.param}"
    return read_plan(read_document(path))


def test_the_front_names_the_plan_the_council_and_the_date(fernshire: Plan) -> None:
    """A month in the title stays a month."""
    assert fernshire.title == "Children's Services Improvement Plan"
    assert fernshire.organisation == "Fernshire County Council"
    assert fernshire.date == "2026-04"


def test_every_objective_action_and_measure_is_found(fernshire: Plan) -> None:
    """Six areas, with their actions in order and their measures counted through the plan."""
    assert [objective.ref for objective in fernshire.objectives] == list("123456")
    sizes = (5, 5, 6, 4, 4, 4)
    expected = [f"{n}.{m}" for n, size in enumerate(sizes, 1) for m in range(1, size + 1)]
    assert [action.ref for action in fernshire.actions] == expected
    assert [measure.ref for measure in fernshire.measures] == [str(n) for n in range(1, 64)]
    assert all(objective.outcomes for objective in fernshire.objectives)
    assert not any(action.doubts for action in fernshire.actions)


def test_an_action_keeps_its_lead_date_rating_and_progress(fernshire: Plan) -> None:
    """Also where the converter cut its row into lines."""
    action = next(action for action in fernshire.actions if action.ref == "2.4")
    assert action.text == "Train every team in plans that families can follow."
    assert action.due.dates == ("2026-10",)
    assert action.leads == ("Learning and Development", "Principal Social Worker")
    assert action.rating.level == "GREY"
    before = next(action for action in fernshire.actions if action.ref == "2.1")
    assert [update.text for update in before.updates] == ["Ten in post; two offers made."]


@pytest.mark.parametrize("kind", FORMATS[1:])
def test_one_plan_reads_the_same_whatever_its_file_is(kind: str) -> None:
    """Its actions, leads, dates, ratings, measures and targets are those of the Word document."""
    word, other = (
        read_plan(read_document(EXAMPLES / f"fernshire-improvement-plan.{kind}"))
        for kind in ("docx", kind)
    )
    for one, two in zip(word.actions, other.actions, strict=True):
        assert (one.ref, one.text, one.objective) == (two.ref, two.text, two.objective)
        assert (one.due.dates, one.due.kind) == (two.due.dates, two.due.kind)
        assert (one.leads, one.updates) == (two.leads, two.updates)
        assert one.rating.level == two.rating.level
    for one, two in zip(word.measures, other.measures, strict=True):
        assert (one.ref, one.text, one.targets) == (two.ref, two.text, two.targets)
    same = ("title", "organisation", "date", "rating_key", "abbreviations", "version")
    assert all(getattr(word, name) == getattr(other, name) for name in same)
    for one, two in zip(word.objectives, other.objectives, strict=True):
        assert (one.text, one.outcomes) == (two.text, two.outcomes)
        assert one.references == two.references
    assert [(risk.text, risk.mitigation) for risk in word.risks] == [
        (risk.text, risk.mitigation) for risk in other.risks
    ]


def test_the_examples_are_what_their_source_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody edits them by hand: one source writes all.  Fonts may move the lines of a PDF."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    make = importlib.import_module("make_examples")
    make.write_text(tmp_path / "plan.txt")
    make.write_word(tmp_path / "plan.docx")
    make.write_page(tmp_path / "plan.html")
    make.write_book(tmp_path / "plan.xlsx")
    make.write_print(tmp_path / "plan.html", tmp_path / "plan.pdf")
    name = "fernshire-improvement-plan"
    for kind in ("txt", "html"):
        kept = EXAMPLES / f"{name}.{kind}"
        assert (tmp_path / f"plan.{kind}").read_bytes() == kept.read_bytes()
    for kind, parts in PARTS.items():
        written = zipfile.ZipFile(tmp_path / f"plan.{kind}")
        kept_parts = zipfile.ZipFile(EXAMPLES / f"{name}.{kind}")
        assert all(written.read(part) == kept_parts.read(part) for part in parts)
    printed, kept_print = (
        plan_as_json(read_plan(read_document(path)))
        for path in (tmp_path / "plan.pdf", EXAMPLES / f"{name}.pdf")
    )
    assert _texts(printed) == _texts(kept_print)


def _texts(value: object) -> list[str]:
    """The texts of ``value``, however deep, without the places where they stood."""
    if isinstance(value, dict):
        return [text for key in value if key != "place" for text in _texts(value[key])]
    if isinstance(value, list):
        return [text for entry in value for text in _texts(entry)]
    return [value] if isinstance(value, str) else []


def test_tables_that_explain_are_no_actions(fernshire: Plan) -> None:
    """The rating key, the abbreviations and the risks each have a place of their own."""
    assert [meaning.level for meaning in fernshire.rating_key] == [
        "BLUE",
        "GREEN",
        "AMBER",
        "RED",
        "GREY",
    ]
    assert fernshire.abbreviations["PEP"] == "Personal education plan"
    assert len(fernshire.risks) == 3
    assert fernshire.risks[0].text == "Social workers leave faster than we can appoint"


def test_several_numbered_actions_in_a_cell_are_parted(tmp_path: Path) -> None:
    """As many dates as actions are paired in their order."""
    plan = reading(
        tmp_path,
        HEADER,
        "1\tBetter plans\t1.1. Write a standard. 1.2. Train the teams.1.3 Look again.\t"
        "May 2026 June 2026 1 July 2026\tPSW\t",
    )
    assert [(action.ref, action.due.dates) for action in plan.actions] == [
        ("1.1", ("2026-05",)),
        ("1.2", ("2026-06",)),
        ("1.3", ("2026-07-01",)),
    ]


def test_where_no_pairing_is_sure_there_is_a_doubt_and_no_date(tmp_path: Path) -> None:
    """Two dates beside three actions could belong to any: nobody is told to be late by a guess."""
    plan = reading(
        tmp_path,
        HEADER,
        "1\tBetter plans\t1.1 Write a standard. 1.2 Train the teams. 1.3 Look again.\t"
        "May 2026 June 2026\tAnn Hall\t",
    )
    for action in plan.actions:
        assert action.due.dates == ()
        assert "2 dates" in action.doubts[0].message
        assert action.doubts[0].place.line == 2


def test_a_date_cut_over_two_lines_belongs_to_the_action_that_it_ends_in(tmp_path: Path) -> None:
    """ "Feb" above "2026", and a month that stands a line above its action's first line."""
    plan = reading(
        tmp_path,
        HEADER,
        "1\tBetter plans\t1.1 Write a standard for\tFeb\tSally\t1. Audit of plans",
        "\t\tevery plan that we make.\t2026\tHope\t",
        "\t\t\tAug\tHead of\t",
        "\t\t1.2 Train all teams in it.\t2026\tQA\t",
    )
    assert [(action.due.dates, action.leads) for action in plan.actions] == [
        (("2026-02",), ("Sally Hope",)),
        (("2026-08",), ("Head of QA",)),
    ]


def test_a_year_alone_leaves_the_action_without_a_date(tmp_path: Path) -> None:
    """It cannot be late before someone says in which month it is due."""
    plan = reading(tmp_path, HEADER, "1\tPlans\t1.1 Write a standard.\t2026\tPSW\t")
    assert plan.actions[0].due.dates == ()
    assert plan.actions[0].doubts[0].kind == "date"


def test_a_table_goes_on_over_a_page_without_its_header(tmp_path: Path) -> None:
    """Columns that were dropped on the next page are recognised by what stands in the others."""
    plan = reading(
        tmp_path,
        HEADER,
        "1\tPlans that families understand\t1.1 Write a standard.\tMay 2026\tPSW\t"
        "1. % of plans seen by families Target: 80%",
        "",
        "1.2 Train every team in how to use it.\t2. % of staff trained. Target: 95%",
        "1.3 Ask families what they thought of it.\t3. Survey of families",
    )
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3"]
    assert [measure.ref for measure in plan.measures] == ["1", "2", "3"]
    assert [target.value for measure in plan.measures for target in measure.targets] == [80, 95]


def test_a_number_cited_in_a_sentence_begins_no_action(tmp_path: Path) -> None:
    """ "See 9.1 Finance" under objective 1 is a reference, not an action."""
    plan = reading(
        tmp_path,
        HEADER,
        "1\tPlans\t1.1 Write a standard (see 9.1 Finance) and use it.\tMay 2026\tPSW\t",
        "\t\t1.2 Train all.\tJune 2026\tPSW\t",
    )
    assert [action.ref for action in plan.actions] == ["1.1", "1.2"]


def test_actions_without_numbers_are_a_row_each(tmp_path: Path) -> None:
    """An empty cell of an objective goes on with the one above it."""
    plan = reading(
        tmp_path,
        "Area for improvement\tActions\tLead officer\tTimescale\tRAG",
        "Supervision is irregular\tSet a standard\tPSW\tJuly 2026\tGreen",
        "\tAudit the records\tPSW\tSept 2026\tAmber",
        "Care leavers lack support\tPublish the offer\tAmy Jones\tDec 2026\tRed",
    )
    assert [action.text for action in plan.actions] == [
        "Set a standard",
        "Audit the records",
        "Publish the offer",
    ]
    first, second, third = (action.objective for action in plan.actions)
    assert first == second != third
    assert [action.rating.level for action in plan.actions] == ["GREEN", "AMBER", "RED"]


def test_headings_are_the_objectives_where_no_column_is(tmp_path: Path) -> None:
    """A row that is only a title parts a table as a heading does."""
    plan = reading(
        tmp_path,
        "# Priority 1: Help in time",
        "",
        "| Action | Who | By when | How we will know |",
        "|---|---|---|---|",
        "| Recruit six social workers | HR Lead | 30/09/2026 | Vacancy rate below 10% |",
        "| Priority 2: Better plans | | | |",
        "| Audit thirty plans | QA Lead | TBC | 60% of plans are good by Dec 2026 |",
    )
    assert [(o.ref, o.text) for o in plan.objectives] == [
        ("Priority 1", "Help in time"),
        ("Priority 2", "Better plans"),
    ]
    assert [action.objective for action in plan.actions] == [o.id for o in plan.objectives]
    assert [measure.targets[0].value for measure in plan.measures] == [10, 60]
    assert [measure.action for measure in plan.measures] == [action.id for action in plan.actions]


def test_a_theme_gathers_objectives_and_has_a_lead(tmp_path: Path) -> None:
    """Sentences between a theme's heading and its table are the objectives under it."""
    plan = reading(
        tmp_path,
        "# THEME 1 - FRONTLINE PRACTICE",
        "",
        "# Theme Lead: Ann Hall",
        "",
        "**Outcomes:**",
        "",
        "- 1. Children are seen by the people who work with them.",
        "",
        "Make sure that assessments are done in time and say what has to change.",
        "",
        "No\tAction\tTimescale\tLead\tRAG",
        "1.1\tTrack assessments\tMay 2026\tSam Lee\tG",
    )
    (theme,) = plan.themes
    assert (theme.ref, theme.text, theme.lead) == ("THEME 1", "FRONTLINE PRACTICE", "Ann Hall")
    top, below = plan.objectives
    assert below.parent == top.id
    assert plan.actions[0].objective == below.id
    assert top.outcomes == ("Children are seen by the people who work with them.",)


def test_actions_told_in_paragraphs_are_read_by_their_labels(tmp_path: Path) -> None:
    """Without tables: a numbered line, and below it who, by when and how it will be known."""
    plan = reading(
        tmp_path,
        "# Priority 1: Help in time",
        "",
        "1.1 Recruit six social workers.",
        "",
        "Lead: HR Manager",
        "",
        "Timescale: 30 September 2026",
        "",
        "Success measure: Vacancy rate below 10%",
        "",
        "1.2 Publish the thresholds.",
        "Lead: Ann Hall",
        "Timescale: Ongoing",
        "",
        "2 Contact us",
        "",
        "Telephone: 01234",
    )
    assert [(a.ref, a.text, a.leads, a.due.dates) for a in plan.actions] == [
        ("1.1", "Recruit six social workers.", ("HR Manager",), ("2026-09-30",)),
        ("1.2", "Publish the thresholds.", ("Ann Hall",), ("ONGOING",)),
    ]
    assert plan.actions[0].objective == plan.objectives[0].id
    assert plan.measures[0].action == plan.actions[0].id
    assert plan.measures[0].targets[0].value == 10


def test_a_table_of_measures_has_a_step_in_each_dated_column(tmp_path: Path) -> None:
    """The baseline's column is where each starts."""
    plan = reading(
        tmp_path,
        "Ref\tMeasure\tBaseline\tTarget Sept 2026\tTarget March 2027",
        "M1\tChildren referred again within 12 months\t28%\t24%\t20%",
        "M2\tAssessments done in 45 working days\t61%\t80%\t90%",
    )
    assert [
        (m.ref, [(t.value, t.comparison, t.by, t.baseline) for t in m.targets])
        for m in plan.measures
    ] == [
        ("M1", [(24, "<=", "2026-09", 28), (20, "<=", "2027-03", 28)]),
        ("M2", [(80, ">=", "2026-09", 61), (90, ">=", "2027-03", 61)]),
    ]


def test_a_scorecard_below_counted_measures_has_rows_of_its_own(tmp_path: Path) -> None:
    """Its rows are not more words of the last measure that was counted in a cell."""
    plan = reading(
        tmp_path,
        "Ref\tWhat needs to improve\tAction\tDue\tLead\tMeasures of success",
        "1\tThe front door\t1.1 Agree thresholds.\tMay 2026\tAnn Hall\t"
        "1. % of contacts closed. Target: 45% 2. % of children seen. Target: 98%",
        "\t\t1.2 Train all teams.\tJune 2026\tAnn Hall\t3. Practitioners say that it helps",
        "",
        "Ref\tMeasure\tBaseline\tTarget March 2027",
        "4\t% of contacts decided within one working day\t92%\t96%",
        "5\t% of core groups held in time\t84%\t92%",
    )
    assert [(m.ref, m.text, m.objective is None) for m in plan.measures[2:]] == [
        ("3", "Practitioners say that it helps", False),
        ("4", "% of contacts decided within one working day", True),
        ("5", "% of core groups held in time", True),
    ]
    assert [[(t.value, t.baseline) for t in m.targets] for m in plan.measures[3:]] == [
        [(96, 92)],
        [(92, 84)],
    ]


def test_look_alike_letters_are_read_as_what_they_look_like(tmp_path: Path) -> None:
    """Character recognition takes A for a Greek letter and B for a Cyrillic one."""
    plan = reading(
        tmp_path,
        "No\tAction\tLead\tDue\tRAG",
        "1\tWrite a standard\tРЅW\tMay 2026\tΑ",
        "2\tTrain all teams\tРЅW\tMay 2026\tВ",
    )
    assert [action.rating.level for action in plan.actions] == ["AMBER", "BLUE"]
    assert [action.leads for action in plan.actions] == [("PSW",), ("PSW",)]


def test_printed_rating_counts_stand_beside_those_read(tmp_path: Path) -> None:
    """A summary that its own rows do not bear out says by how much."""
    plan = reading(
        tmp_path,
        "\tRed\tAmber\tGreen",
        "Number of actions\t0\t1\t2",
        "",
        "No\tAction\tLead\tDue\tRAG",
        "1\tWrite a standard\tPSW\tMay 2026\tA",
        "2\tTrain all teams\tPSW\tMay 2026\tG",
    )
    summary = plan.rating_summary
    assert summary
    assert not summary.reconciles
    assert "1 fewer green" in summary.explanation


def test_goals_against_dates_are_milestones(tmp_path: Path) -> None:
    """A goal's cell left empty goes on with the goal above."""
    plan = reading(
        tmp_path,
        "Goal\tBy end July 2026\tBy end March 2027",
        "Children are safe\tEvery plan has been looked at again\tAudits find no child unseen",
        "\tVisits are made when they are due\tChildren say that they are listened to",
    )
    assert [(m.goal, m.by) for m in plan.milestones] == [
        ("Children are safe", "2026-07"),
        ("Children are safe", "2027-03"),
    ] * 2


def test_a_document_without_a_plan_says_so(tmp_path: Path) -> None:
    """Minutes of a meeting give no action, and a doubt that tells what to check."""
    plan = reading(tmp_path, "Minutes", "", "The chair opened the meeting at noon.")
    assert not plan.actions
    assert plan.doubts[0].kind == "empty"


def test_the_json_holds_every_field_of_the_contract(fernshire: Plan) -> None:
    """Ids are unique, and what refers to an id refers to one that exists."""
    told = plan_as_json(fernshire)
    assert {"title", "organisation", "date", "objectives", "actions", "measures", "risks"} < set(
        told
    )
    entries = [*fernshire.objectives, *fernshire.actions, *fernshire.measures]
    ids = {entry.id for entry in entries}
    assert len(ids) == len(entries)
    assert {action.objective for action in fernshire.actions} <= ids
    homes = {measure.objective for measure in fernshire.measures if measure.objective}
    assert homes <= ids
    assert json.loads(json.dumps(told)) == told
