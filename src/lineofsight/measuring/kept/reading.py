"""Results as pages read them: figures of an indicator, its groups, what is due, and how old it is.

Only the files that :mod:`lineofsight.measuring.kept.making` has made are opened; nothing is
computed here but what stands between the lines: a group that counted nothing in a month has no row.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.indicators.definition import Polarity, Statistic
from lineofsight.measuring.grouping import NOT_SPLIT
from lineofsight.measuring.periods import Period
from lineofsight.measuring.results import FigureState
from lineofsight.tables.store.building import current_id
from lineofsight.tables.store.results import (
    FIGURES_FILE,
    PEOPLE_FILE,
    results_before,
    results_of,
)

OpenState = Literal["due", "overdue"]
# A page asks for a few hundred rows: more threads cost more than they bring.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "256MB",
    "temp_directory": "",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
}
_ATTEMPTS = 3


@dataclass(frozen=True)
class About:
    """Of what the results are: the snapshot, the judged day, the last day that the tables tell of.

    ``is_current`` is whether the store's current snapshot is the one they were made of.
    """

    snapshot: str
    as_at: date
    known_to: date
    definitions: str
    is_current: bool


@dataclass(frozen=True)
class Defined:
    """A definition as it was when the results were made; ``subject`` is child, worker or empty.

    ``counter_measures`` are the ids of what could get worse while this gets better.
    """

    id: str
    version: str
    title: str
    sentence: str
    unit: str
    statistic: Statistic
    subject: str
    has_clock: bool
    by_the_hour: bool
    polarity: Polarity
    of: str
    met: str
    measured: str
    counter_measures: tuple[str, ...]


@dataclass(frozen=True)
class KeptFigure:
    """One figure of an indicator, in a month and group; the fields are those of a ``Figure``.

    ``why`` says why it is not computable.
    """

    period: str
    category: str
    numerator: int | None
    denominator: int | None
    value: float | None
    state: FigureState
    open_overdue: int | None
    too_recent: int | None
    definition_version: str
    why: str | None = None


@dataclass(frozen=True)
class FirstReported:
    """A month's figure as it was first reported, from which snapshot and day."""

    period: str
    numerator: int | None
    denominator: int | None
    value: float | None
    state: FigureState
    definition_version: str
    snapshot: str
    as_at: date


@dataclass(frozen=True)
class Open:
    """One row of a due list; times of day are given only where something is due by the hour."""

    state: OpenState
    team: str | None
    worker: str | None
    subject: str | None
    record: str
    start: date | datetime | None
    due: date | datetime | None
    authority: str


@dataclass(frozen=True)
class KeptDoubt:
    """What in the rows of an indicator's last 12 months somebody should ask about."""

    kind: str
    rows: int
    of: int
    sentence: str


class Results:
    """The results that pages show; use :func:`opened`."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, folder: Path, current: str | None
    ) -> None:
        """Over the file of figures, and that of people beside it, opened once it is asked for."""
        self._connection = connection
        self._folder = folder
        self._totals: dict[str, list[KeptFigure]] = {}
        snapshot, as_at, known_to, definitions = self._rows("select * from about")[0]
        self.about = About(snapshot, as_at, known_to, definitions, snapshot == current)

    @cached_property
    def names_people(self) -> bool:
        """Whether due lists are there: they are deleted with their snapshot, or with a person."""
        place = str((self._folder / PEOPLE_FILE).resolve()).replace("'", "''")
        try:
            self._connection.execute(f"attach '{place}' as people (read_only)")
        except duckdb.IOException:
            return False
        return True

    def months(self) -> list[Period]:
        """The months that the results tell of, in order."""
        return [Period(*row) for row in self._rows("from months order by last_day")]

    def defined(self, indicator: str) -> Defined | None:
        """An indicator's definition as these results were made by it; None where it had none."""
        columns = ", ".join(("indicator", *list(Defined.__dataclass_fields__)[1:]))
        found = self._rows(f"select {columns} from definitions where indicator = ?", indicator)
        if not found:
            return None
        return replace(Defined(*found[0]), counter_measures=tuple(found[0][-1]))

    def series(
        self, indicator: str, dimension: str = NOT_SPLIT, category: str = NOT_SPLIT
    ) -> list[KeptFigure]:
        """An indicator's figures month by month, in total or of one group; every month has one."""
        totals = self._in_total(indicator)
        if dimension == NOT_SPLIT:
            return totals
        own = {
            each.period: each
            for each in self._figures(indicator, dimension)
            if each.category == category
        }
        return [
            own.get(total.period) or self._of_nothing(indicator, total, category)
            for total in totals
        ]

    def groups(self, indicator: str, dimension: str, period: str) -> list[KeptFigure]:
        """An indicator's figure in a month of each group that ever occurs, by the group's name.

        Empty where the indicator is not split by the dimension (:meth:`why_not_split`).
        """
        figures = self._figures(indicator, dimension)
        own = {each.category: each for each in figures if each.period == period}
        total = next((each for each in self._in_total(indicator) if each.period == period), None)
        if total is None:
            return []
        return [
            own.get(category) or self._of_nothing(indicator, total, category)
            for category in sorted({each.category for each in figures})
        ]

    def why_not_split(self, indicator: str) -> Mapping[str, str]:
        """By which dimensions an indicator is not split, and why."""
        return dict(
            self._rows("select dimension, why from not_split where indicator = ?", indicator)
        )

    def why_not(self, indicator: str) -> str | None:
        """Why there is no figure of an indicator in any month; None where there is one."""
        failed = self._rows("select why from failed where indicator = ?", indicator)
        if failed:
            return str(failed[0][0])
        totals = self._in_total(indicator)
        if not totals:
            return "these results were made before it was defined"
        if any(each.state != "not_computable" for each in totals):
            return None
        return totals[-1].why

    def team_names(self) -> Mapping[str, str]:
        """What the tables call each team, by its id."""
        return dict(self._rows("from teams"))

    def failed(self) -> Mapping[str, str]:
        """The definitions that could not be run, with what was said."""
        return dict(self._rows("from failed order by indicator"))

    def doubts(self, indicator: str) -> list[KeptDoubt]:
        """What is to be asked of an indicator's rows; empty where nobody looked for it."""
        return self._doubts.get(indicator, [])

    @cached_property
    def _doubts(self) -> Mapping[str, list[KeptDoubt]]:
        # Results of before doubts were kept have no such table, and outlive what made them.
        if not self._rows("select 1 from duckdb_tables() where table_name = 'doubts'"):
            return {}
        found: dict[str, list[KeptDoubt]] = {}
        for indicator, *row in self._rows("select indicator, kind, rows, of, sentence from doubts"):
            found.setdefault(indicator, []).append(KeptDoubt(*row))
        return found

    def first_reported(self, indicator: str) -> Mapping[str, FirstReported]:
        """Each month's figure of an indicator as it was first reported, by month."""
        columns = ", ".join(FirstReported.__dataclass_fields__)
        rows = self._rows(f"select {columns} from reported where indicator = ?", indicator)
        return {row[0]: FirstReported(*row) for row in rows}

    def open_rows(
        self,
        indicator: str,
        teams: Collection[str | None] | None = None,
        workers: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> list[Open]:
        """What was due and overdue at the judged day: overdue first, then by due date and record.

        Given ``teams`` or ``workers``, what either of them holds; ``without`` leaves out rows about
        these children.  Empty where people were taken out since (:attr:`names_people`).
        """
        return self.open_lists(teams, workers, without, only=indicator).get(indicator, [])

    def open_lists(
        self,
        teams: Collection[str | None] | None = None,
        workers: Collection[str] | None = None,
        without: Collection[str] = (),
        *,
        children: Collection[str] | None = None,
        only: str | None = None,
    ) -> dict[str, list[Open]]:
        """The due list of every indicator that has one, or of one ``only``, as :meth:`open_rows`.

        Given ``children``, also what is about any of them, whoever holds it.
        """
        if not self.names_people:
            return {}
        everybody = teams is None and workers is None and children is None
        named = [each for each in teams or () if each is not None]
        rows = self._rows(
            "select indicator, subject_is, by_the_hour, state, team, worker, subject, record, "
            "start, due, authority "
            "from people.due join (select indicator, subject as subject_is, by_the_hour "
            "from definitions) using (indicator) where (? is null or indicator = ?) and "
            "(? or list_contains(?::varchar[], team) or (? and team is null) "
            "or list_contains(?::varchar[], worker) "
            "or (subject_is = 'child' and list_contains(?::varchar[], subject))) "
            "order by state desc, due nulls last, record, authority",
            *(only, only, everybody, named, None in (teams or ())),
            *(list(workers or ()), list(children or ())),
        )
        found: dict[str, list[Open]] = {}
        for indicator, subject_is, by_the_hour, *told, begun, due_at, authority in rows:
            if not by_the_hour:
                begun, due_at = _day(begun), _day(due_at)
            each = Open(*(*told, begun, due_at, authority))
            if subject_is != "child" or each.subject not in without:
                found.setdefault(indicator, []).append(each)
        return found

    def with_clock(self) -> list[Defined]:
        """The definitions that say when a thing is due, by their ids."""
        columns = ", ".join(("indicator", *list(Defined.__dataclass_fields__)[1:]))
        rows = self._rows(f"select {columns} from definitions where has_clock order by indicator")
        return [Defined(*row) for row in rows]

    def why_none(self) -> Mapping[str, str]:
        """Of each indicator without a figure in any month, why that is so (:meth:`why_not`)."""
        of_figures = self._rows(
            "select indicator, arg_max(why, last_day) from figures join months using (period) "
            "where dimension = ? group by indicator having bool_and(state = 'not_computable')",
            NOT_SPLIT,
        )
        return {**dict(of_figures), **self.failed()}

    def by_worker(self, indicator: str, workers: Collection[str]) -> list[KeptFigure]:
        """An indicator's figures of some workers, by worker and month; of the last months alone."""
        if not self.names_people:
            return []
        found = self._figures(indicator, "worker", "people.figures")
        return [each for each in found if each.category in workers]

    def all_by_worker(self, worker: str) -> dict[str, list[KeptFigure]]:
        """Every indicator's figures of one worker by month, where it counted anything of theirs."""
        if not self.names_people:
            return {}
        columns = ", ".join(KeptFigure.__dataclass_fields__)
        rows = self._rows(
            f"select indicator, {columns} from people.figures where category = ? "
            "and dimension = 'worker' order by indicator, period",
            worker,
        )
        found: dict[str, list[KeptFigure]] = {}
        for indicator, *row in rows:
            found.setdefault(indicator, []).append(KeptFigure(*row))
        return found

    def _in_total(self, indicator: str) -> list[KeptFigure]:
        if indicator not in self._totals:
            self._totals[indicator] = self._figures(indicator, NOT_SPLIT)
        return self._totals[indicator]

    def _figures(self, indicator: str, dimension: str, table: str = "figures") -> list[KeptFigure]:
        columns = ", ".join(KeptFigure.__dataclass_fields__)
        rows = self._rows(
            f"select {columns} from {table} where indicator = ? and dimension = ? "
            "order by category, period",
            indicator,
            dimension,
        )
        return [KeptFigure(*row) for row in rows]

    def _of_nothing(self, indicator: str, total: KeptFigure, category: str) -> KeptFigure:
        """The figure of a group that counted nothing in the month of a total."""
        defined = self.defined(indicator)
        # Where the tables tell of the month, nothing counted is a true zero.
        is_zero = total.state == "value" and defined and defined.statistic in ("count", "sum")
        state: FigureState = "value" if is_zero else "no_denominator"
        return replace(
            total,
            category=category,
            numerator=_zero(total.numerator),
            denominator=_zero(total.denominator),
            value=0.0 if is_zero else None,
            state="not_computable" if total.state == "not_computable" else state,
            open_overdue=_zero(total.open_overdue),
            too_recent=_zero(total.too_recent),
        )

    def _rows(self, sql: str, *given: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, list(given)).fetchall()


@contextmanager
def opened(store: Path) -> Iterator[Results | None]:
    """The results of the current snapshot or, while these are being made, of the one before it.

    None where there are none yet.  Raises :class:`UnusableInput` where they cannot be read.
    """
    connection = folder = current = None
    for attempt in range(_ATTEMPTS):
        current = current_id(store)
        folder = _folder(store, current)
        if folder is None:
            break
        try:
            place = str((folder / FIGURES_FILE).resolve())
            connection = duckdb.connect(place, read_only=True, config=_SETTINGS)
            break
        except duckdb.Error as error:
            # Newer ones may have taken their place since the folder was looked up.
            if attempt == _ATTEMPTS - 1 or folder.is_dir():
                raise UnusableInput(
                    f"The results of the snapshot {current} cannot be read "
                    f"({type(error).__name__}): make them again with `lineofsight tables results`."
                ) from None
    if connection is None:
        yield None
        return
    assert folder is not None
    with connection:
        yield Results(connection, folder, current)


def which_are_shown(store: Path) -> tuple[str, str, int] | None:
    """The current snapshot and which results :func:`opened` gives: what is read of them stays.

    Results made anew stand in another folder; in a store that was put back from a copy they stand
    in the same one, since another moment.
    """
    current = current_id(store)
    folder = _folder(store, current)
    if current is None or folder is None:
        return None
    try:
        return current, str(folder), folder.stat().st_mtime_ns
    except FileNotFoundError:
        # They were made anew between the two looks.
        return which_are_shown(store)


def _folder(store: Path, current: str | None) -> Path | None:
    if current is None:
        return None
    return results_of(store, current) or results_before(store, current)


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _zero(count: int | None) -> int | None:
    return None if count is None else 0
