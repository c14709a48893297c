"""Actions told by labels: in lines, in bullets, and in a small table each."""

from tests.strangers.word.stranger import A, Bullet, Grid, Heading, Key, M, Stranger, Words

_LINES = Stranger(
    "lines with labels below each action",
    [
        Heading("Northmere Council", 0),
        Heading("Children's Services Improvement Plan", 0),
        Words("September 2026"),
        Heading("Priority 1: The front door"),
        Words("Action 1.1: Bring the two referral teams together in one place."),
        Words("By: March 2027"),
        Words("Lead: Head of Service, Front Door"),
        Words("Measure: 95% of referrals are decided within one working day"),
        Words("Action 1.2: Write a threshold guide with our partners."),
        Words("By: 30 November 2026"),
        Words("Lead: Partnership Manager"),
        Words("Measure: 80% of contacts from schools meet the threshold by July 2027"),
        Heading("Priority 2: Children in care"),
        Words("Action 2.1: Hold every review on time."),
        Words("By: January 2027"),
        Words("Lead: Independent Reviewing Manager"),
        Words("Measure: 98% of reviews are on time"),
    ],
    Key(
        title="Children's Services Improvement Plan",
        organisation="Northmere Council",
        date="2026-09",
        objectives=(("Priority 1", "The front door"), ("Priority 2", "Children in care")),
        actions=(
            A(
                "Bring the two referral teams together in one place.",
                "1.1",
                "The front door",
                ("2027-03",),
                ("Head of Service, Front Door",),
            ),
            A(
                "Write a threshold guide with our partners.",
                "1.2",
                "The front door",
                ("2026-11-30",),
                ("Partnership Manager",),
            ),
            A(
                "Hold every review on time.",
                "2.1",
                "Children in care",
                ("2027-01",),
                ("Independent Reviewing Manager",),
            ),
        ),
        measures=(
            M(
                "95% of referrals are decided within one working day",
                "The front door",
                "Bring the two referral teams together in one place.",
                ((95, ">=", None),),
            ),
            M(
                "80% of contacts from schools meet the threshold by July 2027",
                "The front door",
                "Write a threshold guide with our partners.",
                ((80, ">=", "2027-07"),),
            ),
            M(
                "98% of reviews are on time",
                "Children in care",
                "Hold every review on time.",
                ((98, ">=", None),),
            ),
        ),
    ),
)

_BULLETS = Stranger(
    "an action as a heading with bullets of who, when and how we will know",
    [
        Heading("Eastmarsh Council: Improvement Plan for Children 2026", 0),
        Words("Last updated: 14 October 2026"),
        Heading("Objective 1 - Social workers stay with us"),
        Heading("1.1 Offer every new social worker a mentor", 2),
        Bullet("Who: Principal Social Worker"),
        Bullet("When: by December 2026"),
        Bullet("How we will know: turnover of social workers falls to 12% by September 2027"),
        Heading("1.2 Cut caseloads", 2),
        Bullet("Who: Assistant Director, Safeguarding"),
        Bullet("When: 31 March 2027"),
        Bullet("How we will know: Average caseload of 16 or below"),
        Heading("Objective 2 - Plans that change lives"),
        Heading("2.1 Train every manager to check plans", 2),
        Bullet("Who: Workforce Lead"),
        Bullet("When: Ongoing"),
    ],
    Key(
        title="Eastmarsh Council: Improvement Plan for Children 2026",
        organisation="Eastmarsh Council",
        date="2026-10-14",
        objectives=(
            ("Objective 1", "Social workers stay with us"),
            ("Objective 2", "Plans that change lives"),
        ),
        actions=(
            A(
                "Offer every new social worker a mentor",
                "1.1",
                "Social workers stay with us",
                ("2026-12",),
                ("Principal Social Worker",),
            ),
            A(
                "Cut caseloads",
                "1.2",
                "Social workers stay with us",
                ("2027-03-31",),
                ("Assistant Director, Safeguarding",),
            ),
            A(
                "Train every manager to check plans",
                "2.1",
                "Plans that change lives",
                ("ONGOING",),
                ("Workforce Lead",),
            ),
        ),
        measures=(
            M(
                "turnover of social workers falls to 12% by September 2027",
                "Social workers stay with us",
                "Offer every new social worker a mentor",
                ((12, "<=", "2027-09"),),
            ),
            M(
                "Average caseload of 16 or below",
                "Social workers stay with us",
                "Cut caseloads",
                ((16, "<=", None),),
            ),
        ),
    ),
)

_CARDS = Stranger(
    "a small table of labels and values for each action",
    [
        Heading("Saltholme Council Children's Improvement Plan", 0),
        Words("Version 2.0, November 2026"),
        Heading("Priority A: Help early"),
        Grid(
            [
                ("Action", "Open three family hubs."),
                ("Lead officer", "Head of Early Help"),
                ("Due date", "30 June 2027"),
                ("Success measure", "60% of families are helped within 10 days"),
                ("RAG", "Green"),
            ],
            0,
        ),
        Words("The hubs will stand where families asked for them."),
        Grid(
            [
                ("Action A2", "Write one early help plan with each family."),
                ("Lead officer", "Early Help Manager"),
                ("Due date", "January 2027"),
                ("RAG", "Amber"),
            ],
            0,
        ),
        Heading("Priority B: Leave care well"),
        Grid(
            [
                ("Ref", "B1"),
                ("Action", "Offer every care leaver a home of their choice."),
                ("Lead officer", "Leaving Care Manager"),
                ("Due date", "Spring term 2027"),
                ("RAG", "Red"),
            ],
            0,
        ),
    ],
    Key(
        title="Saltholme Council Children's Improvement Plan",
        organisation="Saltholme Council",
        date="2026-11",
        version="2.0",
        objectives=(("Priority A", "Help early"), ("Priority B", "Leave care well")),
        actions=(
            A(
                "Open three family hubs.",
                None,
                "Help early",
                ("2027-06-30",),
                ("Head of Early Help",),
                "GREEN",
            ),
            A(
                "Write one early help plan with each family.",
                "A2",
                "Help early",
                ("2027-01",),
                ("Early Help Manager",),
                "AMBER",
            ),
            A(
                "Offer every care leaver a home of their choice.",
                "B1",
                "Leave care well",
                ("RANGE:2027-01/2027-04",),
                ("Leaving Care Manager",),
                "RED",
            ),
        ),
        measures=(
            M(
                "60% of families are helped within 10 days",
                "Help early",
                "Open three family hubs.",
                ((60, ">=", None),),
            ),
        ),
    ),
)

_BRACKETS = Stranger(
    "bullets under headings with the lead and date in brackets",
    [
        Heading("Ravensby Council", 0),
        Heading("Getting to Good: Our Improvement Plan", 0),
        Words("January 2027"),
        Heading("1. Leadership"),
        Words("What will we do?"),
        Bullet("Hold a monthly improvement board (Lead: Chief Executive; by: February 2027)."),
        Bullet("Publish a quarterly report to families (Lead: Director; by: April 2027)."),
        Words("What will success look like?"),
        Bullet("90% of staff say that leaders listen to them by December 2027"),
        Bullet("Fewer complaints about decisions"),
        Heading("2. Practice"),
        Words("What will we do?"),
        Bullet("Audit 40 cases each month (Lead: Audit Manager; by: March 2027)."),
        Words("What will success look like?"),
        Bullet("75% of audits are good or better"),
    ],
    Key(
        title="Getting to Good: Our Improvement Plan",
        organisation="Ravensby Council",
        date="2027-01",
        objectives=(("1", "Leadership"), ("2", "Practice")),
        actions=(
            A(
                "Hold a monthly improvement board.",
                None,
                "Leadership",
                ("2027-02",),
                ("Chief Executive",),
            ),
            A(
                "Publish a quarterly report to families.",
                None,
                "Leadership",
                ("2027-04",),
                ("Director",),
            ),
            A("Audit 40 cases each month.", None, "Practice", ("2027-03",), ("Audit Manager",)),
        ),
        measures=(
            M(
                "90% of staff say that leaders listen to them by December 2027",
                "Leadership",
                None,
                ((90, ">=", "2027-12"),),
            ),
            M("Fewer complaints about decisions", "Leadership", None, ((None, "trend", None),)),
            M("75% of audits are good or better", "Practice", None, ((75, ">=", None),)),
        ),
    ),
)

STRANGERS = (_LINES, _BULLETS, _CARDS, _BRACKETS)
