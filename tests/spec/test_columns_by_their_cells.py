"""Columns whose names say nothing, or mislead, are read by what their cells hold."""

from pathlib import Path

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan

ROWS = (
    ("1", "Open a duty team that answers every call", "Head of Access", "31 May 2026"),
    ("2", "Train each manager to sign off decisions", "Workforce Lead", "30 June 2026"),
    ("3", "Write to every referrer within two days", "Business Manager", "31 July 2026"),
)


def reading(folder: Path, names: tuple[str, ...]) -> Plan:
    """The plan in a table of text with these names."""
    path = folder / "plan.txt"
    rows = ["\t".join(cells) for cells in (names, *ROWS)]
    path.write_text("Fernshire improvement plan\n\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return read_plan(read_document(path))


def told(plan: Plan) -> list[tuple[str | None, str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.ref, each.text, each.due.dates, each.leads) for each in plan.actions]


EXPECTED = [
    ("1", "Open a duty team that answers every call", ("2026-05-31",), ("Head of Access",)),
    ("2", "Train each manager to sign off decisions", ("2026-06-30",), ("Workforce Lead",)),
    ("3", "Write to every referrer within two days", ("2026-07-31",), ("Business Manager",)),
]


def test_names_that_no_other_council_uses(tmp_path: Path) -> None:
    """Sentences, people and dates show a plan's table, whatever its columns are called."""
    plan = reading(tmp_path, ("Code", "Undertaking", "Champion", "Horizon"))
    assert told(plan) == EXPECTED


def test_a_column_of_dates_is_no_column_of_leads(tmp_path: Path) -> None:
    """ "Delivered by (date)" beside "Delivered by (role)": the cells tell them apart."""
    plan = reading(tmp_path, ("No.", "Action", "Delivered by (role)", "Delivered by (date)"))
    assert told(plan) == EXPECTED


def test_two_or_three_rows_show_too_little(tmp_path: Path) -> None:
    """A table of fewer rows is no plan by its cells alone."""
    path = tmp_path / "notes.txt"
    rows = [
        "\t".join(cells) for cells in (("Code", "Undertaking", "Champion", "Horizon"), *ROWS[:2])
    ]
    path.write_text("Notes\n\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert read_plan(read_document(path)).actions == ()


def test_a_list_of_people_is_no_plan(tmp_path: Path) -> None:
    """People with days and no sentences: a board's members and the days of their terms."""
    path = tmp_path / "members.txt"
    path.write_text(
        "Members\n\nSeat\tHolder\tUntil\n"
        "Chair\tIndependent Chair\t31 May 2026\n"
        "Police\tChief Inspector\t30 June 2026\n"
        "Health\tNamed Nurse\t31 July 2026\n",
        encoding="utf-8",
    )
    assert read_plan(read_document(path)).actions == ()
