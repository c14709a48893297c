"""A person's own calendar address and tokens, the calendar itself, and the API's description."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.api import actions
from lineofsight.web.api.calendar import calendar_of, etag_of
from lineofsight.web.api.described import described
from lineofsight.web.api.forms import TokenForm
from lineofsight.web.api.models import Token
from lineofsight.web.api.tokens import token_of


@require_http_methods(["GET", "POST"])
def tokens(request: SignedIn) -> HttpResponse:
    """What programs may read for the person; posting makes a token and shows its secret once."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = actions.make_token(by=request.user, why="", **form.cleaned_data)
        except actions.CannotGive as error:
            form.add_error("expires_on", str(error))
        else:
            return _told_once(request, f"Token for {token.name}", secret)
    today = timezone.localdate()
    held = list(Token.objects.filter(account=request.user).select_related("account"))
    return render(
        request,
        "api/tokens.html",
        {
            "heading": "Calendar and API",
            "crumbs": [(request.user.name, reverse("account"))],
            "form": form,
            "has_errors": bool(form.errors),
            "calendar": next(
                (each for each in held if each.kind == "calendar" and each.counts_on(today)), None
            ),
            "tokens": [
                (each, each.counts_on(today))
                for each in held
                if each.kind == "api" and each.withdrawn_at is None
            ],
        },
    )


@require_POST
def make_address(request: SignedIn) -> HttpResponse:
    """A calendar address, shown once; the one before it ends."""
    _, secret = actions.make_address(by=request.user, why="")
    address = settings.BASE_URL + reverse("programs:calendar", args=[secret])
    return _told_once(request, "Your calendar address", address)


@require_POST
def withdraw(request: SignedIn, token_id: int) -> HttpResponse:
    """End a calendar address or a token."""
    token = get_object_or_404(Token, pk=token_id, account=request.user)
    actions.withdraw(by=request.user, why="", token=token)
    messages.success(request, f"{token} is withdrawn: it opens nothing any more.")
    return redirect("programs:tokens")


def _told_once(request: SignedIn, heading: str, secret: str) -> HttpResponse:
    crumbs = [
        (request.user.name, reverse("account")),
        ("Calendar and API", reverse("programs:tokens")),
    ]
    said = {"heading": heading, "crumbs": crumbs, "secret": secret}
    return render(request, "api/secret.html", said)


@login_not_required
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The due dates of whom the secret address belongs to, for a calendar program."""
    token = token_of("calendar", secret)
    if token is None:
        return HttpResponse(
            "This calendar address was withdrawn, renewed or never made.\n",
            status=404,
            content_type="text/plain; charset=utf-8",
        )
    text = calendar_of(token.account)
    etag = etag_of(text)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Disposition"] = 'attachment; filename="due-dates.ics"'
    return get_conditional_response(request, etag=etag, response=answer) or answer


@require_GET
def description(request: SignedIn) -> HttpResponse:
    """What the API gives, in words."""
    said = {
        "heading": "The API",
        "crumbs": [("Calendar and API", reverse("programs:tokens"))],
        "endpoints": described(),
        "base": settings.BASE_URL,
    }
    return render(request, "api/description.html", said)
