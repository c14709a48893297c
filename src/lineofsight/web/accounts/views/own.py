"""A person's own account, and what the roles mean."""

from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.accounts.permissions import can_see_changes
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.accounts.roles import ROLES, May
from lineofsight.web.events.permissions import can_see_looks
from lineofsight.web.jobs.permissions import can_see_jobs


def account(request: SignedIn) -> HttpResponse:
    """Who is signed in, the roles they hold, and how they sign in."""
    return render(
        request,
        "accounts/account.html",
        {
            "heading": request.user.name,
            "memberships": request.user.memberships.select_related("plan", "theme", "acts_for"),
            "sees_changes": can_see_changes(request.user),
            "can_see_jobs": can_see_jobs(request.user),
            "can_see_looks": can_see_looks(request.user),
            "can_redact": any(
                May.REDACT in each.role_held.may for each in request.user.memberships_today()
            ),
        },
    )


def roles(request: SignedIn) -> HttpResponse:
    """What each role is for and may do."""
    said = [
        (role, sorted((each.value for each in role.may), key=[m.value for m in May].index))
        for role in ROLES
    ]
    return render(
        request, "accounts/roles.html", {"heading": "What each role may do", "roles": said}
    )
