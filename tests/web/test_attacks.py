"""What an attacker tries at the door, and what becomes of it."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from lineofsight.web.accounts.models import Account
from tests.web.conftest import CheckingClient, work

pytestmark = pytest.mark.django_db
Someone = Callable[..., Account]
PASSWORD = "a long password"
LOGIN = "/sign-in/login/"


def without_token(page: str) -> str:
    """A page but for what differs each time it is made."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_a_session_planted_before_sign_in_is_worth_nothing_after_it(someone: Someone) -> None:
    victim = CheckingClient()
    victim.get("/people/me/")
    session = victim.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    victim.cookies["sessionid"] = planted
    victim.post(LOGIN, {"login": someone("observer").email, "password": PASSWORD})
    assert victim.session.session_key != planted
    attacker = CheckingClient()
    attacker.cookies["sessionid"] = planted
    assert attacker.get("/").status_code == 302


def test_signing_out_makes_the_cookie_worthless(someone: Someone) -> None:
    client = CheckingClient()
    client.post(LOGIN, {"login": someone("observer").email, "password": PASSWORD})
    stolen = client.cookies["sessionid"].value
    client.post("/sign-in/logout/")
    thief = CheckingClient()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/").status_code == 302


def test_a_link_on_another_site_signs_nobody_out(someone: Someone) -> None:
    client = CheckingClient()
    client.post(LOGIN, {"login": someone("observer").email, "password": PASSWORD})
    client.get("/sign-in/logout/")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("address", [LOGIN, "/people/new/", "/imports/new/", "/sign-in/logout/"])
def test_a_form_of_another_site_is_refused_by_a_page_of_ours(
    someone: Someone, address: str
) -> None:
    client = CheckingClient(enforce_csrf_checks=True)
    client.force_login(
        someone("administrator"), backend="lineofsight.web.accounts.backends.WhileInPost"
    )
    answer = client.post(address, {"name": "Mallory", "email": "m@elsewhere.example"})
    assert answer.status_code == 403
    assert "This form can no longer be sent" in answer.content.decode()
    assert not Account.objects.filter(email="m@elsewhere.example").exists()


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "https:elsewhere.example",
        "javascript:alert(1)",
        "http://testserver@elsewhere.example/",
        " //elsewhere.example",
    ],
)
def test_signing_in_leads_to_no_other_site(someone: Someone, to: str) -> None:
    client = CheckingClient()
    said = {"login": someone("observer").email, "password": PASSWORD, "next": to}
    page = client.get(LOGIN, {"next": to}).content.decode()
    assert 'href="https://elsewhere' not in page
    assert client.post(LOGIN, said).headers["Location"] == "/"


@pytest.mark.parametrize("signed_in", [True, False])
def test_signing_out_leads_to_no_other_site(someone: Someone, signed_in: bool) -> None:
    client = CheckingClient()
    if signed_in:
        client.post(LOGIN, {"login": someone("observer").email, "password": PASSWORD})
    answer = client.post("/sign-in/logout/", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] in (LOGIN, "/")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(someone: Someone) -> None:
    known = someone("observer").email
    answers = set()
    for email in (known, "n" + known[1:]):
        answer = CheckingClient().post(LOGIN, {"login": email, "password": "not the password"})
        answers.add((answer.status_code, without_token(answer.content.decode()).replace(email, "")))
    assert len(answers) == 1


def test_an_unknown_address_costs_as_many_hashes_as_a_known_one(
    someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the time of the answer does not tell who has an account."""
    made: list[int] = []
    usual = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append(1)
        return usual(self, password, salt)

    known = someone("observer").email
    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    counts = []
    for email in (known, "nobody@fernshire.example"):
        made.clear()
        CheckingClient().post(LOGIN, {"login": email, "password": "not the password"})
        counts.append(len(made))
    assert counts == [1, 1]


def test_asking_for_a_link_tells_nobody_who_has_an_account(someone: Someone) -> None:
    known = someone("observer").email
    answers = set()
    for email in (known, "nobody@fernshire.example"):
        answer = CheckingClient().post("/sign-in/password/reset/", {"email": email}, follow=True)
        answers.add((answer.status_code, tuple(answer.redirect_chain), answer.content))
    assert len(answers) == 1
    work()
    assert [each.to for each in mail.outbox] == [[known]]


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1:8000.elsewhere.example"])
def test_a_host_that_is_not_ours_is_not_answered(host: str) -> None:
    answer = Client().get(LOGIN, headers={"host": host})
    assert answer.status_code == 400


def test_a_link_in_an_e_mail_leads_to_this_site_whatever_the_request_said(
    someone: Someone, settings: object
) -> None:
    """Even where every host is let in, and a proxy passes on what it was told."""
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    CheckingClient().post(
        "/sign-in/password/reset/",
        {"email": someone("observer").email},
        headers={"host": "elsewhere.example", "x-forwarded-host": "elsewhere.example"},
    )
    work()
    body = str(mail.outbox[-1].body)
    assert "http://127.0.0.1:8000/sign-in/password/reset/key/" in body
    assert "elsewhere" not in body


def test_a_password_is_guessed_five_times_and_then_not_tried(someone: Someone) -> None:
    email = someone("observer").email
    for _ in range(5):
        CheckingClient().post(LOGIN, {"login": email, "password": "a guess at it"})
    page = CheckingClient().post(LOGIN, {"login": email, "password": PASSWORD})
    assert "too many attempts" in page.content.decode()
    assert "_auth_user_id" not in page.client.session


def test_the_limit_of_one_address_does_not_shut_out_another(someone: Someone) -> None:
    email = someone("observer").email
    for _ in range(5):
        CheckingClient().post(LOGIN, {"login": email, "password": "a guess at it"})
    answer = CheckingClient().post(
        LOGIN, {"login": someone("director").email, "password": PASSWORD}
    )
    assert answer.status_code == 302


def test_a_place_that_tries_many_addresses_is_stopped(someone: Someone) -> None:
    """Whatever it says of where it comes from."""
    account = someone("observer")
    answers = [
        CheckingClient().post(
            LOGIN,
            {"login": f"a{n}@fernshire.example", "password": PASSWORD},
            headers={"x-forwarded-for": f"10.0.0.{n}"},
        )
        for n in range(12)
    ]
    assert "too many attempts" in answers[-1].content.decode()
    page = CheckingClient().post(LOGIN, {"login": account.email, "password": PASSWORD})
    assert "too many attempts" in page.content.decode()


def test_asking_for_many_links_is_stopped_by_a_page_of_ours(someone: Someone) -> None:
    email = someone("observer").email
    answers = [
        CheckingClient().post("/sign-in/password/reset/", {"email": email}) for _ in range(6)
    ]
    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()
    work()
    assert len(mail.outbox) <= 5


def test_a_link_for_one_account_sets_no_other_password(someone: Someone) -> None:
    one, other = someone("observer"), someone("director")
    CheckingClient().post("/sign-in/password/reset/", {"email": one.email})
    work()
    found = re.search(r"/sign-in/password/reset/key/(\w+)-(\S+)/", str(mail.outbox[-1].body))
    assert found
    mine, key = found.groups()
    theirs = user_pk_to_url_str(other)
    assert mine != theirs
    page = CheckingClient().get(f"/sign-in/password/reset/key/{theirs}-{key}/", follow=True)
    assert "no longer works" in page.content.decode()


def test_what_is_typed_is_shown_as_text(someone: Someone) -> None:
    typed = '"><script>alert(1)</script>@elsewhere.example'
    page = CheckingClient().post(LOGIN, {"login": typed, "password": "x"}).content.decode()
    assert "<script>alert" not in page


def test_a_session_ends_by_itself_after_a_working_day(
    someone: Someone, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    assert settings.SESSION_COOKIE_AGE <= 12 * 60 * 60  # type: ignore[attr-defined]
    client = CheckingClient()
    client.post(LOGIN, {"login": someone("observer").email, "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"] or int(cookie["max-age"]) <= 12 * 60 * 60
    assert client.session.get_expiry_date().timestamp() - time.time() <= 12 * 60 * 60 + 5
