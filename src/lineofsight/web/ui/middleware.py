"""What every answer carries, and what becomes of a refusal."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from lineofsight.web.events.recording import Conflict
from lineofsight.web.ui.refusal import NotAllowed
from lineofsight.web.ui.views import DATABASE_FAULTS

MEANWHILE = (
    "Somebody else changed this while you did, so nothing of yours was saved. Go back, load the "
    "page again and see what stands there now."
)
Answerer = Callable[[HttpRequest], HttpResponseBase]


def policy() -> str:
    """Nothing from elsewhere, nothing inline; scripts of our own, for security keys at sign-in.

    Forms go to this site, and on to the service that people sign in through, where there is one.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data:",
            f"form-action 'self' {settings.OIDC.origin}".rstrip(),
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def content_security_policy(answer: Answerer) -> Answerer:
    """Tell the browser to take nothing that this site did not send."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", policy())
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        if request.path.startswith("/static/"):
            return response
        # Pages hold what not everybody may see: no shared cache, and none after signing out.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answered


class Refusals:
    """Turns a refusal, or a database that does not answer, into a page with a sentence."""

    def __init__(self, answer: Answerer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as usual."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for what a view raised, where it is one that people can act on."""
        if isinstance(error, NotAllowed):
            said = {"heading": "You cannot do this", "sentence": str(error)}
            return render(request, "ui/refused.html", said, status=403)
        if isinstance(error, Conflict):
            said = {"heading": "Somebody else was there first", "sentence": MEANWHILE}
            return render(request, "ui/refused.html", said, status=409)
        if isinstance(error, DATABASE_FAULTS):
            return render(None, "ui/unavailable.html", status=503)
        return None


refusals = Refusals
