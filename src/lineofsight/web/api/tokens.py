"""Making secrets, and finding whom one is for."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from lineofsight.web.api.models import Token

# That it was used is written at most so often.
NOTED = timedelta(minutes=1)
LONGEST = 200


def new_secret() -> str:
    """A secret that nobody guesses, fit to stand in an address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret.  It is random throughout, so one hash of it does."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(kind: str, secret: str) -> Token | None:
    """The token that ``secret`` opens today, with its account; notes that it was used."""
    if len(secret) > LONGEST:
        return None
    token = (
        Token.objects.filter(kind=kind, digest=digest_of(secret)).select_related("account").first()
    )
    now = timezone.now()
    if token is None or not token.counts_on(timezone.localdate(now)):
        return None
    stale = Q(used_at=None) | Q(used_at__lt=now - NOTED)
    if token.used_at is None or token.used_at < now - NOTED:
        Token.objects.filter(stale, pk=token.pk).update(used_at=now)
    return token
