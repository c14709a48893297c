"""Choosing what one is sent."""

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.recording import change
from lineofsight.web.notices.kinds import BY_KEY
from lineofsight.web.notices.models import Choice
from lineofsight.web.notices.permissions import check_own


def choose(*, by: Account, why: str, account: Account, wanted: dict[str, bool]) -> None:
    """Turn kinds of notices on or off for ``account``; kinds that are not named stay."""
    check_own(by, account)
    held = {each.kind: each for each in Choice.objects.filter(account=account)}
    stands = {key: held[key].wanted if key in held else True for key in BY_KEY}
    new = {key: on for key, on in wanted.items() if key in BY_KEY and stands[key] != on}
    if not new:
        return
    with change("e-mails chosen", by=by, why=why) as made:
        for key, on in new.items():
            choice = held.get(key) or Choice(account=account, kind=key)
            choice.wanted = on
            made.keep(choice)
