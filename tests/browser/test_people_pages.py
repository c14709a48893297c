"""Signing in and people's pages in a real browser: nobody barred, and security keys that work."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from lineofsight.web.accounts.models import Account
from tests.browser.conftest import sign_in

PICTURES = os.environ.get("LINEOFSIGHT_PICTURES")

pytestmark = pytest.mark.django_db(transaction=True)
Someone = Callable[..., Account]


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page that fails the test where the content security policy stopped something."""
    page = browser.new_page(base_url=live_server.url)
    stopped: list[str] = []
    page.on(
        "console",
        lambda said: stopped.append(said.text) if "Content Security" in said.text else None,
    )
    yield page
    page.close()
    assert stopped == []


def looked_at(page: Page, address: str) -> None:
    """Fail where axe finds a fault, or the page is wider than the screen."""
    page.goto(address)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if PICTURES:
            name = address.strip("/").replace("/", "-") or "home"
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def test_nobody_is_barred_from_signing_in(page: Page, someone: Someone) -> None:
    for address in ("login/", "password/reset/", "password/reset/done/", "service/error/"):
        looked_at(page, f"/sign-in/{address}")
    sign_in(page, someone("administrator", name="Lee Marchetti"))
    page.goto("/sign-in/reauthenticate/")
    looked_at(page, "/sign-in/reauthenticate/")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Continue").click()
    for address in ("", "app/activate/", "keys/", "keys/add/", "recovery-codes/generate/"):
        looked_at(page, f"/sign-in/two-step/{address}")
    for address in ("logout/", "password/change/"):
        looked_at(page, f"/sign-in/{address}")


def test_nobody_is_barred_from_keeping_people(page: Page, someone: Someone) -> None:
    administrator = someone("administrator", name="Lee Marchetti")
    other = someone("business_support", name="Sam Otter")
    sign_in(page, administrator)
    held = other.memberships.get()
    for address in ("", "me/", "roles/", "changes/", "new/"):
        looked_at(page, f"/people/{address}")
    for address in ("", "change/", "end/", "send-link/", "roles/new/", f"roles/{held.pk}/take/"):
        looked_at(page, f"/people/{other.pk}/{address}")


def test_nobody_is_barred_from_saying_who_leads_are(
    page: Page,
    plan: Any,
    manager: Account,
) -> None:
    sign_in(page, manager)
    person = plan.people.first()
    for address in ("", f"{person.pk}/", f"{person.pk}/merge/"):
        looked_at(page, f"/plans/{plan.pk}/leads/{address}")


def test_a_security_key_is_added_and_signs_in(page: Page, someone: Someone) -> None:
    """With an authenticator that the browser itself plays, and no script but the site's own."""
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    account = someone("observer", name="Dana Wills")
    sign_in(page, account)
    page.goto("/sign-in/two-step/keys/add/")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name of the key").fill("My blue key")
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/sign-in/two-step/keys/")
    assert page.get_by_text("My blue key").first.is_visible()
    page.goto("/sign-in/two-step/recovery-codes/")
    looked_at(page, "/sign-in/two-step/recovery-codes/")
    looked_at(page, "/sign-in/two-step/keys/")
    page.goto("/sign-in/two-step/")
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, account)
    page.wait_for_url("**/two-step/authenticate/")
    looked_at(page, "/sign-in/two-step/authenticate/")
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    page.goto("/people/me/")
    assert page.get_by_role("heading", name="Dana Wills").is_visible()


def test_a_key_that_does_not_answer_is_told_on_the_page(page: Page, someone: Someone) -> None:
    page.add_init_script("navigator.credentials.create = async () => { throw new Error('gone') }")
    sign_in(page, someone("observer"))
    page.goto("/sign-in/two-step/keys/add/")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Continue").click()
    told = page.get_by_text("The key did not answer")
    assert not told.is_visible()
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("alert").filter(has_text="The key did not answer")).to_be_visible()
