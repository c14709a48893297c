from django.urls import path

from lineofsight.web.cohorts.views import child, cohort, counts, opening

app_name = "cohorts"
urlpatterns = [
    path("", counts.index, name="index"),
    path("open/lists/<str:indicator>/<path:team>/", opening.of_a_list, name="open_list"),
    path("open/registers/<slug:register>/", opening.of_a_register, name="open_register"),
    path("open/behind/<str:indicator>/<str:period>/", opening.of_a_figure, name="open_figure"),
    path("<int:cohort_id>/", cohort.cohort, name="cohort"),
    path("<int:cohort_id>/share/", cohort.share, name="share"),
    path("<int:cohort_id>/counts/", counts.counts, name="counts"),
    path("<int:cohort_id>/children/<slug:key>/", child.child, name="child"),
    path("<int:cohort_id>/children/<slug:key>/line/", child.line, name="line"),
    path("<int:cohort_id>/children/<slug:key>/give/", child.give_one, name="give"),
    path("<int:cohort_id>/children/<slug:key>/check/", child.check, name="check"),
]
