"""A plan as a Word document, in the order of columns that the council's own document has."""

import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row

from lineofsight.errors import UnusableInput
from lineofsight.plan.column_order import column_order
from lineofsight.plan.form.writing import words_of
from lineofsight.plan.model import Action, Objective
from lineofsight.web.exports.book import FILLS
from lineofsight.web.exports.said import SaidPlan
from lineofsight.web.files.keeping import under_its_name
from lineofsight.web.plans.days import said as in_words
from lineofsight.web.plans.models import Adoption
from lineofsight.web.plans.templatetags.plan import said_when
from lineofsight.web.ui.templatetags.ui import day

Cells = Sequence[str]
# What a column holds, and what it is called where the document has no such column.
USUAL = {
    "ref": "Number",
    "action": "Action",
    "lead": "Lead",
    "due": "Due",
    "rating": "Rating",
    "delivery": "Delivery",
    "update": "Latest update",
}
ALWAYS = ("action", "lead", "due", "rating", "delivery")
# How wide a column is beside the others.
SHARES = {"action": 4.0, "update": 4.0, "measure": 3.0, "target": 2.0, "ref": 0.8}


def word_of(said: SaidPlan) -> bytes:
    """The document."""
    out = io.BytesIO()
    _Writer(said).written().save(out)
    return out.getvalue()


def columns_of(said: SaidPlan) -> list[tuple[str, str]]:
    """The columns of actions: as the document that was adopted has them, then what it lacks.

    Objectives stand above the tables, and measures of an objective below.  What is said of progress
    is for those inside.  A column that would be empty throughout is left out.
    """
    wanted = list(USUAL)
    order = _order_of_document(said)
    if order:
        names: dict[str, str] = {}
        for role, name in order:
            if role in CELLS and role not in names:
                names[role] = name or USUAL.get(role, "")
        missing = [role for role in (*ALWAYS, "update") if role not in names]
        names.update((role, USUAL[role]) for role in missing)
        wanted = list(names)
    else:
        names = dict(USUAL)
    return [
        (role, names[role])
        for role in wanted
        if role in ALWAYS or any(CELLS[role](said, each) for each in said.plan.actions)
    ]


def _order_of_document(said: SaidPlan) -> tuple[tuple[str, str], ...]:
    from lineofsight.documents import read_document

    adopted = [each for each in said.whole.all(Adoption) if each.document_id]
    if not adopted or adopted[-1].document is None:
        return ()
    document = adopted[-1].document
    try:
        with under_its_name(document.sha256, document.name) as path:
            return column_order(read_document(path))
    except UnusableInput:
        # It was read once, by a reader of that day; without it the usual order does.
        return ()


def _last_said(said: SaidPlan, action: Action) -> str:
    updates = said.standing[action.id].updates
    if not updates:
        return ""
    last = updates[0]
    return f"{last.note or last.no_change} ({said_when(last)})"


def _of_measures(said: SaidPlan, action: Action) -> list[str]:
    return [words_of(each) for each in said.plan.measures if each.action == action.id]


def _targets(said: SaidPlan, action: Action) -> list[str]:
    of_action = [each for each in said.plan.measures if each.action == action.id]
    return [target.text for each in of_action for target in each.targets]


CELLS: dict[str, Callable[[SaidPlan, Action], str]] = {
    "ref": lambda said, each: each.ref or "",
    "action": lambda said, each: each.text,
    "lead": lambda said, each: "\n".join(each.leads),
    "due": lambda said, each: each.due.text or "No date",
    "rating": lambda said, each: each.rating.text or "Not rated",
    "delivery": lambda said, each: said.standing[each.id].delivery,
    "update": _last_said,
    "references": lambda said, each: "\n".join(each.references),
    "measure": lambda said, each: "\n".join(_of_measures(said, each)),
    "target": lambda said, each: "\n".join(_targets(said, each)),
}


class _Writer:
    def __init__(self, said: SaidPlan) -> None:
        self.said, self.plan = said, said.plan
        self.columns = columns_of(said)
        self.out: Doc = Document()
        self.out.styles["Normal"].font.name = "Arial"
        self.out.styles["Normal"].font.size = Pt(10)
        section = self.out.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21.0)
        section.left_margin = section.right_margin = Cm(1.5)
        self.out.core_properties.title = plain(self.plan.title or "")
        self.out.core_properties.author = ""
        self.out.core_properties.language = "en-GB"

    def written(self) -> Doc:
        """The whole document."""
        self.out.add_heading(plain(self.plan.title or ""), 0)
        if self.plan.organisation:
            self.out.add_paragraph(plain(self.plan.organisation))
        whom = "For publication." if self.said.public else "For those who work on the plan."
        self.out.add_paragraph(f"As it stood at the end of {day(self.said.day)}. {whom}")
        above = {each.id: each.parent for each in self.plan.objectives}
        themes = {each.id: each for each in self.plan.themes}
        told: set[str] = set()
        for each in self.plan.objectives:
            theme = themes.get(above[each.id] or "")
            if theme and theme.id not in told:
                told.add(theme.id)
                self.out.add_heading(plain(words_of(theme)), 1)
            self.objective(each, _depth(each.id, above))
        self.rest()
        self.frame()
        return self.out

    def objective(self, each: Objective, depth: int) -> None:
        """An objective with its outcomes, actions and measures."""
        self.out.add_heading(plain(words_of(each)), min(depth, 9))
        for outcome in each.outcomes:
            self.out.add_paragraph(plain(outcome), style="List Bullet")
        self.actions(self.said.under(each))
        self.measures(each)

    def rest(self) -> None:
        """What stands under no objective."""
        held = {each.id for each in self.plan.objectives}
        loose = [each for each in self.plan.actions if each.objective not in held]
        if loose or self.said.measures_under(None):
            self.out.add_heading("Under no objective", 1)
            self.actions(loose)
            self.measures(None)

    def actions(self, actions: list[Action]) -> None:
        """A table of actions, in the council's order of columns."""
        if not actions:
            return
        rows = [[CELLS[role](self.said, each) for role, _ in self.columns] for each in actions]
        names = [name for _, name in self.columns]
        filled = self.table(names, rows, [SHARES.get(role, 1.5) for role, _ in self.columns])
        roles = [role for role, _ in self.columns]
        for row, each in zip(filled, actions, strict=True):
            fill = FILLS.get(each.rating.level or "")
            if fill:
                _shade(row.cells[roles.index("rating")], fill)

    def measures(self, objective: Objective | None) -> None:
        """The measures under an objective and their targets, below its actions."""
        measures = self.said.measures_under(objective)
        if not measures:
            return
        rows = [
            (each.ref or "", each.text, "\n".join(target.text for target in each.targets))
            for each in measures
        ]
        self.out.add_paragraph()
        self.table(("Number", "How we will know", "Targets"), rows, (0.8, 4, 3))

    def frame(self) -> None:
        """Findings, milestones, risks, what ratings mean, and abbreviations."""
        plan = self.plan
        self.listed(
            "What the inspection found",
            {"Number": 0.8, "Finding": 6, "Source": 3},
            [(each.ref or "", each.text, each.source or "") for each in plan.findings],
        )
        self.listed(
            "Milestones",
            {"Goal": 3, "By": 1.5, "Milestone": 4},
            [(each.goal, in_words(each.by), each.text) for each in plan.milestones],
        )
        self.listed(
            "Risks",
            {"Risk": 1, "What is done about it": 1},
            [(each.text, each.mitigation or "") for each in plan.risks],
        )
        self.listed(
            "What the ratings mean",
            {"Rating": 1, "Meaning": 4},
            [(each.text, each.meaning) for each in plan.rating_key if each.meaning],
        )
        self.listed("Abbreviations", {"Short": 1, "Long": 4}, list(plan.abbreviations.items()))

    def listed(self, title: str, columns: dict[str, float], rows: Sequence[Cells]) -> None:
        """A heading and its table, each column with its share; neither where nothing is listed."""
        if rows:
            self.out.add_heading(title, 1)
            self.table(list(columns), rows, list(columns.values()))

    def table(self, names: Cells, rows: Iterable[Cells], shares: Sequence[float]) -> list[_Row]:
        """A table whose header is repeated on each page, and whose rows are not torn; its rows."""
        rows = list(rows)
        table = self.out.add_table(rows=1 + len(rows), cols=len(names), style="Table Grid")
        table.autofit = False
        section = self.out.sections[0]
        width = (section.page_width or 0) - 2 * (section.left_margin or 0)
        made = list(table.rows)
        for row, texts in zip(made, [names, *rows], strict=True):
            for cell, text, share in zip(row.cells, texts, shares, strict=True):
                cell.text = plain(text)
                cell.width = int(width * share / sum(shares))
            _set(row, "w:cantSplit")
        _set(made[0], "w:tblHeader")
        for cell in made[0].cells:
            _shade(cell, "#DDDDEE")
            for run in cell.paragraphs[0].runs:
                run.bold = True
        return made[1:]


def plain(text: str) -> str:
    """``text`` without the characters that no document can hold."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _depth(key: str, above: dict[str, str | None]) -> int:
    """How deep an objective's heading stands: 1 under nothing."""
    depth, seen = 1, {key}
    while (parent := above.get(key)) and parent not in seen:
        depth, key = depth + 1, parent
        seen.add(parent)
    return depth


def _set(row: _Row, what: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(what))


def _shade(cell: _Cell, fill: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), fill.removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(shading)
