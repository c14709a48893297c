"""Secrets by which programs read for a person."""

from datetime import date

from django.db import models

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept

KINDS = (("calendar", "Calendar address"), ("api", "API token"))


class Token(Kept):
    """A secret that lets a program read what ``account`` may read; only its digest is kept.

    ``used_at`` is no part of its history: it is when a program last came with it, to the minute.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=8, choices=KINDS)
    name = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.name or self.get_kind_display()

    def counts_on(self, day: date) -> bool:
        """Whether it lets anybody in on ``day``: not withdrawn, not expired, its person in post."""
        return (
            self.withdrawn_at is None
            and (self.expires_on is None or day <= self.expires_on)
            and self.account.in_post(day)
        )
