"""docs/reference/comparators.md: what the Department publishes beside which indicator."""

from lineofsight.progress.comparators.definition import Comparator, Reads, comparators
from lineofsight.progress.comparators.marks import MARKS, MEANS
from lineofsight.progress.comparators.periods import KINDS


def comparators_page() -> str:
    """The page: the marks, then a part a comparator in the order of their indicators."""
    known = sorted(comparators().values(), key=lambda each: each.file.indicator)
    marks = [
        f"| {', '.join(f'`{mark}`' for mark, is_a in MARKS.items() if is_a == meaning and mark)} "
        f"| {words} |\n"
        for meaning, words in MEANS.items()
        if meaning != "blank"
    ]
    return "".join(
        [
            "\nFigures of England, regions and other councils that stand beside ours, from the "
            'CSV files of the Department\'s "explore education statistics". How to use them: '
            "[compare with England](../how-to/compare-with-england.md).\n"
            "\n## Marks\n\nA cell holds a number or one of these. An empty cell was left empty. "
            "None of them is read as 0.\n\n| mark | the figure |\n|---|---|\n",
            *marks,
            "\n## Beside each indicator\n",
            *map(_part, known),
        ]
    )


def _part(each: Comparator) -> str:
    file = each.file
    at = " (how things stood at its end)" if file.period.at_end else ""
    lines = [
        f"\n### {file.title}\n",
        f"- Beside [{file.indicator}](indicators/{file.indicator.partition(':')[0]}.md); "
        f"its name is `{each.id}`, its unit {file.unit}",
        f"- [{file.publication}]({file.source}), as it was read in the release of {file.release}; "
        f"usually out {file.months} months after its period's end",
        f"- Of {KINDS[file.period.kind]}{at}",
        *(f"- {_form(form)}" for form in file.reads),
        f"- {each.flag or 'Of the same definition, as far as is known.'}",
    ]
    return "\n".join(lines) + "\n"


def _form(form: Reads) -> str:
    figure = f"Column `{form.value}`"
    if form.value is None:
        parts = " + ".join(f"`{column}`" for column in form.part)
        figure = f"Columns {parts}, in a hundred of `{form.whole}`"
    where = " and ".join(f"`{column}` is “{value}”" for column, value in form.filters.items())
    return f"{figure}, where {where}" if where else figure
