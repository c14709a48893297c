"""Signing in through the council's own service, by OpenID Connect, for accounts that exist."""

import http.client
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from lineofsight.web.accounts.actions import end_account
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.project.oidc import Oidc, oidc_from
from tests.support.identity_service import CLIENT, SECRET, IdentityService
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
Someone = Callable[..., Account]
START = "/sign-in/service/council/"


def known(service: IdentityService, **more: str) -> Oidc:
    return oidc_from(
        {
            "LINEOFSIGHT_OIDC_ISSUER": service.issuer,
            "LINEOFSIGHT_OIDC_CLIENT_ID": CLIENT,
            "LINEOFSIGHT_OIDC_CLIENT_SECRET": SECRET,
            "LINEOFSIGHT_OIDC_NAME": "Fernshire account",
            **more,
        }
    )


@pytest.fixture
def service(settings: Any) -> Iterator[IdentityService]:
    made = IdentityService()
    settings.OIDC = known(made)
    settings.SOCIALACCOUNT_PROVIDERS = settings.OIDC.providers()
    yield made
    made.stop()


def at_the_service(address: str) -> str:
    """What the browser is told by the service: where to go back to."""
    parts = urlsplit(address)
    link = http.client.HTTPConnection(parts.netloc)
    link.request("GET", f"{parts.path}?{parts.query}")
    back = link.getresponse().getheader("Location")
    link.close()
    assert back
    found = urlsplit(back)
    return f"{found.path}?{found.query}"


def through_the_service(client: CheckingClient, **said: str) -> Any:
    there = client.post(START, said).headers["Location"]
    return client.get(at_the_service(there))


def person(account: Account, **more: Any) -> dict[str, Any]:
    return {"sub": f"id-{account.pk}", "email": account.email, "email_verified": True, **more}


def test_somebody_with_an_account_signs_in(someone: Someone, service: IdentityService) -> None:
    account = someone("observer")
    service.claims = person(account, email=account.email.upper())
    client = CheckingClient()
    page = client.get("/sign-in/login/?next=/people/me/").content.decode()
    assert "Sign in with Fernshire account" in page
    answer = through_the_service(client, next="/people/me/")
    assert answer.headers["Location"] == "/people/me/"
    assert client.get("/people/me/").status_code == 200
    event = Event.objects.last()
    assert event is not None
    assert (event.kind, event.by) == ("sign-in through Fernshire account tied", account)
    again = CheckingClient()
    through_the_service(again)
    assert again.get("/").status_code == 200
    assert Event.objects.count() == event.number


def test_the_button_and_the_policy_name_the_service_only_where_there_is_one(
    someone: Someone,
) -> None:
    page = CheckingClient().get("/sign-in/login/")
    assert "Sign in with" not in page.content.decode()
    assert "form-action 'self';" in page.headers["Content-Security-Policy"]
    assert CheckingClient().get(START).status_code == 404


def test_the_policy_lets_forms_lead_to_the_service(service: IdentityService) -> None:
    policy = CheckingClient().get("/sign-in/login/").headers["Content-Security-Policy"]
    assert f"form-action 'self' {service.issuer};" in policy
    assert "Continue" in CheckingClient().get(START).content.decode()
    assert service.asked == []


def refused(service: IdentityService, said: str) -> None:
    accounts = Account.objects.count()
    client = CheckingClient()
    answer = through_the_service(client)
    assert answer.status_code == 403
    assert said in answer.content.decode()
    assert client.get("/").status_code == 302
    assert Account.objects.count() == accounts


def test_nobody_gets_an_account_by_signing_in(someone: Someone, service: IdentityService) -> None:
    service.claims = {"sub": "1", "email": "new@fernshire.example", "email_verified": True}
    refused(service, "Nobody has an account in Line of Sight with the address new@")


@pytest.mark.parametrize("verified", [False, "false", None])
def test_an_address_that_is_not_proved_opens_nothing(
    someone: Someone, service: IdentityService, verified: Any
) -> None:
    """Else whoever can type an address at the service could be anybody here."""
    service.claims = person(someone("observer"), email_verified=verified)
    if verified is None:
        del service.claims["email_verified"]
    refused(service, "did not say that the address")


def test_a_directory_that_gives_out_the_addresses_can_be_trusted_with_them(
    someone: Someone, service: IdentityService, settings: Any
) -> None:
    """Microsoft Entra marks no address as verified; a denial still counts."""
    settings.OIDC = known(service, LINEOFSIGHT_OIDC_TRUST_ADDRESSES="yes")
    account = someone("observer")
    service.claims = person(account, email_verified=False)
    refused(service, "did not say that the address")
    del service.claims["email_verified"]
    client = CheckingClient()
    through_the_service(client)
    assert client.get("/").status_code == 200


def test_without_an_address_nobody_comes_in(service: IdentityService) -> None:
    service.claims = {"sub": "1"}
    refused(service, "did not say which e-mail address")


def test_an_account_that_has_ended_stays_shut(someone: Someone, service: IdentityService) -> None:
    account = someone("observer")
    service.claims = person(account)
    end_account(by=someone("administrator"), why="Left.", account=account)
    refused(service, "has ended")


def test_an_address_given_to_somebody_else_does_not_open_the_account_of_the_first(
    someone: Someone, service: IdentityService
) -> None:
    first, second = someone("observer"), someone("director")
    service.claims = person(first)
    through_the_service(CheckingClient())
    service.claims = person(first, email=second.email)
    refused(service, "is not the address of the account")


def test_a_service_that_speaks_of_two_people_is_not_believed(
    someone: Someone, service: IdentityService
) -> None:
    service.claims = person(someone("observer"))
    service.about_token = {"sub": "another"}
    refused(service, "two people")


@pytest.mark.parametrize(
    "about",
    [
        {"aud": "another service"},
        {"iss": "https://elsewhere.example"},
        {"exp": int((timezone.now() - timedelta(hours=1)).timestamp())},
    ],
)
def test_a_token_made_for_another_or_out_of_date_is_not_believed(
    someone: Someone, service: IdentityService, about: dict[str, Any]
) -> None:
    service.claims = person(someone("observer"))
    service.about_token = about
    client = CheckingClient()
    answer = through_the_service(client)
    assert "did not answer as it should" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_an_answer_that_was_not_asked_for_is_not_believed(
    someone: Someone, service: IdentityService
) -> None:
    """Nobody can be signed in to an attacker's account by a link."""
    service.claims = person(someone("observer"))
    there = CheckingClient().post(START).headers["Location"]
    victim = CheckingClient()
    answer = victim.get(at_the_service(there))
    assert "did not answer as it should" in answer.content.decode()
    assert victim.get("/").status_code == 302


def test_a_service_that_does_not_answer_is_told_on_a_page(service: IdentityService) -> None:
    service.stop()
    answer = CheckingClient().post(START, follow=True)
    assert "did not answer as it should" in answer.content.decode()


def test_somebody_who_stops_at_the_service_is_told_so(service: IdentityService) -> None:
    client = CheckingClient()
    there = client.post(START).headers["Location"]
    back = at_the_service(there).replace("code=", "error=access_denied&x=")
    assert "You did not sign in" in client.get(back, follow=True).content.decode()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"ISSUER": "http://sign-in.fernshire.example"}, "begins with https"),
        ({"ISSUER": "sign-in.fernshire.example"}, "begins with https"),
        ({"ISSUER": "https://login.microsoftonline.com/common/v2.0"}, "tenant"),
        ({"ISSUER": "https://login.microsoftonline.com/organizations"}, "tenant"),
        ({"ISSUER": "https://sign-in.fernshire.example", "CLIENT_ID": ""}, "CLIENT_ID is not"),
        (
            {"ISSUER": "https://sign-in.fernshire.example", "TRUST_ADDRESSES": "perhaps"},
            "is perhaps: write yes or no",
        ),
    ],
)
def test_settings_that_contradict_each_other_are_told(said: dict[str, str], told: str) -> None:
    whole = {"CLIENT_ID": "a", "CLIENT_SECRET": "b", **said}
    with pytest.raises(ImproperlyConfigured, match=told):
        oidc_from({f"LINEOFSIGHT_OIDC_{word}": value for word, value in whole.items()})


def test_a_tenants_own_address_is_taken() -> None:
    made = oidc_from(
        {
            "LINEOFSIGHT_OIDC_ISSUER": "https://login.microsoftonline.com/0a1b/v2.0",
            "LINEOFSIGHT_OIDC_CLIENT_ID": "a",
            "LINEOFSIGHT_OIDC_CLIENT_SECRET": "b",
        }
    )
    assert made.origin == "https://login.microsoftonline.com"
    assert made.name == "your council account"
