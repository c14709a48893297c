"""Plans kept as trackers: months across, logs of actions, targets by date."""

from datetime import date

from tests.strangers.word.stranger import (
    LEFT,
    UP,
    A,
    Fill,
    Grid,
    Heading,
    Key,
    M,
    Sheet,
    Stranger,
    Words,
)

_RED, _AMBER, _GREEN = "FF0000", "FFC000", "00B050"

_LOG = Stranger(
    "a log of actions with the dates when each was raised and closed",
    [
        Sheet(
            "Action log",
            [
                ("Improvement Board - Action Plan",),
                ("Tolworth Vale Council",),
                ("Position at 30 April 2026",),
                ("",),
                ("ID", "Priority", "Action", "Action owner", "Date raised", "Due date", "RAG",
                 "Latest update", "Date closed"),
                ("A01", "Priority 1: Practice", "Rewrite the practice standards.", "Ann Lowe",
                 date(2026, 1, 12), date(2026, 5, 29), Fill(_GREEN, "G"), "Draft shared.", ""),
                ("A02", "Priority 1: Practice", "Launch the standards.", "Ann Lowe",
                 date(2026, 1, 12), date(2026, 7, 31), Fill(_AMBER, "A"), "", ""),
                ("A03", "Priority 2: Leadership", "Visit a team each week.", "Raj Mehta",
                 date(2026, 2, 9), date(2026, 3, 31), "Closed", "All visits made.",
                 date(2026, 4, 2)),
            ],
        )
    ],
    Key(
        title="Improvement Board - Action Plan",
        organisation="Tolworth Vale Council",
        date="2026-04-30",
        objectives=(("Priority 1", "Practice"), ("Priority 2", "Leadership")),
        actions=(
            A("Rewrite the practice standards.", "A01", "Practice", ("2026-05-29",),
              ("Ann Lowe",), "GREEN", ((None, "Draft shared."),)),
            A("Launch the standards.", "A02", "Practice", ("2026-07-31",), ("Ann Lowe",),
              "AMBER"),
            A("Visit a team each week.", "A03", "Leadership", ("2026-03-31",), ("Raj Mehta",),
              "BLUE", ((None, "All visits made."),)),
        ),
    ),
    "xlsx",
)  # fmt: skip

_DATED = Stranger(
    "targets in columns headed by their dates, and risks with a score",
    [
        Heading("Orme Hill Council Children's Improvement Plan 2026-27", 0),
        Words("Last updated 1 June 2026"),
        Heading("Priority One: A stable workforce"),
        Grid(
            [
                ("Ref", "Milestone / action", "Responsible", "By"),
                ("1a", "Offer a retention payment.", "Head of HR", "31/07/2026"),
                ("1b", "Open a student hub.", "Principal Social Worker", "30/09/2026"),
            ]
        ),
        Heading("Measures", 2),
        Grid(
            [
                ("Performance indicator", "Baseline (May 2026)", "Target Sept 2026",
                 "Target March 2027"),
                ("Vacancy rate of social workers", "24%", "18%", "12%"),
                ("Staff who had supervision in the month", "66%", "80%", "95%"),
            ]
        ),
        Heading("Risk register"),
        Grid(
            [
                ("Risk", "Likelihood", "Impact", "Mitigation", "Owner"),
                ("Agencies raise their rates", "4", "3", "Work with the region on one rate",
                 "Head of HR"),
            ]
        ),
    ],
    Key(
        title="Orme Hill Council Children's Improvement Plan 2026-27",
        organisation="Orme Hill Council",
        date="2026-06-01",
        objectives=(("Priority One", "A stable workforce"),),
        actions=(
            A("Offer a retention payment.", "1a", "A stable workforce", ("2026-07-31",),
              ("Head of HR",)),
            A("Open a student hub.", "1b", "A stable workforce", ("2026-09-30",),
              ("Principal Social Worker",)),
        ),
        measures=(
            M("Vacancy rate of social workers", "A stable workforce", None,
              ((18, "<=", "2026-09", 24), (12, "<=", "2027-03", 24))),
            M("Staff who had supervision in the month", "A stable workforce", None,
              ((80, ">=", "2026-09", 66), (95, ">=", "2027-03", 66))),
        ),
        risks=(("Agencies raise their rates", "Work with the region on one rate"),),
    ),
)  # fmt: skip

_MONTHS = Stranger(
    "a rating for each month across, in colour, and the rating now",
    [
        Heading("Stenness Council Children's Improvement Plan", 0),
        Words("Updated: July 2026"),
        Heading("1. Assessment"),
        Grid(
            [
                ("Ref", "Action", "Lead", "Due date", "Current RAG", "Progress", LEFT, LEFT),
                (UP, UP, UP, UP, UP, "May 2026", "June 2026", "July 2026"),
                ("1.1", "Allocate within a day.", "Duty Manager", "August 2026", Fill(_GREEN),
                 "Rota agreed.", "Rota begun.", "All within a day."),
                ("1.2", "Write chronologies.", "Practice Lead", "October 2026", Fill(_AMBER),
                 "", "Guide written.", ""),
                ("1.3", "Close old assessments.", "Data Lead", "July 2026", Fill(_RED),
                 "210 open.", "180 open.", "176 open."),
            ],
            2,
        ),
    ],
    Key(
        title="Stenness Council Children's Improvement Plan",
        organisation="Stenness Council",
        date="2026-07",
        objectives=(("1", "Assessment"),),
        actions=(
            A("Allocate within a day.", "1.1", "Assessment", ("2026-08",), ("Duty Manager",),
              "GREEN", (("May 2026", "Rota agreed."), ("June 2026", "Rota begun."),
                        ("July 2026", "All within a day."))),
            A("Write chronologies.", "1.2", "Assessment", ("2026-10",), ("Practice Lead",),
              "AMBER", (("June 2026", "Guide written."),)),
            A("Close old assessments.", "1.3", "Assessment", ("2026-07",), ("Data Lead",), "RED",
              (("May 2026", "210 open."), ("June 2026", "180 open."),
               ("July 2026", "176 open."))),
        ),
    ),
)  # fmt: skip

STRANGERS = (_LOG, _DATED, _MONTHS)
