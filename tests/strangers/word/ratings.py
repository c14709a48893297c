"""Ratings by colour, by letter and by the words of a key."""

from tests.strangers.word.stranger import A, Fill, Grid, Heading, Key, Stranger, Words

_RED, _AMBER, _GREEN, _BLUE = "FF0000", "FFC000", "00B050", "0070C0"

_COLOURS = Stranger(
    "ratings by the colour of the cell alone",
    [
        Heading("Pinnock Council Children's Improvement Plan", 0),
        Words("February 2026"),
        Heading("Priority 1: Fostering"),
        Grid(
            [
                ("Ref", "Action", "Lead", "Due", "RAG"),
                ("1.1", "Recruit carers.", "Fostering Lead", "May 2026", Fill(_GREEN)),
                ("1.2", "Pay carers on time.", "Finance Lead", "April 2026", Fill(_AMBER)),
                ("1.3", "Review allowances.", "Finance Lead", "March 2026", Fill(_RED)),
                ("1.4", "Open a helpline.", "Fostering Lead", "June 2026", Fill(_GREEN)),
            ]
        ),
    ],
    Key(
        title="Pinnock Council Children's Improvement Plan",
        organisation="Pinnock Council",
        date="2026-02",
        objectives=(("Priority 1", "Fostering"),),
        actions=(
            A("Recruit carers.", "1.1", "Fostering", ("2026-05",), ("Fostering Lead",), "GREEN"),
            A("Pay carers on time.", "1.2", "Fostering", ("2026-04",), ("Finance Lead",), "AMBER"),
            A("Review allowances.", "1.3", "Fostering", ("2026-03",), ("Finance Lead",), "RED"),
            A("Open a helpline.", "1.4", "Fostering", ("2026-06",), ("Fostering Lead",), "GREEN"),
        ),
    ),
)

_SCHEME = Stranger(
    "ratings in the words of a key that stands below the table",
    [
        Heading("Merrow Council Children's Improvement Plan", 0),
        Words("November 2026"),
        Heading("Theme 1: Health of children in care"),
        Grid(
            [
                ("Ref", "Action", "Lead", "Due", "BRAG"),
                ("1.1", "Book each health check early.", "Named Nurse", "Jan 2027", "Embedded"),
                ("1.2", "Share reports in five days.", "Health Lead", "Feb 2027", "In progress"),
                ("1.3", "Clear the waiting list.", "Health Lead", "Dec 2026", "Slipping"),
                ("1.4", "Register all with a dentist.", "Named Nurse", "Mar 2027", "Stalled"),
            ]
        ),
        Words("Key to ratings"),
        Grid(
            [
                ("Rating", "What it means"),
                ("Blue - Embedded", "Done, checked and part of everyday practice"),
                ("Green - In progress", "Will be done by its date"),
                ("Amber - Slipping", "May miss its date"),
                ("Red - Stalled", "Has missed its date"),
            ]
        ),
    ],
    Key(
        title="Merrow Council Children's Improvement Plan",
        organisation="Merrow Council",
        date="2026-11",
        objectives=(("Theme 1", "Health of children in care"),),
        actions=(
            A("Book each health check early.", "1.1", "Health of children in care",
              ("2027-01",), ("Named Nurse",), "BLUE"),
            A("Share reports in five days.", "1.2", "Health of children in care",
              ("2027-02",), ("Health Lead",), "GREEN"),
            A("Clear the waiting list.", "1.3", "Health of children in care",
              ("2026-12",), ("Health Lead",), "AMBER"),
            A("Register all with a dentist.", "1.4", "Health of children in care",
              ("2027-03",), ("Named Nurse",), "RED"),
        ),
    ),
)  # fmt: skip

_LETTERS = Stranger(
    "ratings by letter with a key of coloured cells above",
    [
        Heading("Audley Council Children's Improvement Plan", 0),
        Words("Version 1.2, December 2026"),
        Grid(
            [
                (Fill(_BLUE, "B"), "Complete, checked and embedded"),
                (Fill(_GREEN, "G"), "On track"),
                (Fill(_AMBER, "A"), "Some risk of delay"),
                (Fill(_RED, "R"), "Off track"),
            ],
            0,
        ),
        Heading("1. Adoption"),
        Grid(
            [
                ("Action no.", "Key activity", "Responsible officer", "Target date", "Status"),
                ("1.1", "Match children sooner.", "Adoption Manager", "31.01.2027",
                 Fill(_BLUE, "B")),
                ("1.2", "Support families after adoption.", "Adoption Manager", "28.02.2027",
                 Fill(_RED, "R")),
            ]
        ),
        Heading("2. Kinship care"),
        Grid(
            [
                ("Action no.", "Key activity", "Responsible officer", "Target date", "Status"),
                ("2.1", "Publish the local offer.", "Kinship Lead", "31.03.2027",
                 Fill(_GREEN, "G")),
            ]
        ),
    ],
    Key(
        title="Audley Council Children's Improvement Plan",
        organisation="Audley Council",
        date="2026-12",
        version="1.2",
        objectives=(("1", "Adoption"), ("2", "Kinship care")),
        actions=(
            A("Match children sooner.", "1.1", "Adoption", ("2027-01-31",),
              ("Adoption Manager",), "BLUE"),
            A("Support families after adoption.", "1.2", "Adoption", ("2027-02-28",),
              ("Adoption Manager",), "RED"),
            A("Publish the local offer.", "2.1", "Kinship care", ("2027-03-31",),
              ("Kinship Lead",), "GREEN"),
        ),
    ),
)  # fmt: skip

STRANGERS = (_COLOURS, _SCHEME, _LETTERS)
