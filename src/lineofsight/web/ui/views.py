"""Pages of no subject: faults, and the ways back from them."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# A database that does not answer, or answered and went away.
DATABASE_FAULTS = (OperationalError, InterfaceError)


@login_not_required
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from this site, or was left open for too long."""
    said = {
        "heading": "This form can no longer be sent",
        "sentence": "It was open for too long, or did not come from this site. "
        "Go back, load the page again and send it once more: nothing was changed.",
    }
    return render(request, "ui/refused.html", said, status=403)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something that this account cannot do in this way, such as typing a password it has not."""
    said = {
        "heading": "You cannot do this",
        "sentence": "Your account cannot use this page. Ask the person who looks after Line of "
        "Sight at the council if you need it.",
    }
    return render(request, "ui/refused.html", said, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or none that the person may know of."""
    said = {
        "heading": "Page not found",
        "sentence": "Check the address. If it came from a link, the thing may have been removed, "
        "or it is not shared with you.",
    }
    return render(request, "ui/refused.html", said, status=404)


@login_not_required
def fault(request: HttpRequest) -> HttpResponse:
    """Something went wrong that nobody foresaw, or no database answers: a page that needs none.

    A session is asked for before any view, where no middleware can answer for it; Django calls
    this while the fault is being handled.
    """
    unavailable = isinstance(sys.exc_info()[1], DATABASE_FAULTS)
    return render(None, "ui/unavailable.html", status=503 if unavailable else 500)
