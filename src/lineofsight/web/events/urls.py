from django.urls import path

from lineofsight.web.events.views import history, looks, redacting

app_name = "events"
urlpatterns = [
    path("plan/<int:plan_id>/", history.history, name="plan"),
    path("plan/<int:plan_id>/<int:number>/", history.event, name="event"),
    path("record/<str:kind>/<int:key>/", history.record, name="record"),
    path("redact/state/<int:version_id>/<slug:field>/", redacting.ask_field, name="ask_field"),
    path("redact/reason/<int:number>/", redacting.ask_reason, name="ask_reason"),
    path("redactions/", redacting.redactions, name="redactions"),
    path("redactions/<int:redaction_id>/", redacting.redaction, name="redaction"),
    path("looks/", looks.looks, name="looks"),
]
