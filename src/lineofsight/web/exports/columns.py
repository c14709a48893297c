"""The actions as one table that everybody can read: what CSV holds."""

from lineofsight.plan.form.writing import words_of
from lineofsight.web.exports.said import SaidPlan
from lineofsight.web.plans.templatetags.plan import said_when

EVERYBODY = ("Number", "Objective", "Action", "Lead", "Due", "Due on", "Rating", "Delivery",
             "Overdue")  # fmt: skip
INSIDE = ("Latest update", "Updated on", "What changed for children")


def columns_of(said: SaidPlan) -> tuple[str, ...]:
    """What the columns are called."""
    return EVERYBODY if said.public else EVERYBODY + INSIDE


def rows_of_actions(said: SaidPlan) -> list[tuple[str, ...]]:
    """One row an action."""
    named = {each.id: words_of(each) for each in said.plan.objectives}
    rows: list[tuple[str, ...]] = []
    for each in said.plan.actions:
        stands = said.standing[each.id]
        row: tuple[str, ...] = (
            each.ref or "",
            named.get(each.objective or "", ""),
            each.text,
            "; ".join(each.leads),
            each.due.text or "",
            stands.due_on.isoformat() if stands.due_on else "",
            each.rating.text or "",
            stands.delivery,
            "Yes" if stands.overdue else "No",
        )
        if not said.public:
            last = stands.updates[0] if stands.updates else None
            row += (
                (last.note or last.no_change) if last else "",
                said_when(last) if last else "",
                last.for_children if last else "",
            )
        rows.append(row)
    return rows
