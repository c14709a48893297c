"""Words of a plan that fit nowhere: told, never lost."""

from tests.strangers.word.stranger import A, Grid, Heading, Key, M, Stranger, Words

_ROWS = Stranger(
    "a row, a labelled line and a table that nothing can be made of",
    [
        Heading("Lowick Council Children's Improvement Plan", 0),
        Words("May 2026"),
        Heading("Priority 1: Transitions"),
        Grid(
            [
                ("Ref", "Action", "Lead", "Due"),
                ("1.1", "Plan moves into adult care at 14.", "Transitions Lead", "August 2026"),
                ("1.2", "", "Finance Lead", "September 2026"),
                ("1.3", "Agree who pays.", "Finance Lead", "October 2026"),
            ]
        ),
        Words("Measure: 90% of young people have a plan at 16"),
        Words("Dependency: the new system for case records"),
        Heading("Equipment"),
        Grid(
            [
                ("Item", "Supplier", "Delivery"),
                ("Tablets for visits", "Framework", "June"),
                ("Desk phones", "Framework", "July"),
            ]
        ),
    ],
    Key(
        title="Lowick Council Children's Improvement Plan",
        organisation="Lowick Council",
        date="2026-05",
        objectives=(("Priority 1", "Transitions"),),
        actions=(
            A("Plan moves into adult care at 14.", "1.1", "Transitions", ("2026-08",),
              ("Transitions Lead",)),
            A("Agree who pays.", "1.3", "Transitions", ("2026-10",), ("Finance Lead",)),
        ),
        measures=(
            M("90% of young people have a plan at 16", "Transitions", None, ((90, ">=", None),)),
        ),
        doubts=("Finance Lead", "Dependency", "Item"),
    ),
)  # fmt: skip

STRANGERS = (_ROWS,)
