"""The jobs that wait, that are being done, and that failed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.jobs import actions
from lineofsight.web.jobs.permissions import check_see_jobs
from lineofsight.web.jobs.telling import told

SHOWN = 100


def jobs(request: SignedIn) -> HttpResponse:
    """Every job that failed or is not done yet, the newest first, with why it failed."""
    check_see_jobs(request.user)
    waiting = DBTaskResult.objects.exclude(status="SUCCESSFUL").order_by("-enqueued_at")
    return render(
        request,
        "jobs/jobs.html",
        {
            "heading": "Jobs",
            "crumbs": [("Plans", reverse("home"))],
            "jobs": [told(each) for each in waiting[:SHOWN]],
        },
    )


@require_POST
def again(request: SignedIn, job_id: str) -> HttpResponse:
    """Have a failed job done again, and go back to the page that asked."""
    job = get_object_or_404(DBTaskResult, pk=job_id)
    if actions.try_again(by=request.user, why="", job=job):
        messages.success(request, "It will be tried again.")
    else:
        messages.info(request, "It did not fail, or is being tried again already.")
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, None)
    return redirect(back if safe else "jobs:jobs")
