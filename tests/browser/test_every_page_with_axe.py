"""Every page of the site in a real browser: nobody barred, nothing cut off, nothing complained of.

The addresses are those of the resolver, so that a new page is looked at without being named here.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest
from django.test import Client

from lineofsight.web.accounts.models import Account
from tests.browser.conftest import Screen
from tests.support.roles_and_pages import BACKEND, SIGN_IN, World, addresses, filled

pytestmark = pytest.mark.django_db(transaction=True)
Screens = Callable[..., Screen]
# Who asks for what begins so, besides the programme manager, who asks for everything.
OTHERS = (
    ("administrator", "/people/"),
    ("analyst", "/data/"),
    ("administrator", f"{SIGN_IN}two-step/"),
    ("observer", "/plans/"),
)
TELEPHONE = 320
WIDTHS = (1280, TELEPHONE)
WIDER_THAN_THEIR_PLACE = """() => [...document.querySelectorAll(".scroll:has(table)")]
    .filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)"""


def pages(client: Client, world: World, opening: str = "/") -> Iterator[str]:
    """The addresses that answer with a page to whoever ``client`` is."""
    found = {filled(each, world, world.shared) for each in addresses()}
    for path in sorted(each for each in found if each.startswith(opening)):
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield path


def walked(screens: Screens, world: World, widths: tuple[int, ...]) -> tuple[int, list[str]]:
    """How many pages were opened, and what was wrong with which."""
    faults: list[str] = []
    opened = 0
    askers: list[tuple[str, str]] = [("", SIGN_IN), ("programme_manager", "/"), *OTHERS]
    for role, opening in askers:
        client = Client()
        screen = screens(scripts=True)
        if role:
            lent_session(screen, client, world.on_all[role])
        for path in pages(client, world, opening):
            opened += 1
            faults += [f"{path} ({role}): {each}" for each in looked_at(screen, path, widths)]
    return opened, faults


def lent_session(screen: Screen, client: Client, account: Account) -> None:
    """Sign in without the form, which has tests of its own."""
    client.force_login(account, backend=BACKEND)
    screen.page.goto("/sign-in/login/")
    root = urljoin(screen.page.url, "/")
    session = client.cookies["sessionid"].value
    screen.context.add_cookies([{"name": "sessionid", "value": session, "url": root}])


def looked_at(screen: Screen, path: str, widths: tuple[int, ...]) -> Iterator[str]:
    """What is wrong with a page at each width, with all that is folded away opened."""
    screen.page.set_viewport_size({"width": widths[0], "height": 900})
    answer = screen.page.goto(path, wait_until="load")
    if answer is None or answer.status != 200:
        yield f"it answered {answer and answer.status}"
        return
    screen.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in widths:
        screen.page.set_viewport_size({"width": width, "height": 900})
        yield from (f"{each} at {width}" for each in screen.faults())
        if screen.overflow() > 0:
            yield f"it is {screen.overflow()} pixels wider than {width}"
        if width == TELEPHONE:
            # Each row stands under its heading there, so that nobody scrolls along a table.
            wide = screen.page.evaluate(WIDER_THAN_THEIR_PLACE)
            yield from (f"a table needs scrolling at {width}: {each[:80]}" for each in wide)


def test_nobody_is_barred_from_any_page_on_a_desk_or_a_telephone(
    screen: Screens, world: World
) -> None:
    opened, faults = walked(screen, world, WIDTHS)
    assert not faults, "\n".join(faults)
    assert opened > len(addresses()) / 2


def test_what_bars_somebody_is_found(screen: Screens) -> None:
    """A picture without words, a page too wide, and a script that fails: each is told."""
    window = screen(scripts=True, width=320, allowed=("a script failed",))
    window.page.set_content("<img src='data:,'><p style='width: 500px'>Wide</p>")
    assert any(each.startswith("image-alt") for each in window.faults())
    assert window.overflow() > 0
    window.page.evaluate("console.error('a script failed')")
    assert window.complaints


@pytest.mark.long
def test_nobody_is_barred_from_any_page_on_a_tablet(screen: Screens, world: World) -> None:
    _, faults = walked(screen, world, (768,))
    assert not faults, "\n".join(faults)


@pytest.mark.long
def test_nobody_is_barred_and_nothing_is_cut_off_on_paper(screen: Screens, world: World) -> None:
    """As wide as the text of an A4 page."""
    window = screen(scripts=True)
    client = Client()
    lent_session(window, client, world.on_all["programme_manager"])
    window.page.emulate_media(media="print")
    faults = []
    for path in pages(client, world):
        faults += [f"{path}: {each}" for each in looked_at(window, path, (680,))]
    assert not faults, "\n".join(faults)


def test_the_four_facts_of_a_plan_stand_in_even_rows(screen: Screens, world: World) -> None:
    window = screen(scripts=True)
    lent_session(window, Client(), world.on_all["programme_manager"])
    window.page.goto(world.shared.get_absolute_url())
    for width, across in ((320, 2), (700, 2), (768, 4), (1280, 4)):
        window.page.set_viewport_size({"width": width, "height": 900})
        tops = [each.bounding_box() for each in window.page.locator(".facts > div").all()]
        rows = Counter(round(box["y"]) for box in tops if box)
        assert list(rows.values()) == [across] * (4 // across), width
