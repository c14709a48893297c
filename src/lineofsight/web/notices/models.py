"""Who wants which notices, and which were sent."""

from django.db import models

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept, Logged
from lineofsight.web.notices.kinds import BY_KEY, KINDS


class Choice(Kept):
    """That an account wants notices of a kind, or does not; without one, it is sent them."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=20, choices=[(each.key, each.name) for each in KINDS])
    wanted = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "kind"), name="one_choice_a_kind"),
        )

    def __str__(self) -> str:
        return f"{BY_KEY[self.kind].name}: {'wanted' if self.wanted else 'not wanted'}"


class Sending(Logged):
    """A step of one message to an account: ``claimed`` before it is sent, ``sent`` or ``refused``.

    ``message`` names the message; ``told`` are the keys of what it tells.  A message that was
    claimed and neither sent nor refused was cut off: nobody knows whether it left.
    """

    STEPS = (("claimed", "Claimed"), ("sent", "Sent"), ("refused", "Refused"))
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    message = models.CharField(max_length=100)
    step = models.CharField(max_length=10, choices=STEPS)
    told = models.JSONField(default=list)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("message", "step"), name="one_step_once"),)

    def __str__(self) -> str:
        return f"{self.message} {self.step}"
