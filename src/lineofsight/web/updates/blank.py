"""The form of an update with nothing filled in, for pages that show many.

Rendering a form costs some milliseconds, and a lead may have a hundred.  Forms that offer the same
choices differ in their names and in the action's edition alone, so each kind is rendered once.
"""

from functools import lru_cache

from django.utils.safestring import SafeString

from lineofsight.web.plans.models import Action, Level
from lineofsight.web.updates.forms import UpdateForm

# What stands in a kept form for the action's own prefix and edition.
_PREFIX, _EDITION = "prefix-of-the-action", "edition-of-the-action"


def blank_form(action: Action, levels: list[Level], prefix: str) -> SafeString:
    """What :class:`UpdateForm` renders for an action of which nothing was filled in."""
    named = tuple((each.pk, each.name) for each in levels)
    form = _rendered(action.state, action.rating_id, named)
    return SafeString(form.replace(_PREFIX, prefix).replace(_EDITION, str(action.edition)))


@lru_cache(maxsize=1024)
def _rendered(state: str, rating: int | None, named: tuple[tuple[int, str], ...]) -> str:
    form = UpdateForm(
        prefix=_PREFIX,
        action=Action(state=state, rating_id=rating),
        levels=[Level(pk=key, name=name) for key, name in named],
    )
    form.initial["edition"] = _EDITION
    return str(form)
