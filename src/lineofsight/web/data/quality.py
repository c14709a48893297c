"""How good the tables are, by team: what somebody may see of it and asked for, in words.

What was found is told in counts.  Teams stand in the order of their names, and nobody is ranked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

from lineofsight.tables.checking.behind import team_names
from lineofsight.tables.checking.definition import FAULTS, said_of
from lineofsight.tables.checking.grading import Failing, TableQuality, TeamQuality, quality
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.ui.choices import offer

# How "no team" stands in an address, and in a list to choose from.
NO_TEAM = "(none)"
NO_TEAM_IN_WORDS = "No team"
FIT = {
    "timeliness": "Counting and timeliness",
    "counting": "Counting alone",
    "neither": "Neither",
}
GRAVE = {"error": "Error", "warning": "Warning", "note": "Note"}
_GRAVEST_FIRST = tuple(GRAVE)
SHOWN_APART = ("missing", "late", "wrong place")


@dataclass(frozen=True)
class TeamLine:
    """How many rows a team has in the tables asked for, and how often each fault was found."""

    team: str
    name: str
    rows: int
    faults: Mapping[str, int]

    @property
    def apart(self) -> list[tuple[str, int]]:
        """The faults that are told apart, and all others together."""
        told = [(fault, self.faults[fault]) for fault in SHOWN_APART]
        return [*told, ("other", sum(self.faults.values()) - sum(count for _, count in told))]


@dataclass(frozen=True)
class FoundLine:
    """One check that found rows in a table: what it is, why it matters, and what to do."""

    table: str
    table_title: str
    check: str
    field: str
    title: str
    why: str
    remedy: str
    fault: str
    severity: str
    rows: int

    def query(self, team: str) -> str:
        """The address of its rows, after the question mark."""
        which = {"table": self.table, "check": self.check, "field": self.field, "team": team}
        return urlencode({name: value for name, value in which.items() if value})

    @property
    def grave(self) -> str:
        """How grave it is, in a word."""
        return GRAVE[self.severity]


@dataclass(frozen=True)
class FitLine:
    """What one table is fit for, and what keeps it from better."""

    title: str
    table: str
    rows: int
    fit: str
    reasons: tuple[str, ...]
    unjudged: int


class Asked(forms.Form):
    """Which team, table and fault are asked for; faulty fields ask nothing."""

    team = forms.ChoiceField(label="Team", required=False)
    table = forms.ChoiceField(label="Table", required=False)
    fault = forms.ChoiceField(label="What is wrong", required=False)

    def __init__(self, data: QueryDict, teams: Mapping[str, str], tables: Iterable[str]) -> None:
        super().__init__(data)
        offered: dict[str, list[tuple[str, str]]] = {
            "team": list(teams.items()),
            "table": sorted(
                ((name, table_definitions()[name].title) for name in tables),
                key=lambda each: each[1].casefold(),
            ),
            "fault": [(fault, f"{fault.capitalize()}: {means}") for fault, means in FAULTS.items()],
        }
        for name, choices in offered.items():
            field = offer(self, name, [("", "All"), *choices])
            field.error_messages["invalid_choice"] = (
                "“%(value)s” is none that you see here: choose one of the list."
            )

    def value(self, name: str) -> str:
        """What is asked of a field; empty where nothing is."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class Quality:
    """How good a snapshot's tables are, of the teams that somebody sees and what they ask for.

    ``teams`` are the teams seen by their ids, None for every team and for rows of no team.
    """

    def __init__(self, snapshot: Snapshot, teams: frozenset[str] | None, asked: QueryDict) -> None:
        self._all = [each for each in quality(snapshot) if each.rows]
        names = team_names(snapshot)
        held = {team.team for table in self._all for team in table.teams}
        seen = held if teams is None else set(teams)
        self.names = dict(
            sorted(
                ((team, names.get(team, team)) for team in seen if team is not None),
                key=lambda each: each[1].casefold(),
            )
        )
        if None in seen:
            self.names[NO_TEAM] = NO_TEAM_IN_WORDS
        self.empty = len(snapshot.tables) - len(self._all)
        self._teams = teams
        tables = [each.table for each in self._all if any(self._seen(each))]
        self.asked = Asked(asked, self.names, tables)

    def _seen(self, table: TableQuality) -> Iterator[TeamQuality]:
        """What a table holds of the teams seen."""
        return (each for each in table.teams if _key(each.team) in self.names)

    @property
    def tables(self) -> list[TableQuality]:
        """The tables asked for that hold a row of a team seen."""
        one = self.asked.value("table")
        return [each for each in self._all if any(self._seen(each)) and one in ("", each.table)]

    def team_lines(self) -> list[TeamLine]:
        """Each team asked for, in the order of names, over the tables asked for."""
        one = self.asked.value("team")
        rows, faults = Counter[str](), {team: Counter[str]() for team in self.names}
        for table in self.tables:
            for each in self._seen(table):
                rows[_key(each.team)] += each.rows
                faults[_key(each.team)].update(each.faults)
        return [
            TeamLine(team, name, rows[team], faults[team])
            for team, name in self.names.items()
            if one in ("", team)
        ]

    def found(self) -> list[FoundLine]:
        """What was found in the rows of the teams asked for, the gravest first."""
        fault = self.asked.value("fault")
        lines = []
        for table in self.tables:
            counts = Counter[tuple[str, str]]()
            kinds = {}
            for each in self._failing(table):
                if fault in ("", each.fault):
                    counts[each.check, each.field] += each.rows
                    kinds[each.check, each.field] = each
            lines += [_line(table.table, kinds[which], rows) for which, rows in counts.items()]
        return sorted(
            lines,
            key=lambda each: (
                _GRAVEST_FIRST.index(each.severity),
                each.table_title.casefold(),
                each.title,
                each.field,
            ),
        )

    def counts(self) -> Iterator[tuple[str, str, FoundLine]]:
        """Every count by team: the team's id and name, and what was found how often."""
        fault, one = self.asked.value("fault"), self.asked.value("team")
        for table in self.tables:
            for team in self._seen(table):
                key = _key(team.team)
                for each in team.failing if one in ("", key) else ():
                    if fault in ("", each.fault):
                        yield team.team or "", self.names[key], _line(table.table, each, each.rows)

    def fit(self) -> list[FitLine]:
        """What each table asked for is fit for, the least fit first."""
        order = tuple(reversed(FIT))
        return [
            FitLine(
                table_definitions()[each.table].title,
                each.table,
                each.rows,
                FIT[each.grade],
                each.reasons,
                len(each.unjudged),
            )
            for each in sorted(self.tables, key=lambda each: order.index(each.grade))
        ]

    def teams_asked(self) -> Sequence[str | None] | None:
        """The teams whose rows are asked for: one, all that are seen, or None for every team."""
        return teams_named(self.asked.value("team"), self._teams)

    def _failing(self, table: TableQuality) -> Iterator[Failing]:
        """What fails in the rows of each team asked for."""
        one = self.asked.value("team")
        for team in self._seen(table):
            if one in ("", _key(team.team)):
                yield from team.failing


def teams_named(asked: str, seen: frozenset[str] | None) -> Sequence[str | None] | None:
    """The teams that an address asks for: one, all that are seen, or None for every team."""
    if asked:
        return [None if asked == NO_TEAM else asked]
    return None if seen is None else sorted(seen)


def _key(team: str | None) -> str:
    return NO_TEAM if team is None else team


def _line(table: str, failing: Failing, rows: int) -> FoundLine:
    said = said_of(failing.check)
    return FoundLine(
        table=table,
        table_title=table_definitions()[table].title,
        check=failing.check,
        field=failing.field,
        title=said.title,
        why=said.why,
        remedy=said.remedy,
        fault=failing.fault,
        severity=failing.severity,
        rows=rows,
    )
