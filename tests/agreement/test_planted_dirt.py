"""What a load finds of planted dirt: precision and recall by kind, counted over rows.

The key that ``--dirt`` writes is one account of what is wrong; the load of the files is the other.
What the clean twin's load finds too is subtracted row by row, so that only what the dirt brought
is counted.  Run with ``-s`` to see the table.
"""

from pathlib import Path

import pytest

from lineofsight.sample.dirt.kind import kinds
from lineofsight.tables import checks
from lineofsight.tables.checking.definition import STANDING, check_definitions
from lineofsight.tables.checking.volumes import WHAT_FELL
from tests.support.planted import Score, Twins, as_table
from tests.support.planted_lists import ListTwins

LEAST = 0.95

# What no file alone can bring about: an older load, a person forgotten, and tables in a database.
OF_NO_FILE = {
    "older_than_current",
    "forgotten_again",
    "other_tables",
    "team_followed",
    "gone_team",
}
# Too few children are adopted in a small council for each kind to be planted there.
RARE = {"adopted_and_later", "adopted_and_tied"}


def test_there_is_dirt_for_every_check_and_rule() -> None:
    """Each check of tables, and each rule of reading them, has a kind that it should find."""
    planted = {kind.rule_id for kind in kinds()}
    rules = {rule.id for rule in vars(checks).values() if isinstance(rule, checks.Rule)}
    assert {*check_definitions(), *STANDING, *WHAT_FELL} <= planted
    assert rules - planted == OF_NO_FILE


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """A council of 1,200 children, clean and dirty."""
    return Twins(tmp_path_factory.mktemp("twins"), 1200, 2, "csv")


def test_dirt_in_csv_is_found(twins: Twins) -> None:
    """With every kind planted but what is rare."""
    assert {kind["kind"] for kind in twins.kinds if not kind["rows"]} <= RARE
    assert len(twins.kinds) == len(kinds())
    assert_found(twins.scores())


def test_nothing_else_is_found(twins: Twins) -> None:
    """Whatever the dirt brings is in the key: no other check and no other rule tells anything.

    The key itself is none of the tables, and a column filled with a mark for nothing is told as
    such beside being one that is kept free.
    """
    assert {each.partition(":")[0] for each in twins.strays()} == {
        "unknown_file of planted",
        "unknown_file of notes on the export",
        "empty_word of ssd_voice_of_child",
    }


def test_a_wrong_key_is_seen(twins: Twins) -> None:
    """A row that the key names and nobody spoiled is missed; one that it leaves out is false."""
    for kind in twins.kinds:
        if kind["found_as"] in ("found", "emptied", "rejected") and len(kind["rows"]) > 1:
            *others, last = kind["rows"]
            kind["rows"][:] = [*others, {"key": "nobody", "row_number": 0}]
            score = twins.score(kind)
            kind["rows"][:] = [*others, last]
            assert max(score.precision, score.recall) < 1, kind["kind"]


def test_dirt_in_annex_a_is_found(tmp_path: Path) -> None:
    """Every kind that a workbook has of its own."""
    lists = ListTwins(tmp_path, 900, 1)
    assert all(kind["rows"] for kind in lists.kinds)
    assert_found(lists.scores())


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_dirt_of_a_larger_council_is_found(tmp_path: Path, form: str, seed: int) -> None:
    """Of 8,000 children, sixteen rows a kind where there are as many."""
    large = Twins(tmp_path, 8000, seed, form)
    assert all(kind["rows"] for kind in large.kinds)
    assert_found(large.scores())


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_dirt_of_larger_lists_is_found(tmp_path: Path, seed: int) -> None:
    """The same of Annex A."""
    assert_found(ListTwins(tmp_path, 8000, seed).scores())


def assert_found(scores: list[Score]) -> None:
    """Every kind that was planted has both precision and recall."""
    print(as_table(scores))
    planted = [each for each in scores if each.planted or each.found]
    poor = [each for each in planted if min(each.precision, each.recall) < LEAST]
    assert not poor, as_table(poor)
