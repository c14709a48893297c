"""The site's addresses, a subject a line."""

from django.urls import include, path

handler403 = "lineofsight.web.ui.views.forbidden"
handler404 = "lineofsight.web.ui.views.not_found"
handler500 = "lineofsight.web.ui.views.fault"

urlpatterns = [
    path("", include("lineofsight.web.ui.urls")),
    path("sign-in/", include("lineofsight.web.accounts.sign_in_urls")),
    path("people/", include("lineofsight.web.accounts.urls")),
    path("plans/", include("lineofsight.web.plans.urls")),
    path("updates/", include("lineofsight.web.updates.urls")),
    path("challenges/", include("lineofsight.web.challenges.urls")),
    path("performance/", include("lineofsight.web.performance.urls")),
    path("history/", include("lineofsight.web.events.urls")),
    path("e-mails/", include("lineofsight.web.notices.urls")),
    path("imports/", include("lineofsight.web.imports.urls")),
    path("data/", include("lineofsight.web.data.urls")),
    path("casework/", include("lineofsight.web.casework.urls")),
    path("alerts/", include("lineofsight.web.alerts.urls")),
    path("cohorts/", include("lineofsight.web.cohorts.urls")),
    path("", include("lineofsight.web.api.urls")),
    path("api/", include("lineofsight.web.api.read")),
    path("exports/", include("lineofsight.web.exports.urls")),
    path("jobs/", include("lineofsight.web.jobs.urls")),
]
