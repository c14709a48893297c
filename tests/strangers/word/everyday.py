"""Plans as busy people make them: bold lines for headings, dashes for nothing, mixed cells."""

from tests.strangers.word.stranger import LEFT, UP, A, Bold, Grid, Heading, Key, M, Stranger, Words

_BOLD = Stranger(
    "headings that are only bold lines",
    [
        Bold("Inverley Council"),
        Bold("Children's Services Improvement Plan"),
        Words("March 2027"),
        Bold("1. Strengthen leadership"),
        Grid(
            [
                ("Action", "Lead", "When", "RAG"),
                ("Appoint a head of quality.", "Director", "May 2027", "Amber"),
                ("Set standards for supervision.", "Principal Social Worker", "June 2027",
                 "Green"),
            ]
        ),
        Bold("2. Improve permanence"),
        Grid(
            [
                ("Action", "Lead", "When", "RAG"),
                ("Track each child without a plan.", "Permanence Lead", "April 2027", "Red"),
            ]
        ),
    ],
    Key(
        title="Children's Services Improvement Plan",
        organisation="Inverley Council",
        date="2027-03",
        objectives=(("1", "Strengthen leadership"), ("2", "Improve permanence")),
        actions=(
            A("Appoint a head of quality.", None, "Strengthen leadership", ("2027-05",),
              ("Director",), "AMBER"),
            A("Set standards for supervision.", None, "Strengthen leadership", ("2027-06",),
              ("Principal Social Worker",), "GREEN"),
            A("Track each child without a plan.", None, "Improve permanence", ("2027-04",),
              ("Permanence Lead",), "RED"),
        ),
    ),
)  # fmt: skip

_MIXED = Stranger(
    "numbers within the cells of actions, and dashes where nothing is known",
    [
        Heading("Cawdale Council Children's Improvement Plan", 0),
        Words("Date of this version: 20 February 2026"),
        Heading("Priority 3: Children with disabilities"),
        Grid(
            [
                ("Action", "Lead(s)", "Deadline", "Status", "Success measure and target"),
                ("3.1 Write a joint pathway with health.", "Head of SEND", "30 April 2026",
                 "On track", "Pathway in use by all teams"),
                ("3.2 Review short breaks.", "Head of SEND, Commissioning Lead",
                 "End of June 2026", "At risk", "Families waiting: target below 20 by Dec 2026"),
                ("3.3 Plan for adulthood at 14.", "-", "TBC", "Not started", "-"),
                ("3.4 Train staff to use pictures.", "N/A", "Completed March 2026", "Complete",
                 ""),
            ]
        ),
    ],
    Key(
        title="Cawdale Council Children's Improvement Plan",
        organisation="Cawdale Council",
        date="2026-02-20",
        objectives=(("Priority 3", "Children with disabilities"),),
        actions=(
            A("Write a joint pathway with health.", "3.1", "Children with disabilities",
              ("2026-04-30",), ("Head of SEND",), "GREEN"),
            A("Review short breaks.", "3.2", "Children with disabilities", ("2026-06",),
              ("Head of SEND", "Commissioning Lead"), "AMBER"),
            A("Plan for adulthood at 14.", "3.3", "Children with disabilities", ("TBA",), (),
              "GREY"),
            A("Train staff to use pictures.", "3.4", "Children with disabilities", ("2026-03",),
              (), "BLUE"),
        ),
        measures=(
            M("Pathway in use by all teams", "Children with disabilities",
              "Write a joint pathway with health."),
            M("Families waiting", "Children with disabilities", "Review short breaks.",
              ((20, "<=", "2026-12"),)),
        ),
    ),
)  # fmt: skip

_NESTED = Stranger(
    "themes and objectives in two columns, both merged down",
    [
        Heading("Rothbeck Council", 0),
        Heading("Children's Improvement Plan", 0),
        Words("Updated 9 July 2026"),
        Grid(
            [
                ("Theme", "Objective", "Key actions", "Who", "By when", "Progress to date"),
                ("Practice", "Assessments are timely", "Set a panel each week.",
                 "Assessment Manager", "31 Aug 26", "Panel held."),
                (UP, UP, "Report late assessments.", "Data Lead", "30 Sept 26", ""),
                (UP, "Plans are clear", "Train staff to write plans.", "PSW", "30 Nov 26", ""),
                ("Leadership", "Leaders know the service", "Visit teams each month.", "DCS",
                 "31 July 26", "Begun in June."),
            ]
        ),
        Bold("Measures of success for the plan"),
        Grid(
            [
                ("Measure", "Target", "Apr 2026", "May 2026", "June 2026"),
                ("Assessments in 45 days", "90%", "71%", "74%", "79%"),
            ]
        ),
    ],
    Key(
        title="Children's Improvement Plan",
        organisation="Rothbeck Council",
        date="2026-07-09",
        objectives=(
            (None, "Practice"),
            (None, "Assessments are timely"),
            (None, "Plans are clear"),
            (None, "Leadership"),
            (None, "Leaders know the service"),
        ),
        actions=(
            A("Set a panel each week.", None, "Assessments are timely", ("2026-08-31",),
              ("Assessment Manager",), None, ((None, "Panel held."),)),
            A("Report late assessments.", None, "Assessments are timely", ("2026-09-30",),
              ("Data Lead",)),
            A("Train staff to write plans.", None, "Plans are clear", ("2026-11-30",), ("PSW",)),
            A("Visit teams each month.", None, "Leaders know the service", ("2026-07-31",),
              ("DCS",), None, ((None, "Begun in June."),)),
        ),
        measures=(M("Assessments in 45 days", None, None, ((90, ">=", None),)),),
        doubts=("'Apr 2026'", "'May 2026'", "'June 2026'"),
    ),
)  # fmt: skip

_TITLED = Stranger(
    "a card for each action with its number and words across the top",
    [
        Heading("Stoneleigh Vale Council Improvement Plan for Children", 0),
        Words("Issued 1 May 2027"),
        Heading("Priority 1: Edge of care"),
        Grid(
            [
                ("Action 1.1 Build an edge of care team", LEFT),
                ("Who", "Head of Family Support"),
                ("By when", "31 October 2027"),
                ("How we will know", "Admissions of teenagers fall by 20% by May 2028"),
                ("Dependencies", "A grant from the region"),
            ],
            0,
        ),
        Words(" "),
        Grid(
            [
                ("Action 1.2 Offer mediation to families", LEFT),
                ("Who", "Family Group Conference Lead"),
                ("By when", "30 September 2027"),
                ("How we will know", "60 families use it by May 2028"),
            ],
            0,
        ),
    ],
    Key(
        title="Stoneleigh Vale Council Improvement Plan for Children",
        organisation="Stoneleigh Vale Council",
        date="2027-05-01",
        objectives=(("Priority 1", "Edge of care"),),
        actions=(
            A("Build an edge of care team", "1.1", "Edge of care", ("2027-10-31",),
              ("Head of Family Support",)),
            A("Offer mediation to families", "1.2", "Edge of care", ("2027-09-30",),
              ("Family Group Conference Lead",)),
        ),
        measures=(
            M("Admissions of teenagers fall by 20% by May 2028", "Edge of care",
              "Build an edge of care team", ((20, "decrease_by", "2028-05"),)),
            M("60 families use it by May 2028", "Edge of care", "Offer mediation to families",
              ((60, ">=", "2028-05"),)),
        ),
        doubts=("Dependencies",),
    ),
)  # fmt: skip

_PRINTED = Stranger(
    "printed cards and banners",
    [
        Heading("Marlow Heath Council Children's Improvement Plan", 0),
        Words("Version 1.4 - 8 June 2026"),
        Grid(
            [
                ("Priority 1: Care leavers", LEFT, LEFT, LEFT, LEFT),
                ("Ref", "Action", "Owner", "Due", "Measure"),
                ("1.1", "Give each care leaver a named adviser.", "Leaving Care Manager",
                 "Aug 2026", "100% of care leavers have an adviser"),
                ("1.2", "Agree council tax relief.", "Finance Director", "April 2027", ""),
                ("Priority 2: Placements", LEFT, LEFT, LEFT, LEFT),
                ("Ref", "Action", "Owner", "Due", "Measure"),
                ("2.1", "Visit each unregistered placement weekly.", "Placements Manager",
                 "June 2026", "No child is in an unregistered placement"),
            ],
            0,
        ),
    ],
    Key(
        title="Marlow Heath Council Children's Improvement Plan",
        organisation="Marlow Heath Council",
        date="2026-06-08",
        version="1.4",
        objectives=(("Priority 1", "Care leavers"), ("Priority 2", "Placements")),
        actions=(
            A("Give each care leaver a named adviser.", "1.1", "Care leavers", ("2026-08",),
              ("Leaving Care Manager",)),
            A("Agree council tax relief.", "1.2", "Care leavers", ("2027-04",),
              ("Finance Director",)),
            A("Visit each unregistered placement weekly.", "2.1", "Placements", ("2026-06",),
              ("Placements Manager",)),
        ),
        measures=(
            M("100% of care leavers have an adviser", "Care leavers",
              "Give each care leaver a named adviser.", ((100, ">=", None),)),
            M("No child is in an unregistered placement", "Placements",
              "Visit each unregistered placement weekly."),
        ),
    ),
    "pdf",
)  # fmt: skip

STRANGERS = (_BOLD, _MIXED, _NESTED, _TITLED, _PRINTED)
