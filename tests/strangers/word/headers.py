"""Headers of two rows, headers that are repeated, and titles within tables."""

from tests.strangers.word.stranger import LEFT, UP, A, Grid, Heading, Key, M, Stranger, Words

_TWO_ROWS = Stranger(
    "names of columns parted in two below another name",
    [
        Heading("Hallowby Council Children's Services Improvement Plan", 0),
        Words("June 2026"),
        Heading("Priority 1: Good help at the right time"),
        Grid(
            [
                ("Ref", "Action", "Timescale", LEFT, "Responsibility", LEFT, "Delivery", LEFT),
                (UP, UP, "Start", "End", "Accountable", "Responsible", "Update", "RAG"),
                (
                    "1.1", "Set up a team for early help.", "July 2026", "October 2026",
                    "Director of Children's Services", "Head of Early Help", "Posts agreed.", "G",
                ),
                (
                    "1.2", "Agree a pathway with health.", "Sept 2026", "January 2027",
                    "Assistant Director", "Commissioning Manager", "", "A",
                ),
            ],
            2,
        ),
    ],
    Key(
        title="Hallowby Council Children's Services Improvement Plan",
        organisation="Hallowby Council",
        date="2026-06",
        objectives=(("Priority 1", "Good help at the right time"),),
        actions=(
            A(
                "Set up a team for early help.",
                "1.1",
                "Good help at the right time",
                ("2026-10",),
                ("Director of Children's Services", "Head of Early Help"),
                "GREEN",
                ((None, "Posts agreed."),),
            ),
            A(
                "Agree a pathway with health.",
                "1.2",
                "Good help at the right time",
                ("2027-01",),
                ("Assistant Director", "Commissioning Manager"),
                "AMBER",
            ),
        ),
    ),
)  # fmt: skip

_DELIVERY = Stranger(
    "a due date and a rating below one name, and the objective merged down its actions",
    [
        Heading("Birchover Council", 0),
        Heading("Children's Improvement Plan 2026-2028", 0),
        Words("Date: 3 August 2026"),
        Grid(
            [
                ("Objective", "Action", "Responsible (lead)", "Delivery", LEFT),
                (UP, UP, UP, "Due date", "RAG"),
                ("Workers know their children", "Visit each child on time.",
                 "Team Managers", "30/09/2026", "Red"),
                (UP, "Record what the child says.", "Practice Lead", "31/10/2026", "Green"),
                (UP, "Share the plan with the child.", "Practice Lead", "30/11/2026", "Green"),
                ("Managers check the work", "Supervise each month.",
                 "Service Managers", "15/12/2026", "Amber"),
                (UP, "Audit supervision notes.", "Audit Lead", "31/01/2027", "Amber"),
            ],
            2,
        ),
    ],
    Key(
        title="Children's Improvement Plan 2026-2028",
        organisation="Birchover Council",
        date="2026-08-03",
        objectives=((None, "Workers know their children"), (None, "Managers check the work")),
        actions=(
            A("Visit each child on time.", None, "Workers know their children",
              ("2026-09-30",), ("Team Managers",), "RED"),
            A("Record what the child says.", None, "Workers know their children",
              ("2026-10-31",), ("Practice Lead",), "GREEN"),
            A("Share the plan with the child.", None, "Workers know their children",
              ("2026-11-30",), ("Practice Lead",), "GREEN"),
            A("Supervise each month.", None, "Managers check the work",
              ("2026-12-15",), ("Service Managers",), "AMBER"),
            A("Audit supervision notes.", None, "Managers check the work",
              ("2027-01-31",), ("Audit Lead",), "AMBER"),
        ),
    ),
)  # fmt: skip

_BANNERS = Stranger(
    "one table with a title across it and the header repeated for each part",
    [
        Heading("Thornley Council Improvement Plan: Children", 0),
        Words("March 2026"),
        Grid(
            [
                ("Priority 1: Strong leaders", LEFT, LEFT, LEFT, LEFT),
                ("Ref", "Action", "Owner", "Deadline", "Success measure"),
                ("1.1", "Appoint a permanent director.", "Chief Executive", "June 2026",
                 "A director is in post"),
                ("1.2", "Set up a board with a chair from outside.", "Leader of the Council",
                 "May 2026", "The board meets every month"),
                ("Priority 2: Skilled staff", LEFT, LEFT, LEFT, LEFT),
                ("Ref", "Action", "Owner", "Deadline", "Success measure"),
                ("2.1", "Open an academy for new social workers.", "Workforce Lead",
                 "September 2026", "Vacancies below 10% by March 2027"),
                ("Priority 3: Good partners", LEFT, LEFT, LEFT, LEFT),
                ("3.1", "Meet the police each week about missing children.",
                 "Exploitation Manager", "April 2026",
                 "90% of return interviews are held within 72 hours"),
            ],
            0,
        ),
    ],
    Key(
        title="Thornley Council Improvement Plan: Children",
        organisation="Thornley Council",
        date="2026-03",
        objectives=(
            ("Priority 1", "Strong leaders"),
            ("Priority 2", "Skilled staff"),
            ("Priority 3", "Good partners"),
        ),
        actions=(
            A("Appoint a permanent director.", "1.1", "Strong leaders", ("2026-06",),
              ("Chief Executive",)),
            A("Set up a board with a chair from outside.", "1.2", "Strong leaders", ("2026-05",),
              ("Leader of the Council",)),
            A("Open an academy for new social workers.", "2.1", "Skilled staff", ("2026-09",),
              ("Workforce Lead",)),
            A("Meet the police each week about missing children.", "3.1", "Good partners",
              ("2026-04",), ("Exploitation Manager",)),
        ),
        measures=(
            M("A director is in post", "Strong leaders", "Appoint a permanent director."),
            M("The board meets every month", "Strong leaders",
              "Set up a board with a chair from outside."),
            M("Vacancies below 10% by March 2027", "Skilled staff",
              "Open an academy for new social workers.", ((10, "<=", "2027-03"),)),
            M("90% of return interviews are held within 72 hours", "Good partners",
              "Meet the police each week about missing children.", ((90, ">=", None),)),
        ),
    ),
)  # fmt: skip

STRANGERS = (_TWO_ROWS, _DELIVERY, _BANNERS)
