"""Tables that answer an inspection: recommendations, and what was said and done."""

from tests.strangers.word.stranger import A, Grid, Heading, Key, Stranger, Words

_RECOMMENDATIONS = Stranger(
    "each recommendation beside our response",
    [
        Heading("Tarnside Council", 0),
        Heading("Ofsted Improvement Plan", 0),
        Words("Following the ILACS inspection of May 2026"),
        Words("Published July 2026"),
        Grid(
            [
                ("No", "Ofsted recommendation", "Our response", "Lead", "Date"),
                ("1", "The quality of supervision",
                 "Give every manager a day of coaching each quarter.", "Principal Social Worker",
                 "30 October 2026"),
                ("2", "The timeliness of initial health assessments",
                 "Book a clinic each week with the trust.", "Head of Children in Care",
                 "30 November 2026"),
                ("", "", "Send consent on the day a child comes into care.", "Duty Manager",
                 "15 September 2026"),
            ]
        ),
    ],
    Key(
        title="Ofsted Improvement Plan",
        organisation="Tarnside Council",
        date="2026-07",
        objectives=(
            ("1", "The quality of supervision"),
            ("2", "The timeliness of initial health assessments"),
        ),
        actions=(
            A("Give every manager a day of coaching each quarter.", None,
              "The quality of supervision", ("2026-10-30",), ("Principal Social Worker",)),
            A("Book a clinic each week with the trust.", None,
              "The timeliness of initial health assessments", ("2026-11-30",),
              ("Head of Children in Care",)),
            A("Send consent on the day a child comes into care.", None,
              "The timeliness of initial health assessments", ("2026-09-15",),
              ("Duty Manager",)),
        ),
    ),
)  # fmt: skip

_SAID = Stranger(
    "what inspectors said, what we have done and what we will do next",
    [
        Heading("Brackwell Council Children's Improvement Plan", 0),
        Words("Last updated: January 2027"),
        Grid(
            [
                ("What inspectors said", "What we have done", "What we will do next", "Who",
                 "By when"),
                ("Too many children wait for a social worker",
                 "We filled six posts.", "Open a second duty team.", "Head of Access",
                 "March 2027"),
                ("Care leavers do not know their rights",
                 "We printed a guide.", "Hold a drop-in each week.", "Leaving Care Manager",
                 "February 2027"),
            ]
        ),
    ],
    Key(
        title="Brackwell Council Children's Improvement Plan",
        organisation="Brackwell Council",
        date="2027-01",
        objectives=(
            (None, "Too many children wait for a social worker"),
            (None, "Care leavers do not know their rights"),
        ),
        actions=(
            A("Open a second duty team.", None, "Too many children wait for a social worker",
              ("2027-03",), ("Head of Access",), None, ((None, "We filled six posts."),)),
            A("Hold a drop-in each week.", None, "Care leavers do not know their rights",
              ("2027-02",), ("Leaving Care Manager",), None, ((None, "We printed a guide."),)),
        ),
    ),
)  # fmt: skip

_FRONT_TABLE = Stranger(
    "document control before the plan and contacts after it",
    [
        Heading("Sandling Council", 0),
        Words("Children's Services"),
        Words("Improvement and Action Plan"),
        Grid(
            [
                ("Version", "Date", "Author", "Change"),
                ("1.0", "March 2026", "J Rowe", "First draft"),
                ("1.1", "April 2026", "J Rowe", "Comments of the board"),
            ]
        ),
        Words("Version 1.1 - April 2026"),
        Heading("Area for improvement 1: Neglect"),
        Grid(
            [
                ("#", "Task", "Accountable", "Complete by", "Current status"),
                ("1a", "Use one tool for neglect.", "Head of Safeguarding", "30th June 2026",
                 "On track"),
                ("1b", "Train partners in the tool.", "Training Lead", "31st July 2026",
                 "Not started"),
            ]
        ),
        Heading("Contacts"),
        Grid(
            [
                ("Name", "Role", "Telephone"),
                ("J Rowe", "Programme Manager", "01632 960001"),
            ]
        ),
    ],
    Key(
        title="Improvement and Action Plan",
        organisation="Sandling Council",
        date="2026-04",
        version="1.1",
        objectives=(("Area for improvement 1", "Neglect"),),
        actions=(
            A("Use one tool for neglect.", "1a", "Neglect", ("2026-06-30",),
              ("Head of Safeguarding",), "GREEN"),
            A("Train partners in the tool.", "1b", "Neglect", ("2026-07-31",),
              ("Training Lead",), "GREY"),
        ),
    ),
)  # fmt: skip

STRANGERS = (_RECOMMENDATIONS, _SAID, _FRONT_TABLE)
