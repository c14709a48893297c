"""Writes published files of an invented England, in the form of the Department's own.

    python examples/published/make_published.py

Every council, region and number here is made up.  The columns, marks and wording are those of the
open data files of "explore education statistics" as they stood in 2025.  There are two releases of
the referrals, one of placements and one of the workforce, in which two councils answer together.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
TIME = ["time_period", "time_identifier"]
PLACE = ["geographic_level", "country_code", "country_name", "region_code", "region_name"]
COUNCIL = ["old_la_code", "new_la_code", "la_name"]

MARCHES, COAST = ("E12000098", "Middle Marches"), ("E12000099", "Far Coast")
COUNCILS = {
    "Fernshire": ("997", "E10000099", MARCHES),
    "Brackenshire": ("996", "E10000098", MARCHES),
    "Mossborough": ("995", "E06000991", MARCHES),
    "Heathervale": ("994", "E06000992", COAST),
    "Bogmoor": ("993", "E08000993", COAST),
    "Thistleford": ("992", "E06000994", COAST),
    "Gorse Bay": ("991", "E06000995", COAST),
    "Rushmere Levels": ("990", "E06000996", COAST),
}
TOGETHER = {
    **COUNCILS,
    "Gorse Bay / Rushmere Levels": ("991 / 990", "E06000995 / E06000996", COAST),
}

# Referrals, of them re-referrals and those with no further action; a figure a year.
REFERRALS = {
    2023: {
        "England": (6120, 1340, 410),
        "Middle Marches": (2980, 660, 180),
        "Far Coast": (3140, 680, 230),
        "Fernshire": (1420, 312, 96),
        "Brackenshire": (980, 214, 61),
        "Mossborough": (580, 134, "c"),
        "Heathervale": (760, 155, 0),
        "Bogmoor": (905, 223, 88),
        "Thistleford": (610, 140, "c"),
        "Gorse Bay": ("x", "x", "x"),
        "Rushmere Levels": (865, 162, 77),
    },
    2024: {
        "England": (6240, 1410, 430),
        "Middle Marches": (3010, 690, 190),
        "Far Coast": (3230, 720, 240),
        "Fernshire": (1467, 351, 104),
        "Brackenshire": (951, 203, 58),
        "Mossborough": (592, 136, 28),
        "Heathervale": (771, 148, 0),
        "Bogmoor": (934, 239, 91),
        "Thistleford": (622, 151, "c"),
        "Gorse Bay": (":", ":", ":"),
        "Rushmere Levels": (903, 182, 84),
    },
    2025: {
        "England": (6310, 1380, 420),
        "Middle Marches": (3050, 670, 190),
        "Far Coast": (3260, 710, 230),
        "Fernshire": (1502, 383, 99),
        "Brackenshire": (940, 187, 52),
        "Mossborough": (608, "u", 31),
        "Heathervale": (783, 151, "low"),
        "Bogmoor": (921, 244, 86),
        "Thistleford": (634, 130, "c"),
        "Gorse Bay": ("", "", ""),
        "Rushmere Levels": (922, 179, 62),
    },
}
# Per cent with three or more placements, and of those long in care, with the same carer.
PLACEMENTS = {
    "England": (10, 69),
    "Middle Marches": (11, 67),
    "Far Coast": (9, 70),
    "Fernshire": (13, 64),
    "Brackenshire": (10, 68),
    "Mossborough": ("c", 72),
    "Heathervale": (8, 71),
    "Bogmoor": (12, 66),
    "Thistleford": ("c", "c"),
    "Gorse Bay": (9, 74),
    "Rushmere Levels": (7, "z"),
}
# Agency workers by headcount and by hours, vacancies, turnover, caseload, absence.
WORKFORCE = {
    "England": (12.7, 13, 14.2, 12, 15.2, 3.5),
    "Middle Marches": (14.1, 14.6, 16.3, 13.2, 16, 3.9),
    "Far Coast": (11.2, 11.4, 12.4, 11.1, 14.6, 3.2),
    "Fernshire": (18.4, 19.2, 21.5, 16.8, 17.9, 4.4),
    "Brackenshire": (12.6, 12.9, 14.8, 12.5, 15.5, 3.7),
    "Mossborough": (0.4, "low", 5, 9.7, 14.1, 3.3),
    "Heathervale": (9.9, 10.2, 11.7, 10.4, 14, 3),
    "Bogmoor": (13.3, 13.8, 15.9, 12.9, 15.8, 3.6),
    "Thistleford": (0, 0, 6.1, 8.9, 13.2, 2.9),
    "Gorse Bay / Rushmere Levels": (10.5, 10.9, 13, 11.6, 15, 3.4),
}


def place(name: str, councils: dict[str, tuple[str, str, tuple[str, str]]]) -> list[str]:
    """The cells of a place, from its level to its name."""
    if name == "England":
        return ["National", "E92000001", "England", "", "", "", "", ""]
    for code, region in (MARCHES, COAST):
        if name == region:
            return ["Regional", "E92000001", "England", code, region, "", "", ""]
    old, new, (code, region) = councils[name]
    return ["Local authority", "E92000001", "England", code, region, old, new, name]


def percent(part: object, whole: object) -> object:
    """A percentage of two counts, or the mark that stands for one of them."""
    if isinstance(part, int) and isinstance(whole, int):
        return round(100 * part / whole, 1)
    return part if isinstance(part, str) else whole


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A file in UTF-8 with the common columns before its own."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow([*TIME, *PLACE, *COUNCIL, *columns])
        out.writerows(rows)


def referrals(years: Sequence[int]) -> Iterable[list[object]]:
    for year in sorted(years, reverse=True):
        for name, (count, again, none) in REFERRALS[year].items():
            yield [
                *(year, "Reporting year"),
                *place(name, COUNCILS),
                *("Referrals and Re-referrals", count, again, percent(again, count)),
                *(none, percent(none, count)),
            ]


def placements() -> Iterable[list[object]]:
    long = (
        "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
    )
    for name, (three, same) in PLACEMENTS.items():
        at = [2025, "Reporting year", *place(name, COUNCILS)]
        yield [*at, "CLA on 31 March", "Total children", 100]
        yield [*at, "CLA on 31 March", "With 3 or more placements during the year", three]
        yield [*at, long, "Living with the same carer for at least 2 years", same]


def workforce() -> Iterable[list[object]]:
    for name, figures in WORKFORCE.items():
        yield [2025, "Reporting year", *place(name, TOGETHER), *figures]


def write_all(folder: Path) -> None:
    """Every file."""
    counts = ["category", "referral_count", "rereferral_count", "rereferral_percent"]
    counts += ["no_further_action_count", "no_further_action_percent"]
    write(folder / "referrals_to_2024.csv", counts, referrals([2023, 2024]))
    write(folder / "referrals_to_2025.csv", counts, referrals([2023, 2024, 2025]))
    stability = ["cla_group", "placement_stability", "children_percent"]
    write(folder / "placement_stability.csv", stability, placements())
    agency = ["agency_rate_headcount", "agency_rate_fte"]
    others = ["vacancy_rate_fte", "turnover_rate_headcount", "caseload_fte", "absence_rate_fte"]
    write(folder / "workforce.csv", [*agency, *others], workforce())


if __name__ == "__main__":
    write_all(HERE)
