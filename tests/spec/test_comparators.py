"""What the Department publishes of England, regions and other councils, beside an indicator."""

import json
from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue
from lineofsight.progress.comparators.comparing import Comparison, compare
from lineofsight.progress.comparators.council import Council, read_neighbours
from lineofsight.progress.comparators.definition import comparators
from lineofsight.progress.comparators.figures import Figure, figures_of
from lineofsight.progress.comparators.periods import Span, same_basis
from lineofsight.progress.comparators.releases import read_folder
from tests.support.published import (
    ENGLAND,
    HEADER,
    NEIGHBOURS,
    PUBLISHED,
    read,
    table,
    with_figure,
)
from tests.support.terminal import Terminal

JANUARY = date(2026, 1, 31)
YEAR = Span(date(2025, 3, 31), date(2024, 4, 1))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capfd)


def rereferrals(*rows: str) -> tuple[Figure, ...]:
    return figures_of(comparators()["rereferrals"], read(*rows))


def beside(
    indicator: str,
    as_at: date = JANUARY,
    council: Council | None = None,
    own: Span | None = None,
    folder: Path = PUBLISHED,
) -> dict[str, Comparison]:
    """The comparisons of an indicator with one comparator, by who."""
    return {each.who: each for each in compare(indicator, read_folder(folder), as_at, council, own)}


def fernshire() -> Council:
    return read_neighbours(NEIGHBOURS)


# Of which days.


@pytest.mark.parametrize(
    ("own", "same"),
    [
        (YEAR, True),
        (Span(date(2026, 1, 31), date(2025, 2, 1)), False),
        (Span(date(2025, 3, 31), date(2025, 3, 1)), False),
        (Span(date(2026, 1, 31), date(2025, 4, 1)), False),
    ],
)
def test_a_year_is_compared_with_the_same_year_alone(own: Span, same: bool) -> None:
    """Twelve months that end on another day, one month and a year to date are told to be other."""
    found = beside("rereferrals_12_months", own=own)["england"]
    assert found.same_basis is same
    assert ("they are not of the same days" in found.basis) is not same


def test_how_things_stand_is_compared_at_the_same_day() -> None:
    """It does not matter over which days one's own figure was asked for."""
    stood = Span(date(2025, 3, 31), date(2024, 4, 1), at_end=True)
    assert same_basis(stood, Span(date(2025, 3, 31), date(2025, 3, 1)))
    assert not same_basis(stood, Span(date(2025, 4, 30), date(2025, 4, 1)))


# Whom it is compared with.


def test_two_councils_that_answer_together_are_found_by_the_code_of_either() -> None:
    """By the newer code or the older one."""
    for code in ("E06000995", "E06000996", "991", "990"):
        found = beside("agency_workers", date(2026, 3, 1), Council(code))["council"]
        assert (found.name, found.value) == ("Gorse Bay / Rushmere Levels", 10.5)


def test_england_the_region_the_neighbours_and_the_council_itself() -> None:
    """Each with its figure and the line it stands on."""
    found = beside("rereferrals_12_months", council=fernshire())
    assert [(each.who, each.name, each.lines[0]) for each in found.values()] == [
        ("england", "England", 2),
        ("region", "Middle Marches", 3),
        ("neighbours", "Median of 7 statistical neighbours", 6),
        ("council", "Fernshire", 5),
    ]
    assert [each.value for each in found.values()] == [21.9, 22.0, 19.9, 25.5]
    assert found["england"].file == "referrals_to_2025.csv"
    assert found["england"].span == YEAR


def test_the_median_is_of_the_neighbours_that_have_a_figure() -> None:
    """It says how many have one; here one is unsure and one left empty."""
    found = beside("rereferrals_12_months", council=fernshire())["neighbours"]
    assert (found.have, found.of) == (5, 7)


def test_two_neighbours_that_answer_together_count_once() -> None:
    """And a neighbour whose figure is low has none."""
    found = beside("agency_workers_by_hours", date(2026, 3, 1), fernshire())["neighbours"]
    assert (found.have, found.of) == (5, 6)


def test_there_is_no_median_of_fewer_than_half() -> None:
    """Two that tell do not speak for five."""
    few = Council("E10000099", ("E06000992", "E06000994", "E06000995", "993", "E06000900"))
    found = beside("referrals_no_further_action", council=few)["neighbours"]
    assert (found.value, found.state, found.have, found.of) == (None, "too_few", 1, 5)


def test_somebody_of_whom_nothing_is_published_is_told() -> None:
    """A council that is not in the file has no region there either."""
    found = beside("rereferrals_12_months", council=Council("E06000900"))
    assert {each.who: each.state for each in found.values()} == {
        "england": "value",
        "council": "not_published",
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"E10000098"', '"E10000099"', "is wrong at line 4: the neighbour E10000099 is the counc"),
        ('"E10000098"', '"E06000991"', "is wrong at line 4: the neighbour E06000991 is named tw"),
        ('"E10000098"', '"Leeds"', "is wrong at line 4, neighbours.0"),
        ("source", "from", "'from' is not a field"),
        ("council = ", "council ", "not readable TOML"),
    ],
)
def test_a_list_of_neighbours_is_strict(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Codes, the council not among them, nobody twice, and whose list it is."""
    path = tmp_path / "own.toml"
    path.write_text(NEIGHBOURS.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(UnusableInput) as refused:
        read_neighbours(path)
    assert said in str(refused.value)


# Which release.


@pytest.mark.parametrize(
    ("as_at", "file", "value"),
    [
        ("2024-10-31", "referrals_to_2024.csv", 22.6),
        ("2025-10-29", "referrals_to_2024.csv", 22.6),
        ("2025-10-30", "referrals_to_2025.csv", 21.9),
    ],
)
def test_the_newest_release_that_was_out_counts(as_at: str, file: str, value: float) -> None:
    """A paper of last September does not know what came out in October."""
    found = beside("rereferrals_12_months", date.fromisoformat(as_at))["england"]
    assert (found.file, found.value, found.day_known) == (file, value, True)


def test_before_the_first_release_there_is_nothing_to_compare_with() -> None:
    """It says when the first came out."""
    with pytest.raises(UnusableInput, match=r"By 2024-10-30 none .* came out 2024-10-31"):
        beside("rereferrals_12_months", date(2024, 10, 30))


def test_where_nobody_says_when_a_file_came_out_the_usual_day_counts() -> None:
    """That is the last day of the month in which a release is mostly out by, and told as such."""
    found = beside("cla_three_placements")["england"]
    assert (found.published, found.day_known) == (date(2025, 11, 30), False)
    with pytest.raises(UnusableInput, match="usually comes out by"):
        beside("cla_three_placements", date(2025, 11, 29))


def test_it_says_when_a_newer_release_is_to_be_looked_for() -> None:
    """The next is a year later; the files may be old, or worded so that nothing fits them."""
    assert beside("rereferrals_12_months", date(2026, 10, 30))["england"].newer is None
    found = beside("rereferrals_12_months", date(2026, 10, 31))["england"]
    assert found.newer == date(2026, 10, 31)


def test_two_files_of_one_release_are_refused(tmp_path: Path) -> None:
    """Nobody can tell which of them holds."""
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_bytes(table(ENGLAND))
    with pytest.raises(UnusableInput, match=r"one.csv and two.csv are both of the release"):
        beside("rereferrals_12_months", folder=tmp_path)


def test_an_older_file_in_other_words_is_passed_over(tmp_path: Path) -> None:
    """As long as a later one has the figure; alone it says which words it has."""
    worded = ENGLAND.replace("Referrals and Re-referrals", "Referrals").replace("2025", "2024")
    (tmp_path / "old.csv").write_bytes(table(worded))
    with pytest.raises(UnusableInput, match="its category is 'Referrals'"):
        beside("rereferrals_12_months", folder=tmp_path)
    (tmp_path / "new.csv").write_bytes(table(ENGLAND))
    assert beside("rereferrals_12_months", folder=tmp_path)["england"].file == "new.csv"


def test_a_newer_file_in_other_words_is_not_passed_over(tmp_path: Path) -> None:
    """An old figure would stand for the newest; before it came out it does not matter."""
    (tmp_path / "old.csv").write_bytes(table(ENGLAND.replace("2025", "2024")))
    worded = ENGLAND.replace("Referrals and Re-referrals", "Referrals")
    (tmp_path / "new.csv").write_bytes(table(worded))
    with pytest.raises(UnusableInput, match=r"^new.csv has the columns"):
        beside("rereferrals_12_months", folder=tmp_path)
    found = beside("rereferrals_12_months", date(2025, 10, 30), folder=tmp_path)
    assert found["england"].file == "old.csv"


def test_when_a_file_came_out_is_said_of_files_that_are_there(tmp_path: Path) -> None:
    """A name that is none is refused with its line."""
    (tmp_path / "one.csv").write_bytes(table(ENGLAND))
    (tmp_path / "releases.toml").write_text('[files."two.csv"]\npublished = 2025-10-30\n', "utf-8")
    with pytest.raises(UnusableInput, match=r"wrong at line 1: there is no 'two.csv'"):
        read_folder(tmp_path)


# Definitions.


def test_what_differs_is_said_wherever_the_figure_is_shown() -> None:
    """And nothing where the definitions are one."""
    assert beside("rereferrals_12_months")["england"].flag is None
    flag = beside("cla_three_placements")["england"].flag
    assert flag is not None
    assert flag.startswith("Not of the same definition. Here placements")


def test_the_package_reads_the_departments_figures_beside_its_indicators() -> None:
    """Every comparator names an indicator, its unit, and what differs or that nothing does."""
    known = comparators()
    assert len({each.file.indicator for each in known.values()}) >= 10
    for each in known.values():
        assert each.file.unit == catalogue()[each.file.indicator].unit
        assert each.file.same_definition is (each.flag is None)


OWN = """\
indicator = "cp_visits_10_working_days"
title = "Visits in time"
publication = "The region's own figures"
source = "https://example.org/figures"
release = "2025"
months = 2
unit = "percent"
same_definition = true

[period]
kind = "financial_year"
at_end = true

[[reads]]
value = "visits_percent"
"""


def own(folder: Path, old: str = "", new: str = "") -> Path:
    """A council's own folder with a comparator, one part of it put otherwise."""
    assert old in OWN
    (folder / "comparators").mkdir()
    text = OWN.replace(old, new, 1) if old else OWN
    (folder / "comparators" / "visits.toml").write_text(text, "utf-8")
    return folder


def test_a_council_adds_its_own_in_its_own_folder(tmp_path: Path) -> None:
    """It lies in the folder of its definitions, and is no indicator."""
    folder = own(tmp_path)
    assert set(comparators(folder)) == {*comparators(), "visits"}
    assert set(catalogue(folder)) == set(catalogue())
    made = read(ENGLAND, header=HEADER.replace("rereferral_percent", "visits_percent"))
    assert [figure.value for figure in figures_of(comparators(folder)["visits"], made)] == [20]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cp_visits_10_working_days", "cp_visits", "line 1: there is no indicator 'cp_visits'"),
        ("same_definition = true", "same_definition = false", "line 8: say in 'differs'"),
        ('unit = "percent"', 'unit = "days"', "line 7: cp_visits_10_working_days is in percent"),
        ("https://", "ftp://", "wrong at line 4, source"),
        ('kind = "financial_year"', 'kind = "year"', "wrong at line 11, period.kind"),
        ('value = "visits_percent"', "", "line 14: give either 'value', or 'part' and 'whole'"),
        ('value = "', 'whole = "a"\nvalue = "', "line 14: give either 'value', or 'part'"),
        ("months = 2", "months = 2\nnote = 3", "'note' is not a field of a definition"),
        ("indicator =", "indicator", "not readable TOML"),
    ],
)
def test_a_comparator_is_checked_before_it_reads(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """With the file, the line and the remedy, as an indicator's definition is."""
    with pytest.raises(UnusableInput, match=r"^The comparator visits.toml") as refused:
        comparators(own(tmp_path, old, new))
    assert said in str(refused.value)


def test_what_is_counted_over_a_period_is_not_at_its_end(tmp_path: Path) -> None:
    """Re-referrals come over a year; nobody can stand as re-referred on its last day."""
    folder = own(tmp_path, "cp_visits_10_working_days", "rereferrals_12_months")
    with pytest.raises(UnusableInput, match=r"line 12: rereferrals_12_months is counted over"):
        comparators(folder)


# Commands.


def test_a_file_is_read_by_a_command(terminal: Terminal) -> None:
    """For which indicators it holds figures, how many, and how many places have none."""
    path = PUBLISHED / "referrals_to_2025.csv"
    code, out, err = terminal.run("comparators", "read", path, "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert (told["file"], told["rows"], told["rows_elsewhere"]) == (path.name, 33, 0)
    assert {each["indicator"]: each["figures"] for each in told["comparators"]} == {
        "rereferrals_12_months": {"value": 29, "not_available": 2, "unreliable": 1, "blank": 1},
        "referrals_no_further_action": {
            "value": 25,
            "suppressed": 4,
            "not_available": 2,
            "low": 1,
            "blank": 1,
        },
    }
    code, out, err = terminal.run("comparators", "read", path)
    assert (code, err) == (0, f"{path.name}: 33 rows of England, regions and councils.\n")
    assert "rereferrals_12_months" in out


def test_a_file_for_which_there_is_no_comparator_is_read_too(
    terminal: Terminal, tmp_path: Path
) -> None:
    """It says which columns it has, so that somebody can write one."""
    (tmp_path / "other.csv").write_bytes(table(ENGLAND, header=HEADER.replace("rereferral_", "")))
    code, out, err = terminal.run("comparators", "read", tmp_path / "other.csv")
    assert (code, out) == (0, "")
    assert "No comparator reads its columns: time_period," in err


def test_words_that_changed_are_told_beside_what_was_read(
    terminal: Terminal, tmp_path: Path
) -> None:
    """One of two figures is still found by its words; of the other it says what the file has."""
    text = (PUBLISHED / "placement_stability.csv").read_text("utf-8")
    (tmp_path / "new.csv").write_text(text.replace("With 3 or more", "3 or more"), "utf-8")
    code, out, err = terminal.run("comparators", "read", tmp_path / "new.csv", "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert [each["id"] for each in told["comparators"]] == ["long_term_stability"]
    (sentence,) = told["unmatched"]
    assert "placement_stability is '3 or more placements during the year', " in sentence
    code, out, err = terminal.run("comparators", "read", tmp_path / "new.csv")
    assert (code, "cla_long_term_stability" in out, sentence in err) == (0, True, True)


def test_a_damaged_file_ends_the_command_with_a_sentence(
    terminal: Terminal, tmp_path: Path
) -> None:
    """And the exit code of what cannot be used."""
    (tmp_path / "one.csv").write_bytes(table(with_figure("130")))
    code, out, err = terminal.run("comparators", "read", tmp_path / "one.csv")
    assert (code, out) == (2, "")
    assert err.startswith("Line 2 of one.csv has rereferral_percent 130 for England")


def test_a_comparison_is_shown_by_a_command(terminal: Terminal) -> None:
    """With its basis, where it stands and when it came out."""
    words = ["comparators", "show", "rereferrals_12_months", "--files", PUBLISHED]
    more = ["--neighbours", NEIGHBOURS, "--as-at", "2026-01-31"]
    year = ["--beside", "2024-25", "--period", "year"]
    code, out, err = terminal.run(*words, *more, *year, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert [(each["who"], each["value"]) for each in told] == [
        ("england", 21.9),
        ("region", 22.0),
        ("neighbours", 19.9),
        ("council", 25.5),
    ]
    assert told[0]["source"]["lines"] == [2]
    assert told[0]["period"] == {"from": "2024-04-01", "to": "2025-03-31", "at_end": False}
    assert all(each["same_basis"] for each in told)
    code, out, _ = terminal.run(*words, *more, "--beside", "2026-01", "--window", "12m")
    said = " ".join(out.split())
    assert "Median of 7 statistical neighbours" in said
    assert "Yours is from 1 February 2025 to 31 January 2026: they are not of the same" in said
    assert "look for it" not in said
    code, out, _ = terminal.run(*words, "--as-at", "2026-11-01")
    assert "A newer release is usually out by 2026-10-31: look for it." in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cp_visits_10_working_days"], "Nothing that the Department publishes stands beside"),
        (["rereferral"], "There is no indicator 'rereferral'"),
        (["cla_long_term_stability", "--as-at", "2026"], "--as-at '2026' is not a day"),
        (["conferences_15_working_days"], "No file has the columns of a figure beside"),
        (["turnover", "--council", "Fernshire"], "--council 'Fernshire' is no code"),
        (["turnover", "--beside", "2026-01", "--window", "6m"], "--window '6m' must be one of"),
    ],
)
def test_what_cannot_be_compared_is_said(terminal: Terminal, words: list[str], said: str) -> None:
    """In a sentence, with the exit code of what cannot be used."""
    code, out, err = terminal.run("comparators", "show", *words, "--files", PUBLISHED)
    assert (code, out) == (2, "")
    assert said in err


def test_every_comparator_is_listed(terminal: Terminal) -> None:
    """With what the Department calls it and what differs."""
    code, out, _ = terminal.run("comparators", "list", "--json")
    told = json.loads(out)
    assert code == 0
    assert {each["id"] for each in told} == set(comparators())
