"""The figures that a comparator takes from a published file, a figure a period and place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lineofsight.errors import UnusableInput
from lineofsight.progress.comparators.definition import Comparator, Reads
from lineofsight.progress.comparators.marks import Mark, cell_of
from lineofsight.progress.comparators.periods import KINDS, Span, span_of
from lineofsight.progress.comparators.published_file import Level, PublishedFile, Row


class NoSuchRows(UnusableInput):
    """The file has a comparator's columns, and no row with the values that it asks for."""


FigureState = Literal["value", "no_denominator"] | Mark


@dataclass(frozen=True, slots=True)
class Figure:
    """What was published of a place and period: a value, or the state that says why there is none.

    ``region`` is the code of the region it lies in; ``line`` is the row's line in the file.
    """

    span: Span
    level: Level
    codes: tuple[str, ...]
    name: str
    region: str
    value: float | None
    state: FigureState
    line: int


def form_for(comparator: Comparator, file: PublishedFile) -> Reads | None:
    """The newest form whose columns the file has; None where it has those of none."""
    fitting = [form for form in comparator.file.reads if set(form.columns) <= set(file.columns)]
    chosen = (form for form in fitting if any(_rows(form, file)))
    return next(chosen, fitting[0] if fitting else None)


def figures_of(comparator: Comparator, file: PublishedFile) -> tuple[Figure, ...]:
    """Every figure of the comparator in a file, the newest period first; none where it fits not.

    Raises :class:`UnusableInput`, with the file, line, value and remedy, where a row is of another
    kind of period, where two rows tell of one place and period, where a cell holds neither a number
    nor a known mark, and where a percentage is over 100; :class:`NoSuchRows` where no row has the
    values that are asked for.
    """
    form = form_for(comparator, file)
    if form is None:
        return ()
    rows = list(_rows(form, file))
    if not rows:
        raise _none_asked_for(comparator, form, file)
    found: list[Figure] = []
    lines: dict[tuple[Span, Level, str], int] = {}
    for row in rows:
        figure = _figure(comparator, form, file, row)
        for code in figure.codes:
            before = lines.setdefault((figure.span, figure.level, code), row.line)
            if before != row.line:
                raise UnusableInput(
                    f"{file.where(row)} is a second row for {figure.name} ({code}) "
                    f"{figure.span.words}; the first is line {before}. Another column tells them "
                    f"apart: name it in the filters of the comparator {comparator.id}."
                )
        found.append(figure)
    return tuple(sorted(found, key=lambda figure: figure.span, reverse=True))


def _rows(form: Reads, file: PublishedFile) -> Iterator[Row]:
    """The rows that have the value of every filter; capital and small letters are the same."""
    asked = [
        (file.columns.index(name), value.lower())
        for name, value in form.filters.items()
        if name in file.columns
    ]
    return (
        row for row in file.rows if all(row.cells[place].lower() == value for place, value in asked)
    )


def _none_asked_for(comparator: Comparator, form: Reads, file: PublishedFile) -> NoSuchRows:
    asked = ", ".join(f"{column} is {value!r}" for column, value in form.filters.items())
    has = {column: {file.text(row, column) for row in file.rows} for column in form.filters}
    lacking = [
        column
        for column, value in form.filters.items()
        if value.lower() not in map(str.lower, has[column])
    ]
    column = (lacking or list(form.filters))[0]
    others = ", ".join(repr(value[:60]) for value in sorted(has[column])[:6])
    return NoSuchRows(
        f"{file.name} has the columns of the comparator {comparator.id} and no row in which "
        f"{asked}; its {column} is {others}. If the Department words it otherwise now, write a "
        "comparator of your own that does."
    )


def _figure(comparator: Comparator, form: Reads, file: PublishedFile, row: Row) -> Figure:
    told = comparator.file.period
    span = span_of(row.time_period, row.time_identifier, told.kind, told.at_end)
    if span is None:
        raise UnusableInput(
            f"{file.where(row)} is of {row.time_identifier[:60]!r} {row.time_period}, and the "
            f"comparator {comparator.id} of {KINDS[told.kind]}: give the file that is so, or "
            "correct the comparator's period."
        )
    if form.value is not None:
        value, state = _cell(file, row, form.value)
    else:
        assert form.whole is not None
        value, state = _share(file, row, form.part, form.whole)
    if value is not None and comparator.file.unit == "percent" and value > 100:
        column = form.value or " + ".join(form.part) + f" of {form.whole}"
        raise UnusableInput(
            f"{file.where(row)} has {column} {value:.6g} for {row.name}: a percentage is 100 at "
            "most; download the file again, or correct the comparator's column."
        )
    return Figure(span, row.level, row.codes, row.name, row.region, value, state, row.line)


def _cell(file: PublishedFile, row: Row, column: str) -> tuple[float | None, FigureState]:
    cell = cell_of(file.text(row, column), f"{file.where(row)}, column {column},")
    return cell.number, cell.mark or "value"


def _share(
    file: PublishedFile, row: Row, part: Sequence[str], whole: str
) -> tuple[float | None, FigureState]:
    """The percentage that counts make; where one of them is a mark, that mark and no figure."""
    cells = [_cell(file, row, column) for column in (*part, whole)]
    for _, state in cells:
        if state != "value":
            return None, state
    *parts, of = (number for number, _ in cells if number is not None)
    if of == 0:
        return None, "no_denominator"
    return 100 * sum(parts) / of, "value"
