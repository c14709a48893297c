"""A series as a line the height of a row of text, to stand in a table."""

from collections.abc import Iterator

from lineofsight.charts.describing import describe
from lineofsight.charts.runs import runs
from lineofsight.charts.series import ProcessSeries
from lineofsight.charts.svg import INK, QUIET, TARGET, coord, image, mark, stroke

WIDTH, HEIGHT, MARGIN = 120, 32, 7
_LEAST_SPAN = {"percent": 10.0, "number": 4.0}


def sparkline(series: ProcessSeries) -> str:
    """The figures as a line with its gaps, the target dashed, and the last figure marked.

    It has no words: what it shows is in its title and description, and in the row it stands in.
    The mark is a circle, or by its shape tells special cause as in a process chart.
    """
    return image(series.id, series.title, describe(series), WIDTH, HEIGHT, _body(series))


def _body(series: ProcessSeries) -> Iterator[str]:
    values = [point.value for point in series.points]
    targets = [point.target for point in series.points]
    shown = [value for value in (*values, *targets) if value is not None]
    if all(value is None for value in values):
        yield stroke(f"M{MARGIN} {HEIGHT // 2}H{WIDTH - MARGIN}", QUIET, 1, "2 4")
        return
    # A change of no weight does not fill the height.
    middle = (min(shown) + max(shown)) / 2
    span = max(max(shown) - min(shown), _LEAST_SPAN[series.unit])
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)

    def x(position: float) -> str:
        return coord(MARGIN + position * step)

    def y(value: float) -> str:
        return coord(HEIGHT / 2 - (value - middle) / span * (HEIGHT - 2 * MARGIN))

    for run in runs(targets):
        first, last = run[0][0], run[-1][0]
        path = f"M{x(first)} {y(run[0][1])}"
        path += "".join(f"H{x(at)}V{y(target)}" for at, target in run[1:])
        yield stroke(f"{path}H{x(last)}", TARGET, 1.5, "5 3")
    for line in runs(values):
        if len(line) > 1:
            yield stroke("M" + "L".join(f"{x(at)} {y(value)}" for at, value in line), INK, 1.5)
        else:
            yield mark("usual", float(x(line[0][0])), float(y(line[0][1])), 0.4)
    at, value = runs(values)[-1][-1]
    yield mark(series.points[at].kind, float(x(at)), float(y(value)), 0.8)
