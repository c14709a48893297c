"""Indicators: one definition gives the number and the children behind it."""

from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import (
    Indicator,
    catalogue,
    indicator_named,
    indicators_of_file,
)
from lineofsight.indicators.needs import Need, needs_of
from lineofsight.measuring.examples import disagreements

WITH_EXAMPLES = [indicator for indicator in catalogue().values() if indicator.example]

WRITTEN = """\
title = "Referrals seen to"
why = "Somebody must look."
of = "referrals received"
met = "were seen to within {days} working days"
polarity = "high"
author = "A. Analyst"
checked_by = "B. Checker"
review_by = 2027-01-01

[[sources]]
name = "Local standard"
reference = "page 3"

[parameters]
days = 5

[count]
panel = "referrals"
condition = "working_days_after(last_referred_on, :days) >= counted_on"

[example]
period = "2026-03"
as_at = 2026-03-31
says = "One referral, with none before it."
numerator = 0
denominator = 1
records = { R1 = "missed" }

[[example.ssd_cin_episodes]]
cine_referral_id = "R1"
cine_person_id = "P1"
cine_referral_date = 2026-03-02
"""


def written(folder: Path, old: str = "", new: str = "") -> Path:
    """A council's own definition, with one part of it put otherwise."""
    assert old in WRITTEN
    path = folder / "referrals_seen_to.toml"
    path.write_text(WRITTEN.replace(old, new, 1) if old else WRITTEN, encoding="utf-8")
    return path


def one_of(path: Path) -> Indicator:
    return next(iter(indicators_of_file(path)))


@pytest.mark.parametrize("indicator", WITH_EXAMPLES, ids=lambda indicator: indicator.id)
def test_every_definition_carries_an_example_that_holds(indicator: Indicator) -> None:
    """A definition shows what it means on a few invented children, and is held to it."""
    assert disagreements(indicator) == ()


def test_an_example_that_does_not_hold_is_told_with_both_figures(tmp_path: Path) -> None:
    """What is written and what is computed stand side by side."""
    parting = disagreements(one_of(written(tmp_path, "denominator = 1", "denominator = 2")))
    assert [(each.what, each.written, each.computed) for each in parting] == [("denominator", 2, 1)]


def test_every_indicator_has_an_example_and_every_variant_a_title() -> None:
    """A variant is the same thing counted otherwise; its default carries the example."""
    for indicator in catalogue().values():
        assert (indicator.example is None) == (":" in indicator.id)
    titles = [indicator.title for indicator in catalogue().values()]
    assert len(set(titles)) == len(titles)


def test_words_hold_their_parameters() -> None:
    """Ten working days in the default are fifteen in the variant, in words as in figures."""
    assert "10 working days" in indicator_named("cp_visits_10_working_days").met
    assert "15 working days" in indicator_named("cp_visits_10_working_days:15_working_days").met


def test_the_version_is_what_decides_the_figure(tmp_path: Path) -> None:
    """A better sentence is the same definition; another parameter is another."""
    as_written = one_of(written(tmp_path)).version
    assert one_of(written(tmp_path, "Somebody must look.", "A child waits.")).version == as_written
    assert one_of(written(tmp_path, "days = 5", "days = 6")).version != as_written


def test_what_an_indicator_needs_is_derived_from_its_sql() -> None:
    """Two indicators share a panel; only the one that reads the flag needs it."""
    flag = Need("ssd_cin_episodes", "cine_referral_nfa")
    assert flag in needs_of(indicator_named("referrals_no_further_action"))
    assert flag not in needs_of(indicator_named("rereferrals_12_months"))


def test_the_referral_is_needed_only_where_the_clock_starts_there() -> None:
    """An assessment's own start is enough for the default; the variant needs the referral."""
    default = needs_of(indicator_named("assessments_45_working_days"))
    from_referral = needs_of(indicator_named("assessments_45_working_days:from_referral"))
    assert {need.table for need in default} == {"ssd_cin_assessments"}
    assert Need("ssd_cin_episodes", "cine_referral_date") in from_referral


def test_a_councils_own_definitions_join_the_catalogue(tmp_path: Path) -> None:
    """They are read by the same rules, beside the package's."""
    written(tmp_path)
    own = indicator_named("referrals_seen_to", tmp_path)
    assert own.met == "were seen to within 5 working days"
    assert disagreements(own) == ()


def test_an_own_definition_cannot_take_a_name_that_is_taken(tmp_path: Path) -> None:
    """What a paper calls re-referrals is the same in every council."""
    written(tmp_path).rename(tmp_path / "rereferrals_12_months.toml")
    with pytest.raises(UnusableInput, match="an id that is already taken"):
        catalogue(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('why = "Somebody must look."\n', "", "wrong at why: add 'why'"),
        ('polarity = "high"', 'polarity = "up"', "wrong at line 5, polarity:"),
        ("review_by", "reveiw_by", "'reveiw_by' is not a field"),
        ('title = "', "title = ", "not readable TOML"),
        ('panel = "referrals"', 'panel = "referals"', "the panel 'referals', which is not one"),
        ("last_referred_on, :days", "last_refered_on, :days", "the column 'last_refered_on'"),
        (":days", ":day", "the parameter 'day'"),
        (">= counted_on", ">= counted_on; drop table periods", "not readable|must be"),
        (">= counted_on", "= (select max(day) from calendar)", "must be an expression"),
        (">= counted_on", ">= cast(read_text('/etc/passwd') as date)", "function"),
        (">= counted_on", ">= today()", "function"),
        ("cine_person_id = ", "cine_child = ", "fills ssd_cin_episodes.cine_child"),
        ("[[example.ssd_cin_episodes]]", "[[example.ssd_referrals]]", "which is no table"),
        ("days = 5", "days = -5", "parameters.days: input should be greater than or equal to 0"),
        (":days)", "'5')", "must write working_days_after"),
        (":days)", "1.5)", "must write working_days_after"),
        (":days)", "') or true --')", "must write working_days_after"),
        ("(last_referred_on,", '(\\"last_referred_on\\",', "must write working_days_after"),
        (">= counted_on", ">= count(*)", "must be an expression|function count"),
        (">= counted_on", ">= max(counted_on) over ()", "must be an expression"),
        (">= counted_on", ">= counted_on as x", "must be an expression|not readable"),
        (">= counted_on", ">= $days", "must be an expression|does not fit"),
        (">= counted_on", ">= " + "(" * 3000 + "counted_on" + ")" * 3000, "has over 2000"),
        ("{days}", "{weeks}", "in braces stands the name of a parameter"),
        ("{days}", "{days", "in braces stands the name of a parameter"),
        ("{days}", "{days.__class__}", "in braces stands the name of a parameter"),
        (":days) >= counted_on", ":days) > 5", "SQL of referrals_seen_to does not fit the data"),
        (
            "cine_referral_date = 2026-03-02",
            'cine_referral_date = "soon"',
            "do not fit their tables",
        ),
        ('period = "2026-03"', 'period = "2026-3"', "the example of referrals_seen_to"),
    ],
)
def test_a_bad_definition_is_told_in_one_sentence(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    """It names the file, the place and the remedy, before any figure is made."""
    with pytest.raises(UnusableInput, match=told) as refused:
        disagreements(one_of(written(tmp_path, old, new)))
    assert "referrals_seen_to" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_unknown_indicator_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """A slip in a name costs one look, not a search."""
    with pytest.raises(UnusableInput, match="did you mean rereferrals_12_months"):
        indicator_named("rereferals_12_months")


def test_a_measure_of_the_department_is_one_indicator() -> None:
    """Two ways of counting are not both the measure that the Department publishes."""
    claimed = [each.file.dfe_code for each in WITH_EXAMPLES if each.file.dfe_code]
    assert len(claimed) == len(set(claimed))


def test_reviews_are_dated() -> None:
    """A definition says by when it is to be looked at again."""
    assert all(indicator.file.review_by > date(2026, 1, 1) for indicator in WITH_EXAMPLES)


def test_an_indicators_id_is_one_and_plain(tmp_path: Path) -> None:
    """Two variants of one name, or a file that is named as none can be, are refused."""
    path = written(tmp_path)
    variant = '\n[[variants]]\nid = "dup"\ntitle = "Twice"\n'
    path.write_text(WRITTEN.replace("[example]", variant * 2 + "\n[example]", 1))
    with pytest.raises(UnusableInput, match="already taken, referrals_seen_to:dup"):
        catalogue(tmp_path)
    path.rename(tmp_path / "=1+1.toml")
    with pytest.raises(UnusableInput, match="named as no indicator can be"):
        catalogue(tmp_path)


def test_own_definitions_may_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    """As deep as a council likes; none is passed over."""
    (tmp_path / "front_door" / "ours").mkdir(parents=True)
    written(tmp_path / "front_door" / "ours")
    assert "referrals_seen_to" in catalogue(tmp_path)
