"""A person's own account."""

from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.accounts.request import SignedIn


def account(request: SignedIn) -> HttpResponse:
    """Who is signed in, and the roles they hold."""
    return render(
        request,
        "accounts/account.html",
        {
            "heading": request.user.name,
            "memberships": request.user.memberships.select_related("plan"),
        },
    )
