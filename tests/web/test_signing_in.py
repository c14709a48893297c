"""Signing in: by password, with a second step, and with a link that sets a password."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from lineofsight.web.accounts.actions import change_account, end_account, send_set_up
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from tests.support.authenticator import code_now
from tests.web.conftest import CheckingClient, work

pytestmark = pytest.mark.django_db
Someone = Callable[..., Account]
PASSWORD = "a long password"


def sign_in(client: CheckingClient, account: Account, password: str = PASSWORD, **more: str):
    said = {"login": account.email, "password": password, **more}
    return client.post("/sign-in/login/", said)


def confirm(client: CheckingClient) -> None:
    """Type the password again, as changes of the sign-in ask."""
    client.post("/sign-in/reauthenticate/", {"password": PASSWORD})


def link_in_mail() -> str:
    """The address in the last message, as a path."""
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def ended(account: Account, someone: Someone) -> None:
    """Let the account's last day be yesterday."""
    administrator = someone("administrator")
    change_account(
        by=administrator,
        why="",
        account=account,
        name=account.name,
        email=account.email,
        job_title="",
        organisation="",
        worker_id="",
        ends_on=timezone.localdate() - timedelta(days=1),
    )


def test_somebody_signs_in_and_out(someone: Someone) -> None:
    client = CheckingClient()
    page = client.get("/sign-in/login/")
    assert "Sign in" in page.content.decode()
    assert "sign up" not in page.content.decode().lower()
    assert sign_in(client, someone("observer")).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert "Do you want to sign out?" in client.get("/sign-in/logout/").content.decode()
    assert client.post("/sign-in/logout/").headers["Location"] == "/sign-in/login/"
    assert client.get("/").status_code == 302


def test_what_is_wrong_stands_in_a_summary_that_leads_to_the_field(someone: Someone) -> None:
    page = CheckingClient().post("/sign-in/login/", {}).content.decode()
    assert "<title>Error: Sign in" in page
    assert 'href="#id_login">Type your e-mail address.' in page
    assert 'href="#id_password">Type your password.' in page


def test_nobody_signs_up() -> None:
    assert CheckingClient().get("/sign-in/signup/").headers["Location"] == "/sign-in/login/"


def test_after_signing_in_one_is_where_one_wanted_to_be(someone: Someone) -> None:
    client = CheckingClient()
    asked = client.get("/people/me/").headers["Location"]
    assert 'name="next" value="/people/me/"' in client.get(asked).content.decode()
    answer = sign_in(client, someone("observer"), next="/people/me/")
    assert answer.headers["Location"] == "/people/me/"


def test_after_the_last_day_the_right_password_does_not_open_the_account(someone: Someone) -> None:
    """The page says why, and only to who knows the password."""
    account = someone("observer")
    ended(account, someone)
    client = CheckingClient()
    answer = sign_in(client, account)
    assert answer.status_code == 403
    assert "Its last day was" in answer.content.decode()
    assert client.get("/").status_code == 302
    wrong = sign_in(client, account, "another password")
    assert "has ended" not in wrong.content.decode()


def test_an_open_session_ends_with_the_post(someone: Someone) -> None:
    account = someone("observer")
    client = CheckingClient()
    sign_in(client, account)
    assert client.get("/").status_code == 200
    ended(account, someone)
    assert client.get("/").status_code == 302


def test_an_open_session_ends_when_the_account_is_ended(someone: Someone) -> None:
    account = someone("observer")
    client = CheckingClient()
    sign_in(client, account)
    end_account(by=someone("administrator"), why="Left.", account=account)
    assert client.get("/").status_code == 302
    assert sign_in(client, account).status_code == 403


def test_a_link_in_an_e_mail_sets_a_password_once(someone: Someone) -> None:
    account = someone("observer")
    send_set_up(by=someone("administrator"), why="", account=account)
    work()
    assert mail.outbox[-1].to == [account.email]
    link = link_in_mail()
    client = CheckingClient()
    page = client.get(link, follow=True)
    form = page.request["PATH_INFO"]
    short = client.post(form, {"password1": "short", "password2": "short"})
    assert "too short" in short.content.decode()
    new = {"password1": "a much better one", "password2": "a much better one"}
    done = client.post(form, new, follow=True)
    assert "Your password is set" in done.content.decode()
    assert sign_in(CheckingClient(), account, "a much better one").status_code == 302
    again = CheckingClient().get(link, follow=True)
    assert "no longer works" in again.content.decode()


def test_a_forgotten_password_is_set_anew_by_e_mail(someone: Someone) -> None:
    account = someone("observer")
    client = CheckingClient()
    assert client.get("/sign-in/password/reset/").status_code == 200
    done = client.post("/sign-in/password/reset/", {"email": account.email}, follow=True)
    assert "If the address belongs to an account" in done.content.decode()
    work()
    assert "asked for a new password" in str(mail.outbox[-1].body)
    assert client.get(link_in_mail(), follow=True).status_code == 200


def test_no_link_goes_to_an_account_that_has_ended(someone: Someone) -> None:
    account = someone("observer")
    ended(account, someone)
    CheckingClient().post("/sign-in/password/reset/", {"email": account.email})
    work()
    assert mail.outbox == []


def test_a_password_is_changed_and_other_sessions_end(someone: Someone) -> None:
    account = someone("observer")
    one, other = CheckingClient(), CheckingClient()
    sign_in(one, account)
    sign_in(other, account)
    assert one.get("/sign-in/password/change/").status_code == 200
    said = {"oldpassword": PASSWORD, "password1": "quite another one"}
    wrong = one.post("/sign-in/password/change/", {**said, "password2": "not the same one"})
    assert "There is a problem" in wrong.content.decode()
    right = one.post(
        "/sign-in/password/change/", {**said, "password2": "quite another one"}, follow=True
    )
    assert "Your password is changed" in right.content.decode()
    assert one.get("/").status_code == 200
    assert other.get("/").status_code == 302


def test_a_second_step_is_set_up_and_asked_for(
    someone: Someone, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    account = someone("observer")
    client = CheckingClient()
    sign_in(client, account)
    assert client.get("/sign-in/two-step/").status_code == 200
    confirm(client)
    page = client.get("/sign-in/two-step/app/activate/")
    assert "data:image/svg+xml" in page.content.decode()
    wrong = client.post("/sign-in/two-step/app/activate/", {"code": "nonsense"})
    assert "The code is wrong" in wrong.content.decode()
    secret = wrong.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/sign-in/two-step/app/activate/", {"code": code_now(secret)})
    shown = client.get("/sign-in/two-step/recovery-codes/")
    codes = shown.context["unused_codes"]
    assert codes[0] in shown.content.decode()
    assert codes[0] in client.get("/sign-in/two-step/recovery-codes/download/").content.decode()
    assert client.get("/sign-in/two-step/recovery-codes/generate/").status_code == 200
    assert "Stop using the app" in client.get("/sign-in/two-step/").content.decode()
    kinds = sorted(each.kind for each in Event.objects.filter(by=account))
    assert kinds == ["second step added: app", "second step added: recovery codes"]

    client = CheckingClient()
    asked = sign_in(client, account)
    assert asked.headers["Location"] == "/sign-in/two-step/authenticate/"
    assert client.get("/").status_code == 302
    assert "Use a security key" in client.get(asked.headers["Location"]).content.decode()
    wrong = client.post("/sign-in/two-step/authenticate/", {"code": "000000"})
    assert "The code is wrong" in wrong.content.decode()
    client.post("/sign-in/two-step/authenticate/", {"code": codes[0]})
    assert client.get("/").status_code == 200
    stopping = client.get("/sign-in/two-step/app/deactivate/")
    assert stopping.headers["Location"].startswith("/sign-in/reauthenticate/")
    assert client.get("/sign-in/two-step/reauthenticate/").status_code == 200
    client.post("/sign-in/two-step/reauthenticate/", {"code": codes[1]})
    assert client.get("/sign-in/two-step/app/deactivate/").status_code == 200
    client.post("/sign-in/two-step/app/deactivate/")
    assert "Use an authenticator app" in client.get("/sign-in/two-step/").content.decode()


def test_who_lost_their_phone_is_let_in_by_an_administrator(
    someone: Someone, as_person: Callable[[Account], CheckingClient]
) -> None:
    """With a reason, which stays in the history."""
    account, administrator = someone("observer"), someone("administrator")
    client = CheckingClient()
    sign_in(client, account)
    confirm(client)
    secret = client.get("/sign-in/two-step/app/activate/").context["form"].secret
    client.post("/sign-in/two-step/app/activate/", {"code": code_now(secret)})
    keeping = as_person(administrator)
    address = f"/people/{account.pk}/second-step/"
    assert "Take away the second step" in keeping.get(f"/people/{account.pk}/").content.decode()
    assert keeping.get(address).status_code == 200
    assert "Say why" in keeping.post(address, {"why": ""}).content.decode()
    client = CheckingClient()
    assert "two-step" in sign_in(client, account).headers["Location"]
    keeping.post(address, {"why": "She came to my desk."})
    event = Event.objects.last()
    assert event is not None
    assert (event.kind, event.why) == ("second step taken away", "She came to my desk.")
    client = CheckingClient()
    assert sign_in(client, account).headers["Location"] == "/"


def test_what_changes_the_sign_in_asks_for_the_password_again(someone: Someone) -> None:
    account = someone("observer")
    client = CheckingClient()
    client.force_login(account, backend="lineofsight.web.accounts.backends.WhileInPost")
    asked = client.get("/sign-in/two-step/app/activate/")
    assert asked.headers["Location"].startswith("/sign-in/reauthenticate/")
    page = client.get(asked.headers["Location"])
    assert "type your password first" in page.content.decode()
    wrong = client.post(asked.headers["Location"], {"password": "not this"})
    assert "The password is wrong" in wrong.content.decode()
    right = client.post(
        asked.headers["Location"],
        {"password": PASSWORD, "next": "/sign-in/two-step/app/activate/"},
    )
    assert right.headers["Location"] == "/sign-in/two-step/app/activate/"


def test_pages_of_security_keys_hold_no_script_of_their_own(someone: Someone) -> None:
    client = CheckingClient()
    sign_in(client, someone("observer"))
    confirm(client)
    assert client.get("/sign-in/two-step/keys/").status_code == 200
    page = client.get("/sign-in/two-step/keys/add/").content.decode()
    assert "mfa/js/webauthn.js" in page
    assert "<noscript>" in page


@pytest.mark.parametrize("address", ["inactive/", "service/cancelled/", "service/error/"])
def test_pages_that_only_tell_something_are_pages_like_others(address: str) -> None:
    assert CheckingClient().get(f"/sign-in/{address}").status_code in (200, 401)


def test_who_has_no_password_is_told_so_where_one_is_asked_for(
    someone: Someone, as_person: Callable[[Account], CheckingClient]
) -> None:
    account = someone("observer")
    Account.objects.filter(pk=account.pk).update(password="!")
    account.refresh_from_db()
    client = as_person(account)
    assert "Set a password" in client.get("/people/me/").content.decode()
    assert client.get("/sign-in/password/change/").headers["Location"].endswith("/set/")
    assert client.get("/sign-in/password/set/").status_code == 200
    answer = client.get("/sign-in/reauthenticate/")
    assert answer.status_code == 403
    assert "Your account cannot use this page" in answer.content.decode()
    new = {"password1": "a much better one", "password2": "a much better one"}
    done = client.post("/sign-in/password/set/", new, follow=True)
    assert "Your password is set" in done.content.decode()
