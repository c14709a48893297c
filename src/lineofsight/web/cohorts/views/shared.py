"""What several pages of cohort reviews need."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from lineofsight.web.cohorts.models import Cohort


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back from a page of cohort reviews."""
    return [("Plans", reverse("home")), ("Cohort reviews", reverse("cohorts:index")), *more]


def cohort_of(cohort_id: int) -> Cohort:
    """The review of an address."""
    return get_object_or_404(Cohort.objects.select_related("by", "checker"), pk=cohort_id)


def under(cohort: Cohort) -> list[tuple[str, str]]:
    """The way back from a page under a review."""
    return crumbs((cohort.title, cohort.get_absolute_url()))


def form_page(heading: str, cohort: Cohort, form: Any, **more: Any) -> dict[str, Any]:
    """What a page of one form needs."""
    return {
        "heading": heading,
        "caption": cohort.title,
        "crumbs": under(cohort),
        "form": form,
        "has_errors": bool(form.errors),
        **more,
    }
