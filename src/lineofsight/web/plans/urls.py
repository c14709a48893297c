from django.urls import path

from lineofsight.web.plans.views.action import action
from lineofsight.web.plans.views.leads import lead, leads, merge
from lineofsight.web.plans.views.overview import overview
from lineofsight.web.updates.views.mine import mine

app_name = "plans"
urlpatterns = [
    path("mine/", mine, name="mine"),
    path("<int:plan_id>/", overview, name="overview"),
    path("<int:plan_id>/actions/<int:action_id>/", action, name="action"),
    path("<int:plan_id>/leads/", leads, name="leads"),
    path("<int:plan_id>/leads/<int:person_id>/", lead, name="lead"),
    path("<int:plan_id>/leads/<int:person_id>/merge/", merge, name="lead_merge"),
]
