"""What every page about a measure does first."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.performance.models import Match
from lineofsight.web.performance.permissions import check_match
from lineofsight.web.plans.addresses import part_address
from lineofsight.web.plans.models import Measure
from lineofsight.web.plans.views.shared import crumbs, plan_shown
from lineofsight.web.plans.whole import WholePlan

Crumbs = list[tuple[str, str]]


def measure_shown(request: SignedIn, measure_id: int) -> tuple[WholePlan, Measure]:
    """The measure that the address names with its plan; refused where it is not shared."""
    found = get_object_or_404(Measure, pk=measure_id)
    whole = plan_shown(request, found.plan_id)
    return whole, whole.find(Measure, found.pk) or found


def match_kept(request: SignedIn, match_id: int) -> tuple[WholePlan, Match]:
    """The match that the address names, for whoever may change it."""
    found = get_object_or_404(Match.objects.select_related("measure", "plan"), pk=match_id)
    check_match(request.user, found.plan)
    return plan_shown(request, found.plan_id), found


def called(measure: Measure) -> str:
    """What a measure's page is called."""
    return f"Measure {measure.ref}" if measure.ref else "Measure"


def measure_crumbs(whole: WholePlan, measure: Measure) -> Crumbs:
    """The way back from what belongs to a measure's figures."""
    return [*crumbs(whole), (called(measure), reverse("performance:measure", args=[measure.pk]))]


def in_the_plan(whole: WholePlan, measure: Measure) -> str:
    """The page of a measure in the plan's words."""
    return part_address(whole, measure)
