"""A message as it leaves: plain words with an HTML part beside them, and how to stop it."""

from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from lineofsight.web.accounts.models import Account
from lineofsight.web.notices.gathering import Item
from lineofsight.web.notices.kinds import KINDS, Kind

_SALT = "lineofsight.notices.stop"


def message_of(account: Account, items: Iterable[Item]) -> EmailMultiAlternatives:
    """The message that tells ``account`` of ``items``, gathered by kind.

    Its headers hold nothing that anybody typed but the account's address.
    """
    items = list(items)
    gathered = [
        (kind, [each for each in items if each.kind == kind.key])
        for kind in KINDS
        if any(each.kind == kind.key for each in items)
    ]
    counted = ", ".join(kind.counted(len(listed)) for kind, listed in gathered)
    told = {
        "name": account.name,
        "counted": counted,
        "base": settings.BASE_URL,
        "gathered": [(kind, listed, stop_address(account, [kind])) for kind, listed in gathered],
    }
    stop = stop_address(account, [kind for kind, _ in gathered])
    message = EmailMultiAlternatives(
        subject=f"Line of Sight: {counted}",
        body=render_to_string("notices/message.txt", told),
        to=[account.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("notices/message.html", told), "text/html")
    return message


def stop_address(account: Account, kinds: Iterable[Kind]) -> str:
    """The address at which the account stops these kinds, without signing in."""
    token = signing.dumps([account.pk, [each.key for each in kinds]], salt=_SALT)
    return settings.BASE_URL + reverse("notices:stop", args=[token])


def read_stop(token: str) -> tuple[int, list[str]]:
    """The account and the kinds that a token of :func:`stop_address` names.

    Raises ``signing.BadSignature`` where this site did not make it.
    """
    account, kinds = signing.loads(token, salt=_SALT)
    return int(account), [str(each) for each in kinds]
