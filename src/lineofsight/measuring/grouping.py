"""By what a panel's rows can be split, and how each group is told, as it was on the row's day.

A group is the panel's own column where it has one of that name.  Otherwise team and worker are
those of the child's allocated worker, locality that of the team, and the rest what is known of the
child.  Disability is undated in the standard: it is told as it is now known.
"""

from collections.abc import Iterator, Sequence

from lineofsight.indicators.needs import Need, needs_of_group
from lineofsight.indicators.panel import Panel, with_those_read
from lineofsight.measuring.engine import Engine
from lineofsight.tables.definition import AUTHORITY

MISSING = "unknown"
NOT_SPLIT = "all"

_AGE_BANDS = (("under 1", 1), ("1 to 4", 5), ("5 to 9", 10), ("10 to 15", 16), ("16 to 17", 18))
_OLDEST = "18 or over"


def why_not_split(engine: Engine, panel: Panel, dimension: str) -> str | None:
    """Why a panel's figures cannot be split by a dimension on an engine; None where they can."""
    if dimension == AUTHORITY:
        return None
    if dimension not in panel.dimensions:
        return "what it counts does not carry it"
    missing = engine.missing(needs_of_group(panel, dimension))
    return f"the tables lack {named(missing)}" if missing else None


def named(needs: Sequence[Need]) -> str:
    """Columns as they are told: table.column, with commas."""
    return ", ".join(f"{need.table}.{need.column}" for need in needs)


def group_steps(panel: Panel, groups: Sequence[str]) -> list[tuple[str, str]]:
    """The steps over ``cells`` up to ``split``, which adds a column ``<group>_group`` a group."""
    own = set(panel.columns)
    by_holder = panel.allocated and bool({"team", "worker", "locality"} & set(groups) - own)
    by_status = "unaccompanied" in set(groups) - own
    steps: list[tuple[str, str]] = []
    columns, joins = ["cells.*"], []
    if by_holder:
        columns += ["holders.worker as worker", "holders.team as team"]
        joins.append(_HOLDER_OF_THE_DAY)
    if by_status:
        steps.append(("reference_days", _REFERENCE_DAYS))
        steps.append(("unaccompanied_days", _UNACCOMPANIED_DAYS))
        joins.append(_of_the_day("unaccompanied_days"))
    team = "holders.team" if panel.allocated else "cells.team"
    if "locality" in set(groups) - own:
        joins.append(f"left join localities on localities.team = {team}")
    if {"sex", "ethnicity", "age_band", "unaccompanied"} & set(groups) - own:
        joins.append("left join children on children.child_id = cells.child_id")
    if "disability" in set(groups) - own:
        joins.append("left join disabilities on disabilities.child_id = cells.child_id")
    told = {
        "team": _recorded(team),
        "worker": _recorded("holders.worker" if panel.allocated else "cells.worker"),
        "locality": _recorded("localities.locality"),
        "sex": _recorded("children.sex"),
        "ethnicity": _recorded("children.ethnicity"),
        "age_band": f"coalesce({_AGE_BAND}, '{MISSING}')",
        "disability": f"coalesce(disabilities.disability, '{MISSING}')",
        "unaccompanied": f"coalesce({_UNACCOMPANIED}, '{MISSING}')",
    }
    for name in groups:
        given = name in own and name not in ("team", "worker")
        columns.append(f"{_recorded(f'cells.{name}') if given else told[name]} as {name}_group")
    steps.append(("split", f"select {', '.join(columns)} from cells {' '.join(joins)}"))
    return steps


def relations_of_groups(panel: Panel, groups: Sequence[str]) -> tuple[str, ...]:
    """The relations that :func:`group_steps` reads, and those that they read."""
    told = set(groups) - set(panel.columns)
    read = {_TOLD_BY[name] for name in told if name in _TOLD_BY}
    if "unaccompanied" in told:
        read.add("children")
    if panel.allocated and told & {"team", "worker", "locality"}:
        read.add("holders")
    return with_those_read(read)


_TOLD_BY = {
    "locality": "localities",
    "sex": "children",
    "ethnicity": "children",
    "age_band": "children",
    "disability": "disabilities",
    "unaccompanied": "unaccompanied_children",
}

_HOLDER_OF_THE_DAY = (
    "left join holders on holders.child_id = cells.child_id "
    "and holders.from_day <= cells.cell_day and holders.until_day > cells.cell_day"
)


def _of_the_day(step: str) -> str:
    return (
        f"left join {step} on {step}.child_id = cells.child_id "
        f"and {step}.reference_day = cells.cell_day"
    )


def _recorded(sql: str) -> str:
    """A group by what was recorded, kept apart from the word for a figure not split."""
    return (
        f"case when {sql} = '{NOT_SPLIT}' then '{NOT_SPLIT} (as recorded)' "
        f"else coalesce(nullif({sql}, ''), '{MISSING}') end"
    )


def _age_bands(born: str, day: str) -> Iterator[str]:
    """A child is n years old from the day that is 12n months after birth."""
    yield f"case when {born} is null or {day} is null then null when {day} < {born} then 'unborn'"
    for band, years in _AGE_BANDS:
        yield f"when {day} < {born} + interval '{12 * years} months' then '{band}'"
    yield f"else '{_OLDEST}' end"


_AGE_BAND = " ".join(_age_bands("children.born_on", "cells.cell_day"))

_UNACCOMPANIED = (
    "case when unaccompanied_days.child_id is not null then 'unaccompanied' "
    "when children.child_id is not null then 'not unaccompanied' end"
)

_REFERENCE_DAYS = "select distinct child_id, cell_day as reference_day from cells"

_UNACCOMPANIED_DAYS = """\
select distinct reference_days.child_id as child_id, reference_days.reference_day as reference_day
from reference_days
join unaccompanied_children as status
  on status.child_id = reference_days.child_id
  and (status.started_on is null or status.started_on <= reference_days.reference_day)
  and (status.ended_on is null or status.ended_on > reference_days.reference_day)"""
