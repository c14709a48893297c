"""How many alerts wait for somebody, by kind: counts and where they are, no child."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.measuring.early.kinds import KINDS
from lineofsight.web.accounts.models import Account
from lineofsight.web.alerts.age import too_old
from lineofsight.web.alerts.models import Alert, Drawing
from lineofsight.web.alerts.permissions import acts, acts_for
from lineofsight.web.data.made import snapshot_of


@dataclass(frozen=True)
class Waiting:
    """How many new alerts of one kind wait, in a line, and where; ``keys`` newest first.

    The keys name alerts and days and no child: by them it is known which were told before.
    """

    keys: tuple[str, ...]
    words: str
    address: str


def waiting_of(account: Account, day: date) -> Iterator[Waiting]:
    """The alerts that are new on a day for a worker, or for the manager of a team, by kind.

    None while the tables are too old; none of a child whom they are not shown.
    """
    snapshot, drawing = (snapshot_of() if acts(account) else None), Drawing.objects.last()
    if snapshot is None or drawing is None:
        return
    # Those of a load that was set aside are no newer than what is current.
    if too_old(min(drawing.known_to, snapshot.as_at), day):
        return
    standing = Alert.objects.filter(gone_on=None, child__in=acts_for(account, snapshot))
    new = [each for each in standing if each.state_on(day) == "new"]
    for kind in KINDS:
        found = [each for each in new if each.kind == kind.key]
        if found:
            found.sort(key=Alert.new_since, reverse=True)
            number = len(found)
            yield Waiting(
                tuple(f"alert/{each.pk}/{each.new_since()[0]}" for each in found),
                f"{number:,} {kind.one if number == 1 else kind.many}",
                f"{reverse('alerts:index')}?{urlencode({'kind': kind.key, 'state': 'new'})}",
            )
