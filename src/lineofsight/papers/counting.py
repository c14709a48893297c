"""What the paper counts at a glance: ratings, results and doubts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lineofsight.papers.contents import DoubtPart, MeasurePart, Share
from lineofsight.papers.percentages import whole_percentages
from lineofsight.plan.model import Doubt, Place, Plan, Rating

NO_RATING = "No rating"
TARGET_MET = "Target met"
TARGET_NOT_MET = "Target not met"
NO_TARGET = "No target in force"
CANNOT_BE_SAID = "Cannot be said"
PART_ONLY = "Computed in part, not judged"
_RESULTS = {
    TARGET_MET: "met",
    TARGET_NOT_MET: "not-met",
    NO_TARGET: "plain",
    PART_ONLY: "plain",
    CANNOT_BE_SAID: "plain",
}
_LEVELS = {
    "RED": "red",
    "AMBER": "amber",
    "GREEN": "green",
    "BLUE": "blue",
    "GREY": "plain",
    "STILL_ISSUES": "red",
    "LIMITED": "amber",
    "PARTIALLY": "amber",
    "FULLY": "green",
    "CONTINUES": "blue",
}
_DOUBTS = {
    "date": "about dates",
    "pairing": "about what belongs to what",
    "text": "about text with no clear place",
    "column": "about columns that were not read",
    "ghost": "about rows read twice",
    "torn": "about torn text",
    "merged": "about rows run together",
    "shared": "about cells that hold two things",
    "target": "about targets",
    "empty": "about what was not found",
}


def rating_shares(plan: Plan) -> tuple[Share, ...]:
    """How many actions the plan puts at each of its levels, in its own words, and at none."""
    if not plan.actions:
        return ()
    counts = Counter(_level(action.rating) for action in plan.actions)
    printed = Counter((_level(a.rating), a.rating.text) for a in plan.actions if a.rating.text)
    order = [key.level or key.text for key in plan.rating_key] + list(_LEVELS)
    unrated = counts.pop(None, 0)
    levels = sorted(
        (level for level in counts if level is not None),
        key=lambda level: (order.index(level) if level in order else len(order), level),
    )
    names = [
        max((n, text) for (of, text), n in printed.items() if of == level)[1]
        if any(of == level for of, _ in printed)
        else level.replace("_", " ").capitalize()
        for level in levels
    ]
    tones = [_LEVELS.get(level, "plain") for level in levels]
    shares = _shares(
        [*names, NO_RATING], [*(counts[level] for level in levels), unrated], [*tones, "plain"]
    )
    meanings = {key.level or key.text: key.meaning for key in plan.rating_key}
    said = [meanings.get(level, "") for level in levels]
    return tuple(
        replace(share, meaning=meaning) for share, meaning in zip(shares, [*said, ""], strict=True)
    )


def result_shares(measures: Sequence[MeasurePart]) -> tuple[Share, ...]:
    """How many computed measures met their target, did not, or cannot be judged; a 0 is said."""
    if not measures:
        return ()
    counts = Counter(measure.result for measure in measures)
    return _shares(list(_RESULTS), [counts[name] for name in _RESULTS], list(_RESULTS.values()))


def doubt_parts(plan: Plan) -> tuple[DoubtPart, ...]:
    """Every doubt of the plan, its actions and its measures, by kind; the most frequent first."""
    by_kind: dict[str, list[tuple[str, Doubt]]] = {}
    for about, doubt in _doubts(plan):
        by_kind.setdefault(doubt.kind, []).append((about, doubt))
    ordered = sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        DoubtPart(
            f"doubts-{number}",
            _DOUBTS.get(kind, "about " + kind.replace("_", " ")),
            tuple((about + doubt.message, place_in_words(doubt.place)) for about, doubt in doubts),
        )
        for number, (kind, doubts) in enumerate(ordered, start=1)
    )


def place_in_words(place: Place) -> str:
    """A place as a reader would look for it: "page 3, table 2, row 5"."""
    parts = {
        "page": place.page,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "paragraph": place.paragraph,
        "line": place.line,
    }
    return ", ".join(f"{name} {number}" for name, number in parts.items() if number is not None)


def _doubts(plan: Plan) -> Iterable[tuple[str, Doubt]]:
    """Every doubt with what it is about, once: an action by its number, a measure by its own."""
    yield from (("", doubt) for doubt in plan.doubts)
    for action in plan.actions:
        about = f"Action {action.ref}: " if action.ref else ""
        yield from ((about, doubt) for doubt in action.doubts)
    for measure in plan.measures:
        about = f"Measure {measure.ref}: " if measure.ref else ""
        yield from ((about, doubt) for doubt in measure.doubts)


def _level(rating: Rating) -> str | None:
    return rating.level or rating.text


def _shares(names: Sequence[str], counts: Sequence[int], tones: Sequence[str]) -> tuple[Share, ...]:
    percentages = whole_percentages(counts)
    return tuple(Share(*line) for line in zip(names, counts, percentages, tones, strict=True))
