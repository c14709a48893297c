"""The words of Fernshire's improvement plan: an invented council, written for this project."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """One printed action: ``rating`` is a letter of the plan's BRAG key."""

    text: str
    due: str
    lead: str
    rating: str
    progress: str


@dataclass(frozen=True)
class Section:
    """One area for improvement with its actions, numbered measures and hoped-for outcomes."""

    ref: str
    objective: str
    cited: str
    actions: tuple[Action, ...]
    measures: tuple[str, ...]
    outcomes: tuple[str, ...]


TITLE = "Children's Services Improvement Plan"
COUNCIL = "Fernshire County Council"
DATE = "April 2026"

INTRODUCTION = (
    "Inspectors visited our services for children in November 2025. Their report, published in "
    "February 2026, found that too many children wait too long for help and that leaders did not "
    "know it. We accept every finding.",
    "This plan says what will change, who will see to it, and how children, families and "
    "inspectors will be able to tell. The Improvement Board looks at it every month.",
)

COLUMNS = (
    "Ref",
    "What needs to improve",
    "Report ref",
    "Action",
    "Due",
    "Lead",
    "BRAG",
    "Progress this period",
    "Measures of success",
)

SECTIONS = (
    Section(
        "1",
        "The front door: children who may need help are noticed, and someone answers in time.",
        "Page 3 para 8, page 4 para 11",
        (
            Action(
                "1.1 Agree one description of thresholds with schools, health and the police.",
                "30 June 2026",
                "Priya Nair",
                "G",
                "Drafted with partners; out for comment.",
            ),
            Action(
                "1.2 Put a manager's decision on every contact within one working day.",
                "May 2026",
                "Tom Ashworth",
                "A",
                "In place for new contacts, not yet at weekends.",
            ),
            Action(
                "1.3 Audit thirty contacts a month that were closed at the front door.",
                "May 2026 and ongoing",
                "Head of QA",
                "G",
                "First thirty drawn.",
            ),
            Action(
                "1.4 Give every referrer an answer in writing.",
                "July 2026",
                "Tom Ashworth/ Dana Okafor",
                "R",
                "Letters are not sent for a third of referrals.",
            ),
            Action(
                "1.5 Bring early help workers into the front door team.",
                "Sept 2026",
                "Dana Okafor",
                "Gr",
                "",
            ),
        ),
        (
            "1. % of contacts where nothing further is done. Target: 45% by Sept 2026, 35% by "
            "March 2027",
            "2. % of children referred again within 12 months of an earlier referral. Target: "
            "22% by Sept 2026, 20% by Mar 2027",
            "3. % of referrals that end with no further action. Target: TBC",
        ),
        (
            "A child who is referred to us is heard, and nobody has to refer the same worry twice.",
            "Partners know whom to call and are told what was decided and why.",
        ),
    ),
    Section(
        "2",
        "Assessment and planning: children are seen, and plans say what has to change and by when.",
        "Page 5 para 14, 15",
        (
            Action(
                "2.1 Bring the assessment teams from nine to twelve social workers.",
                "31 Aug 2026",
                "Marcus Reid",
                "A",
                "Ten in post; two offers made.",
            ),
            Action(
                "2.2 Review every assessment that has been open for 35 working days.",
                "Immediate and ongoing",
                "Tom Ashworth",
                "G",
                "Weekly meeting began in March.",
            ),
            Action(
                "2.3 Write practice standards with the people who will use them.",
                "June 2026",
                "Principal Social Worker",
                "G",
                "Two workshops held.",
            ),
            Action(
                "2.4 Train every team in plans that families can follow.",
                "Oct 2026",
                "Learning and Development/ Principal Social Worker",
                "Gr",
                "",
            ),
            Action(
                "2.5 Ask families at closure what the plan meant to them.",
                "To be agreed",
                "Participation team",
                "R",
                "No way of asking has been agreed.",
            ),
        ),
        (
            "4. % of social work assessments finished in 45 working days. Interim target by July "
            "2026: 80% Target by Mar 2027: 90%",
            "5. % of children seen by a social worker in the course of their assessment. Target: "
            "98% by Dec 2026",
            "6. Increase in families who say that they understood their plan (survey at closure). "
            "Target: to be set once a baseline is known",
        ),
        ("Children know their social worker and say that their wishes changed the plan.",),
    ),
    Section(
        "3",
        "Protection: children at risk of harm have plans that move, visits that happen and people "
        "who look for them when they are missing.",
        "Page 6 para 19, page 7 para 23",
        (
            Action(
                "3.1 Track every strategy discussion through to its conference.",
                "May 2026",
                "Ruth Calder",
                "B",
                "Tracker in use since 2 April.",
            ),
            Action(
                "3.2 Bring forward the booking of chairs for first conferences.",
                "June 2026",
                "Ruth Calder",
                "G",
                "Booked from the day of the discussion.",
            ),
            Action(
                "3.3 Look each week at visits that are late or not recorded.",
                "31 May 2026",
                "Team managers",
                "A",
                "Two teams have not begun.",
            ),
            Action(
                "3.4 Review with the chair every plan that has lasted 15 months.",
                "Sept 2026",
                "Ruth Calder",
                "G",
                "Eleven of nineteen reviewed.",
            ),
            Action(
                "3.5 Find out why children come back onto plans.",
                "Nov 2026",
                "Head of QA",
                "Gr",
                "",
            ),
            Action(
                "3.6 Commission return interviews that are independent of care.",
                "1 July 2026",
                "Dana Okafor",
                "A",
                "Contract let; two interviewers short.",
            ),
        ),
        (
            "7. % of initial child protection conferences held within 15 working days of the "
            "strategy discussion. Target: 85% by Oct 2026, 92% by Mar 2027",
            "8. % of children with a protection plan visited in the last 10 working days. Interim "
            "target: 85% by Sept 2026 Target by Mar 2027: 95%",
            "9. % of child protection reviews held on time. Target: 98%",
            "10. % of protection plans that have lasted over 18 months. Target: no more than 4% "
            "by Mar 2027",
            "11. % of children starting a second or subsequent protection plan. Target: 22% by "
            "Dec 2026, 20% by Mar 2027",
            "12. % of children back from being missing who had a return home interview within 72 "
            "hours. Interim target: 55% to 70% by Sept 2026 Target by Mar 2027: 80%",
        ),
        (
            "Children who are at risk are seen alone, often, by someone whose name they know.",
            "A plan ends because the child is safe, not because time has passed.",
        ),
    ),
    Section(
        "4",
        "Care: children in care are healthy, learn, and know their own story.",
        "Page 8 para 26, page 9 para 30, 31",
        (
            Action(
                "4.1 Book a child's first health assessment on the day that care begins.",
                "May 2026",
                "Designated Nurse",
                "A",
                "Consent forms still come late.",
            ),
            Action(
                "4.2 Hold education plan meetings every term, with the school in the room.",
                "Sept 2026",
                "Virtual Head",
                "G",
                "Summer term dates are set.",
            ),
            Action(
                "4.3 Name a worker for the life story of each child with a plan of permanence.",
                "Dec 2026",
                "Lena Fischer (LF)",
                "R",
                "Forty children have nobody named.",
            ),
            Action(
                "4.4 Ask the children in care council to review our letters.",
                "Q2 2026/27",
                "LF",
                "Gr",
                "",
            ),
        ),
        (
            "13. % of reviews for children in care held within timescale. Target: 95% by Dec 2026",
            "14. % of children entering care with an initial health assessment within 20 working "
            "days. Target: 75% by Sept 2026, 90% by Mar 2027",
            "15. % of school-age children in care with an up to date PEP. Target: 95% by March "
            "2027",
            "16. Audit of life-story work shows that it is begun in time and done well. Target: "
            "TBC",
        ),
        ("Children in care are well, go to school and can tell where they come from.",),
    ),
    Section(
        "5",
        "Workforce: children keep the same social worker, who has time for them.",
        "Page 10 para 35",
        (
            Action(
                "5.1 Make a retention offer to every social worker in the assessment and "
                "protection teams.",
                "May 2026",
                "Marcus Reid",
                "B",
                "Made in April; most have accepted.",
            ),
            Action(
                "5.2 Open an academy for newly qualified social workers.",
                "Sept 2026",
                "Marcus Reid/ Principal Social Worker",
                "G",
                "Fourteen places offered.",
            ),
            Action(
                "5.3 Move cases so that nobody holds more than 20 children.",
                "30 June 2026",
                "Team managers",
                "A",
                "Nine workers are above it.",
            ),
            Action(
                "5.4 Set a standard for supervision and look at one record in ten.",
                "July 2026",
                "Principal Social Worker",
                "G",
                "Standard agreed.",
            ),
        ),
        (
            "17. % of social workers who hold 18 or fewer children. Target: 70% by Sept 2026, 85% "
            "by March 2027",
            "18. Vacancies among social workers to be less than 12% by Mar 2027",
            "19. Reduction of agency social workers from 32% to 20% by March 2027",
            "20. % of social workers supervised in the last 6 weeks. Interim target by July 2026: "
            "75% Target by Jan 2027: 90%",
        ),
        (
            "Children have fewer changes of social worker, and workers stay because the work can "
            "be done.",
        ),
    ),
    Section(
        "6",
        "Leadership: leaders know what life is like for children here, from data, audits and "
        "listening.",
        "Page 11 para 40, 41, 44",
        (
            Action(
                "6.1 Run an audit with the practitioner on every team, every month.",
                "May 2026 and ongoing",
                "Head of QA",
                "G",
                "All but one team took part.",
            ),
            Action(
                "6.2 Show the Improvement Board the children behind each overdue figure.",
                "June 2026",
                "Director of Children's Services",
                "A",
                "Figures yes, children not yet.",
            ),
            Action(
                "6.3 Follow each audit action to its end.",
                "July 2026",
                "Head of QA",
                "R",
                "No tracker yet.",
            ),
            Action(
                "6.4 Go out with a social worker once a month, and write down what was learned.",
                "Immediate",
                "Director of Children's Services/ Lead Member",
                "G",
                "Three visits made.",
            ),
        ),
        (
            "21. % of audits judged good or better. Target: 40% by Sept 2026, 60% by Mar 2027 "
            "(increases of 5% every 3 months thereafter)",
            "22. % of audit actions completed within 20 working days. Target: 85%",
            "23. Practitioners say in the staff survey that leaders know their service",
        ),
        ("Leaders are never again surprised by what an inspection finds in their services.",),
    ),
)

SCORECARD_COLUMNS = ("Ref", "Measure", "Baseline", "Target Sept 2026", "Target March 2027")
# What the Board reads each month beside the measures of success, counted on from those.
SCORECARD = (
    ("24", "% of contacts decided within one working day", "92%", "94%", "96%"),
    ("25", "% of referrals decided on the same day", "93%", "95%", "95%"),
    ("26", "% of referrers told within one working day what was decided", "70%", "75%", "90%"),
    ("27", "% of referrals that lead to an assessment", "93%", "", "at least 90%"),
    ("28", "% of new cases allocated within 24 hours", "91%", "92%", "95%"),
    ("29", "% of children seen alone during their assessment", "60%", "65%", "80%"),
    ("30", "% of assessments shared with the family in time", "70%", "75%", "85%"),
    ("31", "% of assessments still open after 45 working days", "", "", "no more than 3%"),
    ("32", "% of strategy discussions attended by both police and health", "80%", "85%", "95%"),
    ("33", "% of section 47 enquiries completed within 15 working days", "97%", "97%", "97%"),
    ("34", "% of core groups held in time", "84%", "88%", "92%"),
    ("35", "% of children seen alone at child protection visits", "57%", "65%", "80%"),
    (
        "36",
        "% of child protection plans ended within three months",
        "42%",
        "less than 35%",
        "less than 25%",
    ),
    (
        "37",
        "% of plans for neglect with a graded care profile by the first review",
        "62%",
        "70%",
        "85%",
    ),
    ("38", "% of children in need visited within 20 working days", "92%", "93%", "95%"),
    ("39", "% of children in need with a plan in place", "98%", "98%", "98%"),
    ("40", "% of child in need reviews held on time", "78%", "82%", "90%"),
    ("41", "% of child in need plans open for over 9 months", "26%", "24%", "less than 20%"),
    ("42", "% of visits to children in care in time", "93%", "95%", "97%"),
    ("43", "% of children in care who took part in their review", "85%", "90%", "95%"),
    (
        "44",
        "% of children in care with three or more placements in a year",
        "6%",
        "",
        "no more than 8%",
    ),
    (
        "45",
        "% of children in long-term care with a stable placement (two years or more)",
        "",
        "65%",
        "70%",
    ),
    (
        "46",
        "% of children in care placed more than 20 miles from home",
        "21%",
        "20%",
        "less than 18%",
    ),
    ("47", "% of review health assessments of children in care in date", "91%", "93%", "95%"),
    ("48", "% of children in care with a dental check in the last year", "82%", "85%", "90%"),
    (
        "49",
        "% of children in care with a strengths and difficulties score in the last year",
        "78%",
        "80%",
        "90%",
    ),
    (
        "50",
        "% of children in care with a plan for permanence by the second review",
        "77%",
        "85%",
        "95%",
    ),
    (
        "51",
        "% of care leavers whose pathway plan was reviewed within 6 months",
        "96%",
        "96%",
        "98%",
    ),
    ("52", "% of care leavers in suitable accommodation", "", "", "90%"),
    ("53", "% of care proceedings concluded within 26 weeks", "", "50%", "70%"),
    ("54", "% of pre-proceedings ended within 16 weeks", "", "50%", "75%"),
    ("55", "% of privately fostered children visited within 7 working days", "", "", "100%"),
    ("56", "% of missing episodes after which a return interview was offered", "", "95%", "100%"),
    ("57", "% of cases with management oversight within 6 weeks", "88%", "90%", "95%"),
    ("58", "% of cases supervised within 6 weeks", "86%", "88%", "95%"),
    ("59", "% of social workers who left in the last twelve months", "26%", "22%", "less than 18%"),
    (
        "60",
        "% of children with more than three social workers in 12 months",
        "13%",
        "12%",
        "less than 10%",
    ),
    ("61", "% of records entered within five working days", "95%", "95%", "97%"),
    ("62", "% of complaints answered within 10 working days", "", "85%", "95%"),
    ("63", "% of foster carers who would foster for us again (annual survey)", "", "", "80%"),
)

RISK_COLUMNS = ("Risk", "Mitigating action")
RISKS = (
    (
        "i) Social workers leave faster than we can appoint",
        "Retention offer, academy, and a monthly look at why people go.",
    ),
    (
        "ii) Partners cannot release people for conferences",
        "Dates are set for the quarter; the partnership's executive sees who was missing.",
    ),
    (
        "iii) Figures cannot be trusted while recording is late",
        "Each list says how old its data is; managers clear late recording every Friday.",
    ),
)

KEY_COLUMNS = ("Rating", "What it means")
KEY = (
    ("Blue (B)", "Done, and the evidence has been seen"),
    ("Green (G)", "Going as planned"),
    ("Amber (A)", "Behind, with a way back that is agreed"),
    ("Red (R)", "Behind, and the Board must act"),
    ("Grey (Gr)", "Not due to start yet"),
)

SHORT_COLUMNS = ("Abbreviation", "Meaning")
SHORT = (
    ("PEP", "Personal education plan"),
    ("QA", "Quality assurance"),
    ("TBC", "To be confirmed"),
)


def rows_of(section: Section) -> list[tuple[str, ...]]:
    """The section as rows: the measures stand beside the actions, some rows holding several."""
    shares: list[list[str]] = [[] for _ in section.actions]
    for at, measure in enumerate(section.measures):
        shares[min(at * len(shares) // len(section.measures), len(shares) - 1)].append(measure)
    return [
        (
            section.ref if at == 0 else "",
            section.objective if at == 0 else "",
            section.cited if at == 0 else "",
            action.text,
            action.due,
            action.lead,
            action.rating,
            action.progress,
            " ".join(shares[at]),
        )
        for at, action in enumerate(section.actions)
    ]
