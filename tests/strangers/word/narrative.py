"""Plans with much prose around their tables, and tables under several kinds of heading."""

from tests.strangers.word.stranger import A, Bullet, Grid, Heading, Key, M, Stranger, Words

_PROSE = Stranger(
    "an introduction, what inspectors found, and prose around each table",
    [
        Heading("Harrow Moor Council", 0),
        Heading("Our Improvement Plan for Children", 0),
        Words("Published: October 2026"),
        Heading("Foreword"),
        Words(
            "Our children deserve better than they have had from us, and this plan says what "
            "we will do about it. We were inspected in June 2026."
        ),
        Heading("What inspectors found"),
        Bullet("Thresholds are not applied in the same way by all."),
        Bullet("Managers do not challenge drift."),
        Heading("How we will govern this plan"),
        Words("The board meets each month: it is chaired by a person from outside the council."),
        Heading("Theme 1: The right help"),
        Words("Why this matters: families wait too long and tell their story too often."),
        Grid(
            [
                ("No.", "Action", "Who is responsible", "When will it be done", "Impact"),
                ("1", "Put social workers with the police.", "Head of Service", "January 2027",
                 "Families get help sooner"),
                ("2", "Review step-down decisions.", "Early Help Manager", "February 2027",
                 "Fewer families come back"),
            ]
        ),
        Heading("How will we know it is working?", 2),
        Bullet("90% of decisions are made within 24 hours by March 2027"),
        Bullet("Re-referrals fall to 20%"),
        Heading("Theme 2: Managers who challenge"),
        Words("Why this matters: drift leaves children at risk."),
        Grid(
            [
                ("No.", "Action", "Who is responsible", "When will it be done", "Impact"),
                ("3", "Coach managers each month.", "Principal Social Worker", "March 2027",
                 "Plans move on"),
            ]
        ),
        Heading("How will we know it is working?", 2),
        Bullet("70% of audits are good by June 2027"),
    ],
    Key(
        title="Our Improvement Plan for Children",
        organisation="Harrow Moor Council",
        date="2026-10",
        objectives=(("Theme 1", "The right help"), ("Theme 2", "Managers who challenge")),
        actions=(
            A("Put social workers with the police.", "1", "The right help", ("2027-01",),
              ("Head of Service",)),
            A("Review step-down decisions.", "2", "The right help", ("2027-02",),
              ("Early Help Manager",)),
            A("Coach managers each month.", "3", "Managers who challenge", ("2027-03",),
              ("Principal Social Worker",)),
        ),
        measures=(
            M("90% of decisions are made within 24 hours by March 2027", "The right help", None,
              ((90, ">=", "2027-03"),)),
            M("Re-referrals fall to 20%", "The right help", None, ((20, "<=", None),)),
            M("70% of audits are good by June 2027", "Managers who challenge", None,
              ((70, ">=", "2027-06"),)),
        ),
        doubts=("2 lines such as “Why this matters",),
    ),
)  # fmt: skip

_LABELS = Stranger(
    "a heading for each objective with its outcome and lead, actions numbered by Word below",
    [
        Heading("Lyne Council Children's Services Improvement Plan", 0),
        Words("Draft v0.3 - 5 January 2027"),
        Heading("Priority 1: Sufficiency"),
        Words("Priority lead: Assistant Director, Commissioning"),
        Heading("Action 1: Open two homes for children", 2),
        Words("Timescale: June 2027"),
        Words("Responsible officer: Capital Manager"),
        Words("Progress: sites have been found"),
        Words("RAG: Amber"),
        Words("Budget: £1.2m is agreed"),
        Heading("Action 2: Recruit 30 carers", 2),
        Words("Timescale: September 2027"),
        Words("Responsible officer: Fostering Manager"),
        Words("Progress: eleven have applied"),
        Words("RAG: Green"),
        Words("Success measure: 30 households approved by September 2027"),
    ],
    Key(
        title="Lyne Council Children's Services Improvement Plan",
        organisation="Lyne Council",
        date="2027-01-05",
        version="0.3",
        objectives=(("Priority 1", "Sufficiency"),),
        actions=(
            A("Open two homes for children", "1", "Sufficiency", ("2027-06",),
              ("Capital Manager",), "AMBER", ((None, "sites have been found"),)),
            A("Recruit 30 carers", "2", "Sufficiency", ("2027-09",), ("Fostering Manager",),
              "GREEN", ((None, "eleven have applied"),)),
        ),
        measures=(
            M("30 households approved by September 2027", "Sufficiency", "Recruit 30 carers",
              ((30, ">=", "2027-09"),)),
        ),
        doubts=("Budget",),
    ),
)  # fmt: skip

STRANGERS = (_PROSE, _LABELS)
