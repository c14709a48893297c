"""Times in the words of councils, and the leads beside them."""

from tests.strangers.word.stranger import A, Grid, Heading, Key, M, Stranger, Words

_TIMES = Stranger(
    "times told as quarters, terms, weeks and words",
    [
        Heading("Kelmore Council Children's Improvement Plan", 0),
        Words("Date: 1 September 2026"),
        Heading("Priority 1: Everyday practice"),
        Grid(
            [
                ("Ref", "Action", "Lead", "Start date", "Completion date"),
                ("1", "Train all staff in the practice model.", "PSW", "Sept 2026", "Q3 2026/27"),
                ("2", "Visit every school.", "Virtual Head", "Sept 2026", "Autumn term 2026"),
                ("3", "Launch the directory of services.", "Early Help Lead", "Jan 2027",
                 "w/c 1 March 2027"),
                ("4", "Hold a day for foster carers.", "Fostering Lead", "May 2027",
                 "By the end of summer 2027"),
                ("5", "Close the backlog.", "Duty Manager", "June 2026", "Complete"),
                ("6", "Hold a forum for staff.", "Director", "Oct 2026", "Monthly"),
                ("7", "Agree a budget.", "Finance Lead", "", "TBC"),
                ("8", "Update the website.", "Web Lead", "", "By the end of the summer"),
            ]
        ),
    ],
    Key(
        title="Kelmore Council Children's Improvement Plan",
        organisation="Kelmore Council",
        date="2026-09-01",
        objectives=(("Priority 1", "Everyday practice"),),
        actions=(
            A("Train all staff in the practice model.", "1", "Everyday practice",
              ("RANGE:2026-10/2026-12",), ("PSW",)),
            A("Visit every school.", "2", "Everyday practice", ("RANGE:2026-09/2026-12",),
              ("Virtual Head",)),
            A("Launch the directory of services.", "3", "Everyday practice", ("2027-03-01",),
              ("Early Help Lead",)),
            A("Hold a day for foster carers.", "4", "Everyday practice",
              ("RANGE:2027-06/2027-08",), ("Fostering Lead",)),
            A("Close the backlog.", "5", "Everyday practice", (), ("Duty Manager",), "BLUE"),
            A("Hold a forum for staff.", "6", "Everyday practice", (), ("Director",)),
            A("Agree a budget.", "7", "Everyday practice", ("TBA",), ("Finance Lead",)),
            A("Update the website.", "8", "Everyday practice", (), ("Web Lead",)),
        ),
        doubts=("By the end of the summer",),
    ),
)  # fmt: skip

_LEADS = Stranger(
    "leads as initials with a key, several a line each, and dates a line for each bullet",
    [
        Heading("Wexbridge Council Children's Services Improvement Plan", 0),
        Words("October 2026"),
        Heading("Initials"),
        Grid(
            [
                ("Initials", "Full name"),
                ("DCS", "Director of Children's Services"),
                ("HoS", "Head of Safeguarding"),
                ("QAM", "Quality Assurance Manager"),
            ]
        ),
        Heading("Priority 1: Quality assurance"),
        Grid(
            [
                ("Ref", "What we will do", "Who", "By when"),
                ("1.1", "• Write an audit guide\n• Train auditors\n• Report each quarter",
                 "QAM\nHoS\nDCS", "Nov 2026\nJan 2027\nApril 2027"),
                ("1.2", "Share what is learned with every team.", "HoS\nQAM", "May 2027"),
                ("1.3", "Check that families see a change.", "DCS / HoS", "July 2027"),
            ]
        ),
    ],
    Key(
        title="Wexbridge Council Children's Services Improvement Plan",
        organisation="Wexbridge Council",
        date="2026-10",
        objectives=(("Priority 1", "Quality assurance"),),
        actions=(
            A("Write an audit guide", "1.1", "Quality assurance", ("2026-11",), ("QAM",)),
            A("Train auditors", "1.1", "Quality assurance", ("2027-01",), ("HoS",)),
            A("Report each quarter", "1.1", "Quality assurance", ("2027-04",), ("DCS",)),
            A("Share what is learned with every team.", "1.2", "Quality assurance",
              ("2027-05",), ("HoS", "QAM")),
            A("Check that families see a change.", "1.3", "Quality assurance", ("2027-07",),
              ("DCS", "HoS")),
        ),
    ),
)  # fmt: skip

_MONTHLY = Stranger(
    "a column of progress for each month, and evidence beside the measures",
    [
        Heading("Dunsholt Council Children's Improvement Plan", 0),
        Words("September 2026"),
        Heading("Priority 1: Court work"),
        Grid(
            [
                ("Ref", "Action", "Owner", "Due date", "Success measure", "Evidence",
                 "Progress Sept 2026", "Progress Oct 2026"),
                ("1.1", "Plan before proceedings begin.", "Legal Lead", "Dec 2026",
                 "Proceedings end within 26 weeks", "Tracker of cases", "Tracker built.",
                 "Twelve cases tracked."),
                ("1.2", "Train staff in court skills.", "Workforce Lead", "Feb 2027",
                 "80% of statements need no change", "Feedback of the court", "", "Begun."),
            ]
        ),
    ],
    Key(
        title="Dunsholt Council Children's Improvement Plan",
        organisation="Dunsholt Council",
        date="2026-09",
        objectives=(("Priority 1", "Court work"),),
        actions=(
            A("Plan before proceedings begin.", "1.1", "Court work", ("2026-12",),
              ("Legal Lead",), None,
              ((None, "Tracker of cases"), ("Sept 2026", "Tracker built."),
               ("Oct 2026", "Twelve cases tracked."))),
            A("Train staff in court skills.", "1.2", "Court work", ("2027-02",),
              ("Workforce Lead",), None,
              ((None, "Feedback of the court"), ("Oct 2026", "Begun."))),
        ),
        measures=(
            M("Proceedings end within 26 weeks", "Court work", "Plan before proceedings begin.",
              ((26, "<=", None),)),
            M("80% of statements need no change", "Court work", "Train staff in court skills.",
              ((80, ">=", None),)),
        ),
    ),
)  # fmt: skip

STRANGERS = (_TIMES, _LEADS, _MONTHLY)
