from django.urls import path

from lineofsight.web.data.views import forgetting, loads, overview, quality, snapshots, templates

app_name = "data"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("missing/", overview.missing, name="missing"),
    path("quality/", quality.quality, name="quality"),
    path("quality/report/", quality.report, name="quality_report"),
    path("quality/rows/", quality.rows, name="quality_rows"),
    path("quality/rows/file/", quality.rows_file, name="quality_rows_file"),
    path("load/", loads.start, name="start"),
    path("loads/<int:load_id>/", loads.load, name="load"),
    path("loads/<int:load_id>/make-current/", loads.make_current, name="make_current"),
    path("loads/<int:load_id>/column/", loads.column, name="column"),
    path("loads/<int:load_id>/again/", loads.again, name="again"),
    path("loads/<int:load_id>/give-up/", loads.give_up, name="give_up"),
    path("loads/<int:load_id>/rows/<slug:kind>/", loads.rows, name="load_rows"),
    path("snapshots/", snapshots.snapshots, name="snapshots"),
    path("snapshots/compare/", snapshots.compared, name="compared"),
    path("snapshots/prune/", snapshots.pruned, name="pruned"),
    path("snapshots/<str:snapshot>/", snapshots.snapshot, name="snapshot"),
    path("snapshots/<str:snapshot>/rows/<slug:kind>/", snapshots.rows, name="snapshot_rows"),
    path("snapshots/<str:snapshot>/go-back/", snapshots.go_back, name="go_back"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<slug:table>/", templates.template, name="template"),
    path("forget/", forgetting.forgettings, name="forgettings"),
    path("forget/ask/", forgetting.ask, name="ask_forgetting"),
    path("forget/<int:forgetting_id>/", forgetting.forgetting, name="forgetting"),
]
