"""From a plan to the rows of the form's sheets."""

from collections.abc import Iterable

from lineofsight.plan.form.sheets import ABOUT, APART, FORM, INSIDE, NO, PUBLIC, SHEETS, YES
from lineofsight.plan.model import Plan

Row = tuple[str, ...]


def rows_of(plan: Plan, as_at: str, *, public: bool = False) -> dict[str, list[Row]]:
    """The rows of each sheet by its title, without the row of names; a cell a text.

    ``as_at`` is the day, ``YYYY-MM-DD``, on which the plan stood so.
    """
    rows = _parts(plan)
    rows[ABOUT] = _about(plan, as_at, public)
    widths = {sheet.title: len(sheet.columns) for sheet in SHEETS}
    for title, listed in rows.items():
        assert all(len(row) == widths[title] for row in listed), title
    return rows


def words_of(each: object) -> str:
    """What a thing is called in a cell of another sheet: its number and its words."""
    return f"{getattr(each, 'ref', None) or ''} {getattr(each, 'text', '')}".strip()


def _about(plan: Plan, as_at: str, public: bool) -> list[Row]:
    said: list[Row] = [
        ("Form", FORM),
        ("For", PUBLIC if public else INSIDE),
        ("As at", as_at),
        ("Title", plan.title or ""),
        ("Organisation", plan.organisation or ""),
        ("Date", plan.date or ""),
        ("Version", plan.version or ""),
    ]
    if plan.rating_summary:
        said += [
            ("Printed ratings agree", _yes(plan.rating_summary.reconciles)),
            ("Printed ratings explained", plan.rating_summary.explanation),
        ]
    return said


def _parts(plan: Plan) -> dict[str, list[Row]]:
    named = {each.id: words_of(each) for each in plan.objectives}
    named.update((each.id, words_of(each)) for each in plan.actions)
    named.update((each.id, words_of(each)) for each in plan.measures)
    return {
        "Actions": [
            (
                each.ref or "",
                named.get(each.objective or "", ""),
                each.text,
                _lines(each.leads),
                each.due.text or "",
                each.rating.text or "",
                _lines(each.references),
                _lines(each.due.dates),
                each.due.kind,
                each.id,
                each.objective or "",
            )
            for each in plan.actions
        ],
        "Updates": [
            (named[each.id], update.period or "", update.text, each.id)
            for each in plan.actions
            for update in each.updates
        ],
        "Objectives": [
            (
                each.ref or "",
                each.text,
                _lines(each.outcomes),
                _lines(each.references),
                each.id,
                each.parent or "",
            )
            for each in plan.objectives
        ],
        "Themes": [(each.ref or "", each.text, each.lead or "", each.id) for each in plan.themes],
        "Findings": [
            (each.ref or "", each.text, each.source or "", each.id) for each in plan.findings
        ],
        "Measures": [
            (
                each.ref or "",
                each.text,
                named.get(each.objective or "", ""),
                each.id,
                each.objective or "",
                each.action or "",
            )
            for each in plan.measures
        ],
        "Targets": [
            (
                named[each.id],
                target.text,
                _number(target.value),
                target.unit,
                target.comparison,
                target.by or "",
                _number(target.baseline),
                target.direction or "",
                _yes(target.interim),
                _yes(target.additional),
                target.every or "",
                _yes(target.tba),
                each.id,
            )
            for each in plan.measures
            for target in each.targets
        ],
        "Milestones": [
            (each.goal, each.by, each.text, f"milestone-{n}")
            for n, each in enumerate(plan.milestones, 1)
        ],
        "Risks": [
            (each.text, each.mitigation or "", f"risk-{n}") for n, each in enumerate(plan.risks, 1)
        ],
        "Ratings": [(each.text, each.level or "", each.meaning) for each in plan.rating_key],
        "Printed ratings": _printed(plan),
        "Abbreviations": list(plan.abbreviations.items()),
    }


def _printed(plan: Plan) -> list[Row]:
    summary = plan.rating_summary
    if summary is None:
        return []
    return [
        (
            level,
            _number(summary.printed.get(level, {}).get("count")),
            _number(summary.printed.get(level, {}).get("percent")),
            _number(summary.read.get(level)),
        )
        for level in dict.fromkeys([*summary.printed, *summary.read])
    ]


def _lines(values: Iterable[str]) -> str:
    return APART.join(values)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _yes(value: bool) -> str:
    return YES if value else NO
