from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue, indicators_of_file
from lineofsight.progress.matchables import FALLBACK, OWN, matchables, sources

DEFINITION = """
title = "Invented"
why = "To try it."
of = "things"
met = "were done within {days} days"
polarity = "high"
author = "A"
checked_by = "B"
review_by = 2030-01-01
parameters = { days = 5 }
matching = { says = [["thing"]], numbers = { "# nights" = "PARAMETER", "# turns" = 2 } }
sources = [{ name = "None", reference = "none" }]
count = { panel = "contacts", condition = "no_further_action_flag = 'Y'" }
example = { period = "2026-03", as_at = 2026-03-31, says = "x", numerator = 0, denominator = 0, records = {} }

[[variants]]
id = "ten"
title = "Invented, ten"
parameters = { days = 10 }
matching = { says = [["more"]], never = ["small"] }
"""  # noqa: E501


def answers(tmp_path: Path, parameter: str):
    path = tmp_path / "invented.toml"
    path.write_text(DEFINITION.replace("PARAMETER", parameter), encoding="utf-8")
    found = matchables({each.id: each for each in indicators_of_file(path)})
    return [answer for answer in found if answer.kind == "indicator"]


def test_a_variant_adds_to_what_the_default_says(tmp_path):
    default, ten = answers(tmp_path, "days")
    assert default.says == ((("thing",),),)
    assert ten.says == ((("thing",),), (("more",),))
    assert default.numbers == ((("#", "night"), 5), (("#", "turn"), 2))
    assert ten.numbers == ((("#", "night"), 10), (("#", "turn"), 2))
    assert ten.never == (("small",),)
    assert default.never == ()


def test_the_times_that_a_definition_counts_by_are_those_of_its_words(tmp_path):
    """Its title and what it says was met, so that no definition need write them twice."""
    default, ten = answers(tmp_path, "days")
    assert default.times == {"day": {"5"}}
    assert ten.times == {"day": {"10"}}


def test_an_unknown_parameter_is_named(tmp_path):
    with pytest.raises(UnusableInput, match="invented matches by the parameter 'hours'"):
        answers(tmp_path, "hours")


def test_every_definition_says_by_what_words_it_is_asked_for():
    """One without such words is computed when it is asked for by its id, and never suggested."""
    suggested = {a.id for a in matchables(catalogue()) if a.kind == "indicator"}
    assert suggested == set(catalogue())


def test_a_variant_of_other_things_says_more_than_its_default():
    """What neither another number nor other words tell from its default could not be found."""
    known = {a.id: a for a in matchables(catalogue()) if a.kind == "indicator"}
    alike = {
        each.id
        for each in known.values()
        if (name := each.id.partition(":")[0]) != each.id
        and (each.says, each.never, each.times, each.numbers)
        == (known[name].says, known[name].never, known[name].times, known[name].numbers)
    }
    assert alike == set()


def test_every_source_says_what_it_needs():
    assert {source.id for source in sources()} >= {FALLBACK, OWN}
    for source in sources():
        assert source.title
        assert source.needs
        assert source.id == "typed_figure" or source.says


def test_words_of_matching_do_not_change_a_version(tmp_path):
    path = tmp_path / "invented.toml"
    versions = set()
    for parameter in ("days", "other"):
        path.write_text(DEFINITION.replace("PARAMETER", parameter), encoding="utf-8")
        versions.add(next(iter(indicators_of_file(path))).version)
    assert len(versions) == 1
