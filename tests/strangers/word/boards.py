"""Plans made for boards: delivery plans, exit criteria and answers to recommendations."""

from datetime import date

from tests.strangers.word.stranger import (
    LEFT,
    UP,
    A,
    Bold,
    Bullet,
    Fill,
    Grid,
    Heading,
    Key,
    M,
    Sheet,
    Stranger,
    Words,
)

_DELIVERY = Stranger(
    "a delivery plan with an objective, its sponsor and its measures over each table",
    [
        Bold("Winsley Council"),
        Bold("Children's Services Delivery Plan 2027/28"),
        Words("Version 0.9 (draft) 3 April 2027"),
        Heading("Workstream 1: Quality of practice", 2),
        Words("Sponsor: Director of Practice"),
        Words("Key performance indicators:"),
        Bullet("Audits judged good or outstanding: 40% now, 65% by March 2028"),
        Bullet("Supervision recorded within 5 working days"),
        Grid(
            [
                ("Ref", "Key tasks", "Lead", "Start", "Due", "Status"),
                ("1.1", "Agree practice standards", "PSW", "Apr 27", "Jun 27", "Green"),
                ("1.2", "Audit 60 cases a quarter", "QA Lead", "Jul 27", "Mar 28",
                 "Not started"),
            ]
        ),
        Heading("Workstream 2: Workforce", 2),
        Words("Sponsor: Head of HR"),
        Grid(
            [
                ("Ref", "Key tasks", "Lead", "Start", "Due", "Status"),
                ("2.1", "Advertise all vacancies", "HR Lead", "Apr 27", "May 27", "Complete"),
            ]
        ),
    ],
    Key(
        title="Children's Services Delivery Plan 2027/28",
        organisation="Winsley Council",
        date="2027-04-03",
        version="0.9",
        objectives=(("Workstream 1", "Quality of practice"), ("Workstream 2", "Workforce")),
        actions=(
            A("Agree practice standards", "1.1", "Quality of practice", ("2027-06",), ("PSW",),
              "GREEN"),
            A("Audit 60 cases a quarter", "1.2", "Quality of practice", ("2028-03",),
              ("QA Lead",), "GREY"),
            A("Advertise all vacancies", "2.1", "Workforce", ("2027-05",), ("HR Lead",), "BLUE"),
        ),
        measures=(
            M("Audits judged good or outstanding: 40% now, 65% by March 2028",
              "Quality of practice", None, ((65, ">=", "2028-03", 40),)),
            M("Supervision recorded within 5 working days", "Quality of practice", None,
              ((5, "<=", None),)),
        ),
    ),
)  # fmt: skip

_FINDINGS = Stranger(
    "areas for improvement beside actions that are numbered in their cells",
    [
        Heading("Tidewell Council Children's Services Post-Inspection Action Plan", 0),
        Words("Agreed by the board on 12 May 2026"),
        Grid(
            [
                ("Area for improvement", "Actions we will take", "Responsible lead",
                 "By when", "What success will look like", "Evidence of impact"),
                ("1. Supervision of social workers",
                 "1.1 Set a standard for supervision.", "Principal Social Worker",
                 "End June 2026", "95% of staff supervised monthly by December 2026", ""),
                (UP, "1.2 Train all team managers.", "Workforce Manager", "End Sept 2026",
                 "All managers trained", "Twelve trained."),
                ("2. Homelessness of 16 and 17 year olds",
                 "2.1 Agree a joint protocol with housing.", "Head of Leaving Care",
                 "End July 2026", "No child aged 16 or 17 is in bed and breakfast", ""),
            ]
        ),
    ],
    Key(
        title="Tidewell Council Children's Services Post-Inspection Action Plan",
        organisation="Tidewell Council",
        date="2026-05-12",
        objectives=(
            ("1", "Supervision of social workers"),
            ("2", "Homelessness of 16 and 17 year olds"),
        ),
        actions=(
            A("Set a standard for supervision.", "1.1", "Supervision of social workers",
              ("2026-06",), ("Principal Social Worker",)),
            A("Train all team managers.", "1.2", "Supervision of social workers", ("2026-09",),
              ("Workforce Manager",), None, ((None, "Twelve trained."),)),
            A("Agree a joint protocol with housing.", "2.1",
              "Homelessness of 16 and 17 year olds", ("2026-07",), ("Head of Leaving Care",)),
        ),
        measures=(
            M("95% of staff supervised monthly by December 2026",
              "Supervision of social workers", "Set a standard for supervision.",
              ((95, ">=", "2026-12"),)),
            M("All managers trained", "Supervision of social workers",
              "Train all team managers."),
            M("No child aged 16 or 17 is in bed and breakfast",
              "Homelessness of 16 and 17 year olds", "Agree a joint protocol with housing."),
        ),
    ),
)  # fmt: skip

_BOOK = Stranger(
    "a workbook with a title, a banner for each priority and names in two rows",
    [
        Sheet(
            "Improvement plan",
            [
                ("Gorsehill Council - Children's Improvement Plan",),
                ("Last updated: 6 March 2028",),
                ("",),
                ("Ref", "Action", "Responsibility", LEFT, "Delivery", LEFT),
                (UP, UP, "Sponsor", "Lead", "Due date", "BRAG"),
                ("Priority 1: Early help", LEFT, LEFT, LEFT, LEFT, LEFT),
                ("EH1", "Open a hub in each district", "DCS", "Head of Early Help",
                 date(2028, 6, 30), Fill("00B050", "G")),
                ("EH2", "Train 200 partners", "DCS", "Training Lead", date(2028, 9, 29),
                 Fill("FFC000", "A")),
                ("Priority 2: Fostering", LEFT, LEFT, LEFT, LEFT, LEFT),
                ("F1", "Raise allowances", "AD Resources", "Fostering Manager",
                 date(2028, 4, 1), Fill("0070C0", "B")),
            ],
        ),
        Sheet(
            "Measures",
            [
                ("Measure", "Baseline", "Target", "Target date", "Actual"),
                ("Plans stepped up to social care", "14%", "10%", date(2028, 12, 31), "13%"),
            ],
        ),
    ],
    Key(
        title="Gorsehill Council - Children's Improvement Plan",
        organisation="Gorsehill Council",
        date="2028-03-06",
        objectives=(("Priority 1", "Early help"), ("Priority 2", "Fostering")),
        actions=(
            A("Open a hub in each district", "EH1", "Early help", ("2028-06-30",),
              ("DCS", "Head of Early Help"), "GREEN"),
            A("Train 200 partners", "EH2", "Early help", ("2028-09-29",),
              ("DCS", "Training Lead"), "AMBER"),
            A("Raise allowances", "F1", "Fostering", ("2028-04-01",),
              ("AD Resources", "Fostering Manager"), "BLUE"),
        ),
        measures=(
            M("Plans stepped up to social care", None, None, ((10, "<=", "2028-12-31", 14),)),
        ),
    ),
    "xlsx",
)  # fmt: skip

STRANGERS = (_DELIVERY, _FINDINGS, _BOOK)
