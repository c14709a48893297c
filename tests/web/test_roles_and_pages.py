"""Who gets which answer: every address of the site, as every role and as nobody."""

import difflib
import os

import pytest

from lineofsight.web.accounts.roles import ROLES, May
from tests.support.roles_and_pages import PAGE, World, addresses, filled, table
from tests.web.world import world  # noqa: F401


def test_every_address_is_in_the_table() -> None:
    """A new address has a line before it is merged: run make roles-and-pages."""
    page = PAGE.read_text(encoding="utf-8")
    missing = [each.route for each in addresses() if f"## `{each.route}`\n" not in page]
    gone = [
        line[4:-1]
        for line in page.splitlines()
        if line.startswith("## `") and line[4:-1] not in {each.route for each in addresses()}
    ]
    assert not missing + gone, f"run make roles-and-pages; it lacks {missing}, has still {gone}"


@pytest.mark.django_db
def test_everybody_gets_the_answer_that_the_table_says(
    world: World,  # noqa: F811
) -> None:
    """Run make roles-and-pages after a change that is meant, and read the difference."""
    found = table(world)
    if os.environ.get("LINEOFSIGHT_REMAKE"):
        PAGE.write_text(found, encoding="utf-8")
        return
    kept = PAGE.read_text(encoding="utf-8")
    changed = "\n".join(
        difflib.unified_diff(kept.splitlines(), found.splitlines(), "table", "site", lineterm="")
    )
    assert not changed, f"run make roles-and-pages if this is meant:\n{changed}"


def test_no_page_of_a_plan_is_answered_to_who_cannot_read_it() -> None:
    """Whatever the table says: held against what the roles may do."""
    page = PAGE.read_text(encoding="utf-8")
    readers = {role.name.lower() for role in ROLES if May.READ in role.may}
    parts = page.split("\n## ")[1:]
    assert len(parts) == len(addresses())
    for part in parts:
        if not part.startswith("`/plans/<int:plan_id>/"):
            continue
        for line in part.splitlines()[1:]:
            if not line:
                continue
            *known, nobody = line.split(": ", 1)[1].split("; ")
            opened = [each for each in known if each[:3] in ("200", "302")]
            assert "of a plan not shared" not in line or not opened, part
            names = {name for each in opened for name in each[4:].split(", ")}
            assert "everybody" not in names, part
            assert names <= readers | {"everybody else"}, part
            assert nobody == "302 nobody signed in", part


def test_an_address_is_filled_in_as_its_pattern_says(
    world: World,  # noqa: F811
) -> None:
    by_route = {each.route: each for each in addresses()}
    held = by_route["/people/<int:account_id>/roles/<int:membership_id>/take/"]
    path = filled(held, world, world.shared)
    assert path.startswith(f"/people/{world.somebody.pk}/roles/")
    assert "<" not in path
    key = next(each for each in addresses() if "uidb36" in each.kwargs)
    assert filled(key, world, world.shared) == "/sign-in/password/reset/key/1-no-key/"
