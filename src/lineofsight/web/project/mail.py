"""How e-mail leaves: to the console, to files, or by SMTP."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "django.core.mail.backends."


def mail_settings(url: str, folder: Path) -> dict[str, Any]:
    """Django's e-mail settings from ``LINEOFSIGHT_EMAIL_URL``.

    Empty or ``file:`` writes each message into ``folder``; ``console:`` prints it;
    ``smtp://user:password@host:port`` sends it, ``smtps://`` over TLS from the start,
    ``smtp+tls://`` with STARTTLS.
    """
    parts = urlsplit(url)
    if parts.scheme in ("", "file"):
        return {"EMAIL_BACKEND": BACKENDS + "filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": BACKENDS + "console.EmailBackend"}
    if parts.scheme not in ("smtp", "smtps", "smtp+tls") or not parts.hostname:
        raise ImproperlyConfigured(
            f"LINEOFSIGHT_EMAIL_URL begins with {parts.scheme}: write file:, console:, or "
            "smtp://user:password@host:port (smtps:// or smtp+tls:// where it is encrypted)."
        )
    return {
        "EMAIL_BACKEND": BACKENDS + "smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
    }
