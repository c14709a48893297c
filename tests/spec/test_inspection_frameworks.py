"""How councils are inspected: what is judged, by which grades, and what findings are called."""

from datetime import date

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.plan.frameworks import (
    framework_of,
    frameworks,
    in_force,
    judgement_said,
    kind_headed,
    time_said,
)
from lineofsight.plan.frameworks.definition import read_definition

PLAIN = """
title = "Inspection of lamps"
named = ["inspection of lamps"]
made_by = ["The lamp office"]
from = "2031-05"
grades = []
reports_findings = "A list."
[[sources]]
name = "The lamp book"
reference = "page 1"
[[judgements]]
id = "wicks"
title = "Wicks"
says = ["wicks"]
[[kinds]]
id = "improvement"
title = "what to mend"
weight = "needed"
headed = ["what to mend"]
"""


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        (date(2009, 3, 31), []),
        (date(2010, 6, 1), ["slac-2009", "unannounced-2009"]),
        (date(2012, 9, 1), ["protection-2012"]),
        (date(2013, 11, 1), ["sif-2013"]),
        (date(2017, 12, 31), ["sif-2013", "jtai-2016"]),
        (date(2018, 1, 1), ["jtai-2016", "ilacs-2018"]),
        (date(2023, 1, 1), ["jtai-2016", "ilacs-2023"]),
        (date(2026, 3, 31), ["jtai-2016", "ilacs-2023"]),
        (date(2026, 4, 1), ["jtai-2016", "ilacs-2026"]),
    ],
)
def test_each_day_has_the_frameworks_that_were_in_force_on_it(day: date, ids: list[str]) -> None:
    """Joint inspections go on beside those of the council alone."""
    assert [each.id for each in in_force(day)] == ids


def test_what_is_only_announced_is_never_taken_for_an_inspections_framework() -> None:
    """It stands among the definitions, with its source, until its text is there to be read."""
    announced = [each for each in frameworks() if each.announced]
    assert announced
    far = in_force(date(2040, 1, 1))
    assert not set(announced) & set(far)


def test_nothing_assumes_one_grade_for_the_whole() -> None:
    """One framework gave two, several give none, and one took it away."""
    wholes = {f.id: sum(j.whole_of is not None for j in f.judgements) for f in frameworks()}
    assert (wholes["slac-2009"], wholes["ilacs-2023"], wholes["ilacs-2026"]) == (2, 1, 0)
    assert wholes["jtai-2016"] == 0


def test_a_framework_is_told_from_its_name_and_the_day() -> None:
    """The same name is another framework in another year; a name alone may leave several."""
    named = "Inspection of Local Authority Children’s Services (ILACS)"
    for day, wanted in ((date(2019, 3, 4), "ilacs-2018"), (date(2026, 5, 4), "ilacs-2026")):
        found = framework_of(named, day)
        assert found is not None
        assert found.id == wanted
    assert framework_of(named, None) is None
    assert framework_of("An inspection of lamps", date(2019, 3, 4)) is None
    joint = framework_of("Joint targeted area inspection of Fernshire", None)
    assert joint is not None
    assert joint.id == "jtai-2016"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Areas for priority action", "priority_action"),
        ("Priority and immediate action:", "priority_action"),
        ("What needs to improve?", "improvement"),
        ("What does the local authority need to improve?", "improvement"),
        ("3. Recommendations", "recommendation"),
        ("Areas for development", "development"),
        ("What needs to improve is the weather", None),
    ],
)
def test_a_heading_says_of_which_kind_the_findings_below_it_are(
    heading: str, kind: str | None
) -> None:
    """In the words of any framework, with or without a number or a mark at the end."""
    found = kind_headed(heading)
    assert (found.id if found else None) == kind


def test_a_heading_may_name_what_was_judged_or_by_when() -> None:
    """However the sentence goes on with the grade."""
    judged = judgement_said("The experiences and progress of care leavers: good")
    assert judged is not None
    assert judged.id == "care_leavers"
    assert judgement_said("Our care leavers") is None
    assert time_said("Within three months:") == "RELATIVE:P3M"
    assert time_said("Within three lives:") is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("grades = []", "grades = []\nmood = 'good'"), "mood"),
        (("[[sources]]", "[[origins]]"), "origins"),
        (('from = "2031-05"', 'from = "2032-05"'), "begins in 2032"),
        (('from = "2031-05"', 'from = "2031-05"\nuntil = "2030-01"'), "before it begins"),
        (('says = ["wicks"]', 'says = ["wicks"]\npart_of = "oil"'), "no judgement"),
        (('weight = "needed"', 'weight = "some day"'), "weight"),
        (('says = ["wicks"]', 'says = ["Wicks"]'), "says"),
        (("title", "title ="), "line 2"),
    ],
)
def test_a_definition_that_is_wrong_is_refused_and_says_where(
    change: tuple[str, str], told: str
) -> None:
    """The file's name, the key and what is the matter with it."""
    assert read_definition("lamps-2031", PLAIN).kinds
    with pytest.raises(UnusableInput, match=rf"lamps-2031\.toml is wrong: .*{told}"):
        read_definition("lamps-2031", PLAIN.replace(*change, 1))


def test_every_definition_says_where_it_was_read_and_what_is_not_sure() -> None:
    """A source with an address or a number; doubtful points are named as such."""
    for each in frameworks():
        assert all(source.reference for source in each.sources)
        assert each.unconfirmed
