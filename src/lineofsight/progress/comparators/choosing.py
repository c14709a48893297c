"""Which release counts on a day: the newest that was out, and no older one in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.errors import UnusableInput
from lineofsight.progress.comparators.definition import Comparator
from lineofsight.progress.comparators.figures import Figure, NoSuchRows, figures_of
from lineofsight.progress.comparators.periods import Span, months_of, span_of
from lineofsight.progress.comparators.published_file import PublishedFile
from lineofsight.progress.comparators.releases import Release, usual_day


class NotOutYet(UnusableInput):
    """There are files of a comparator, and none had come out by the day."""


@dataclass(frozen=True)
class Chosen:
    """The release that counts on a day: its file, and its figures of the newest period.

    ``published`` is the day it came out, ``day_known`` whether the folder says it or it is only
    usual.  ``newer`` is the day by which the next release is usually out, where that has passed:
    somebody should look for it.
    """

    file: PublishedFile
    figures: Sequence[Figure]
    published: date
    day_known: bool
    newer: date | None = None

    @property
    def span(self) -> Span:
        """The newest period."""
        return self.figures[0].span


def choose(comparator: Comparator, releases: Sequence[Release], as_at: date) -> Chosen | None:
    """The newest release by the end of a day; None where no file is of this comparator.

    Raises :class:`NotOutYet` where none was out by then, and :class:`UnusableInput` where two files
    are of one release, or where the newest words its rows otherwise than the comparator: an old
    figure would stand in place of the newest.
    """
    found: list[Chosen] = []
    worded: list[tuple[date, NoSuchRows]] = []
    for release in releases:
        try:
            figures = figures_of(comparator, release.file)
        except NoSuchRows as refused:
            last_day = _newest_day(comparator, release.file)
            worded.append((_day_out(comparator, release, last_day), refused))
            continue
        if figures:
            newest = [each for each in figures if each.span == figures[0].span]
            day = _day_out(comparator, release, newest[0].span.last_day)
            found.append(Chosen(release.file, newest, day, release.published is not None))
    out = [each for each in found if each.published <= as_at]
    latest = max((each.published for each in out), default=date.min)
    for day, sentence in worded:
        if not found or latest <= day <= as_at:
            raise sentence
    if found and not out:
        raise _none_out(found, as_at)
    last = [each for each in out if each.published == latest]
    if len(last) > 1:
        raise UnusableInput(
            f"{last[0].file.name} and {last[1].file.name} are both of the release of {latest} for "
            f"{comparator.id}: keep one, or say in releases.toml when each came out."
        )
    return _with_newer(comparator, last[0], as_at) if last else None


def _with_newer(comparator: Comparator, chosen: Chosen, as_at: date) -> Chosen:
    """The chosen release, with the day by which the next one is usually out, if that has passed."""
    months = months_of(comparator.file.period.kind) + comparator.file.months
    day = usual_day(chosen.span.last_day, months)
    newer = day if day <= as_at else None
    return Chosen(chosen.file, chosen.figures, chosen.published, chosen.day_known, newer)


def _none_out(found: Sequence[Chosen], as_at: date) -> NotOutYet:
    first = min(found, key=lambda each: each.published)
    how = "came out" if first.day_known else "usually comes out by"
    return NotOutYet(
        f"By {as_at} none of the files was out: {first.file.name} {how} {first.published}. "
        "Download the release before it, or say in releases.toml when it came out."
    )


def _day_out(comparator: Comparator, release: Release, last_day: date) -> date:
    """The day a release came out: as the folder says it, or the usual one after a period's end."""
    return release.published or usual_day(last_day, comparator.file.months)


def _newest_day(comparator: Comparator, file: PublishedFile) -> date:
    """The last day of which a file tells; that of its year where its periods are of other kinds."""
    row = max(file.rows, key=lambda row: row.time_period)
    told = comparator.file.period
    span = span_of(row.time_period, row.time_identifier, told.kind, told.at_end)
    return span.last_day if span else date(int(row.time_period[:4]), 12, 31)
