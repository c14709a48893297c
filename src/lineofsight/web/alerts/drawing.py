"""Drawing alerts from a load: what opens, what no longer stands, and what passed to others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lineofsight.measuring.early.life import opens, passed_on
from lineofsight.measuring.early.standing import Standing, what_stands
from lineofsight.measuring.kept.reading import About, opened
from lineofsight.web.alerts.models import Alert, Drawing
from lineofsight.web.casework.keys import key_of
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.data.results import indicators


@dataclass(frozen=True)
class Drawn:
    """A load as alerts see it: what stands by the key of the thing, and the kinds it cannot tell.

    ``before`` is the last load that alerts were drawn from.
    """

    about: About
    standing: dict[str, Standing]
    untold: frozenset[str]
    before: Drawing | None

    @property
    def is_new(self) -> bool:
        """Whether no alerts were drawn from this load yet."""
        return self.before is None or self.before.snapshot != self.about.snapshot


def drawn() -> Drawn | None:
    """What the current load tells; None where there is none, or its figures are not made yet."""
    with opened(settings.PLACES.store) as results:
        if results is None or not results.about.is_current or not results.names_people:
            return None
        snapshot = snapshot_of(results.about.snapshot)
        if snapshot is None:
            return None
        told = what_stands(results, snapshot, indicators())
        return Drawn(
            results.about,
            {thing_of(each): each for each in told.standing},
            frozenset(told.untold),
            Drawing.objects.last(),
        )


def thing_of(each: Standing) -> str:
    """The key of what an alert is about: the same while the same thing is due on the same day."""
    due = each.due.isoformat() if each.due else ""
    return key_of((each.authority, f"{each.kind}\0{each.record}\0{each.child}\0{due}"))


def to_open(told: Drawn, held: Iterable[Alert], drawing: Drawing, day: date) -> list[Alert]:
    """The alerts that a load is the first to tell."""
    known = {each.about for each in held}
    before = told.before.as_at if told.before else None
    return [
        Alert(
            kind=each.kind,
            child=key_of((each.authority, each.child)),
            about=about,
            due_on=each.due,
            team=each.team,
            worker=each.worker,
            opened_in=drawing,
            opened_on=day,
        )
        for about, each in told.standing.items()
        if about not in known and opens(each.due, told.about.as_at, before)
    ]


def changed(told: Drawn, held: Iterable[Alert], drawing: Drawing, day: date) -> Iterator[Alert]:
    """The alerts that a load leaves otherwise than they were, each as it leaves them."""
    for alert in held:
        each = told.standing.get(alert.about)
        gone = alert.gone_on is not None
        if each is None:
            # What a load cannot tell it does not deny.
            if not gone and alert.kind not in told.untold:
                alert.state, alert.until = "gone", None
                alert.gone_in, alert.gone_on = drawing, day
                yield alert
        elif gone or (alert.team, alert.worker) != (each.team, each.worker):
            alert.team, alert.worker = each.team, each.worker
            alert.state = "new" if gone else passed_on(alert.state_on(day))
            alert.gone_in, alert.gone_on = None, None
            if alert.state == "new":
                alert.until, alert.opened_in, alert.opened_on = None, drawing, day
            yield alert
