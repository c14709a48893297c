"""``lineofsight demo``: the whole line on an invented council, and its site."""

import os
import shlex
import shutil
from calendar import monthrange
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.output import a_day, console, shown, table, tell
from lineofsight.cli.plan import plan_in
from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.papers.contents import LinePaper

CHILDREN, YEARS, SEED = 12_000, 4, 7
MONTHS_AFTER_THE_PLAN = 6
WITHOUT_A_PLAN_DATE = date(2026, 9, 30)
MARK = "made-by-lineofsight-demo"


def demo_command(
    data_dir: Annotated[Path, typer.Option(help="Where to make it; made afresh each time.")],
    plan: Annotated[
        Path | None, typer.Option(help="A plan of your own (default: the invented council's).")
    ] = None,
    as_at: Annotated[
        str | None,
        typer.Option(help="The day it stands on (default: six months after the plan's date)."),
    ] = None,
    port: Annotated[int, typer.Option(help="Where the site listens.", min=1, max=65535)] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve the site until Ctrl-C.")] = True,
) -> None:
    """Make an invented council, load its tables, read a plan, and serve its site."""
    from lineofsight.cli.paper import line_of
    from lineofsight.indicators.catalogue import catalogue
    from lineofsight.measuring.kept.making import make_results
    from lineofsight.papers.html import line_html
    from lineofsight.papers.writing import write_paper
    from lineofsight.progress.rating.doubted import doubts_behind
    from lineofsight.sample import generate
    from lineofsight.tables.loading import load_tables
    from lineofsight.web.project.demo import ANALYST

    if serve:
        from lineofsight.web.project.serving import check_port

        check_port(port)
    document = plan or _example_plan()
    found = plan_in(document)
    day = a_day(as_at) if as_at else _some_months_after(found.date)
    _check_calendar(day)
    _make_afresh(data_dir)
    tell(f"Inventing a council of {CHILDREN:,} children over {YEARS} years to {day} ...")
    made = generate(CHILDREN, YEARS, SEED, day, data_dir / "extract")
    tell("Loading its tables ...")
    store = data_dir / "store"
    report = load_tables(
        [data_dir / "extract"], store, day, loaded_at=datetime.now(UTC), by=ANALYST
    )
    tell("Computing every indicator, month by month ...")
    make_results(store, catalogue(), doubting=doubts_behind)
    tell("Writing the page ...")
    line = line_of(found, document, store, day, invented=True)
    html = line_html(line)
    page, pdf = data_dir / "line.html", data_dir / "line.pdf"
    write_paper(html, page)
    try:
        write_paper(html, pdf)
        pdf_told = str(pdf)
    except UnusableInput as error:
        pdf_told = f"not made. {error}"
    out = console()
    out.print(shown(f"{line.title}, as at {line.as_at}"))
    out.print(
        f"Read {line.objectives_count} objectives, {line.actions_count} actions and "
        f"{line.measures_count} measures, with {line.doubts_count} doubts; loaded "
        f"{sum(made.rows.values()):,} rows of an invented council as snapshot {report.snapshot}.\n"
    )
    _show(line)
    # Not folded to the width of the terminal, so that they can be copied.
    out.print(f"The page:    {page}\nAs PDF:      {pdf_told}\nThe tables:  {store}", soft_wrap=True)
    out.print(
        "Who is behind a figure:\n.venv/bin/lineofsight records assessments_45_working_days "
        f"--store {shlex.quote(str(store))} --as-at {day} --period {day:%Y-%m} --state missed",
        soft_wrap=True,
    )
    # The invented tables grow old, and are to alert people all the same.
    old = max(0, (datetime.now(UTC).date() - day).days)
    os.environ["LINEOFSIGHT_ALERTS_OLD_AFTER_DAYS"] = str(old + 10)
    _make_site(data_dir, document, port, with_past=plan is None)
    if serve:
        from lineofsight.web.project.serving import serve as serve_site

        raise typer.Exit(serve_site(port, ready=lambda: _tell_site(port)))


def _make_site(data_dir: Path, document: Path, port: int, *, with_past: bool) -> None:
    """The site's database in the demo's folder, with the invented people and the adopted plan.

    The invented council's own plan comes with its inspection's findings and three months of work.
    """
    from lineofsight.web.project.serving import prepare

    tell("Making the site: its people, the plan adopted, and their work with it ...")
    os.environ["LINEOFSIGHT_DATA_DIR"] = str(data_dir.absolute())
    os.environ["LINEOFSIGHT_BASE_URL"] = f"http://127.0.0.1:{port}"
    os.environ.pop("DATABASE_URL", None)
    prepare()
    from lineofsight.web.project.demo import fill

    findings = document.with_name("fernshire-findings.docx") if with_past else None
    fill(document, findings, with_past=with_past)


def _tell_site(port: int) -> None:
    """Where the site is and who a visitor can be."""
    from lineofsight.web.project.demo import PASSWORD, SIGN_INS

    out = console()
    people = table("Sign in as", ["E-mail address", "Name", "Role"])
    for each in SIGN_INS:
        people.add_row(each.email, each.name, each.job_title)
    out.print(people)
    out.print(f"Every password is: {PASSWORD}", soft_wrap=True)
    out.print(f"The site:    http://127.0.0.1:{port}    (stop it with Ctrl-C)", soft_wrap=True)


def _example_plan() -> Path:
    """The invented council's plan, which lies beside the code in a checkout."""
    root = Path(str(resources.files("lineofsight"))).parent.parent
    found = root / "examples" / "fernshire-improvement-plan.docx"
    if not found.exists():
        raise UnusableInput(f"The invented plan {found} is not there: name one with --plan.")
    return found


def _some_months_after(plan_date: str | None) -> date:
    """The end of the month some months after the plan's, so that some of its steps have come."""
    if plan_date is None:
        return WITHOUT_A_PLAN_DATE
    year, month = int(plan_date[:4]), int(plan_date[5:7]) + MONTHS_AFTER_THE_PLAN - 1
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _check_calendar(day: date) -> None:
    """Refuse a day for which no council can be invented, before anything is made."""
    from lineofsight.tables.working_days import is_working_day

    is_working_day(day)


def _make_afresh(data_dir: Path) -> None:
    """Empty the folder if a demo made it; refuse one that holds something else."""
    if data_dir.exists() and any(data_dir.iterdir()):
        if not (data_dir / MARK).exists():
            raise UnusableInput(
                f"The folder {data_dir} holds something that no demo made: "
                "name another with DATA_DIR=folder."
            )
        shutil.rmtree(data_dir)
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / MARK).touch()


def _show(line: "LinePaper") -> None:
    """The computed measures, and what would measure the others."""
    out = console()
    made = table("Computed", ["Ref", "Measure", "Latest", "Against its target"], right=["Latest"])
    for measure in line.computed:
        made.add_row(shown(measure.ref), measure.title, measure.latest, measure.verdict)
    out.print(made)
    waiting = table("Not computed yet", ["Ref", "Measure", "What would measure it"])
    for each in line.waiting:
        waiting.add_row(shown(each.ref), shown(each.words), each.needs)
    out.print(waiting)
