"""A file that somebody asked for."""

from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Kept
from lineofsight.web.files.models import StoredFile
from lineofsight.web.plans.models import Plan

FORMS = (
    ("xlsx", "Excel workbook"),
    ("docx", "Word document"),
    ("csv", "Table of text (CSV)"),
)
AUDIENCES = (
    ("inside", "For those inside: with names and updates"),
    ("public", "For publication: job titles, no names, no updates"),
)
STATES = (
    ("making", "Being made"),
    ("made", "Made"),
    ("failed", "Could not be made"),
    ("gone", "Deleted"),
)
# A file is deleted this long after it was asked for: it is a copy that nobody keeps up to date.
KEPT = timedelta(days=14)


class Export(Kept):
    """An export of a plan as it stood at the end of ``day``, made by the worker for ``by``."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="exports")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()
    form = models.CharField(max_length=4, choices=FORMS)
    audience = models.CharField(max_length=6, choices=AUDIENCES)
    state = models.CharField(max_length=6, choices=STATES, default="making")
    told = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.get_form_display()} of {self.plan}"

    @property
    def public(self) -> bool:
        """Whether it is for publication."""
        return self.audience == "public"

    @property
    def kept_until(self) -> date:
        """The last day on which its file is kept."""
        return timezone.localdate(self.at) + KEPT

    def get_absolute_url(self) -> str:
        """The page that says how far it is."""
        return reverse("exports:export", args=[self.plan_id, self.pk])
