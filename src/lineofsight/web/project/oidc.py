"""Signing in through the council's own service, by OpenID Connect: what the environment says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "council"
# Addresses of Microsoft's service at which any tenant in the world can sign in.
ANYBODY = ("/common", "/organizations", "/consumers")


@dataclass(frozen=True)
class Oidc:
    """The service to sign in through; ``issuer`` is empty where there is none.

    ``trusts_addresses``: the service is the council's own directory and gives out the addresses
    itself, so that an address need not be marked as verified (Microsoft Entra marks none).
    """

    issuer: str = ""
    client_id: str = ""
    secret: str = ""
    name: str = ""
    trusts_addresses: bool = False

    @property
    def origin(self) -> str:
        """Where browsers are sent, as a content security policy names it."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}" if self.issuer else ""

    def providers(self) -> dict[str, Any]:
        """allauth's setting."""
        if not self.issuer:
            return {}
        app = {
            "provider_id": PROVIDER,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.issuer, "oauth_pkce_enabled": True},
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def oidc_from(environment: Mapping[str, str]) -> Oidc:
    """What ``LINEOFSIGHT_OIDC_*`` say; raises where they contradict each other."""
    said = {
        word: environment.get(f"LINEOFSIGHT_OIDC_{word}", "").strip()
        for word in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME", "TRUST_ADDRESSES")
    }
    if not said["ISSUER"]:
        return Oidc()
    issuer = said["ISSUER"].rstrip("/")
    parts = urlsplit(issuer)
    here = parts.hostname in ("127.0.0.1", "localhost")
    if not parts.netloc or (parts.scheme != "https" and not (parts.scheme == "http" and here)):
        raise ImproperlyConfigured(
            f"LINEOFSIGHT_OIDC_ISSUER is {issuer}: write an address that begins with https://."
        )
    if any(part in f"{parts.path}/" for part in (f"{each}/" for each in ANYBODY)):
        raise ImproperlyConfigured(
            f"LINEOFSIGHT_OIDC_ISSUER is {issuer}, at which people of any organisation can sign "
            "in: write the address with your own tenant's id."
        )
    for word in ("CLIENT_ID", "CLIENT_SECRET"):
        if not said[word]:
            raise ImproperlyConfigured(
                f"LINEOFSIGHT_OIDC_ISSUER is set and LINEOFSIGHT_OIDC_{word} is not: set both."
            )
    if said["TRUST_ADDRESSES"] not in ("", "yes", "no"):
        raise ImproperlyConfigured(
            f"LINEOFSIGHT_OIDC_TRUST_ADDRESSES is {said['TRUST_ADDRESSES']}: write yes or no."
        )
    return Oidc(
        issuer,
        said["CLIENT_ID"],
        said["CLIENT_SECRET"],
        said["NAME"] or "your council account",
        said["TRUST_ADDRESSES"] == "yes",
    )
