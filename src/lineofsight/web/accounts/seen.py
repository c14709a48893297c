"""What was changed of accounts and roles, in words."""

from dataclasses import dataclass
from typing import Any

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import BY_KEY
from lineofsight.web.events.models import Event, Version
from lineofsight.web.plans.models import Plan

KINDS = ("accounts.account", "accounts.membership")


@dataclass(frozen=True)
class Seen:
    """One change: the event, and what it concerned."""

    event: Event
    what: str


def changes_of_people(most: int = 200) -> list[Seen]:
    """The newest changes of accounts and roles, the newest first."""
    versions = list(
        Version.objects.filter(kind__in=KINDS)
        .select_related("event", "event__by")
        .order_by("-id")[:most]
    )
    names = dict(Account.objects.values_list("pk", "name"))
    plans = dict(Plan.objects.values_list("pk", "title"))
    return [Seen(each.event, _words(each, names, plans)) for each in versions]


def _words(version: Version, names: dict[int, str], plans: dict[int, str]) -> str:
    data: dict[str, Any] = version.data or {}
    if version.kind == "accounts.account":
        return str(data.get("name") or names.get(version.key, ""))
    role = BY_KEY[data["role"]].name if data.get("role") in BY_KEY else "a role"
    of = plans.get(data.get("plan") or 0, "all plans")
    return f"{names.get(data.get('account') or 0, '')}, {role} of {of}"
