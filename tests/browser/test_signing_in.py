"""Ways in and out: an authenticator app, a link in an e-mail, and an account that ends."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.notices.sending import send_digests
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.project.oidc import oidc_from
from tests.browser.conftest import PASSWORD, Screen, follow, lead_of, path_of, press, sign_in
from tests.support.authenticator import code_now
from tests.support.identity_service import CLIENT, SECRET, IdentityService

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
Someone = Callable[..., Account]


def type_sign_in(page: Page, account: Account) -> None:
    """Sign in on the page that is shown already."""
    page.get_by_label("E-mail address").fill(account.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


@pytest.fixture
def told(plan: Plan, someone: Someone) -> tuple[Account, Action, str]:
    """A lead, an overdue action of theirs, and the e-mail that says so."""
    lead = someone("action_lead", plan, name="Ruth Calder")
    lead_of(plan, "Ruth Calder", lead)
    action = Action.objects.get(plan=plan, ref="3.4")
    with change("date set", by=None, plan=plan.pk) as made:
        action.due_on = timezone.localdate() - timedelta(days=2)
        made.keep(action)
    send_digests(timezone.localdate())
    return lead, action, str(next(each.body for each in mail.outbox if each.to == [lead.email]))


def link_after(words: str, body: str) -> str:
    """The address that follows ``words`` in an e-mail, as a path."""
    found = re.search(re.escape(words) + r".*?(https?://\S+)", body, re.DOTALL)
    assert found is not None, body
    return path_of(found[1])


def test_an_app_on_a_telephone_is_a_second_step(screen: Screens, manager: Account) -> None:
    page = screen(manager).page
    follow(page, "Priya Nandra")
    follow(page, "Two-step sign-in")
    follow(page, "Use an authenticator app")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    secret = page.locator("strong.wraps").inner_text()
    page.get_by_label("Code").fill(code_now(secret))
    page.locator("main button[type=submit]").click()
    follow(page, "Priya Nandra")
    follow(page, "Two-step sign-in")
    expect(page.get_by_role("link", name="Stop using the app")).to_be_visible()

    page = screen().page
    sign_in(page, manager)
    expect(page.get_by_role("link", name="My actions")).to_have_count(0)
    page.get_by_label("Code").fill("000000")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("Code").fill(code_now(secret))
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("link", name="My actions")).to_be_visible()


def test_the_councils_own_service_signs_somebody_in(
    screen: Screens, plan: Plan, someone: Someone, settings: Any
) -> None:
    """The form may lead there, and the way back ends on the page that was asked for."""
    reader = someone("director", plan, name="Colin Achebe")
    service = IdentityService(claims={"sub": "id-1", "email": reader.email, "email_verified": True})
    settings.OIDC = oidc_from(
        {
            "LINEOFSIGHT_OIDC_ISSUER": service.issuer,
            "LINEOFSIGHT_OIDC_CLIENT_ID": CLIENT,
            "LINEOFSIGHT_OIDC_CLIENT_SECRET": SECRET,
            "LINEOFSIGHT_OIDC_NAME": "Fernshire account",
        }
    )
    settings.SOCIALACCOUNT_PROVIDERS = settings.OIDC.providers()
    page = screen().page
    page.goto(plan.get_absolute_url())
    press(page, "Sign in with Fernshire account")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Children's Services")
    expect(page.get_by_role("link", name="Colin Achebe")).to_be_visible()
    assert "/authorize" in service.asked
    service.stop()


def test_a_link_in_an_e_mail_leads_to_its_page_once_signed_in(
    screen: Screens, told: tuple[Account, Action, str]
) -> None:
    lead, action, body = told
    page = screen(width=320).page
    page.goto(link_after(f"action {action.ref}", body))
    type_sign_in(page, lead)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Action {action.ref}")
    expect(page.get_by_role("link", name="Update this action")).to_be_visible()


def test_one_kind_of_e_mail_is_stopped_from_its_link_without_signing_in(
    screen: Screens, told: tuple[Account, Action, str]
) -> None:
    lead, _, body = told
    page = screen().page
    page.goto(link_after("To stop e-mails about", body))
    assert not lead.notice_choices.exists()
    press(page, "Stop it")
    expect(page.get_by_role("heading", level=1)).to_have_text("These e-mails are stopped")
    follow(page, "your account page")
    type_sign_in(page, lead)
    expect(page.get_by_label("Your actions that are due soon or overdue")).not_to_be_checked()
    expect(page.get_by_label("Comments that mention you")).to_be_checked()


def test_an_account_that_was_ended_opens_no_more(screen: Screens, someone: Someone) -> None:
    """Neither an open session nor the password."""
    leaver = someone("observer", name="Dana Wills")
    theirs = screen(leaver, allowed=("403",)).page
    page = screen(someone("administrator", name="Lee Marchetti")).page
    follow(page, "People")
    follow(page, "Dana Wills")
    follow(page, "End the account now")
    page.get_by_label("Why").fill("Left the department.")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_text("This account has ended")).to_be_visible()
    theirs.goto("/people/me/")
    expect(theirs.get_by_label("Password")).to_be_visible()
    type_sign_in(theirs, leaver)
    expect(theirs.get_by_text("The account of Dana Wills has ended.")).to_be_visible()


def test_a_guest_reads_and_reports_until_their_last_day_and_no_longer(
    screen: Screens, plan: Plan, someone: Someone
) -> None:
    """A partner's nurse reports on her own action; her last day is then moved into the past."""
    nurse = someone(name="Grace Mbeki")
    lead_of(plan, "Designated Nurse", nurse)
    today = timezone.localdate()

    def let_in_until(page: Page, last: date) -> None:
        follow(page, "Change the account")
        page.get_by_label("Last day").fill(f"{last:%d/%m/%Y}")
        press(page, "Save")
        expect(page.get_by_role("alert")).to_contain_text("Grace Mbeki's account is changed.")

    keeper = screen(someone("administrator", name="Lee Marchetti")).page
    follow(keeper, "People")
    follow(keeper, "Grace Mbeki")
    let_in_until(keeper, today + timedelta(days=30))
    follow(keeper, "Give a role")
    keeper.get_by_label("Role", exact=True).select_option("Partner lead")
    keeper.get_by_label("Plan", exact=True).select_option(plan.title)
    keeper.get_by_label("Why is the role given?").fill("She leads for health.")
    press(keeper, "Give")
    expect(keeper.get_by_role("main")).to_contain_text(f"Partner lead of {plan.title}")

    page = screen(nurse, allowed=("403",)).page
    follow(page, plan.title)
    own, other = (Action.objects.get(plan=plan, ref=ref) for ref in ("4.1", "3.1"))
    page.goto(other.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Action 3.1")
    expect(page.get_by_role("link", name="Update this action")).to_have_count(0)
    page.goto(own.get_absolute_url())
    follow(page, "Update this action")
    page.get_by_label("What happened since the last update").fill("Consent is asked at once.")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("The update is saved.")
    expect(page.get_by_role("main")).to_contain_text("Consent is asked at once.")

    let_in_until(keeper, today - timedelta(days=1))
    expect(keeper.get_by_text("This account has ended")).to_be_visible()
    page.goto(own.get_absolute_url())
    assert "Consent is asked at once." not in page.content()
    type_sign_in(page, nurse)
    expect(page.get_by_text("The account of Grace Mbeki has ended.")).to_be_visible()
    page.goto(own.get_absolute_url())
    expect(page.get_by_label("Password")).to_be_visible()
