"""Plans printed from a word processor into PDF, with ruled cells."""

from tests.strangers.word.stranger import LEFT, UP, A, Grid, Heading, Key, M, Stranger, Words

_WORK = (
    "the front door", "early help", "assessment", "child protection", "court work", "fostering",
    "adoption", "kinship care", "residential care", "leaving care", "disability", "health",
    "education", "missing children", "youth justice", "supervision", "audit", "recruitment",
    "retention", "training", "data", "commissioning", "housing", "partnership",
)  # fmt: skip
_LEADS = ("Head of Practice", "Service Manager", "Programme Lead")
_MONTHS = (("March 2027", "2027-03"), ("June 2027", "2027-06"), ("30 September 2027", "2027-09-30"))
_TEXT = (
    "Review all that we do about {}, with the families who know it best, and tell the board what "
    "has to change, who will change it and what it will cost over the next two years."
)
_ROWS = [
    (
        f"{1 + nth // 12}.{1 + nth % 12}",
        _TEXT.format(work),
        _LEADS[nth % 3],
        _MONTHS[nth % 3][0],
        ("Green", "Amber", "Red")[nth % 3],
    )
    for nth, work in enumerate(_WORK)
]
_NAMES = ("Ref", "Action", "Lead", "By when", "RAG")

_PAGES = Stranger(
    "a printed table over three pages with its header on each",
    [
        Heading("Quarrington Council Children's Improvement Plan", 0),
        Words("January 2027"),
        Heading("Priority 1: Practice"),
        Grid([_NAMES, *_ROWS[:12]]),
        Heading("Priority 2: Support"),
        Grid([_NAMES, *_ROWS[12:]]),
    ],
    Key(
        title="Quarrington Council Children's Improvement Plan",
        organisation="Quarrington Council",
        date="2027-01",
        objectives=(("Priority 1", "Practice"), ("Priority 2", "Support")),
        actions=tuple(
            A(
                _TEXT.format(work),
                f"{1 + nth // 12}.{1 + nth % 12}",
                "Support" if nth > 11 else "Practice",
                (_MONTHS[nth % 3][1],),
                (_LEADS[nth % 3],),
                ("GREEN", "AMBER", "RED")[nth % 3],
            )
            for nth, work in enumerate(_WORK)
        ),
    ),
    "pdf",
)

_KPIS = Stranger(
    "a printed plan with merged objectives and a table of measures",
    [
        Heading("Elmstead Council Children's Improvement Plan", 0),
        Words("Version 2.3 - June 2026"),
        Grid(
            [
                ("Objective", "Action", "Lead", "Timescale", LEFT),
                (UP, UP, UP, "Start", "End"),
                ("Children are seen", "Set a rota for visits.", "Team Manager", "July 2026",
                 "August 2026"),
                (UP, "Report late visits each week.", "Data Lead", "August 2026",
                 "September 2026"),
                ("Plans are clear", "Use one form of plan.", "Practice Lead", "August 2026",
                 "November 2026"),
            ],
            2,
        ),
        Heading("Performance measures", 2),
        Grid(
            [
                ("Measure", "Baseline", "Target", "By", "Owner"),
                ("Visits on time", "74%", "92%", "March 2027", "Team Manager"),
                ("Plans judged good", "40%", "70%", "June 2027", "Practice Lead"),
            ]
        ),
    ],
    Key(
        title="Elmstead Council Children's Improvement Plan",
        organisation="Elmstead Council",
        date="2026-06",
        version="2.3",
        objectives=((None, "Children are seen"), (None, "Plans are clear")),
        actions=(
            A("Set a rota for visits.", None, "Children are seen", ("2026-08",),
              ("Team Manager",)),
            A("Report late visits each week.", None, "Children are seen", ("2026-09",),
              ("Data Lead",)),
            A("Use one form of plan.", None, "Plans are clear", ("2026-11",),
              ("Practice Lead",)),
        ),
        measures=(
            M("Visits on time", None, None, ((92, ">=", "2027-03", 74),)),
            M("Plans judged good", None, None, ((70, ">=", "2027-06", 40),)),
        ),
    ),
    "pdf",
)  # fmt: skip

STRANGERS = (_PAGES, _KPIS)
