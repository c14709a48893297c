"""``lineofsight plan``: an improvement plan read from its document."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.output import a_day, console, print_json, shown, table

if TYPE_CHECKING:
    from lineofsight.plan.model import Plan

_FILE = "The plan: .docx, .pdf, .xlsx, .xls, .ods, .csv, .tsv, .html, .txt or .md."

app = typer.Typer(help="An improvement plan, read from the document it is.", no_args_is_help=True)


@app.callback()
def plan() -> None:
    """An improvement plan, read from the document it is."""


@app.command("read")
def read_command(
    file: Annotated[Path, typer.Argument(help=_FILE)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    strict: Annotated[bool, typer.Option(help="Exit 1 when anything is in doubt.")] = False,
) -> None:
    """Read FILE and show its objectives, actions, measures, targets and doubts."""
    from lineofsight.plan.json import plan_as_json

    found = plan_in(file)
    if as_json:
        print_json(plan_as_json(found))
    else:
        _show(found)
    if strict and _doubts(found):
        raise typer.Exit(1)


@app.command("review")
def review_command(
    file: Annotated[Path, typer.Argument(help=_FILE)],
    findings: Annotated[
        Path | None,
        typer.Option(help="The inspection's findings, one a numbered or bulleted item."),
    ] = None,
    as_at: Annotated[
        str | None, typer.Option(help="Tell also what had passed on this day, YYYY-MM-DD.")
    ] = None,
    inspected: Annotated[
        str | None,
        typer.Option(help="The day the inspection ended, YYYY-MM-DD, where no document says it."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    strict: Annotated[
        bool, typer.Option(help="Exit 1 when there is a doubt, a gap or a finding not answered.")
    ] = False,
) -> None:
    """Review FILE: what is in doubt, what a good plan would have, which findings it answers."""
    from lineofsight.cli.plan_review import show_review
    from lineofsight.documents.reading import read_document
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.plan.inspections import inspected_on, read_inspection
    from lineofsight.plan.reading import plan_of
    from lineofsight.plan.review import inspection_of, read_findings, review_as_json, review_plan
    from lineofsight.progress.matchables import matchables
    from lineofsight.progress.matching import Matcher
    from lineofsight.progress.unmeasured import with_unmeasured

    day = a_day(as_at) if as_at else None
    given = inspected_on(a_day(inspected, "--inspected")) if inspected else None
    listed = read_findings(read_document(findings)) if findings else ()
    document = read_document(file)
    found = plan_of(document)
    inspection = given or inspection_of(listed) or read_inspection(document, found.date)
    matcher = Matcher(matchables(catalogue()))
    review = with_unmeasured(review_plan(found, listed, day, inspection), found, matcher)
    if as_json:
        print_json(review_as_json(review))
    else:
        show_review(found, review)
    open_findings = any(each.state != "answered" for each in review.coverage)
    if strict and (review.doubts or review.gaps or open_findings):
        raise typer.Exit(1)


def plan_in(file: Path) -> "Plan":
    """The plan in a document; :class:`UnusableInput` where there is none in it."""
    from lineofsight.documents.reading import read_document
    from lineofsight.plan.reading import plan_of

    return plan_of(read_document(file))


def _doubts(found: "Plan") -> list[tuple[str, str]]:
    """Every doubt with what it is about."""
    about = [("the plan", doubt) for doubt in found.doubts]
    about += [(f"action {a.ref or a.id}", doubt) for a in found.actions for doubt in a.doubts]
    about += [(f"measure {m.ref or m.id}", doubt) for m in found.measures for doubt in m.doubts]
    return [(what, doubt.message) for what, doubt in about]


def _show(found: "Plan") -> None:
    out = console()
    heading = [found.title or "A plan without a title", found.organisation, found.date]
    out.print(shown(", ".join(part for part in heading if part)))
    out.print(
        f"{len(found.objectives)} objectives, {len(found.actions)} actions, "
        f"{len(found.measures)} measures, {len(found.risks)} risks, "
        f"{len(found.milestones)} milestones.\n"
    )
    if found.objectives:
        made = table("Objectives", ["Ref", "What must improve"])
        for objective in found.objectives:
            made.add_row(shown(objective.ref), shown(objective.text))
        out.print(made)
    if found.actions:
        made = table("Actions", ["Ref", "Action", "Due", "Leads", "Rating"])
        for action in found.actions:
            made.add_row(
                shown(action.ref),
                shown(action.text),
                shown(action.due.text),
                shown("; ".join(action.leads)),
                shown(action.rating.text),
            )
        out.print(made)
    if found.measures:
        made = table("Measures", ["Ref", "Measure", "Targets"])
        for measure in found.measures:
            made.add_row(
                shown(measure.ref),
                shown(measure.text),
                shown("; ".join(dict.fromkeys(target.text for target in measure.targets))),
            )
        out.print(made)
    doubts = _doubts(found)
    if doubts:
        made = table(f"In doubt ({len(doubts)})", ["About", "What"])
        for what, message in doubts:
            made.add_row(shown(what), shown(message))
        out.print(made)
