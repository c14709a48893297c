"""The form of notices, for the account page."""

from typing import Any

from django import template

from lineofsight.web.accounts.models import Account
from lineofsight.web.notices.kinds import KINDS
from lineofsight.web.notices.models import Choice

register = template.Library()


@register.inclusion_tag("notices/kinds.html")
def notice_kinds(account: Account) -> dict[str, Any]:
    """Every kind, ticked where the account is sent it."""
    stopped = set(
        Choice.objects.filter(account=account, wanted=False).values_list("kind", flat=True)
    )
    return {"kinds": [(each, each.key not in stopped) for each in KINDS]}
