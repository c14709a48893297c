"""A council's own definitions: checked before they count anything, and changed without a copy."""

import re
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue, indicator_named
from lineofsight.measuring.examples import disagreements
from tests.spec.test_indicators import WRITTEN, written
from tests.support.terminal import Terminal

SUPPORT = Path(__file__).parents[1] / "support" / "own_definitions"
OWN = """\
[cp_visits_10_working_days]
why = "The board agreed on three weeks on 4 March."
title = "Child protection visits within 21 working days"
parameters = { working_days = 21 }

["assessments_45_working_days:from_referral"]
why = "The board's own aim."
target = 90
"""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capfd)


def overrides(folder: Path, old: str = "", new: str = "") -> Path:
    """A folder whose overrides are written, with one part of them put otherwise."""
    assert old in OWN
    (folder / "overrides.toml").write_text(OWN.replace(old, new, 1) if old else OWN, "utf-8")
    return folder


def test_a_parameter_is_changed_without_copying_the_definition(tmp_path: Path) -> None:
    """The words and the version follow it; variants that set it themselves stay as they are."""
    own = catalogue(overrides(tmp_path))
    changed, before = own["cp_visits_10_working_days"], catalogue()["cp_visits_10_working_days"]
    assert "in the last 21 working days" in changed.met
    assert changed.title == "Child protection visits within 21 working days"
    assert changed.version != before.version
    assert (changed.as_written, changed.example) == (False, None)
    assert own["cp_visits_10_working_days:15_working_days"].parameters == {"working_days": 15}
    assert catalogue(tmp_path, as_written=True)["cp_visits_10_working_days"].as_written


STANDARDS = """\
[[standards]]
parameter = "days"
since = 2020-01-01
value = 30
source = "The board's first agreement"
confirmed = true

[[standards]]
parameter = "days"
since = 2026-02-02
value = 20
source = "The board's second agreement"
confirmed = true

"""


def test_a_row_is_held_to_the_standard_of_its_own_day(tmp_path: Path) -> None:
    """A new standard changes no figure of what was begun before it."""
    own = catalogue(SUPPORT)["assessments_as_agreed"]
    assert disagreements(own) == ()
    assert own.clock is not None
    told = own.clock.due.sql("duckdb")
    assert told.startswith("CASE WHEN CAST(started_on AS DATE) < CAST('2024-01-02' AS DATE)")
    (tmp_path / "overrides.toml").write_text(
        '[assessments_as_agreed]\nwhy = "A trial."\nparameters = { days = 15 }\n', "utf-8"
    )
    text = (SUPPORT / "assessments_as_agreed.toml").read_text("utf-8")
    (tmp_path / "assessments_as_agreed.toml").write_text(text, "utf-8")
    changed = catalogue(tmp_path)["assessments_as_agreed"]
    assert changed.clock is not None
    assert changed.clock.due.sql("duckdb") == "WORKING_DAYS_AFTER(started_on, 15)"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("since = 2026-02-02", "since = 2019-01-01", "since 2019-01-01, and the one before it"),
        ("value = 20", "value = 25", "days is 20, and by its last standard 25"),
        ('parameter = "days"\nsince = 2020', 'parameter = "d"\nsince = 2020', "'d' is no param"),
        ("confirmed = true\n\n[[s", "\n[[s", "add 'confirmed'"),
        ('standard_on = "counted_on"\n', "", "standard_on"),
        ('standard_on = "counted_on"', 'standard_on = "begun"', "which its panel does not have"),
    ],
)
def test_standards_that_do_not_follow_each_other_are_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """The last is that of the parameters; with several, a day must tell which holds."""
    panel = 'panel = "referrals"\n'
    right = WRITTEN.replace("[parameters]", STANDARDS + "[parameters]").replace(
        "days = 5", "days = 20"
    )
    right = right.replace(panel, panel + 'standard_on = "counted_on"\n')
    assert right != WRITTEN
    path = tmp_path / "referrals_seen_to.toml"
    path.write_text(right, "utf-8")
    assert len(indicator_named("referrals_seen_to", tmp_path).file.standards) == 2
    catalogue.cache_clear()
    assert old in right
    path.write_text(right.replace(old, new, 1), "utf-8")
    with pytest.raises(UnusableInput, match=said):
        indicator_named("referrals_seen_to", tmp_path)


def test_a_target_is_changed_and_no_figure_is(tmp_path: Path) -> None:
    """What is to be reached decides nothing that is counted."""
    name = "assessments_45_working_days:from_referral"
    changed, before = catalogue(overrides(tmp_path))[name], catalogue()[name]
    assert (changed.target, before.target) == (90, None)
    assert changed.version == before.version


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[cp_visits_10", "[cp_visit_10", "line 1: .*did you mean cp_visits_10_working_days"),
        ("{ working_days", "{ days", "line 4: .*no parameter 'days'; it has working_days"),
        ("= 21 }", "= -21 }", "line 4, .*working_days: input should be greater"),
        ('title = "Child', '# "', "line 4: its title says 10"),
        ("target = 90", "targets = 90", "line 8, .*'targets' is not a field"),
        ('why = "The board\'s own aim."\n', "", "line 6, .*why: add 'why'"),
        ("[cp_visits", "cp_visits", "not readable TOML"),
    ],
)
def test_a_wrong_override_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """The sentence names the file, the line and what to do."""
    with pytest.raises(UnusableInput, match=said) as refused:
        catalogue(overrides(tmp_path, old, new))
    assert "overrides.toml" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Referrals', "title = Referrals", r"not readable TOML.*line 1"),
        ('why = "Somebody must look."', "why = 5", "wrong at line 2, why: input should be a valid"),
        ("last_referred_on,", "last_referd_on,", r"line 19 names the column 'last_referd_on'"),
        (">= counted_on", "> = ", r"line 19 is not readable"),
        (">= counted_on", ">= counted_on; select 1", r"line 19 (is not readable|must be)"),
        (">= counted_on", ">= random()", r"line 19 uses the function rand.*not on the list"),
        ("denominator = 1", "denominator = 9", r"denominator is 1 .* says 9 \(line 26\)"),
        ('author = "A', 'counter_measures = ["nobody"]\nauthor = "A', "'nobody' on line 6"),
        ("condition =", 'statistic = "median"\ncondition =', "line 19, count: a median has no con"),
        ('panel = "referrals"', 'panel = "refs"', "line 18, counts the panel 'refs'"),
    ],
)
def test_check_names_the_line_and_the_remedy(
    tmp_path: Path, terminal: Terminal, old: str, new: str, said: str
) -> None:
    """Whatever is wrong with a definition is told before it makes a figure."""
    written(tmp_path, old, new)
    code, out, told = terminal.run("indicators", "check", tmp_path)
    assert (code, out) == (2, "")
    assert re.search(said, " ".join(told.split())), told


def test_check_tells_a_condition_that_is_mostly_empty(tmp_path: Path, terminal: Terminal) -> None:
    """An empty condition counts as not met; where that is so of most rows, it may be a slip."""
    written(tmp_path)
    code, out, _ = terminal.run("indicators", "check", tmp_path)
    said = " ".join(out.split())
    assert code == 0
    assert "condition of referrals_seen_to (line 19) is empty in 1 of 1 rows of its exam" in said
    assert "coalesce" in said


def test_check_tells_what_is_overdue_for_review(tmp_path: Path, terminal: Terminal) -> None:
    """By the day that is given, and no other."""
    written(tmp_path)
    late = "referrals_seen_to was to be reviewed by 2027-01-01"
    assert late not in terminal.run("indicators", "check", tmp_path, "--as-at", "2027-01-01")[1]
    assert late in terminal.run("indicators", "check", tmp_path, "--as-at", "2027-01-02")[1]


def test_check_runs_examples_as_they_were_written(tmp_path: Path, terminal: Terminal) -> None:
    """An example holds for the definition; what is set otherwise here is told beside it."""
    code, out, _ = terminal.run("indicators", "check", overrides(tmp_path))
    assert code == 0
    assert "cp_visits_10_working_days is set otherwise here: working_days = 21." in out


def test_an_event_has_no_judged_day_to_count_working_days_to(tmp_path: Path) -> None:
    """It is told, and what to write instead."""
    old = "working_days_after(last_referred_on, :days) >= counted_on"
    written(tmp_path, old, "working_days_between(counted_on, judged_on) > :days")
    with pytest.raises(UnusableInput, match="compare with working_days_after"):
        indicator_named("referrals_seen_to", tmp_path)


def test_a_value_stands_in_for_a_condition(tmp_path: Path) -> None:
    """A median, mean or sum needs what it is of, in words and in SQL; a count needs neither."""
    assert "condition" in WRITTEN
    cases = {
        'statistic = "median"\nvalue = "days_between(last_referred_on, counted_on)"': "measured",
        'statistic = "sum"': "needs a value",
        'value = "5"\ncondition = "true"': "a percent has no value",
        'statistic = "ratio"\nvalue = "5"': "add 'measured'",
        'statistic = "count"': "a count cannot be in 'percent'",
        'statistic = "count"\nvalue = "5"': "a count has no value",
    }
    condition = 'condition = "working_days_after(last_referred_on, :days) >= counted_on"'
    for new, said in cases.items():
        with pytest.raises(UnusableInput, match=said):
            indicator_named("referrals_seen_to", written(tmp_path, condition, new).parent)
        catalogue.cache_clear()
