"""Tables of measures beside, below and apart from tables of actions."""

from tests.strangers.word.stranger import A, Bullet, Grid, Heading, Key, M, Stranger, Words

_BELOW = Stranger(
    "a table of measures with dates and owners below each table of actions",
    [
        Heading("Linsbury Council Children's Services Improvement Plan", 0),
        Words("Version 3.1 - September 2026"),
        Heading("Priority 1: Assessment and planning"),
        Grid(
            [
                ("Ref", "Action", "Lead", "By when"),
                ("1.1", "Rewrite the assessment form.", "Service Manager", "December 2026"),
                ("1.2", "Check all plans older than a year.", "Audit Lead", "February 2027"),
            ]
        ),
        Words("Key performance indicators"),
        Grid(
            [
                ("Measure", "Baseline", "Target", "By", "Owner"),
                (
                    "Assessments completed within 45 days",
                    "71%",
                    "85%",
                    "March 2027",
                    "Service Manager",
                ),
                (
                    "Re-referrals within 12 months",
                    "29%",
                    "20%",
                    "September 2027",
                    "Head of Assessment",
                ),
            ]
        ),
        Heading("Priority 2: Care and permanence"),
        Grid(
            [
                ("Ref", "Action", "Lead", "By when"),
                ("2.1", "Track permanence every week.", "Permanence Lead", "January 2027"),
            ]
        ),
        Grid(
            [
                ("Measure", "Baseline", "Target", "By", "Owner"),
                ("Children in care seen on time", "82%", "95%", "June 2027", "Care Manager"),
            ]
        ),
    ],
    Key(
        title="Linsbury Council Children's Services Improvement Plan",
        organisation="Linsbury Council",
        date="2026-09",
        version="3.1",
        objectives=(
            ("Priority 1", "Assessment and planning"),
            ("Priority 2", "Care and permanence"),
        ),
        actions=(
            A(
                "Rewrite the assessment form.",
                "1.1",
                "Assessment and planning",
                ("2026-12",),
                ("Service Manager",),
            ),
            A(
                "Check all plans older than a year.",
                "1.2",
                "Assessment and planning",
                ("2027-02",),
                ("Audit Lead",),
            ),
            A(
                "Track permanence every week.",
                "2.1",
                "Care and permanence",
                ("2027-01",),
                ("Permanence Lead",),
            ),
        ),
        measures=(
            M(
                "Assessments completed within 45 days",
                "Assessment and planning",
                None,
                ((85, ">=", "2027-03", 71),),
            ),
            M(
                "Re-referrals within 12 months",
                "Assessment and planning",
                None,
                ((20, "<=", "2027-09", 29),),
            ),
            M(
                "Children in care seen on time",
                "Care and permanence",
                None,
                ((95, ">=", "2027-06", 82),),
            ),
        ),
    ),
)

_QUARTERS = Stranger(
    "a target for each quarter of a year that the heading names",
    [
        Heading("Copperfield Council Improvement Plan for Children's Services", 0),
        Words("April 2026"),
        Heading("Theme 1: Child protection"),
        Grid(
            [
                ("No", "What we will do", "Who", "When"),
                ("1", "Review every plan that has lasted over 15 months.", "IRO", "June 2026"),
            ]
        ),
        Heading("Performance measures 2026/27"),
        Grid(
            [
                ("Measure", "Baseline", "Q1", "Q2", "Q3", "Q4"),
                ("Conferences held within 15 days", "70%", "75%", "80%", "85%", "TBC"),
                ("Agency social workers", "31%", "28%", "25%", "22%", "20%"),
            ]
        ),
    ],
    Key(
        title="Copperfield Council Improvement Plan for Children's Services",
        organisation="Copperfield Council",
        date="2026-04",
        objectives=(("Theme 1", "Child protection"),),
        actions=(
            A(
                "Review every plan that has lasted over 15 months.",
                "1",
                "Child protection",
                ("2026-06",),
                ("IRO",),
            ),
        ),
        measures=(
            M(
                "Conferences held within 15 days",
                None,
                None,
                (
                    (75, ">=", "RANGE:2026-04/2026-06", 70),
                    (80, ">=", "RANGE:2026-07/2026-09", 70),
                    (85, ">=", "RANGE:2026-10/2026-12", 70),
                    (None, "tba", "RANGE:2027-01/2027-03"),
                ),
            ),
            M(
                "Agency social workers",
                None,
                None,
                (
                    (28, "<=", "RANGE:2026-04/2026-06", 31),
                    (25, "<=", "RANGE:2026-07/2026-09", 31),
                    (22, "<=", "RANGE:2026-10/2026-12", 31),
                    (20, "<=", "RANGE:2027-01/2027-03", 31),
                ),
            ),
        ),
    ),
)

_MONTHS_ON = Stranger(
    "targets some months on, and a table of measures for the whole plan at its end",
    [
        Heading("Whitcombe Council: Children's Improvement Plan", 0),
        Words("Published February 2027"),
        Heading("Priority 1 - Listening to children"),
        Words("What will success look like?"),
        Bullet("Children say that they are heard"),
        Bullet("85% of children take part in their review"),
        Grid(
            [
                ("Action", "Lead", "Timescale"),
                ("Pay children to train our staff.", "Participation Lead", "May 2027"),
            ]
        ),
        Heading("Priority 2 - Safe placements"),
        Words("What will success look like?"),
        Bullet("Fewer placement moves"),
        Grid(
            [
                ("Action", "Lead", "Timescale"),
                ("Recruit 20 more foster carers.", "Fostering Manager", "August 2027"),
            ]
        ),
        Heading("Performance measures"),
        Grid(
            [
                ("Measure", "Latest", "6-month target", "12-month target"),
                ("Children with an up-to-date health check", "68%", "80%", "92%"),
                ("Days from referral to a family network meeting", "40", "30", "20"),
            ]
        ),
    ],
    Key(
        title="Whitcombe Council: Children's Improvement Plan",
        organisation="Whitcombe Council",
        date="2027-02",
        objectives=(("Priority 1", "Listening to children"), ("Priority 2", "Safe placements")),
        actions=(
            A(
                "Pay children to train our staff.",
                None,
                "Listening to children",
                ("2027-05",),
                ("Participation Lead",),
            ),
            A(
                "Recruit 20 more foster carers.",
                None,
                "Safe placements",
                ("2027-08",),
                ("Fostering Manager",),
            ),
        ),
        measures=(
            M("Children say that they are heard", "Listening to children"),
            M(
                "85% of children take part in their review",
                "Listening to children",
                None,
                ((85, ">=", None),),
            ),
            M("Fewer placement moves", "Safe placements", None, ((None, "trend", None),)),
            M(
                "Children with an up-to-date health check",
                None,
                None,
                ((80, ">=", "RELATIVE:P6M", 68), (92, ">=", "RELATIVE:P12M", 68)),
            ),
            M(
                "Days from referral to a family network meeting",
                None,
                None,
                ((30, "<=", "RELATIVE:P6M", 40), (20, "<=", "RELATIVE:P12M", 40)),
            ),
        ),
    ),
)

STRANGERS = (_BELOW, _QUARTERS, _MONTHS_ON)
