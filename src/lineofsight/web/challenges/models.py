"""Challenges and what was done with each."""

from django.db import models
from django.urls import reverse

from lineofsight.progress.rating.challenge_life import MOVES, STATES, Standing
from lineofsight.progress.rating.challenges import CHALLENGE_TITLES, Identity
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models import Action, Plan


class Challenge(Kept):
    """A question to the leads of an action: the same one is raised once.

    ``part`` and ``period`` are those of :class:`~lineofsight.progress.rating.challenges.Identity`;
    ``sentence`` is what the records said on the day it was raised.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="challenges")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="challenges")
    kind = models.CharField(max_length=40, choices=list(CHALLENGE_TITLES.items()))
    part = models.CharField(max_length=60)
    period = models.CharField(max_length=60)
    sentence = models.TextField()
    raised_on = models.DateField()
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="raised")
    moved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-raised_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "kind", "part", "period"), name="challenge_raised_once"
            ),
        )

    def __str__(self) -> str:
        return self.sentence[:80]

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("challenges:challenge", args=[self.pk])

    @property
    def identity(self) -> Identity:
        """What makes it the same as another."""
        return Identity(self.kind, self.part, self.period)  # type: ignore[arg-type]

    @property
    def standing(self) -> Standing:
        """Where it stands, as the rules of its life ask."""
        return Standing(self.raised_on, self.state, self.moved_on)  # type: ignore[arg-type]


class Move(Kept):
    """What somebody did with a challenge, and why; ``by`` is None for what came by itself."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="moves")
    how = models.CharField(max_length=10, choices=[(how, how.capitalize()) for how in MOVES])
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.how
