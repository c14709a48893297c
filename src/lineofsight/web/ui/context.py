"""What every page's template can use."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.permissions import can_manage_people
from lineofsight.web.casework.permissions import can_see_casework
from lineofsight.web.data.permissions import can_see_data, can_see_quality


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The service's name, who is signed in, and whether what they see is the demo's."""
    account: Account | AnonymousUser = getattr(request, "user", AnonymousUser())
    return {
        "service": "Line of Sight",
        "account": account,
        "invented": isinstance(account, Account) and account.invented,
        "sees_casework": isinstance(account, Account) and can_see_casework(account),
        "sees_data": isinstance(account, Account) and can_see_data(account),
        "sees_quality": isinstance(account, Account) and can_see_quality(account),
        "manages_people": isinstance(account, Account) and can_manage_people(account),
    }
