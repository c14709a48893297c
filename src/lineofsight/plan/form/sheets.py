"""The sheets of the form and their columns: what the writer and the reader both go by."""

from dataclasses import dataclass

# Says, in the sheet About, that a workbook is of this form, and for whom it was made.
FORM = "Line of Sight plan, form 1"
ABOUT = "About"
INSIDE, PUBLIC = "Those inside", "Publication"
# Several values stand in one cell, a line each.
APART = "\n"
YES, NO = "Yes", "No"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title, the columns that hold its values, and how wide each is shown.

    A column of width 0 holds keys, which tie the sheets together; it is there to be left alone.
    """

    title: str
    columns: tuple[tuple[str, int], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called."""
        return tuple(name for name, _ in self.columns)


SHEETS = (
    Sheet(ABOUT, (("What", 30), ("Said", 80))),
    Sheet(
        "Actions",
        (
            ("Number", 9),
            ("Objective", 30),
            ("Action", 60),
            ("Leads", 24),
            ("Due", 18),
            ("Rating", 14),
            ("References", 18),
            ("Dates", 14),
            ("Kind of date", 12),
            ("Key", 0),
            ("Objective key", 0),
        ),
    ),
    Sheet("Updates", (("Action", 40), ("Period", 20), ("Update", 80), ("Action key", 0))),
    Sheet(
        "Objectives",
        (
            ("Number", 9),
            ("Objective", 60),
            ("Outcomes", 50),
            ("References", 18),
            ("Key", 0),
            ("Parent key", 0),
        ),
    ),
    Sheet("Themes", (("Number", 9), ("Theme", 60), ("Lead", 24), ("Key", 0))),
    Sheet("Findings", (("Number", 9), ("Finding", 80), ("Source", 40), ("Key", 0))),
    Sheet(
        "Measures",
        (
            ("Number", 9),
            ("Measure", 60),
            ("Objective", 40),
            ("Key", 0),
            ("Objective key", 0),
            ("Action key", 0),
        ),
    ),
    Sheet(
        "Targets",
        (
            ("Measure", 50),
            ("Target", 40),
            ("Value", 10),
            ("Unit", 10),
            ("Comparison", 14),
            ("By", 14),
            ("Baseline", 10),
            ("Direction", 10),
            ("Interim", 9),
            ("Additional", 11),
            ("Every", 9),
            ("To be agreed", 13),
            ("Measure key", 0),
        ),
    ),
    Sheet("Milestones", (("Goal", 40), ("By", 14), ("Milestone", 60), ("Key", 0))),
    Sheet("Risks", (("Risk", 60), ("Mitigation", 60), ("Key", 0))),
    Sheet("Ratings", (("Rating", 20), ("Level", 16), ("Meaning", 60))),
    Sheet("Printed ratings", (("Level", 16), ("Printed", 10), ("Percent", 10), ("Read", 10))),
    Sheet("Abbreviations", (("Short", 16), ("Long", 60))),
)
