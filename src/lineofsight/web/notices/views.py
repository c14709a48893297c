"""Stopping a kind of e-mail from its link, and choosing kinds on one's own account page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.notices.actions import choose
from lineofsight.web.notices.kinds import BY_KEY, KINDS
from lineofsight.web.notices.message import read_stop


@login_not_required
@csrf_exempt  # Mail programs post here by themselves: the signed address is what lets them.
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the kinds that a signed link names: asked first, done by the button."""
    try:
        key, named = read_stop(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise Http404("No such link was made by this site.") from error
    account = get_object_or_404(Account, pk=key)
    kinds = [BY_KEY[each] for each in named if each in BY_KEY]
    stopped = request.method == "POST"
    if stopped:
        wanted = {each.key: False for each in kinds}
        choose(by=account, why="By the link in an e-mail.", account=account, wanted=wanted)
    heading = "These e-mails are stopped" if stopped else "Stop these e-mails?"
    return render(
        request,
        "notices/stop.html",
        {"heading": heading, "kinds": kinds, "stopped": stopped},
    )


@require_POST
def kinds(request: SignedIn) -> HttpResponse:
    """Save which kinds the person wants."""
    ticked = request.POST.getlist("kind")
    choose(
        by=request.user,
        why="",
        account=request.user,
        wanted={each.key: each.key in ticked for each in KINDS},
    )
    messages.success(request, "Your choice of e-mails is saved.")
    return redirect("account")
