"""Plans kept as workbooks."""

from datetime import date

from tests.strangers.word.stranger import UP, A, Fill, Key, M, Sheet, Stranger

_HEAD = ("Ref", "Action", "Lead", "Due date", "RAG", "Progress")

_SHEETS = Stranger(
    "a worksheet for each theme, with a cover and lists to choose from",
    [
        Sheet(
            "Cover",
            [
                ("Yarrow Council",),
                ("Children's Services Improvement Plan",),
                ("",),
                ("Version 4.0",),
                ("Date: 12 January 2027",),
            ],
        ),
        Sheet(
            "Theme 1 Front door",
            [
                _HEAD,
                ("1.1", "Screen contacts together.", "Head of MASH", date(2027, 3, 31), "Green",
                 "Begun."),
                ("1.2", "Answer each referrer.", "MASH Manager", date(2027, 4, 30), "Amber", ""),
            ],
        ),
        Sheet(
            "Theme 2 Care leavers",
            [
                _HEAD,
                ("2.1", "Offer driving lessons.", "Leaving Care Lead", date(2027, 6, 30), "Red",
                 "No budget."),
            ],
        ),
        Sheet(
            "Lookups",
            [
                ("RAG", "Lead"),
                ("Red", "Head of MASH"),
                ("Amber", "MASH Manager"),
                ("Green", "Leaving Care Lead"),
                ("Blue", ""),
            ],
        ),
    ],
    Key(
        title="Children's Services Improvement Plan",
        organisation="Yarrow Council",
        date="2027-01-12",
        version="4.0",
        objectives=(("Theme 1", "Front door"), ("Theme 2", "Care leavers")),
        actions=(
            A("Screen contacts together.", "1.1", "Front door", ("2027-03-31",),
              ("Head of MASH",), "GREEN", ((None, "Begun."),)),
            A("Answer each referrer.", "1.2", "Front door", ("2027-04-30",), ("MASH Manager",),
              "AMBER"),
            A("Offer driving lessons.", "2.1", "Care leavers", ("2027-06-30",),
              ("Leaving Care Lead",), "RED", ((None, "No budget."),)),
        ),
    ),
    "xlsx",
)  # fmt: skip

_MERGED = Stranger(
    "a worksheet with merged themes, dates as dates and coloured ratings",
    [
        Sheet(
            "Plan",
            [
                ("Ashcombe Council Children's Improvement Plan - March 2027",),
                ("",),
                ("Theme", "Action", "Owner", "Start", "Finish", "Status"),
                ("Missing children", "Hold interviews at home.", "Exploitation Lead",
                 date(2027, 3, 1), date(2027, 5, 28), Fill("00B050")),
                (UP, "Share intelligence each day.", "Police Liaison", date(2027, 3, 1),
                 date(2027, 4, 30), Fill("FFC000")),
                ("Private fostering", "Run a campaign in schools.", "Fostering Lead",
                 date(2027, 4, 1), date(2027, 9, 30), Fill("FF0000")),
            ],
        ),
        Sheet(
            "KPIs",
            [
                ("Indicator", "Baseline", "Target", "Target date"),
                ("Return interviews within 72 hours", "64%", "90%", date(2027, 12, 31)),
                ("Private fostering visits on time", "70%", "95%", date(2028, 3, 31)),
            ],
        ),
    ],
    Key(
        title="Ashcombe Council Children's Improvement Plan",
        organisation="Ashcombe Council",
        date="2027-03",
        objectives=((None, "Missing children"), (None, "Private fostering")),
        actions=(
            A("Hold interviews at home.", None, "Missing children", ("2027-05-28",),
              ("Exploitation Lead",), "GREEN"),
            A("Share intelligence each day.", None, "Missing children", ("2027-04-30",),
              ("Police Liaison",), "AMBER"),
            A("Run a campaign in schools.", None, "Private fostering", ("2027-09-30",),
              ("Fostering Lead",), "RED"),
        ),
        measures=(
            M("Return interviews within 72 hours", None, None, ((90, ">=", "2027-12-31", 64),)),
            M("Private fostering visits on time", None, None, ((95, ">=", "2028-03-31", 70),)),
        ),
    ),
    "xlsx",
)  # fmt: skip
STRANGERS = (_SHEETS, _MERGED)
