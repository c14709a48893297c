"""The line page in a real browser: nothing barred to anyone, and nothing cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from lineofsight.papers.html import line_html
from tests.support.invented_line import paper


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with every kind of part, in a file."""
    path: Path = tmp_path_factory.mktemp("page") / "line.html"
    path.write_text(line_html(paper()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nobody_is_barred(page: Page, address: str, width: int) -> None:
    """Axe finds no fault at any width, with the tables behind the charts open."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_scrolls_sideways(page: Page, address: str, width: int) -> None:
    """The page is as wide as the screen, down to a small phone."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_fetched(page: Page, address: str) -> None:
    """The page is one file: it asks nobody for anything."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert asked == [address]


def test_the_first_key_press_leads_past_the_heading(page: Page, address: str) -> None:
    """A skip link is the first thing that a keyboard reaches."""
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
