"""How a child stands in an address, in a log and in a record: by a keyed hash, never by an id."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from django.conf import settings

LENGTH = 24
Child = tuple[str, str]


def key_of(child: Child) -> str:
    """The key of a child, given as authority and id: 96 bits of HMAC-SHA256 as 24 hex digits.

    The same for as long as the site keeps its secret; with another one, every address changes.
    """
    return _hash(_secret(), child)


def child_of(key: str, children: Iterable[Child]) -> Child | None:
    """The child among ``children`` whose key it is."""
    secret = _secret()
    return next((each for each in children if _hash(secret, each) == key), None)


def children_of(keys: Iterable[str], children: Iterable[Child]) -> dict[str, Child]:
    """The children among ``children`` whose keys they are, by key."""
    wanted, secret = set(keys), _secret()
    hashed = ((_hash(secret, each), each) for each in children)
    return {key: each for key, each in hashed if key in wanted}


def _secret() -> bytes:
    return sha256(b"lineofsight.casework.child:" + settings.SECRET_KEY.encode()).digest()


def _hash(secret: bytes, child: Child) -> str:
    # No id holds a zero byte, so that no two children are written alike.
    return hmac.digest(secret, "\0".join(child).encode(), "sha256").hex()[:LENGTH]
