"""What stands in rows of their own within a table, and cells that hold several things."""

from tests.strangers.word.stranger import LEFT, UP, A, Grid, Heading, Key, M, Stranger, Words

_SECTIONS = Stranger(
    "objectives, outcomes and leads in rows across the table, below one header",
    [
        Heading("Penhale Council Children's Services Improvement Plan", 0),
        Words("Version 5 | 14 May 2026"),
        Grid(
            [
                ("Ref.", "What we will do", "Lead officer", "Completion date", "RAG rating"),
                ("Objective 1: Children are safe at home", LEFT, LEFT, LEFT, LEFT),
                ("1.1", "Review every child protection plan over 12 months.",
                 "Ruth Amos (Head of Safeguarding)", "31 July 2026", "AMBER"),
                ("1.2", "Bring in a family safeguarding team.",
                 "Ruth Amos (Head of Safeguarding)\nDan Price (Programme Manager)",
                 "30 September 2026", "GREEN"),
                ("Objective 2: Children are heard", LEFT, LEFT, LEFT, LEFT),
                ("2.1", "Give every child an advocate who wants one.",
                 "Dan Price (Programme Manager)", "31 August 2026", "RED"),
            ]
        ),
    ],
    Key(
        title="Penhale Council Children's Services Improvement Plan",
        organisation="Penhale Council",
        date="2026-05-14",
        version="5",
        objectives=(
            ("Objective 1", "Children are safe at home"),
            ("Objective 2", "Children are heard"),
        ),
        actions=(
            A("Review every child protection plan over 12 months.", "1.1",
              "Children are safe at home", ("2026-07-31",),
              ("Ruth Amos (Head of Safeguarding)",), "AMBER"),
            A("Bring in a family safeguarding team.", "1.2", "Children are safe at home",
              ("2026-09-30",),
              ("Ruth Amos (Head of Safeguarding)", "Dan Price (Programme Manager)"), "GREEN"),
            A("Give every child an advocate who wants one.", "2.1", "Children are heard",
              ("2026-08-31",), ("Dan Price (Programme Manager)",), "RED"),
        ),
    ),
)  # fmt: skip

_SEVERAL = Stranger(
    "an outcome and several measures merged beside the actions of an objective",
    [
        Heading("Cullen Bay Council", 0),
        Heading("Children's Services Improvement Plan", 0),
        Words("Approved: 2 March 2026"),
        Heading("Our actions"),
        Grid(
            [
                ("Improvement area", "Outcome", "Action", "Sponsor", "Action owner", "Timescales",
                 "How will we measure success?"),
                ("Permanence", "Children do not wait for a family",
                 "Start family finding earlier.", "Assistant Director", "Permanence Manager",
                 "June 2026", "• 80% of plans for permanence are agreed by the second review"
                 "\n• Average days to match no more than 150"),
                (UP, UP, "Train reviewing officers.", "Assistant Director", "IRO Manager",
                 "July 2026", UP),
                ("Education", "Children in care do well at school",
                 "Hold a personal education plan each term.", "Director", "Virtual Head",
                 "September 2026", "95% of education plans are up to date by December 2026"),
            ]
        ),
    ],
    Key(
        title="Children's Services Improvement Plan",
        organisation="Cullen Bay Council",
        date="2026-03-02",
        objectives=((None, "Permanence"), (None, "Education")),
        actions=(
            A("Start family finding earlier.", None, "Permanence", ("2026-06",),
              ("Assistant Director", "Permanence Manager")),
            A("Train reviewing officers.", None, "Permanence", ("2026-07",),
              ("Assistant Director", "IRO Manager")),
            A("Hold a personal education plan each term.", None, "Education", ("2026-09",),
              ("Director", "Virtual Head")),
        ),
        measures=(
            M("80% of plans for permanence are agreed by the second review", "Permanence",
              "Start family finding earlier.", ((80, ">=", None),)),
            M("Average days to match no more than 150", "Permanence",
              "Start family finding earlier.", ((150, "<=", None),)),
            M("95% of education plans are up to date by December 2026", "Education",
              "Hold a personal education plan each term.", ((95, ">=", "2026-12"),)),
        ),
    ),
)  # fmt: skip

_WIDE_CARDS = Stranger(
    "cards of two labels a line, with the action across the top",
    [
        Heading("Dray Valley Council Children's Improvement Plan", 0),
        Words("April 2027"),
        Heading("Priority 1: Domestic abuse"),
        Grid(
            [
                ("Action", "Train every team in safe enquiry.", LEFT, LEFT),
                ("Ref", "1.1", "Lead", "Training Manager"),
                ("Due", "June 2027", "RAG", "Green"),
                ("Measure", "90% of staff are trained by June 2027", LEFT, LEFT),
            ],
            0,
        ),
        Words(" "),
        Grid(
            [
                ("Action", "Place advocates in each hub.", LEFT, LEFT),
                ("Ref", "1.2", "Lead", "Commissioning Manager"),
                ("Due", "September 2027", "RAG", "Amber"),
                ("Measure", "Fewer children are referred again", LEFT, LEFT),
            ],
            0,
        ),
    ],
    Key(
        title="Dray Valley Council Children's Improvement Plan",
        organisation="Dray Valley Council",
        date="2027-04",
        objectives=(("Priority 1", "Domestic abuse"),),
        actions=(
            A("Train every team in safe enquiry.", "1.1", "Domestic abuse", ("2027-06",),
              ("Training Manager",), "GREEN"),
            A("Place advocates in each hub.", "1.2", "Domestic abuse", ("2027-09",),
              ("Commissioning Manager",), "AMBER"),
        ),
        measures=(
            M("90% of staff are trained by June 2027", "Domestic abuse",
              "Train every team in safe enquiry.", ((90, ">=", "2027-06"),)),
            M("Fewer children are referred again", "Domestic abuse",
              "Place advocates in each hub.", ((None, "trend", None),)),
        ),
    ),
)  # fmt: skip

STRANGERS = (_SECTIONS, _SEVERAL, _WIDE_CARDS)
