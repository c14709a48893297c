from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue, indicators_of_file
from lineofsight.progress.matchables import matchables, sources

DEFINITION = """
title = "Invented"
why = "To try it."
of = "things"
met = "were done"
polarity = "high"
author = "A"
checked_by = "B"
review_by = 2030-01-01
parameters = { days = 5 }
matching = { says = [["thing"]], numbers = { "# day" = "PARAMETER", "# week" = 2 } }
sources = [{ name = "None", reference = "none" }]
count = { panel = "contacts", condition = "no_further_action_flag = 'Y'" }
example = { period = "2026-03", as_at = 2026-03-31, says = "x", numerator = 0, denominator = 0, records = {} }

[[variants]]
id = "ten"
title = "Invented, ten"
parameters = { days = 10 }
matching = { says = [["more"]], never = ["less"] }
"""  # noqa: E501


def answers(tmp_path: Path, parameter: str):
    path = tmp_path / "invented.toml"
    path.write_text(DEFINITION.replace("PARAMETER", parameter), encoding="utf-8")
    found = matchables({each.id: each for each in indicators_of_file(path)})
    return [answer for answer in found if answer.kind == "indicator"]


def test_a_variant_adds_to_what_the_default_says(tmp_path):
    default, ten = answers(tmp_path, "days")
    assert default.says == (("thing",),)
    assert ten.says == (("thing",), ("more",))
    assert default.numbers == (("# day", 5), ("# week", 2))
    assert ten.numbers == (("# day", 10), ("# week", 2))
    assert "less" in ten.never
    assert "less" not in default.never


def test_an_unknown_parameter_is_named(tmp_path):
    with pytest.raises(UnusableInput, match="invented matches by the parameter 'hours'"):
        answers(tmp_path, "hours")


def test_an_indicator_is_suggested_where_it_says_by_what_words_it_is_asked_for():
    """One without such words is computed when it is asked for by its id, and never guessed."""
    known = catalogue()
    suggested = {a.id for a in matchables(known) if a.kind == "indicator"}
    assert suggested == {
        each.id
        for each in known.values()
        if each.matching.says
        or any(v.matching.says for v in each.file.variants if each.id.endswith(f":{v.id}"))
    }
    assert {"assessments_45_working_days", "assessments_45_working_days:from_referral"} <= suggested


def test_every_source_says_what_it_needs():
    assert len(sources()) >= 30
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
