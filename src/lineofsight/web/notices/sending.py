"""Sending: a digest at most once a day, mentions at once.

A message is claimed in the log, then sent, then noted as sent.  So the same message never leaves
twice, whatever is killed; what a cut-off message was to tell comes again in the next digest, since
to hear of it twice is better than never.
"""

import logging
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.core.mail import BadHeaderError, get_connection
from django.db import IntegrityError, transaction
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.notices.gathering import Item, items_for, mentions_of
from lineofsight.web.notices.kinds import KINDS, MENTIONS_AN_HOUR
from lineofsight.web.notices.message import message_of
from lineofsight.web.notices.models import Choice, Sending

_log = logging.getLogger(__name__)
# A server that refuses a message this many times will go on refusing it.
ATTEMPTS = 3
_REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
    BadHeaderError,
)


def send_digests(day: date) -> int:
    """Send each account what is new for it, and return how many messages left.

    It can be run again at any time of the day: nobody is sent a second digest.  Raises ``OSError``
    while there is no mail server, with nothing claimed.
    """
    sent = 0
    with _mail() as mail:
        for account in _in_post(day):
            told = _told(account, "sent")
            wanted = _wanted(account)
            items = [
                each
                for each in items_for(account, day)
                if each.kind in wanted and each.keys[0] not in told
            ]
            if items:
                sent += _send(mail, account, f"digest/{account.pk}/{day}", items)
    return sent


def send_waiting() -> int:
    """Tell those who were mentioned since, and return how many messages left.

    Past the hour's limit mentions wait for the digest.
    """
    now = timezone.now()
    day = timezone.localdate(now)
    sent = 0
    with _mail() as mail:
        for account in _in_post(day):
            if "mention" not in _wanted(account):
                continue
            # What a cut-off message was to tell is left to the digest.
            told = _told(account, "claimed", but_refused=True)
            items = [each for each in mentions_of(account, day) if each.keys[0] not in told]
            lately = Sending.objects.filter(
                account=account,
                step="claimed",
                message__startswith="mention/",
                at__gt=now - timedelta(hours=1),
            )
            if items and lately.count() < MENTIONS_AN_HOUR:
                sent += _send(mail, account, f"mention/{account.pk}/{items[-1].keys[0]}", items)
    return sent


def _in_post(day: date) -> Iterator[Account]:
    found = Account.objects.filter(is_active=True).prefetch_related("memberships")
    return (each for each in found.order_by("pk") if each.in_post(day))


def _wanted(account: Account) -> set[str]:
    stopped = Choice.objects.filter(account=account, wanted=False).values_list("kind", flat=True)
    return {each.key for each in KINDS} - set(stopped)


def _told(account: Account, step: str, but_refused: bool = False) -> set[str]:
    """The keys of all that was told in messages that came to ``step``."""
    found = Sending.objects.filter(account=account, step=step)
    if but_refused:
        refused = Sending.objects.filter(account=account, step="refused")
        found = found.exclude(message__in=refused.values("message"))
    return {key for told in found.values_list("told", flat=True) for key in told}


@contextmanager
def _mail() -> Iterator[Any]:
    """An open way out for e-mail: opened before anything is claimed."""
    mail = get_connection()
    mail.open()
    try:
        yield mail
    finally:
        mail.close()


def _send(mail: Any, account: Account, name: str, items: Iterable[Item]) -> int:
    """Claim a message, send it, note it; 1 if it left."""
    items = list(items)
    told = sorted({key for each in items for key in each.keys})
    refused = Sending.objects.filter(message__startswith=f"{name}#", step="refused").count()
    if refused >= ATTEMPTS or not _claim(account, f"{name}#{refused}", told):
        return 0
    name = f"{name}#{refused}"
    try:
        mail.send_messages([message_of(account, items)])
    except _REFUSALS as error:
        Sending.add(account=account, message=name, step="refused", told=told, at=timezone.now())
        _log.warning("Message %s was refused: %s", name, type(error).__name__)
        return 0
    except OSError as error:
        # Nobody knows whether it left: it stays claimed, and is not sent again.
        _log.warning("Message %s was cut off: %s", name, type(error).__name__)
        mail.close()
        mail.open()
        return 0
    Sending.add(account=account, message=name, step="sent", told=told, at=timezone.now())
    return 1


def _claim(account: Account, name: str, told: list[str]) -> bool:
    try:
        with transaction.atomic():
            Sending.add(account=account, message=name, step="claimed", told=told, at=timezone.now())
    except IntegrityError:
        return False
    return True
