"""Letting somebody see a child outside their own, with a reason."""

from django.utils import timezone

from lineofsight.errors import UnusableInput
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.children import child_named
from lineofsight.web.casework.keys import key_of
from lineofsight.web.casework.models import Access
from lineofsight.web.casework.permissions import check_see_casework, check_see_of
from lineofsight.web.events.looks import look
from lineofsight.web.events.recording import change


def ask_access(
    *, by: Account, why: str, snapshot: Snapshot, person: str, authority: str = ""
) -> Access:
    """Let ``by`` see a child outside their own until the end of the day; noted as a look.

    Raises :class:`UnusableInput` where there is no such child or none that can be shown, in the
    same words, and notes that it was tried.
    """
    check_see_casework(by)
    check_see_of(by, snapshot)
    if person.lower() in why.lower():
        raise UnusableInput("Say why in general words: do not repeat whom it is about.")
    child = child_named(by, snapshot, person, authority)
    if child is None:
        look(by, "Nobody: asked for a child who is not in the tables or is not shown to them")
        raise UnusableInput(
            "The tables show nobody of this id to you. Check it against the case system; a child "
            "whose records are restricted is shown to named people alone."
        )
    key = key_of(child)
    with change("child outside their own asked for", by=by, why=why) as made:
        access = made.keep(
            Access(by=by, child=key, reason=why, at=made.at, ends_on=timezone.localdate(made.at))
        )
    look(by, f"Child {key}, outside their own, with a reason ({access})")
    return access
