"""A measure's last figure by team, by locality and by what is known of the children."""

from dataclasses import dataclass

from lineofsight.charts.bars import bar_chart
from lineofsight.charts.series import Bar, BarSeries
from lineofsight.measuring.grouping import MISSING
from lineofsight.measuring.kept.reading import KeptFigure, Results
from lineofsight.progress.points import FEWEST_TO_JUDGE
from lineofsight.progress.wording import figure
from lineofsight.tables.code_names import CODE_NAMES
from lineofsight.web.performance.figures import Judged

DIMENSIONS = {
    "team": "Team",
    "locality": "Locality",
    "ethnicity": "Ethnicity",
    "age_band": "Age",
    "sex": "Sex",
    "disability": "Disability",
    "unaccompanied": "Unaccompanied",
}


@dataclass(frozen=True)
class Group:
    """One group's figure: ``said`` as "82 of 100"; no ``share`` of fewer than ten."""

    name: str
    said: str
    share: str
    value: float | None
    overdue: int | None


@dataclass(frozen=True)
class Split:
    """A figure of the last ended month by the groups of a dimension, in the order of their names.

    Groups are not ranked.  ``why_not`` says why it is not split so; it is empty where it is.
    """

    title: str
    groups: tuple[Group, ...]
    why_not: str
    chart: str


def split_of(results: Results, judged: Judged, dimension: str) -> Split:
    """The last ended month of a computed figure by a dimension."""
    title, last, defined = DIMENSIONS[dimension], judged.last, judged.defined
    assert defined
    why = results.why_not_split(defined.id).get(dimension, "")
    if last is None or why:
        return Split(title, (), why or "there is no figure yet", "")
    names = results.team_names() if dimension == "team" else CODE_NAMES.get(dimension, {})
    found = results.groups(defined.id, dimension, last.period)
    groups = tuple(
        _group(each, names.get(each.category, each.category), defined.unit) for each in found
    )
    groups = tuple(sorted(groups, key=lambda each: (each.name == NOT_RECORDED, each.name)))
    return Split(title, groups, "", _chart(judged, dimension, title, groups))


NOT_RECORDED = "Not recorded"


def _group(found: KeptFigure, name: str, unit: str) -> Group:
    name = NOT_RECORDED if name == MISSING else name
    met, of = found.numerator, found.denominator
    if found.state == "not_computable":
        return Group(name, "Not computable", "", None, None)
    if of is None:
        said = "Nothing" if found.value is None else figure(found.value, unit)
        return Group(name, said, "", found.value, found.open_overdue)
    if not of:
        return Group(name, "Nothing to count", "", None, found.open_overdue)
    said = f"{met:,} of {of:,}" if met is not None else f"of {of:,}"
    if of < FEWEST_TO_JUDGE or found.value is None:
        return Group(name, said, "", None, found.open_overdue)
    return Group(name, said, figure(found.value, unit), found.value, found.open_overdue)


def _chart(judged: Judged, dimension: str, title: str, groups: tuple[Group, ...]) -> str:
    bars = tuple(Bar(each.name, each.value, each.share or each.said) for each in groups)
    percent = judged.standing.unit == "percent"
    name = f"split-{judged.match.pk}-{dimension}"
    words = f"{judged.match.title}, by {title.lower()}"
    return bar_chart(BarSeries(name, words, bars, "percent" if percent else "number"))
