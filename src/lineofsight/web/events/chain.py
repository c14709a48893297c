"""The arithmetic of the chain: what is hashed, and how."""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def new_salt() -> str:
    """Enough randomness that a redacted text cannot be guessed from its digest."""
    return secrets.token_hex(16)


def digest_of(salt: str, value: Any) -> str:
    """SHA-256 of ``value`` as canonical JSON, with ``salt`` before it."""
    return hashlib.sha256(f"{salt}\n{canonical(value)}".encode()).hexdigest()


def canonical(value: Any) -> str:
    """``value`` as JSON that is always written in the same way."""
    return json.dumps(
        value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def link(
    previous: str,
    number: int,
    at: datetime,
    kind: str,
    by: int | None,
    acting_for: int | None,
    plan: int | None,
    digest: str,
) -> str:
    """The hash of one event, over all that it says and the hash before it."""
    said = [previous, number, at.astimezone(UTC).isoformat(), kind, by, acting_for, plan, digest]
    return digest_of("", said)


def written(why_digest: str, versions: list[tuple[str, int, bool, str]]) -> str:
    """The digest of what an event wrote: its reason, and each version's digest."""
    return digest_of("", [why_digest, [list(version) for version in versions]])
