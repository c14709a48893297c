"""Every comparison computed a second way: the csv module, a list of marks, and a sorted middle."""

import csv
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lineofsight.progress.comparators.comparing import Comparison, compare
from lineofsight.progress.comparators.council import Council
from lineofsight.progress.comparators.definition import columns_read
from lineofsight.progress.comparators.releases import read_folder
from tests.support.published import PUBLISHED

LATE = date(2027, 1, 1)
NEIGHBOURS = [
    "E10000098",
    "E06000991",
    "E06000992",
    "E08000993",
    "E06000994",
    "E06000995",
    "E06000996",
]
PLACED = {"cla_group": "CLA on 31 March"}
# Each indicator: its file, its column, and what other columns must say.
ASKED: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "rereferrals_12_months": ("referrals_to_2025.csv", "rereferral_percent", {}),
    "referrals_no_further_action": ("referrals_to_2025.csv", "no_further_action_percent", {}),
    "cla_three_placements": (
        "placement_stability.csv",
        "children_percent",
        {**PLACED, "placement_stability": "With 3 or more placements during the year"},
    ),
    "cla_long_term_stability": (
        "placement_stability.csv",
        "children_percent",
        {"placement_stability": "Living with the same carer for at least 2 years"},
    ),
    "agency_workers": ("workforce.csv", "agency_rate_headcount", {}),
    "agency_workers_by_hours": ("workforce.csv", "agency_rate_fte", {}),
    "vacancies_by_hours": ("workforce.csv", "vacancy_rate_fte", {}),
    "turnover": ("workforce.csv", "turnover_rate_headcount", {}),
    "caseload_mean": ("workforce.csv", "caseload_fte", {}),
    "sickness_rate": ("workforce.csv", "absence_rate_fte", {}),
}


def second_way(
    folder: Path, indicator: str, council: str, neighbours: list[str]
) -> dict[str, float | None]:
    """Who has which figure, read plainly; nobody who is not in the file."""
    name, column, asked = ASKED[indicator]
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if asked.items() <= row.items()]
    newest = max(row["time_period"] for row in rows)
    rows = [row for row in rows if row["time_period"] == newest]

    def figure(row: dict[str, str]) -> float | None:
        try:
            return float(row[column])
        except ValueError:
            return None

    def of(code: str) -> dict[str, str] | None:
        return next((row for row in rows if code in row["new_la_code"].split(" / ")), None)

    said = {"england": figure(next(row for row in rows if row["geographic_level"] == "National"))}
    own = of(council)
    if own is not None:
        said["council"] = figure(own)
        for row in rows:
            if row["geographic_level"] == "Regional" and row["region_code"] == own["region_code"]:
                said["region"] = figure(row)
    groups = {row["la_name"] if (row := of(code)) else code: row for code in neighbours}
    known = sorted(
        value for row in groups.values() if row is not None and (value := figure(row)) is not None
    )
    half = len(known) // 2
    middle = known[half] if len(known) % 2 else sum(known[half - 1 : half + 1]) / 2
    said["neighbours"] = middle if len(known) * 2 >= len(groups) and known else None
    return said


def told(folder: Path, indicator: str, council: str, neighbours: list[str]) -> list[Comparison]:
    whom = Council(council, tuple(neighbours))
    return list(compare(indicator, read_folder(folder), LATE, whom))


@pytest.mark.parametrize("indicator", ASKED)
@pytest.mark.parametrize("council", ["E10000099", "E06000996"])
def test_the_invented_england_agrees(indicator: str, council: str) -> None:
    neighbours = [code for code in NEIGHBOURS if code != council]
    found = told(PUBLISHED, indicator, council, neighbours)
    assert {each.who: each.value for each in found} == pytest.approx(
        second_way(PUBLISHED, indicator, council, neighbours), nan_ok=True
    )


def drawn(folder: Path, source: random.Random) -> None:
    """The invented files with other figures: numbers, zeros and marks, as chance has it."""
    marks = ["c", "z", "x", ":", "low", "u", "", "0"]
    for path in PUBLISHED.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        columns = [
            place for place, name in enumerate(header) if name in {a[1] for a in ASKED.values()}
        ]
        for row in rows:
            for place in columns:
                number = f"{source.uniform(0, 100):.1f}"
                row[place] = number if source.random() < 0.7 else source.choice(marks)
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    (folder / "releases.toml").write_bytes((PUBLISHED / "releases.toml").read_bytes())


@pytest.mark.parametrize("seed", range(6))
def test_drawn_files_agree(tmp_path: Path, seed: int) -> None:
    """Whoever is compared, with whatever neighbours."""
    source = random.Random(seed)
    drawn(tmp_path, source)
    for indicator in ASKED:
        council, *others = source.sample([*NEIGHBOURS, "E10000099", "E06000900"], 7)
        neighbours = others[: source.randint(1, 6)]
        found = {each.who: each.value for each in told(tmp_path, indicator, council, neighbours)}
        expected = second_way(tmp_path, indicator, council, neighbours)
        expected.setdefault("council", None)
        assert found == pytest.approx(expected)


def test_a_percentage_made_of_counts_agrees(tmp_path: Path) -> None:
    """Conferences in time are two counts of three; a count that is held back holds it back."""
    header = (
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
        "region_name,old_la_code,new_la_code,la_name,category,Section47,ICPC,"
        "Duration_0-10_days,Duration_11-15_days,Duration_16-20_days"
    )
    what = "Section 47s and Initial Child Protection Conferences"
    council = f"Local authority,E92000001,England,E12000098,Middle Marches,997,E10000099,F,{what}"
    england = f"National,E92000001,England,,,,,,{what}"
    (tmp_path / "conferences.csv").write_text(
        f"{header}\n2025,Reporting year,{england},900,300,30,210,60\n"
        f"2025,Reporting year,{council},90,21,c,14,c\n",
        "utf-8",
    )
    in_time = told(tmp_path, "conferences_15_working_days", "E10000099", [])
    assert [(each.who, each.value, each.state) for each in in_time] == [
        ("england", pytest.approx(100 * (30 + 210) / 300), "value"),
        ("region", None, "not_published"),
        ("council", None, "suppressed"),
    ]
    led_on = told(tmp_path, "s47_to_conference", "E10000099", [])
    assert led_on[-1].value == pytest.approx(100 * 21 / 90)


def test_a_file_with_the_columns_that_are_read_alone_says_the_same() -> None:
    releases = read_folder(PUBLISHED)
    slim = [replace(each, file=each.file.only(columns_read())) for each in releases]
    assert all(
        len(each.file.columns) < len(whole.file.columns)
        for each, whole in zip(slim, releases, strict=True)
    )
    council = Council("E10000099", tuple(NEIGHBOURS))
    for indicator in ASKED:
        assert compare(indicator, slim, LATE, council) == compare(
            indicator, releases, LATE, council
        )
