"""The way to the council's own sign-in service."""

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from requests import RequestException


@login_not_required
def to_the_service(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the browser there; where the service does not answer, say so on a page."""
    try:
        answer: HttpResponseBase = oidc.login(request, provider_id)
    except RequestException:
        return redirect("socialaccount_login_error")
    return answer
