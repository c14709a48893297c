"""What people are told of by e-mail: each kind in one place."""

from dataclasses import dataclass
from datetime import timedelta

# An action counts as due soon this long before its day.
SOON = timedelta(days=30)
# What happened longer ago than this is no news: a new account is not sent years of it.
NEWS = timedelta(days=14)
# Mentions are told at once, but no more messages an hour than this; the rest wait for the digest.
MENTIONS_AN_HOUR = 4


@dataclass(frozen=True)
class Kind:
    """A kind of notice: its name, when it comes, and how one and many of them are counted."""

    key: str
    name: str
    when: str
    one: str
    many: str

    def counted(self, number: int) -> str:
        """``number`` of them in words."""
        return f"{number} {self.one if number == 1 else self.many}"


MENTION = "mention"
KINDS = (
    Kind(
        "alerts",
        "Early alerts about the children whom you or your team hold",
        "In the daily e-mail, on the morning after there are new ones: how many of each kind, and "
        "no child.",
        "kind of alert that waits",
        "kinds of alert that wait",
    ),
    Kind(
        "due",
        "Your actions that are due soon or overdue",
        "Once a week, and on the day before a reporting period's cut-off.",
        "action of yours to look at",
        "actions of yours to look at",
    ),
    Kind(
        "confirm",
        "Updates typed for you to confirm",
        "In the daily e-mail.",
        "update to confirm",
        "updates to confirm",
    ),
    Kind(
        "date",
        "Requests to move a date that you can decide",
        "In the daily e-mail.",
        "date to decide",
        "dates to decide",
    ),
    Kind(
        "closing",
        "Actions that you can check before they close",
        "In the daily e-mail.",
        "closing to check",
        "closings to check",
    ),
    Kind(
        "decision",
        "Decisions on what you asked for",
        "In the daily e-mail.",
        "decision on what you asked for",
        "decisions on what you asked for",
    ),
    Kind(
        MENTION,
        "Comments that mention you",
        f"At once, at most {MENTIONS_AN_HOUR} e-mails an hour.",
        "comment that mentions you",
        "comments that mention you",
    ),
    Kind(
        "adopted",
        "New versions of a plan",
        "In the daily e-mail.",
        "new version of a plan",
        "new versions of a plan",
    ),
)
BY_KEY = {each.key: each for each in KINDS}
