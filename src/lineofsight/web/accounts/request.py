"""A request as views are given it: somebody is signed in, since every page asks for that first."""

from django.http import HttpRequest

from lineofsight.web.accounts.models import Account


class SignedIn(HttpRequest):
    """A request of a person who is signed in."""

    user: Account
