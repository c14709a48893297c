from django.urls import path

from lineofsight.web.updates.views import evidence, on_action, periods, sheet

app_name = "updates"
urlpatterns = [
    path("sheet/", sheet.download, name="sheet"),
    path("sheet/give/", sheet.give_back, name="give_sheet"),
    path("action/<int:action_id>/", on_action.update, name="update"),
    path("action/<int:action_id>/evidence/", on_action.evidence, name="evidence"),
    path("evidence/<int:evidence_id>/file/", evidence.file, name="evidence_file"),
    path("evidence/<int:evidence_id>/grade/", on_action.grade_evidence, name="grade_evidence"),
    path("action/<int:action_id>/date/", on_action.ask_date, name="ask_date"),
    path("date/<int:request_id>/", on_action.decide_date, name="decide_date"),
    path("action/<int:action_id>/close/", on_action.close, name="close"),
    path("closing/<int:closure_id>/", on_action.check_close, name="check_close"),
    path("action/<int:action_id>/reopen/", on_action.reopen, name="reopen"),
    path("action/<int:action_id>/leave-closed/", on_action.leave_closed, name="leave_closed"),
    path("action/<int:action_id>/comment/", on_action.comment, name="comment"),
    path("confirm/<int:update_id>/", on_action.confirm, name="confirm"),
    path("plan/<int:plan_id>/periods/", periods.periods, name="periods"),
    path("plan/<int:plan_id>/periods/begin/", periods.begin, name="begin"),
    path("plan/<int:plan_id>/periods/<int:period_id>/", periods.period, name="period"),
    path("plan/<int:plan_id>/periods/<int:period_id>/note/", periods.note, name="note"),
]
