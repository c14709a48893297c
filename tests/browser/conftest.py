"""A real browser, the site running beside it, and what every page in it must be."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.plans.models import Plan
from tests.web.conftest import (  # noqa: F401
    EXAMPLES,
    as_person,
    draft,
    loaded,
    manager,
    plan,
    someone,
    store,
)
from tests.web.world import world  # noqa: F401

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ALONE = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PASSWORD = "a long password"
PAGE = EXAMPLES / "fernshire-improvement-plan.html"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# What axe found, each fault with the elements that have it.
FAULTS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    each => each.id + ": " + each.nodes.map(node => node.html.slice(0, 200)).join(" | "))"""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for every test; its tests are skipped, saying so, where it is absent."""
    if CHROMIUM is None:
        pytest.skip(
            "Chromium is not on this machine; on Debian: apt-get install -y chromium libatomic1"
        )
    # The browser's own loop runs in this thread, in which the tests also ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Screen:
    """Somebody's own browser window: their cookies, and what it complained of."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def hears(self, said: ConsoleMessage) -> None:
        """Keep what the console says is wrong: an error, or what the policy stopped."""
        if said.type == "error" or "Content Security" in said.text:
            self.complaints.append(f"{self.page.url}: {said.text}")

    def faults(self) -> list[str]:
        """What axe finds on the page that is shown."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found: list[str] = self.page.evaluate(FAULTS)
        return found

    def overflow(self) -> int:
        """How many pixels the page is wider than the screen."""
        wider: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wider


@pytest.fixture
def screen(browser: Browser, live_server: Any) -> Iterator[Callable[..., Screen]]:
    """Opens somebody's window, with scripts switched off unless the test wants them.

    The test fails where a window complained: of a script's error or of what the content security
    policy stopped.  ``allowed`` are the words of complaints that the test means to provoke.
    """
    opened: list[tuple[Screen, tuple[str, ...]]] = []

    # How often somebody signed in is counted in a table that no test empties.
    cache.clear()

    def made(
        account: Account | None = None,
        *,
        scripts: bool = False,
        width: int = 1280,
        allowed: tuple[str, ...] = (),
    ) -> Screen:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
        )
        screen = Screen(context, context.new_page())
        screen.page.set_default_timeout(15_000)
        screen.page.on("console", screen.hears)
        screen.page.on("pageerror", lambda error: screen.complaints.append(str(error)))
        opened.append((screen, allowed))
        if account is not None:
            sign_in(screen.page, account)
        return screen

    yield made
    for each, _ in opened:
        each.context.close()
    complaints = [
        said
        for each, allowed in opened
        for said in each.complaints
        if not any(words in said for words in allowed)
    ]
    assert complaints == []


def sign_in(page: Page, account: Account, password: str = PASSWORD) -> None:
    """Sign in as everybody does."""
    page.goto("/sign-in/login/")
    page.get_by_label("E-mail address").fill(account.email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def follow(page: Page, words: str, **how: Any) -> None:
    """Follow the link of these words, the first where there are several, to the whole page.

    A click waits until the next page begins to arrive, not until all of it is there to be counted.
    """
    page.get_by_role("link", name=words, **how).first.click()
    page.wait_for_load_state()


def press(page: Page, words: str) -> None:
    """Press the button of these words, the first where there are several, and see the answer."""
    page.get_by_role("button", name=words).first.click()
    page.wait_for_load_state()


def shown(page: Page) -> str:
    """All that the page says, on one line, once it is there."""
    page.get_by_role("heading", level=1).wait_for()
    return " ".join(page.inner_text("body").split())


def path_of(address: str) -> str:
    """An address that the site gives out, as a path of the site that the test runs."""
    return urlsplit(address).path


def lead_of(its: Plan, name: str, account: Account) -> None:
    """Say that the plan's lead called ``name`` is the person of this account."""
    with change("person tied", by=None, plan=its.pk) as made:
        person = its.people.get(name=name)
        person.account = account
        made.keep(person)


def changed(folder: Path, *pairs: tuple[str, str]) -> Path:
    """The invented council's plan as a web page, with some of its words put otherwise."""
    words = PAGE.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in words, before
        words = words.replace(before, after, 1)
    made = folder / PAGE.name
    made.write_text(words, encoding="utf-8")
    return made
