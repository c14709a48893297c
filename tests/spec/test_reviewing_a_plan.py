"""What a review says of an improvement plan: doubts, gaps, and the findings it answers."""

import importlib
import json
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lineofsight.cli import run
from lineofsight.documents import read_document
from lineofsight.errors import UnusableInput
from lineofsight.plan import read_plan
from lineofsight.plan.model import (
    Action,
    Doubt,
    Due,
    Measure,
    Objective,
    Place,
    Plan,
    Rating,
    RatingMeaning,
    RatingSummary,
    Target,
)
from lineofsight.plan.review import (
    Gap,
    InspectionFinding,
    read_findings,
    review_as_json,
    review_plan,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
HERE = Place(page=2, table=1, row=3)


def action(ref: str | None, text: str = "Visit every child each week.", **more: object) -> Action:
    """An action that lacks nothing, but for what is given."""
    values: dict[str, object] = {
        "id": f"action-{ref or 'x'}",
        "objective": "objective-1",
        "place": HERE,
        "due": due("2026-09"),
        "leads": ("Ida Moss",),
    }
    return Action(ref=ref, text=text, **{**values, **more})


def due(*dates: str, text: str | None = None) -> Due:
    return Due(text or "; ".join(dates), dates, "date")


def measure(
    text: str = "% of children visited in 10 working days", *targets: Target, **more: object
) -> Measure:
    values: dict[str, object] = {"id": "measure-1", "ref": "1", "objective": "objective-1"}
    return Measure(text=text, place=HERE, targets=targets, **{**values, **more})


def target(value: float | None = 95, by: str | None = "2027-03", **more: object) -> Target:
    values: dict[str, object] = {"unit": "%", "comparison": ">=", "text": f"Target: {value}%"}
    return Target(value=value, by=by, **{**values, **more})


def plan(
    *items: Action | Measure, objectives: tuple[str, ...] = ("Children are seen.",), **more: object
) -> Plan:
    """A plan of ``items`` with one measured objective, dated April 2026."""
    actions = tuple(item for item in items if isinstance(item, Action))
    measures = tuple(item for item in items if isinstance(item, Measure))
    made = Plan(
        date="2026-04",
        objectives=tuple(
            Objective(f"objective-{n}", str(n), text, HERE) for n, text in enumerate(objectives, 1)
        ),
        actions=actions or (action("1.1"),),
        measures=measures or (measure("% of children visited in 10 working days", target()),),
    )
    return replace(made, **more)


def gaps(of: Plan, kind: str, as_at: date | None = None) -> list[Gap]:
    return [gap for gap in review_plan(of, as_at=as_at).gaps if gap.kind == kind]


def only(of: Plan, kind: str, as_at: date | None = None) -> Gap:
    found = gaps(of, kind, as_at)
    assert len(found) == 1, found
    return found[0]


def test_a_plan_that_lacks_nothing_has_no_gap() -> None:
    """Every rule is silent where what it looks for is there."""
    assert review_plan(plan(), as_at=date(2026, 4, 30)).gaps == ()


def test_a_gap_says_what_is_wrong_where_it_is_and_what_to_do() -> None:
    """It names the thing by its printed number, keeps its id and place, and asks for one step."""
    gap = only(plan(action("1.1", leads=())), "no_lead")
    assert gap.message == "Action 1.1 has no lead: name one person who answers for it."
    assert (gap.severity, gap.place, gap.ref, gap.item) == ("high", HERE, "1.1", "action-1.1")


def test_a_thing_without_a_number_is_told_by_its_first_words_and_its_id() -> None:
    """So that it can be found all the same."""
    gap = only(plan(action(None, leads=())), "no_lead")
    assert gap.message.startswith("Action “Visit every child each week.” has no lead")
    assert gap.ref == "action-x"


def test_the_worst_gaps_come_first() -> None:
    """High before medium before low."""
    held = plan(action("1.1", "Train staff.", leads=()), action("1.4", leads=("A", "B")))
    assert [gap.severity for gap in review_plan(held).gaps] == ["high", "medium", "low"]


# Who


def test_leads_that_could_not_be_paired_are_a_doubt_and_no_gap() -> None:
    """The document names them; only whose they are is open."""
    doubt = Doubt("pairing", "The leads (IM) stand beside 2 actions: say who leads which.", HERE)
    held = plan(action("1.1", leads=(), doubts=(doubt,)))
    assert gaps(held, "no_lead") == []
    told = review_plan(held).doubts
    assert [(each.doubt, each.ref, each.item) for each in told] == [(doubt, "1.1", "action-1.1")]


@pytest.mark.parametrize(
    ("leads", "told"),
    [
        (("Ida Moss", "Head of QA"), True),
        (("Lead Member", "Head of QA"), True),
        (("Ida Moss (lead)", "Head of QA"), False),
        (("Accountable: Ida Moss", "Head of QA"), False),
        (("Ida Moss",), False),
    ],
)
def test_of_several_leads_one_answers(leads: tuple[str, ...], told: bool) -> None:
    """Several are a gap unless one is marked as the lead, accountable or sponsor."""
    found = gaps(plan(action("1.1", leads=leads)), "no_accountable_lead")
    assert bool(found) is told


@pytest.mark.parametrize(
    "lead", ["Head of Care (to be appointed)", "Vacant", "TBC", "New Head of Care"]
)
def test_a_lead_who_is_not_in_post_is_told(lead: str) -> None:
    """Somebody must answer until then."""
    assert lead in only(plan(action("1.1", leads=(lead,))), "lead_not_in_post").message


def test_too_many_actions_on_one_lead_are_told_under_any_form_of_the_name() -> None:
    """More than eight and more than a quarter of all; ``IM`` and ``I Moss`` are Ida Moss."""
    forms = ["Ida Moss (IM)", "IM", "I Moss"] * 3
    held = [action(f"1.{n}", f"Step {n}", leads=(lead,)) for n, lead in enumerate(forms, 1)]
    gap = only(plan(*held), "too_many_on_one_lead")
    assert gap.message.startswith("Ida Moss leads 9 of the plan's 9 actions")
    assert gap.ref is None
    assert gaps(plan(*held[:8]), "too_many_on_one_lead") == []
    others = [action(f"2.{n}", f"Other {n}", leads=(f"Lead {n}",)) for n in range(1, 30)]
    assert gaps(plan(*held, *others), "too_many_on_one_lead") == []


# When


def test_an_action_without_a_date_is_told() -> None:
    """Whether nothing is printed, an event, or words in which no date can be read."""
    for printed, words in (
        (Due(), "has no date:"),
        (Due("when the system is live", (), "event"), "waits for an event"),
        (Due("in due course", (), "none"), "no date that can be read (in due course)"),
    ):
        assert words in only(plan(action("1.1", due=printed)), "no_date").message


def test_dates_that_could_not_be_paired_are_a_doubt_and_no_gap() -> None:
    """As with leads."""
    doubt = Doubt("pairing", "3 dates (May June July) stand beside 2 actions: say whose.", HERE)
    assert gaps(plan(action("1.1", due=Due(), doubts=(doubt,))), "no_date") == []


def test_a_date_still_to_be_agreed_weighs_more_when_it_is_the_only_one() -> None:
    """One of several is only to be tidied."""
    alone = only(plan(action("1.1", due=due("TBA", text="tba"))), "date_to_be_agreed")
    beside = only(plan(action("1.1", due=due("2026-05-31", "TBA"))), "date_to_be_agreed")
    assert (alone.severity, beside.severity) == ("medium", "low")


@pytest.mark.parametrize("printed", ["31 June 2026", "30 Feb 2027", "31/09/2026", "31st November"])
def test_a_day_that_the_calendar_does_not_have_is_told(printed: str) -> None:
    """The reader keeps its month; the review asks which day is meant."""
    gap = only(plan(action("1.1", due=due("2026-09", text=printed))), "impossible_date")
    assert printed in gap.message


@pytest.mark.parametrize("printed", ["30 June 2026", "June 2026", "06/2026", "Q2 2026/27", "May"])
def test_a_month_or_a_day_that_exists_is_not_impossible(printed: str) -> None:
    """A month alone misses no day."""
    held = plan(action("1.1", due=due("2026-09", text=printed)))
    assert gaps(held, "impossible_date") == []


def test_an_action_dated_before_its_plan_is_told() -> None:
    """A quarter before or more, a slip of the year is likelier than work already done."""
    slip = only(plan(action("1.1", due=due("2025-09"))), "date_before_plan")
    late = only(plan(action("1.1", due=due("2026-03-31"))), "date_before_plan")
    assert (slip.severity, late.severity) == ("high", "medium")
    assert "slip" in slip.message
    assert "slip" not in late.message
    assert gaps(plan(action("1.1", due=due("2026-04"))), "date_before_plan") == []


def test_a_first_stage_or_a_finished_action_may_lie_before_the_plan() -> None:
    """What has a later date, goes on, or is rated as done is not out of date."""
    done = Rating("B", "BLUE")
    for held in (
        action("1.1", due=due("2026-01", "2026-06")),
        action("1.1", due=due("2026-01", "ONGOING")),
        action("1.1", due=due("2026-01"), rating=done),
    ):
        assert gaps(plan(held), "date_before_plan") == []


def test_dates_that_the_reader_could_not_settle_are_still_judged() -> None:
    """Two dates beside one action: both lie before the plan, whichever is meant."""
    torn = Due("28 Feb 2025 28 Feb 2025", (), "none")
    doubt = Doubt("pairing", "2 dates stand beside one action: say when it is due.", HERE)
    assert only(plan(action("1.1", due=torn, doubts=(doubt,))), "date_before_plan")


def test_two_dates_for_one_target_are_told() -> None:
    """The same level by two dates; two levels by two dates are steps."""
    twice = measure("% visited", target(95, "2026-10"), target(95, "2027-03"))
    steps = measure("% visited", target(80, "2026-10"), target(95, "2027-03"))
    assert "2026-10 and 2027-03" in only(plan(twice), "two_dates").message
    assert gaps(plan(steps), "two_dates") == []


def test_an_action_that_promises_a_later_day_than_its_date_is_told() -> None:
    """Its words and its date cannot both hold."""
    held = action("1.1", "Recruit six workers by March 2027.", due=due("2026-09-30"))
    assert "30 September 2026" in only(plan(held), "two_dates").message


def test_too_many_dates_in_one_month_are_told() -> None:
    """More than eight, and more than a quarter of those dated."""
    held = [action(f"1.{n}", f"Step {n}", leads=(f"Lead {n}",)) for n in range(1, 10)]
    assert "September 2026" in only(plan(*held), "too_many_in_one_month").message
    assert gaps(plan(*held[:8]), "too_many_in_one_month") == []


def test_what_had_passed_is_told_only_on_a_given_day() -> None:
    """On the last day of its month an action is not yet overdue; on the next it is."""
    held = plan(action("1.1", due=due("2026-09")))
    assert gaps(held, "overdue") == []
    assert gaps(held, "overdue", date(2026, 9, 30)) == []
    assert "September 2026" in only(held, "overdue", date(2026, 10, 1)).message


def test_what_is_done_or_goes_on_is_not_overdue() -> None:
    """Done is what the plan's own key says is done, in whatever colour."""
    key = (RatingMeaning("Green", "GREEN", "Complete"), RatingMeaning("Blue", "BLUE", "Planned"))
    green, blue = Rating("G", "GREEN"), Rating("B", "BLUE")
    past, day = due("2026-05"), date(2026, 12, 1)
    own_key = plan(action("1.1", due=past, rating=green), rating_key=key)
    assert gaps(own_key, "overdue", day) == []
    assert only(plan(action("1.1", due=past, rating=blue), rating_key=key), "overdue", day)
    assert gaps(plan(action("1.1", due=past, rating=blue)), "overdue", day) == []
    assert gaps(plan(action("1.1", due=due("2026-05", "ONGOING"))), "overdue", day) == []


def test_a_target_whose_date_has_passed_is_told() -> None:
    """The last one asks for the next target; a step on the way is only to be reported."""
    held = plan(measure("% visited", target(80, "2026-06"), target(95, "2027-03")))
    assert gaps(held, "target_date_passed") == []
    assert only(held, "target_date_passed", date(2026, 7, 1)).severity == "low"
    last = only(held, "target_date_passed", date(2027, 4, 1))
    assert last.severity == "medium"
    assert "set the next target" in last.message


# How it will be known


def test_an_objective_without_a_measure_or_an_action_is_told() -> None:
    """What is measured or done beneath it counts for it; what measures the whole, its parts."""
    held = plan(objectives=("Children are seen.", "Children learn."))
    assert only(held, "no_measure").ref == "2"
    assert only(held, "no_action").ref == "2"
    part = replace(held.objectives[1], parent="objective-1")
    parted = replace(held, objectives=(held.objectives[0], part))
    assert gaps(parted, "no_measure") == []
    assert only(parted, "no_action").ref == "2"


@pytest.mark.parametrize(
    ("words", "activity"),
    [
        ("Training delivered to all teams", True),
        ("Supervision policy written and signed off", True),
        ("Monthly meetings held", True),
        ("Quality assurance framework in place", True),
        ("Protocol for homeless young people agreed", True),
        ("Framework in place", True),
        ("Training attendance logs", True),
        ("Principal Social Worker in post", True),
        ("% of children visited within 10 working days", False),
        ("Families say that they understood their plan", False),
        ("Reduction in agency staff", False),
        ("Audit actions completed within 20 working days", False),
        ("% of child in need plans in place and reviewed", False),
        ("Audits show good quality of practice", False),
    ],
)
def test_a_measure_of_an_activity_is_not_one_of_an_effect(words: str, activity: bool) -> None:
    """That training was held says nothing of what it changed."""
    assert bool(gaps(plan(measure(words, target())), "measures_an_activity")) is activity


def test_a_measure_without_a_target_is_told() -> None:
    """Also one that says which way and not how far; a line that only opens a list is none."""
    trend = target(None, None, unit="text", comparison="trend", direction="down")
    assert "has no target" in only(plan(measure("% visited")), "no_target").message
    assert "not how far" in only(plan(measure("Fewer moves", trend)), "no_target").message
    assert gaps(plan(measure("Evidence, including:")), "no_target") == []


def test_a_target_still_to_be_decided_or_without_a_date_is_told() -> None:
    """To be decided is not the same as none."""
    open_target = target(None, None, unit="text", comparison="=", text="TBC", tba=True)
    held = plan(measure("% visited", open_target))
    assert "(TBC)" in only(held, "target_to_be_confirmed").message
    assert gaps(held, "no_target") == []
    assert only(plan(measure("% visited", target(by=None))), "no_target_date").severity == "low"


def test_a_change_without_a_baseline_is_told() -> None:
    """Nobody can say what a fall of a quarter is without knowing from where."""
    fall = target(25, comparison="decrease_by")
    assert only(plan(measure("% decrease of re-referrals", fall)), "no_baseline")
    known = replace(fall, baseline=32.0)
    assert gaps(plan(measure("% decrease of re-referrals", known)), "no_baseline") == []
    more = replace(fall, comparison="increase_by", additional=True)
    assert gaps(plan(measure("% of audits good", target(60), more)), "no_baseline") == []


def test_a_target_that_may_be_a_change_or_a_level_is_told() -> None:
    """Above half it can hardly be a change, and the gap weighs less."""
    doubt = Doubt("target", "Say whether it is a change or a level.", HERE)
    small = measure("% decrease of re-referrals", target(25), doubts=(doubt,))
    large = measure("% increase of appraisals", target(95), doubts=(doubt,))
    assert "a change of 25%, or a level of 25%" in only(plan(small), "ambiguous_target").message
    assert only(plan(small), "ambiguous_target").severity == "high"
    assert only(plan(large), "ambiguous_target").severity == "low"


@pytest.mark.parametrize(
    ("comparison", "value", "baseline", "met"),
    [(">=", 90, 92, True), (">=", 90, 80, False), ("<=", 10, 8, True), ("<=", 10, 12, False)],
)
def test_a_measure_that_is_met_where_it_starts_is_told(
    comparison: str, value: float, baseline: float, met: bool
) -> None:
    """Its target asks for nothing."""
    held = measure("% visited", target(value, comparison=comparison, baseline=baseline))
    assert bool(gaps(plan(held), "met_at_baseline")) is met


# What is said twice, and numbers


def test_the_same_action_twice_is_told() -> None:
    """With two dates it weighs most, being two promises for one thing."""
    first = action("1.1", "Visit every child on a plan each week.")
    again = action("1.2", "Visit each week every child on a plan")
    later = replace(again, due=due("2026-12"))
    assert "action 1.1" in only(plan(first, again), "duplicate_action").message
    assert only(plan(first, later), "two_dates").severity == "high"


def test_figures_tell_two_measures_apart() -> None:
    """Ten days and twenty days are two things in the same words."""
    ten = measure("% of children visited within 10 working days", target())
    twenty = measure("% of children visited within 20 working days", target(), id="m2", ref="2")
    assert gaps(plan(ten, twenty), "duplicate_measure") == []
    assert only(plan(ten, replace(ten, id="m2", ref="2")), "duplicate_measure").ref == "2"


def test_rows_lost_merged_or_read_twice_leave_their_trace_in_the_numbers() -> None:
    """A number that is skipped, missing, repeated, or goes on from none."""
    texts = ("Visit children", "Train staff", "Audit cases", "Recruit workers", "Train stoff")
    refs = ("1.1", "1.2", "1.4", None, "7.20")
    held = plan(*(action(ref, text) for ref, text in zip(refs, texts, strict=True)))
    assert "without 1.3 before it" in only(held, "skipped_number").message
    assert only(held, "no_number").ref == "action-x"
    assert only(held, "number_out_of_order").ref == "7.20"
    assert "a second time" in only(held, "number_out_of_order").message
    torn = plan(action("1.1"), action(None, "Train staff"), action("1.3", "Audit cases"))
    assert "see whether that row is 1.2" in only(torn, "skipped_number").message
    twice = plan(action("1.1", "Visit children"), action("1.1", "Audit cases", id="action-2"))
    assert only(twice, "repeated_number").ref == "1.1"


def test_numbers_may_begin_again_under_each_objective() -> None:
    """Two objectives with actions 1, 2 and 3 each have no number twice, and none out of order."""
    held = plan(
        *(
            action(str(n), f"{what} {n}", id=f"{what}{n}", objective=objective)
            for objective, what in (("objective-1", "Visit"), ("objective-2", "Train"))
            for n in (1, 2, 3)
        ),
        objectives=("Children are seen.", "Staff are trained."),
    )
    kinds = {gap.kind for gap in review_plan(held).gaps}
    assert not kinds & {"repeated_number", "number_out_of_order", "skipped_number"}


# Ratings


def test_a_missing_rating_is_told_where_the_plan_rates_its_actions() -> None:
    """A plan that rates nothing lacks none."""
    rated = action("1.1", rating=Rating("G", "GREEN"))
    unrated = action("1.2", "Train staff")
    odd = action("1.3", "Audit cases", rating=Rating("O", None))
    found = gaps(plan(rated, unrated, odd), "no_rating")
    assert [gap.ref for gap in found] == ["1.2", "1.3"]
    assert "(O)" in found[1].message
    assert gaps(plan(unrated), "no_rating") == []


def test_printed_rating_counts_are_held_against_the_rows_with_the_arithmetic() -> None:
    """What is missing is compared with the rows that have no rating."""
    summary = RatingSummary(
        printed={"GREEN": {"count": 5}, "RED": {"count": 2}},
        read={"GREEN": 3, "RED": 2, "NONE": 2},
        reconciles=False,
        explanation="",
    )
    message = only(plan(rating_summary=summary), "rating_summary").message
    assert "counts 7 ratings (5 green + 2 red)" in message
    assert "7 rows read have 5 (3 green + 2 red), and 2 have none" in message
    assert "as many as the rows without a rating" in message
    assert gaps(plan(rating_summary=replace(summary, reconciles=True)), "rating_summary") == []


def test_printed_percentages_are_held_against_the_counts() -> None:
    """To the place printed: 56 of 100 by hand became 55."""
    printed = {"GREEN": {"count": 64.0, "percent": 55.0}, "RED": {"count": 50.0, "percent": 43.9}}
    summary = RatingSummary(printed, {"GREEN": 64, "RED": 50}, True, "")
    assert "56.1%" in only(plan(rating_summary=summary), "rating_percentages").message


# Findings


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_findings_are_read_one_an_item_with_wrapped_lines_joined(kind: str) -> None:
    """From text and from Word, with their numbers, without what stands around the list."""
    found = read_findings(read_document(EXAMPLES / f"fernshire-findings.{kind}"))
    assert [each.ref for each in found] == [str(n) for n in range(1, 11)]
    assert found[1].text == "What schools, health and the police understand by thresholds."
    assert found[0].text.endswith("whether referrers are told what was decided.")
    assert found[9].text == "What leaders learn from audits, complaints and the views of families."


def test_the_examples_findings_are_as_their_source_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One source writes the text and the Word document; nobody edits them by hand."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    make = importlib.import_module("make_examples")
    text, word = tmp_path / "fernshire-findings.txt", tmp_path / "fernshire-findings.docx"
    make.write_findings_text(text)
    make.write_findings_word(word)
    assert text.read_bytes() == (EXAMPLES / text.name).read_bytes()
    for part in ("word/document.xml", "docProps/core.xml"):
        written, kept = (zipfile.ZipFile(path).read(part) for path in (word, EXAMPLES / word.name))
        assert written == kept


@pytest.mark.parametrize(
    "lines",
    [
        ("The report says:", "- Visits are late.", "- Plans", "drift.", "", "Yours"),
        ("• Visits are late.", "• Plans drift."),
        ("a) Visits are late.", "b) Plans drift."),
        ("Visits are late.", "Plans drift."),
        ("No.\tFinding", "1\tVisits are late.", "2\tPlans drift."),
    ],
)
def test_findings_are_read_however_they_are_marked(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Numbers, letters, bullets, a line each, or the rows of a table."""
    path = tmp_path / "findings.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read_findings(read_document(path))
    assert [each.text for each in found] == ["Visits are late.", "Plans drift."]


def test_a_list_without_a_finding_is_refused(tmp_path: Path) -> None:
    """In one sentence that says what was looked for."""
    path = tmp_path / "findings.txt"
    path.write_text("1. 2. 3.\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"No finding was found in findings\.txt: list"):
        read_findings(read_document(path))


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_the_examples_findings_are_answered_as_its_writers_meant(kind: str) -> None:
    """Two have no action; two name something more than any action does; one wants a reader."""
    held = read_plan(read_document(EXAMPLES / f"fernshire-improvement-plan.{kind}"))
    findings = read_findings(read_document(EXAMPLES / f"fernshire-findings.{kind}"))
    coverage = review_plan(held, findings).coverage
    refs = {each.id: each.ref for each in held.actions}
    answers = {
        each.finding.ref: (each.state, {refs[action] for action in each.actions})
        for each in coverage
    }
    assert [each.finding.ref for each in coverage] == [str(n) for n in range(1, 11)]
    for ref, some in (("1", {"1.2", "1.4"}), ("2", {"1.1"}), ("4", {"3.3", "3.4"})):
        assert answers[ref][0] == "answered"
        assert some <= answers[ref][1]
    for ref, some in (("5", {"3.6"}), ("6", {"4.1", "4.2"})):
        assert answers[ref][0] == "answered"
        assert some <= answers[ref][1]
    assert answers["3"][0] == "unsure"
    assert answers["7"] == ("unanswered", set())
    assert answers["8"] == ("unanswered", set())
    assert answers["9"][0] == answers["10"][0] == "partly"
    whys = {each.finding.ref: each.why for each in coverage}
    assert "disabled" in whys["8"]
    assert "not of complaints" in whys["10"]


def test_an_objectives_words_count_for_its_actions() -> None:
    """A plan that repeats a finding as an objective answers it by what stands under it."""
    finding = InspectionFinding("The timeliness of life-story work for adopted children.")
    held = plan(
        action("1.1", "Train twelve workers in life-story books."),
        action("2.1", "Buy laptops.", objective="objective-2"),
        objectives=("Life-story work for adopted children is timely.", "Tools that work."),
    )
    (one,) = review_plan(held, [finding]).coverage
    assert (one.state, one.actions) == ("answered", ("action-1.1",))


def test_an_objective_that_repeats_a_finding_without_an_action_does_not_answer_it() -> None:
    """Saying it again is not doing something about it."""
    finding = InspectionFinding("Life-story work for adopted children.")
    held = plan(objectives=("Children are seen.", "Life-story work for adopted children."))
    (one,) = review_plan(held, [finding]).coverage
    assert one.state == "unanswered"
    assert one.why == "Objective 2 says it too, and has no action."


def test_words_that_meet_from_all_over_a_plan_are_an_answer_in_part() -> None:
    """Two actions under one objective may answer a finding together; strangers may not."""
    finding = InspectionFinding("Dental checks and passports.")
    actions = [action("1.1", "Book dental checks."), action("1.2", "Order passports.")]
    (one,) = review_plan(plan(*actions), [finding]).coverage
    assert (one.state, one.actions) == ("answered", ("action-1.1", "action-1.2"))
    strangers = [replace(each, objective=None) for each in actions]
    (one,) = review_plan(plan(*strangers), [finding]).coverage
    assert (one.state, one.actions) == ("partly", ("action-1.1", "action-1.2"))


def test_actions_that_share_no_word_with_the_finding_are_left_to_a_reader() -> None:
    """They stand under an objective that repeats it, and nothing shows that they answer it."""
    finding = InspectionFinding("Life-story work for adopted children.")
    held = plan(
        action("1.1", "Buy twelve laptops."), objectives=("Life-story work, adopted children.",)
    )
    (one,) = review_plan(held, [finding]).coverage
    assert (one.state, one.actions) == ("unsure", ("action-1.1",))


def test_the_json_has_the_keys_that_others_rely_on() -> None:
    """Doubts, gaps and coverage, each with its place or its actions."""
    held = plan(
        action("1.1", "Visit disabled children.", leads=()), doubts=(Doubt("t", "m", HERE),)
    )
    findings = [InspectionFinding("Visits to disabled children.", "1")]
    told = json.loads(json.dumps(review_as_json(review_plan(held, findings))))
    assert set(told) == {"doubts", "gaps", "coverage"}
    assert {"kind", "message", "place"} <= set(told["doubts"][0])
    assert {"kind", "severity", "message", "place", "ref"} <= set(told["gaps"][0])
    assert told["gaps"][0]["place"]["row"] == 3
    assert told["coverage"][0]["finding"] == "Visits to disabled children."
    assert told["coverage"][0]["actions"] == ["action-1.1"]
    assert told["coverage"][0]["state"] == "answered"


# The command


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> object:
    def ran(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["lineofsight", "plan", "review", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "160")
        code = 0
        try:
            run()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        told = capfd.readouterr()
        return code, told.out, told.err

    return ran


PLAN, FINDINGS = (EXAMPLES / f"fernshire-{name}.txt" for name in ("improvement-plan", "findings"))


def test_the_command_counts_first_and_shows_the_worst_first(command) -> None:
    """Counts, then the findings nobody answers, then gaps to be settled first."""
    code, out, err = command(PLAN, "--findings", FINDINGS, "--as-at", "2026-07-31")
    assert (code, err) == (0, "")
    assert "10 findings: 5 answered, 2 partly, 1 unsure, 2 unanswered." in out
    order = ["gaps:", "No action answers it", "Answered in part", "Overdue (9)", "To be tidied"]
    assert sorted(order, key=out.index) == order


def test_the_command_gives_the_review_as_one_json_document(command) -> None:
    """And nothing else on standard output; with --strict what is open gives exit 1."""
    code, out, _ = command(PLAN, "--findings", FINDINGS, "--json")
    told = json.loads(out)
    assert code == 0
    assert [each["state"] for each in told["coverage"]].count("unanswered") == 2
    assert "overdue" not in {gap["kind"] for gap in told["gaps"]}
    assert command(PLAN, "--json", "--strict")[0] == 1


@pytest.mark.parametrize(
    "words",
    [(PLAN, "--findings", "nowhere.txt"), (PLAN, "--as-at", "soon"), ("nowhere.txt",)],
)
def test_what_cannot_be_used_is_told_in_one_sentence(command, words: tuple[str, ...]) -> None:
    """Exit 2, on standard error, with nothing on standard output."""
    code, out, err = command(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
