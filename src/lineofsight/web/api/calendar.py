"""A person's due dates as an iCalendar feed (RFC 5545)."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from textwrap import shorten
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from icalendar import Calendar, Event

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Version
from lineofsight.web.plans.models import UNDELIVERED, Action, Milestone, Plan, Step
from lineofsight.web.plans.models.plan import Part
from lineofsight.web.plans.permissions import can_read

LONGEST = 200


def calendar_of(account: Account) -> bytes:
    """What ``account`` leads and is not done: actions, sub-steps, and their plans' milestones.

    The same feed is the same bytes until something in it changes.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Line of Sight//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Line of Sight: due dates")
    for event in _events(account):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def etag_of(text: bytes) -> str:
    """By which a program knows that nothing changed."""
    return f'"{hashlib.sha256(text).hexdigest()}"'


def _events(account: Account) -> Iterator[Event]:
    plans = {
        each.pk: each
        for each in Plan.objects.filter(people__account=account).distinct()
        if can_read(account, each)
    }
    mine = {"plan__in": plans, "gone_in": None}
    actions = list(
        Action.objects.filter(
            responsibilities__person__account=account,
            state__in=UNDELIVERED,
            due_on__isnull=False,
            **mine,
        ).distinct()
    )
    steps = Step.objects.filter(
        lead__account=account, done_on=None, due_on__isnull=False, action__gone_in=None, **mine
    ).select_related("action")
    led = {each.plan_id for each in actions} | {each.plan_id for each in steps}
    milestones = Milestone.objects.filter(
        plan__in=led, gone_in=None, reached_on=None, due_on__isnull=False
    )
    found: list[tuple[Part, date | None, str]] = [
        *((each, each.due_on, f"Due: {each.ref} {each.text}") for each in actions),
        *((each, each.due_on, f"Due: {each.text} (of {each.action.ref})") for each in steps),
        *((each, each.due_on, f"Milestone: {each.goal or each.text}") for each in milestones),
    ]
    written = _written([part for part, _, _ in found])
    for part, day, words in sorted(found, key=lambda each: (each[1] or date.min, each[2])):
        shown = part.action if isinstance(part, Step) else part
        yield _event(part, day, words, plans[part.plan_id], shown, written[_name(part)])


def _event(
    part: Part, day: date | None, words: str, plan: Plan, shown: Part, at: datetime
) -> Event:
    event = Event()
    event.add("uid", f"{_name(part)}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", part.edition)
    event.add("dtstart", day)
    event.add("summary", shorten(words, LONGEST, placeholder=" …"))
    event.add("description", plan.title)
    page = shown.get_absolute_url() if isinstance(shown, Action) else plan.get_absolute_url()
    event.add("url", settings.BASE_URL + page)
    event.add("transp", "TRANSPARENT")
    return event


def _name(part: Part) -> str:
    return f"{part._meta.model_name}-{part.pk}"


def _written(parts: Iterable[Part]) -> dict[str, datetime]:
    """When each of ``parts`` was last written, to the second: what the calendar dates it by."""
    keys: dict[str, list[int]] = {}
    for part in parts:
        keys.setdefault(part._meta.label_lower, []).append(part.pk)
    return {
        f"{kind.rpartition('.')[2]}-{key}": at.astimezone(UTC).replace(microsecond=0)
        for kind, wanted in keys.items()
        for key, at in Version.objects.filter(kind=kind, key__in=wanted)
        .values_list("key")
        .annotate(at=Max("event__at"))
        .order_by()
    }
