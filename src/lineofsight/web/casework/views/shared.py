"""What several pages of casework need."""

from django.http import Http404
from django.urls import reverse

from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.models import Account
from lineofsight.web.casework.permissions import check_see_casework, check_see_of
from lineofsight.web.data.made import snapshot_of

NO_TABLES = "No tables are loaded yet."
NOT_MADE = (
    "The lists of these tables are being made, or were taken away because somebody was forgotten. "
    "Look again in a few minutes."
)


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back from a page of casework."""
    return [("Plans", reverse("home")), ("Casework", reverse("casework:index")), *more]


def current_for(account: Account) -> Snapshot | None:
    """The current snapshot, to somebody who sees children of it."""
    check_see_casework(account)
    snapshot = snapshot_of()
    if snapshot is not None:
        check_see_of(account, snapshot)
    return snapshot


def current_or_404(account: Account) -> Snapshot:
    """The current snapshot, to somebody who sees children of it; no page where none is loaded."""
    snapshot = current_for(account)
    if snapshot is None:
        raise Http404(NO_TABLES)
    return snapshot
