from django.urls import path

from lineofsight.web.casework.views import (
    behind,
    children,
    lists,
    mine,
    registers,
    visits,
    workers,
)

app_name = "casework"
urlpatterns = [
    path("", lists.index, name="index"),
    path("mine/", mine.mine, name="mine"),
    path("teams/<path:team>/lists/<str:indicator>/file/", lists.team_list_file, name="list_file"),
    path("teams/<path:team>/lists/<str:indicator>/", lists.team_list, name="list"),
    path("teams/<path:team>/workers/<path:worker>/", workers.worker, name="worker"),
    path("teams/<path:team>/visits/", visits.team_visits, name="visits"),
    path("teams/<path:team>/", lists.team, name="team"),
    path("registers/", registers.registers, name="registers"),
    path("registers/<slug:register>/file/", registers.register_file, name="register_file"),
    path("registers/<slug:register>/", registers.register, name="register"),
    path("children/another/", children.another, name="another"),
    path("children/<slug:key>/", children.child, name="child"),
    path("behind/<str:indicator>/<str:period>/", behind.children_behind, name="behind"),
    path("accesses/", children.accesses, name="accesses"),
]
