"""Where the objective of a table of actions stands, and how it is printed."""

from tests.strangers.word.stranger import LEFT, A, Grid, Heading, Key, M, Stranger, Words

_FIRST_ROW = Stranger(
    "a table for each objective with the objective in its first row",
    [
        Heading("Oakmoor Council: Getting to Good", 0),
        Heading("Improvement Plan 2026", 0),
        Words("This plan was written following the inspection of May 2026."),
        Words("Published July 2026"),
        Grid(
            [
                ("Objective: Every child has a plan that they understand", LEFT, LEFT, LEFT),
                ("Action", "Lead", "Due", "Progress"),
                ("Write plans in plain words.", "Practice Lead", "Oct 2026", "Drafts written."),
                ("Ask children what they think.", "Participation Lead", "Dec 2026", ""),
            ],
            2,
        ),
        Words(" "),
        Grid(
            [
                ("Objective: Children leave care with a home", LEFT, LEFT, LEFT),
                ("Action", "Lead", "Due", "Progress"),
                ("Agree a protocol with housing.", "Leaving Care Lead", "Nov 2026", "Agreed."),
            ],
            2,
        ),
    ],
    Key(
        title="Oakmoor Council: Getting to Good Improvement Plan 2026",
        organisation="Oakmoor Council",
        date="2026-07",
        objectives=(
            (None, "Every child has a plan that they understand"),
            (None, "Children leave care with a home"),
        ),
        actions=(
            A("Write plans in plain words.", None, "Every child has a plan that they understand",
              ("2026-10",), ("Practice Lead",), None, ((None, "Drafts written."),)),
            A("Ask children what they think.", None,
              "Every child has a plan that they understand", ("2026-12",),
              ("Participation Lead",)),
            A("Agree a protocol with housing.", None, "Children leave care with a home",
              ("2026-11",), ("Leaving Care Lead",), None, ((None, "Agreed."),)),
        ),
    ),
)  # fmt: skip

_REPEATED = Stranger(
    "a column of objectives that repeats each beside all its actions",
    [
        Heading("Fallowdale Council Children's Improvement Plan", 0),
        Words("May 2026"),
        Grid(
            [
                ("Priority", "Action", "Lead", "By when", "Measure of success"),
                ("Priority 1 - Timely decisions", "Staff the front door at weekends.",
                 "Head of Access", "July 2026", "Decisions within 24 hours: 95%"),
                ("Priority 1 - Timely decisions", "Answer every call within a minute.",
                 "Contact Centre Manager", "August 2026", ""),
                ("Priority 2 - Stable homes", "Review each placement at risk.",
                 "Placements Manager", "June 2026", "No more than 9% have three moves"),
                ("Priority 2 - Stable homes", "Support carers at night.", "Fostering Manager",
                 "October 2026", ""),
            ]
        ),
        Heading("Risks"),
        Grid(
            [
                ("Risk", "Mitigation"),
                ("Too few social workers apply", "Recruit abroad and grow our own"),
                ("Partners do not attend", "The chair writes to each chief officer"),
            ]
        ),
    ],
    Key(
        title="Fallowdale Council Children's Improvement Plan",
        organisation="Fallowdale Council",
        date="2026-05",
        objectives=(("Priority 1", "Timely decisions"), ("Priority 2", "Stable homes")),
        actions=(
            A("Staff the front door at weekends.", None, "Timely decisions", ("2026-07",),
              ("Head of Access",)),
            A("Answer every call within a minute.", None, "Timely decisions", ("2026-08",),
              ("Contact Centre Manager",)),
            A("Review each placement at risk.", None, "Stable homes", ("2026-06",),
              ("Placements Manager",)),
            A("Support carers at night.", None, "Stable homes", ("2026-10",),
              ("Fostering Manager",)),
        ),
        measures=(
            M("Decisions within 24 hours: 95%", "Timely decisions",
              "Staff the front door at weekends.", ((95, ">=", None),)),
            M("No more than 9% have three moves", "Stable homes",
              "Review each placement at risk.", ((9, "<=", None),)),
        ),
        risks=(
            ("Too few social workers apply", "Recruit abroad and grow our own"),
            ("Partners do not attend", "The chair writes to each chief officer"),
        ),
    ),
)  # fmt: skip

STRANGERS = (_FIRST_ROW, _REPEATED)
