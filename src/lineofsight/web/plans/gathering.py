"""Fetching all parts of a plan at once, and keeping them until anything is written.

A plan is read hundreds of times for each time that it is written.  What was fetched is kept in the
process under the hash of the chain's head, so that any event, of whatever plan, makes it stale.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from lineofsight.web.events.models import Head, Kept
from lineofsight.web.events.past import all_as_they_stood

# How many plans, or plans on days past, a process keeps.
KEPT = 24


@dataclass
class Rows:
    """Records by their model: those that stand, in order, and those taken out, by id.

    They are shared between pages and never written.
    """

    standing: dict[type[Kept], list[Any]] = field(default_factory=dict)
    withdrawn: dict[type[Kept], dict[int, Any]] = field(default_factory=dict)

    def take(self, model: type[Kept], records: Iterable[Kept]) -> None:
        """Put the records of one model in their place and order."""
        kept: list[Kept] = []
        self.withdrawn[model] = {}
        for each in records:
            if getattr(each, "gone_in", None) is None:
                kept.append(each)
            else:
                self.withdrawn[model][each.pk] = each
        kept.sort(key=lambda each: (getattr(each, "position", 0), each.pk))
        self.standing[model] = kept


def gathered(models: tuple[type[Kept], ...], plan: int, past: datetime | None, head: str) -> Rows:
    """Every record of ``models`` in the plan, as it is or as it stood at ``past``.

    ``head`` is that of :func:`head_now`: what was gathered since it changed is kept.
    """
    return _gathered(models, plan, past, head)


def head_now() -> str:
    """The hash of the chain's head: while it stays, nothing was written."""
    return Head.objects.filter(pk=1).values_list("hash", flat=True).first() or ""


@lru_cache(maxsize=KEPT)
def _gathered(models: tuple[type[Kept], ...], plan: int, past: datetime | None, head: str) -> Rows:
    rows = Rows()
    for model, records in all_as_they_stood(models, plan, past).items():
        rows.take(model, records)
    return rows
