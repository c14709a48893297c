"""Due lists as people work from them: what is overdue and what is due next, of a team or a worker.

What a list tells is judged at the end of the day of the results, and recorded late as often as not:
so a row that is past its day is "overdue or not yet recorded".
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.utils import timezone

from lineofsight.measuring.kept.reading import Defined, Open, Results, opened
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.keys import Child, key_of
from lineofsight.web.casework.rows import (
    SOON,
    Counted,
    Held,
    Line,
    Row,
    Told,
    day_of,
    is_variant,
)
from lineofsight.web.data.child_rows import hidden_from
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.data.quality import NO_TEAM, NO_TEAM_IN_WORDS
from lineofsight.web.data.telling import age


class Lists:
    """The due lists of the results that pages show, as one account may see them."""

    def __init__(self, results: Results, account: Account) -> None:
        self._results = results
        about = results.about
        snapshot = snapshot_of(about.snapshot) or snapshot_of()
        # Without its snapshot the file that names people is gone too, and there are no rows.
        self._hidden = hidden_from(account, snapshot) if snapshot else frozenset[str]()
        self._as_at = about.as_at
        today = timezone.localdate()
        self.told = Told(
            snapshot=about.snapshot,
            to=about.known_to,
            as_at=about.as_at,
            age=age(about.known_to, today),
            old=(today - about.known_to).days > settings.OLD_AFTER_DAYS,
            current=about.is_current,
            soon=about.as_at + SOON,
        )
        self.names_people = results.names_people
        self._defined = results.with_clock()
        self._why = results.why_none()

    def team_names(self) -> dict[str, str]:
        """What each team is called, by its id."""
        return {**self._results.team_names(), NO_TEAM: NO_TEAM_IN_WORDS}

    def lines(self, team: str, workers_too: bool) -> list[Line]:
        """What is open of a team by indicator, the most overdue first; lists of nothing last.

        Restricted children count: somebody has to know that something of theirs is overdue.
        """
        lists = self._results.open_lists([_team(team)])
        lines = [
            self._line(each, lists.get(each.id, []))
            for each in self._defined
            if each.id not in self._why and (workers_too or each.subject != "worker")
        ]
        return sorted(lines, key=lambda each: (-each.overdue, -each.soon, each.list.title))

    def untold(self) -> list[tuple[Defined, str]]:
        """The lists that the tables cannot make, each with the reason."""
        return [(each, self._why[each.id]) for each in self._defined if each.id in self._why]

    def defined(self, indicator: str) -> Defined | None:
        """The definition of a list; None where there is no such list."""
        found = self._results.defined(indicator)
        return found if found and found.has_clock else None

    def of_team(self, defined: Defined, team: str) -> Held:
        """The rows of one list that a team holds: overdue first, then by due date."""
        found = self._results.open_rows(defined.id, [_team(team)])
        shown = [self._row(defined, each) for each in found if not self._hides(defined, each)]
        return Held(shown, len(found) - len(shown))

    def of_worker(self, worker: str) -> Held:
        """What is open of a worker, and of the children whom they hold, in the order of days."""
        return self._in_order(self._results.open_lists(workers=[worker]))

    def of_children(self, children: Collection[Child]) -> Held:
        """What is open of some children, in the order of days; nothing that is about workers."""
        lists = self._results.open_lists(children={child for _, child in children})
        return self._in_order(
            {
                indicator: [each for each in rows if (each.authority, each.subject) in children]
                for indicator, rows in lists.items()
            }
        )

    def joined(self, indicators: Iterable[str], teams: Collection[str] | None) -> Held:
        """The rows of several lists that some teams hold, or everybody, in the order of days."""
        return self._in_order(
            {each: self._open(each, teams) for each in indicators}, variants_too=True
        )

    def counted(self, indicators: Iterable[str], teams: Collection[str] | None) -> Counted:
        """How much of several lists is open of some teams, or of everybody.

        Restricted children count, as in :meth:`lines`.
        """
        return self._counted([row for each in indicators for row in self._open(each, teams)])

    def title(self, indicator: str) -> str:
        """What a list is called; its id where the results know none of this id."""
        defined = self.defined(indicator)
        return defined.title if defined else indicator

    def why_untold(self, indicator: str) -> str | None:
        """Why the tables cannot make a list; None where they can."""
        if self.defined(indicator) is None:
            return "these results were made before it was defined"
        return self._why.get(indicator)

    def why_of_no_team(self, indicator: str) -> str | None:
        """Why no row of a list names the team that holds it; None where rows do."""
        return self._results.why_not_split(indicator).get("team")

    def _open(self, indicator: str, teams: Collection[str] | None) -> list[Open]:
        if self.defined(indicator) is None:
            return []
        asked = None if teams is None else [_team(each) for each in teams]
        return self._results.open_rows(indicator, asked)

    def _hides(self, defined: Defined, each: Open) -> bool:
        """Whether a row names a child who is not shown: as its child, or in its record's id."""
        if defined.subject != "child":
            return False
        return not {each.subject or "", *each.record.split("/")}.isdisjoint(self._hidden)

    def _in_order(self, lists: Mapping[str, Iterable[Open]], *, variants_too: bool = False) -> Held:
        """Rows of several lists by the day that they are due; each thing once, not each variant."""
        known = {each.id: each for each in self._defined}
        found = [
            (known[indicator], each)
            for indicator, own in lists.items()
            for each in own
            if variants_too or not is_variant(known[indicator])
        ]
        rows = [self._row(*each) for each in found if not self._hides(*each)]
        rows.sort(key=lambda each: (not each.late, day_of(each.due) or date.max, each.list.title))
        return Held(rows, len(found) - len(rows))

    def _line(self, defined: Defined, rows: Iterable[Open]) -> Line:
        counted = self._counted(rows)
        return Line(counted.overdue, counted.soon, counted.later, defined)

    def _counted(self, rows: Iterable[Open]) -> Counted:
        overdue = soon = later = 0
        for each in rows:
            if each.state == "overdue":
                overdue += 1
            elif self.told.is_soon(each.due):
                soon += 1
            else:
                later += 1
        return Counted(overdue, soon, later)

    def _row(self, defined: Defined, each: Open) -> Row:
        late, due = each.state == "overdue", day_of(each.due)
        of_child = defined.subject == "child" and each.subject
        return Row(
            list=defined,
            key=key_of((each.authority, each.subject or "")) if of_child else "",
            about=each.subject or "",
            authority=each.authority,
            record=each.record,
            worker=each.worker or "",
            team=each.team or "",
            since=each.start,
            due=each.due,
            late=late,
            days_late=(self._as_at - due).days if late and due else None,
        )


@contextmanager
def lists_of(account: Account) -> Iterator[Lists | None]:
    """The due lists that ``account`` may see; None where no results are made yet."""
    with opened(settings.PLACES.store) as results:
        yield None if results is None else Lists(results, account)


def _team(name: str) -> str | None:
    return None if name == NO_TEAM else name
