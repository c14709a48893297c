"""What a measure is to reach, and by when: the words of a target as values.

A text is read as marks from left to right (labels, figures, dates, words such as "another"); a
figure opens a target, and the marks around it, up to the next label or figure, say what it is.
Nothing is told that the text does not hold.
"""

import re
from dataclasses import dataclass, replace

from lineofsight.plan.dates import find_dates
from lineofsight.plan.figures import EVERY, LABEL, NEAR, Figure, find_figures
from lineofsight.plan.model import Comparison, Target
from lineofsight.plan.polarity import direction_of, lower_is_better, opens_with_direction
from lineofsight.plan.timescales import periods

_TBA = re.compile(
    r"\btb[acd]\b"
    r"|\bto be (?:\w+ )?(?:agreed|confirmed|determined|decided|set|established|baselined)\b"
    r"|\bbaseline (?:to be|being) \w+|\bwe will assess what\b|\bonce (?:a |the )?baseline\b",
    re.I,
)
_AT_MOST = re.compile(
    r"(?<!no )(?<!not )(?:less|fewer|lower) than|(?:no|not) (?:more|greater|higher) than"
    r"|not (?:to )?exceed\w*|below|under|at most"
    r"|max(?:imum)?(?: of)?|up to|within"
    r"|(?:reduc\w*|decreas\w*|fall\w*|lower\w*|down)\b[^.;%]{0,60}?\bto",
    re.I,
)
_AT_LEAST = re.compile(
    r"(?<!no )(?<!not )(?:more|greater|higher) than|at least"
    r"|minimum(?: of)?|not? (?:less|fewer|lower) than|above|over|exceed\w*"
    r"|(?:increas\w*|ris\w*|improv\w*|up)\b[^.;%]{0,60}?\bto",
    re.I,
)
_BY_LESS = re.compile(
    r"\b(?:reduc\w*|decreas\w*|fall\w*|lower\w*)\b[^.;%]{0,40}?\b(?:of|by)\s*$", re.I
)
_BY_MORE = re.compile(r"\b(?:increas\w*|improv\w*|rise\w*)\b[^.;%]{0,40}?\b(?:of|by)\s*$", re.I)
_LIMIT = re.compile(
    r"(?:\b(?:no|not) (?:more|greater|higher) than|\bnot (?:to )?exceed\w*"
    r"|\bmax(?:imum)?(?: of)?|\bfall\w* below"
    r"|\b(?:reduc\w*|decreas\w*|fall\w*|lower\w*)\b[^.;%]{0,60}?\bto)\s*$",
    re.I,
)
# Words of a limit that may also say which children are counted ("with fewer than 3 moves").
_FEWER = re.compile(
    r"(?<!\bwith )(?<!having )(?<!\bhad )(?<!have )(?<!after )(?<!aged )(?<!children )(?<!people )"
    r"\b(?:fewer than|less than|lower than|at most|below|(?:at|to) or below)\s*$",
    re.I,
)
_OR_LESS_NOUN = re.compile(
    r"^\s*[a-z]+(?:\s[a-z]+)?\s+or\s+(?:less|fewer|below|under|lower)\b", re.I
)
_OR_LESS = re.compile(r"^\s*(?:or|and)\s+(?:less|fewer|below|under|lower)\b", re.I)
_OR_MORE = re.compile(r"^\s*(?:or|and)\s+(?:more|above|over|higher|better)\b|^\s*\+", re.I)
_MORE = re.compile(r"\b(?:another|further|additional|extra)\s*$", re.I)
_NONE_OVER = re.compile(r"^\W*(?:no|none|nobody)\b.*\b(?:longer|more|later) than\s*$", re.I)
_WITHIN = re.compile(r"\b(?:within|max(?:imum)?(?: of)?|no more than|less than|in)\s*$", re.I)


@dataclass(frozen=True)
class Reading:
    """A measure's text without its target, and the targets that it holds."""

    text: str
    targets: tuple[Target, ...]

    @property
    def ambiguous(self) -> bool:
        """Whether "% decrease ... target 25%" may be a fall of 25% or a level of 25%."""
        change = re.match(r"\s*%\s*(?:decrease|reduction|fall|increase|rise)\b", self.text, re.I)
        return bool(change) and any(target.unit == "%" for target in self.targets)


def read_targets(text: str, near: str | None = None) -> Reading:
    """Part a measure's words from its target and read the target.

    A labelled target ("Target: 95% by March") is taken out of the text.  Without a label the
    sentence itself is searched for what is to be reached ("vacancies to be less than 10%"): a
    percentage, or a time where nothing is counted.  ``near`` is the plan's date.
    """
    text = " ".join(text.split())
    label = LABEL.search(text)
    if label is None or not text[: label.start()].strip(" .:;-–"):
        targets = _of_cell(text, text, near) if label else _of_sentence(text, near)
        return Reading(text, targets)
    statement = text[: label.start()].strip(" .:;-–")
    closing = "." if text[: label.start()].rstrip().endswith(".") else ""
    # What names a part of the measure may stand right before a second label ("Seen alone Target").
    targets = _of_cell(text[label.start() :], statement, near)
    return Reading(statement + closing, with_baseline(targets, statement, stated=True))


def read_target_cell(
    cell: str, statement: str, near: str | None = None, baseline: str = ""
) -> tuple[Target, ...]:
    """The targets of a cell that holds nothing else, for the measure ``statement``.

    ``baseline`` is the cell that says where the measure stands, if the table has one.
    """
    return _of_cell(" ".join(cell.split()), statement, near, baseline)


def with_baseline(
    targets: tuple[Target, ...], cell: str, *, stated: bool = False
) -> tuple[Target, ...]:
    """``targets`` with the one figure that ``cell`` prints as their baseline, if units agree.

    ``stated`` asks for a figure that its words call a baseline, in a sentence that says more.
    """
    baseline = _only_figure(cell, stated=stated)
    if baseline is None:
        return targets
    return tuple(
        replace(target, baseline=baseline.value)
        if target.unit == baseline.unit and target.baseline is None
        else target
        for target in targets
    )


def _only_figure(cell: str, *, stated: bool = False) -> Figure | None:
    figures = find_figures(" ".join(cell.split()), None, stated=stated)
    return figures[0] if len(figures) == 1 else None


def _of_cell(zone: str, statement: str, near: str | None, baseline: str = "") -> tuple[Target, ...]:
    found = find_figures(zone, near)
    start = _only_figure(baseline)
    found = [
        replace(figure, baseline=start.value)
        if start and start.unit == figure.unit and figure.baseline is None
        else figure
        for figure in found
    ]
    targets = _same_way([_target(zone, figure, statement) for figure in found], found)
    targets = list(with_baseline(tuple(targets), zone, stated=True))
    words = LABEL.sub("", zone).strip(" .:;-–")
    if targets:
        return (*targets, *_to_be_set(zone, near))
    if not words:
        return ()
    direction = direction_of(statement)
    comparison: Comparison = "trend" if direction else "="
    tba = bool(_TBA.search(zone))
    return (Target(None, "text", comparison, zone, direction=direction, tba=tba),)


def _to_be_set(zone: str, near: str | None) -> list[Target]:
    """The steps that a cell leaves to be decided beside others that have a figure."""
    edges = [label.start() for label in LABEL.finditer(zone)]
    steps = []
    for match in _TBA.finditer(zone):
        start = max([0, *(edge for edge in edges if edge <= match.start())])
        ends = [stop.end() for stop in re.finditer(r"[,;]|%", zone[: match.start()])]
        start = max([start, *ends])
        stops = [
            stop.start() for stop in re.finditer(r"[;]|, ", zone) if stop.start() > match.end()
        ]
        end = min([len(zone), *(edge for edge in edges if edge > match.start()), *stops])
        by = [one.value for one in find_dates(zone[start:end], near) if one.value]
        text = zone[start : max(match.end(), start)].strip(" ,.;:()-–")
        steps.append(Target(None, "text", "=", text, by=by[-1] if by else None, tba=True))
    return steps


def _of_sentence(text: str, near: str | None) -> tuple[Target, ...]:
    """Targets in the words of a sentence that has no label."""
    figures = find_figures(text, near)
    percents = [figure for figure in figures if figure.unit == "%"]
    counted = re.match(r"\s*(?:%|percentage|proportion|number|rate)\b|\s*%", text, re.I)
    timed = [
        figure for figure in figures
        if figure.unit in ("days", "weeks", "hours")
        and (
            _WITHIN.search(text[max(0, figure.start - NEAR) : figure.start])
            or _NONE_OVER.match(text[: figure.start])
        )
    ]  # fmt: skip
    limits = [figure for figure in figures if _is_limit(figure, counted=bool(counted))]
    bounds = [
        figure for figure in figures if _OR_LESS.match(figure.after) or _OR_MORE.match(figure.after)
    ]
    # "24 visits made by December 2026": what is counted, and when there will be so many.
    counts = [
        figure
        for figure in figures
        if figure.unit == "count" and figure.by and not figure.before.strip() and figure.after
    ]
    chosen = (
        percents or ([] if counted else timed) or limits or ([] if counted else bounds or counts)
    )
    if chosen:
        targets = _same_way([_target(text, figure, text) for figure in chosen], chosen)
        return with_baseline(tuple(targets), text, stated=True)
    if _TBA.search(text):
        return (Target(None, "text", "=", text, tba=True),)
    direction = direction_of(text)
    if direction and opens_with_direction(text):
        return (Target(None, "text", "trend", text, direction=direction),)
    return ()


def _is_limit(figure: Figure, *, counted: bool) -> bool:
    """Whether a bare number is what a measure is to stay within ("no higher than 18 children")."""
    if figure.unit != "count":
        return bool(_LIMIT.search(figure.before)) and not counted
    after = _OR_LESS.match(figure.after) or _OR_LESS_NOUN.match(figure.after)
    return bool(
        _LIMIT.search(figure.before) or after or (not counted and _FEWER.search(figure.before))
    )


def _target(zone: str, figure: Figure, statement: str) -> Target:
    comparison = _comparison(figure, statement)
    target = Target(
        figure.value, figure.unit, comparison, figure.piece,
        by=figure.by, baseline=figure.baseline, interim=figure.interim,
    )  # fmt: skip
    if _MORE.search(figure.before):
        target = replace(target, additional=True)
    if every := EVERY.match(figure.after):
        length = {"quarter": "3 months"}.get(every["period"].lower(), every["period"])
        length = length if length[0].isdigit() else f"1 {length}"
        target = replace(target, every=next(iter(periods(length)), None))
    return target


def _same_way(targets: list[Target], figures: list[Figure]) -> list[Target]:
    """The steps of a trajectory go one way: the one that its baseline or its own steps tell."""
    at = next((n for n, target in enumerate(targets) if target.baseline is not None), None)
    if at is not None:
        # What stands before the baseline's own target, or in another clause, has its own way.
        end = next((n for n in range(at + 1, len(targets)) if ";" in figures[n].before), None)
        if at > 0 or end is not None:
            end = end or len(targets)
            same = _same_way(targets[at:end], figures[at:end])
            return [*targets[:at], *same, *targets[end:]]
    told = targets[at] if at is not None else None
    open_ = [
        target
        for target, figure in zip(targets, figures, strict=True)
        if target.comparison in ("<=", ">=") and _printed_comparison(figure) is None
    ]
    steps = [target.value for target in sorted(open_, key=lambda each: each.by or "") if target.by]
    way: Comparison
    if told is not None:
        way = told.comparison
    elif len(set(steps)) > 1 and steps == sorted(steps, key=_value, reverse=True):
        way = "<="
    elif len(set(steps)) > 1 and steps == sorted(steps, key=_value):
        way = ">="
    else:
        return targets
    baseline = told.baseline if told else None
    return [
        replace(target, comparison=way, baseline=target.baseline or baseline)
        if target in open_
        else target
        for target in targets
    ]


def _value(value: float | None) -> float:
    return value if value is not None else 0.0


def _printed_comparison(figure: Figure) -> Comparison | None:
    """The comparison that the words around a figure state; None where they state none."""
    before, after = figure.before, figure.after
    or_less = _OR_LESS.match(after) or (figure.unit == "count" and _OR_LESS_NOUN.match(after))
    if "<" in before or "≤" in before or or_less or _NONE_OVER.match(before):
        return "<="
    if ">" in before or "≥" in before or _OR_MORE.match(after):
        return ">="
    if _BY_LESS.search(before):
        return "decrease_by"
    if _BY_MORE.search(before):
        return "increase_by"
    most, least = _right_before(_AT_MOST, before), _right_before(_AT_LEAST, before)
    if most == least:
        return None
    return "<=" if most > least else ">="


def _right_before(pattern: re.Pattern[str], before: str) -> int:
    """Where the words begin that lead up to a figure ("reduce ... to"), or -1."""
    end = len(before.rstrip(" :=<>≤≥(~"))
    starts = [match.start() for match in pattern.finditer(before) if match.end() == end]
    return starts[-1] if starts else -1


def _comparison(figure: Figure, statement: str) -> Comparison:
    printed = _printed_comparison(figure)
    if printed is not None:
        return printed
    if figure.unit in ("hours", "days", "weeks"):
        return "<="
    if figure.unit == "%" and re.match(r"\s*%\s*(?:decrease|reduction|fall)\b", statement, re.I):
        return "decrease_by"
    if figure.baseline is not None:
        return "<=" if figure.value < figure.baseline else ">="
    low = lower_is_better(statement) and (figure.unit != "%" or figure.value <= 50)
    return "<=" if low else ">="
