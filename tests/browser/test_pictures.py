"""The pictures of the site that its documents show: made again by LINEOFSIGHT_REMAKE=1.

What they show happens on fixed days of an invented council, so that a picture made twice is the
same and a difference is one of the site.
"""

import io
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page

from lineofsight.web.accounts.models import Account
from lineofsight.web.imports.actions import adopt, start_draft
from lineofsight.web.imports.models import Draft
from lineofsight.web.plans.actions_answers import answer_finding
from lineofsight.web.plans.coverage import coverage_of
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.plans.whole import whole_plan
from lineofsight.web.updates import actions
from lineofsight.web.updates.actions import Said
from tests.browser.conftest import Screen, changed, lead_of
from tests.web.conftest import EXAMPLES, PLAN, given, work

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
NAMES = ("overview", "draft", "my-actions", "action", "coverage")
LARGEST = 200_000
Screens = Callable[..., Screen]


class Clock:
    """The day that it is on the site."""

    def __init__(self, patched: pytest.MonkeyPatch) -> None:
        self.at = datetime(2026, 4, 20, 9, tzinfo=UTC)
        patched.setattr(timezone, "now", lambda: self.at)

    def set(self, year: int, month: int, day: int) -> None:
        self.at = datetime(year, month, day, 9, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def read(manager: Account, document: Path, findings: Path | None = None) -> Draft:
    """A document read into a draft."""
    held = given(findings) if findings else None
    made = start_draft(by=manager, why="", given=given(document), findings=held)
    work()
    return Draft.objects.get(pk=made.pk)


def lived_in(manager: Account, lead: Account, checker: Account, clock: Clock) -> Plan:
    """A plan three months after its adopting: reported on, moved, confirmed."""
    draft = read(manager, PLAN, EXAMPLES / "fernshire-findings.docx")
    plan = adopt(by=manager, why="The board agreed it.", draft=draft)
    lead_of(plan, "Ruth Calder", lead)
    by_ref = {each.ref: each for each in Action.objects.filter(plan=plan)}
    for at, ref, said in (
        ((2026, 5, 18), "3.1", Said(note="Tracker used for every discussion.", state="delivered")),
        ((2026, 6, 3), "3.4", Said(note="Fourteen of nineteen reviewed.", state="in_progress")),
        ((2026, 6, 3), "3.2", Said(note="Booked on the day.", state="in_progress")),
        ((2026, 6, 15), "1.2", Said(note="Weekends are covered now.", state="in_progress")),
        ((2026, 7, 2), "3.4", Said(note="All nineteen reviewed; two ended.", state="in_progress")),
    ):
        clock.set(*at)
        by = lead if ref.startswith("3") else manager
        actions.give_update(by=by, why="", action=by_ref[ref], what=said)
    action = Action.objects.get(pk=by_ref["3.4"].pk)
    evidence = "Minutes of the board: the chair's list of plans over 15 months."
    actions.add_evidence(by=lead, why="", action=action, kind="minute", text=evidence)
    why = "The chair of reviews left in May; the new one begins in September."
    asked = actions.ask_for_date(by=lead, why=why, action=action, wanted=date(2026, 11, 30))
    clock.set(2026, 7, 6)
    agreed = "Agreed at the board, with a report in September."
    actions.decide_date(by=manager, why=agreed, request=asked, agreed=True)
    whole = whole_plan(plan)
    for each in [held for held in coverage_of(whole) if held.unsure][:3]:
        answer_finding(
            by=manager,
            why="Read together at the board.",
            finding=each.finding,
            answered_by=each.unsure[0].part,
        )
    clock.set(2026, 7, 15)
    return plan


def taken(page: Page, name: str, height: int) -> None:
    """Keep what the window shows, ``height`` pixels of it, in few colours."""
    width = page.viewport_size["width"] if page.viewport_size else 1280
    page.set_viewport_size({"width": width, "height": height})
    shot = Image.open(io.BytesIO(page.screenshot()))
    small = shot.convert("RGB").quantize(
        colors=256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    small.save(PICTURES / f"{name}.png", optimize=True)


@pytest.mark.skipif(
    not os.environ.get("LINEOFSIGHT_REMAKE"),
    reason="pictures are made again with LINEOFSIGHT_REMAKE=1",
)
@pytest.mark.django_db(transaction=True)
def test_the_pictures_are_made(
    screen: Screens,
    clock: Clock,
    manager: Account,
    someone: Callable[..., Account],
    tmp_path: Path,
) -> None:
    lead = someone("action_lead", name="Ruth Calder")
    checker = someone("quality_lead", name="Noor Haddad")
    plan = lived_in(manager, lead, checker, clock)
    action = Action.objects.get(plan=plan, ref="3.4")
    later = changed(
        tmp_path,
        ("<td>30 June 2026</td>", "<td>Q7 2026</td>"),
        ("<td>May 2026 and ongoing</td>", "<td>May 20206</td>"),
        ("<td>G</td>", "<td>Purple</td>"),
    )
    doubtful = read(manager, later)

    page = screen(manager).page
    for name, path, height in (
        ("overview", plan.get_absolute_url(), 1000),
        ("draft", doubtful.get_absolute_url(), 900),
        ("action", action.get_absolute_url(), 1400),
        ("coverage", f"{plan.get_absolute_url()}coverage/", 1100),
    ):
        page.goto(path)
        taken(page, name, height)
    page = screen(lead, width=320).page
    page.goto("/plans/mine/")
    taken(page, "my-actions", 1300)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small_enough_to_be_kept(name: str) -> None:
    picture = PICTURES / f"{name}.png"
    assert picture.stat().st_size < LARGEST
    with Image.open(picture) as opened:
        assert opened.width in (320, 1280)
