"""What of casework waits for somebody, told on the first page: counts, and the way to the lists."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from lineofsight.errors import UnusableInput
from lineofsight.measuring.kept.reading import opened
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.lists import Lists
from lineofsight.web.casework.permissions import (
    can_see_casework,
    can_see_of,
    can_see_workers_rows,
    own,
)
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.ui.templatetags.ui import day


@dataclass(frozen=True)
class Due:
    """How much of somebody's casework is overdue and due soon, in a line, and where it is."""

    words: str
    address: str


def due_of(account: Account) -> list[Due]:
    """What is overdue or due soon of an account's own children and teams; no child is told.

    Nothing where results cannot be read: the lists themselves say so.
    """
    snapshot = snapshot_of() if can_see_casework(account) else None
    if snapshot is None or not can_see_of(account, snapshot):
        return []
    found: list[Due] = []
    with suppress(UnusableInput), opened(settings.PLACES.store) as results:
        if results is not None:
            found = list(_due_of(account, Lists(results, account)))
    return found


def _due_of(account: Account, lists: Lists) -> Iterator[Due]:
    seen = own(account)
    if seen.holds:
        rows = lists.of_worker(seen.worker).rows
        soon = sum(not each.late and lists.told.is_soon(each.due) for each in rows)
        late = sum(each.late for each in rows)
        yield from _told(lists, "My children", late, soon, reverse("casework:mine"))
    names = lists.team_names()
    for team in sorted(seen.teams):
        lines = lists.lines(team, can_see_workers_rows(account, team))
        own_lines = [each for each in lines if not each.variant]
        yield from _told(
            lists,
            names.get(team, team),
            sum(each.overdue for each in own_lines),
            sum(each.soon for each in own_lines),
            reverse("casework:team", args=[team]),
        )


def _told(lists: Lists, whose: str, late: int, soon: int, address: str) -> Iterator[Due]:
    counted = [f"{late:,} overdue"] if late else []
    counted += [f"{soon:,} due by {day(lists.told.soon)}"] if soon else []
    if counted:
        yield Due(f"{whose}: {', '.join(counted)}", address)
