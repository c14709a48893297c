"""The challenges of a plan that somebody is shown, and each on its own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lineofsight.progress.rating.challenge_life import OPEN, CannotMove
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.challenges.actions import make_move
from lineofsight.web.challenges.forms import MoveForm
from lineofsight.web.challenges.models import Challenge
from lineofsight.web.challenges.permissions import can_see, check_list, check_see, moves_open
from lineofsight.web.events.permissions import can_redact
from lineofsight.web.events.recording import Conflict
from lineofsight.web.plans.models import Plan
from lineofsight.web.ui.refusal import NotAllowed


def challenges(request: SignedIn, plan_id: int) -> HttpResponse:
    """The challenges that the person is shown: the open ones, then those that are settled."""
    plan = get_object_or_404(Plan, pk=plan_id)
    check_list(request.user, plan)
    held = Challenge.objects.filter(plan=plan).select_related("action", "plan")
    today = timezone.localdate()
    shown = [
        each
        for each in held.prefetch_related("action__responsibilities__person__account")
        if can_see(request.user, each, today)
    ]
    return render(
        request,
        "challenges/challenges.html",
        {
            "heading": "Challenges",
            "caption": plan.title,
            "crumbs": _crumbs(plan),
            "lists": [
                ("Open", [each for each in shown if each.state in OPEN]),
                ("Settled", [each for each in shown if each.state not in OPEN]),
            ],
        },
    )


@require_http_methods(["GET", "POST"])
def challenge(request: SignedIn, challenge_id: int) -> HttpResponse:
    """One challenge: what it asks, what was said of it, and what the person can say."""
    found = get_object_or_404(Challenge.objects.select_related("action", "plan"), pk=challenge_id)
    today = timezone.localdate()
    check_see(request.user, found, today)
    moves = moves_open(request.user, found, today)
    if request.method == "POST" and not moves:
        raise NotAllowed("There is nothing for you to say of this challenge now.")
    form = MoveForm(request.POST or None, moves=moves, edition=found.edition) if moves else None
    if form and form.is_valid():
        given = form.cleaned_data
        try:
            make_move(
                by=request.user,
                why=given["why"],
                challenge=found,
                how=given["how"],
                edition=given["edition"],
            )
        except CannotMove as error:
            form.add_error(None, str(error))
        except Conflict:
            messages.error(
                request, "Somebody else said something of this challenge: read it first."
            )
            return redirect(found)
        else:
            messages.success(request, "What you say is kept with the challenge.")
            return redirect(found)
    return render(
        request,
        "challenges/challenge.html",
        {
            "heading": found.get_kind_display(),
            "caption": found.plan.title,
            "crumbs": [
                *_crumbs(found.plan),
                ("Challenges", reverse("challenges:plan", args=[found.plan_id])),
            ],
            "challenge": found,
            "moves": found.moves.select_related("by"),
            "form": form,
            "has_errors": bool(form and form.errors),
            "can_redact": can_redact(request.user, found.plan_id),
        },
    )


def _crumbs(plan: Plan) -> list[tuple[str, str]]:
    return [("Plans", reverse("home")), (plan.title, plan.get_absolute_url())]
