from django.urls import path

from lineofsight.web.performance.views import leaders, matching, measure, typed

app_name = "performance"
urlpatterns = [
    path("plan/<int:plan_id>/", leaders.leaders, name="leaders"),
    path("plan/<int:plan_id>/matching/", matching.matching, name="matching"),
    path("measure/<int:measure_id>/", measure.measure, name="measure"),
    path("measure/<int:measure_id>/match/", matching.match, name="match"),
    path("match/<int:match_id>/withdraw/", matching.withdraw, name="unmatch"),
    path("match/<int:match_id>/figure/", typed.figure, name="figure"),
    path("match/<int:match_id>/limits/", typed.limits, name="limits"),
    path("figure/<int:figure_id>/withdraw/", typed.withdraw_typed, name="withdraw_figure"),
    path("limits/<int:rebase_id>/withdraw/", typed.withdraw_limits, name="withdraw_limits"),
]
