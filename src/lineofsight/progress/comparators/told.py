"""Published files and comparisons for people and programs: sentences, and what JSON is made of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineofsight.progress.comparators.comparing import Comparison, State
from lineofsight.progress.comparators.definition import Comparator
from lineofsight.progress.comparators.figures import Figure, NoSuchRows, figures_of
from lineofsight.progress.comparators.marks import MEANS
from lineofsight.progress.comparators.periods import Span
from lineofsight.progress.comparators.published_file import PublishedFile


@dataclass(frozen=True)
class Holding:
    """What a file holds for a comparator: its figures, the newest period first."""

    comparator: Comparator
    figures: tuple[Figure, ...]

    @property
    def states(self) -> Mapping[str, int]:
        """How many figures there are of each state; ``value`` is a number."""
        return Counter(figure.state for figure in self.figures)


def holdings(file: PublishedFile, known: Iterable[Comparator]) -> tuple[list[Holding], list[str]]:
    """What a file holds for each comparator that it fits, and a sentence for each whose words for
    its rows are not the file's.

    Raises :class:`UnusableInput` for what no published figure can be.
    """
    held, unmatched = [], []
    for each in known:
        try:
            found = Holding(each, figures_of(each, file))
        except NoSuchRows as error:
            unmatched.append(str(error))
            continue
        if found.figures:
            held.append(found)
    return held, unmatched


def file_json(
    file: PublishedFile, held: Iterable[Holding], unmatched: Iterable[str]
) -> dict[str, object]:
    """A file that was read, what it holds, and what in it nobody could match."""
    return {
        "file": file.name,
        "sha256": file.digest,
        "rows": len(file.rows),
        "rows_elsewhere": file.elsewhere,
        "columns": list(file.columns),
        "comparators": [
            {
                "id": each.comparator.id,
                "indicator": each.comparator.file.indicator,
                "newest": _span(each.figures[0].span),
                "oldest": _span(each.figures[-1].span),
                "figures": dict(each.states),
            }
            for each in held
        ],
        "unmatched": list(unmatched),
    }


def comparison_json(found: Comparison) -> dict[str, object]:
    """A comparison as one object."""
    return {
        "comparator": found.comparator,
        "title": found.title,
        "who": found.who,
        "name": found.name,
        "period": _span(found.span),
        "value": found.value,
        "unit": found.unit,
        "state": found.state,
        "have": found.have,
        "of": found.of,
        "source": {
            "publication": found.publication,
            "address": found.source,
            "file": found.file,
            "sha256": found.digest,
            "lines": list(found.lines),
            "published": found.published,
            "published_day_known": found.day_known,
            "newer_usually_out": found.newer,
        },
        "basis": found.basis,
        "same_basis": found.same_basis,
        "flag": found.flag,
    }


def value_words(found: Comparison) -> str:
    """The figure, or why there is none."""
    if found.value is None:
        return _none(found.state)
    text = f"{found.value:.1f}".removesuffix(".0")
    return f"{text}%" if found.unit == "percent" else text


def name_words(found: Comparison) -> str:
    """Whose figure it is; of neighbours also how many have one."""
    if found.who != "neighbours":
        return found.name
    return f"{found.name}, of whom {found.have} have a figure"


def source_words(found: Comparison) -> str:
    """In which statistics and file the figures stand, and when they came out."""
    day = "published on" if found.day_known else "usually out by"
    return f"Source: {found.publication}, {found.source}; {found.file}, {day} {found.published}."


def newer_words(found: Comparison) -> str | None:
    """That a newer release is to be looked for; None where there is none yet."""
    if found.newer is None:
        return None
    return f"A newer release is usually out by {found.newer}: look for it."


def _none(state: State) -> str:
    if state == "no_denominator":
        return "none: no cases"
    if state == "too_few":
        return "none: too few of them have a figure"
    if state == "not_published":
        return "none: not in the file"
    assert state != "value"
    return f"none: {MEANS[state]}"


def _span(span: Span) -> dict[str, object]:
    return {"from": span.first_day, "to": span.last_day, "at_end": span.at_end}
