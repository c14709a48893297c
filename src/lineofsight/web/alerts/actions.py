"""Drawing alerts from the current load, and saying what was done with them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from lineofsight.measuring.early.life import ENDS, How
from lineofsight.measuring.early.life import check_say as check_fits
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.alerts.age import too_old
from lineofsight.web.alerts.drawing import changed, drawn, to_open
from lineofsight.web.alerts.models import Alert, Drawing, Saying
from lineofsight.web.alerts.permissions import check_say
from lineofsight.web.events.recording import change, check_edition


def draw_alerts(*, by: Account | None, why: str, day: date | None = None) -> bool:
    """Open and close alerts as the current load tells them on a day, by default today.

    What people said of those that still stand is left as it is.  ``by`` is None: the site does it
    by itself.  Done again it changes nothing.  False where there is no load to draw from, or it is
    too old.
    """
    day = day or timezone.localdate()
    told = drawn()
    if told is None or too_old(told.about.known_to, day):
        return False
    held = list(Alert.objects.all())
    drawing = told.before
    if drawing is None or told.is_new:
        about = told.about
        drawing = Drawing(snapshot=about.snapshot, as_at=about.as_at, known_to=about.known_to)
    new, others = to_open(told, held, drawing, day), list(changed(told, held, drawing, day))
    if not (new or others or told.is_new):
        return True
    with change("alerts drawn", by=by, why=why) as made:
        if drawing.pk is None:
            drawing.at = made.at
            made.keep(drawing)
        made.keep_all(new)
        for alert in others:
            made.keep(alert)
    return True


def say_of_alerts(
    *,
    by: Account,
    why: str,
    snapshot: Snapshot,
    alerts: Sequence[Alert],
    how: How,
    until: date | None = None,
    day: date | None = None,
    editions: Mapping[int, int] | None = None,
) -> None:
    """Say of one alert or many that they were seen, acted on or can wait; ``why`` is the note.

    Raises :class:`~lineofsight.measuring.early.life.CannotSay` where it fits one of them not, and
    then says it of none; ``Conflict`` where somebody else said something of one since its
    edition was shown.
    """
    check_say(by, snapshot, list(alerts))
    day = day or timezone.localdate()
    for alert in alerts:
        check_edition(alert, (editions or {}).get(alert.pk))
        check_fits(alert.state_on(day), how, why, until, alert.due_on, day)
    with change(f"alerts {ENDS[how]}", by=by) as made:
        for alert in alerts:
            alert.state, alert.until = ENDS[how], until if how == "snooze" else None
            made.keep(Saying(alert=alert, how=how, by=by, at=made.at, note=why, until=alert.until))
            made.keep(alert)
