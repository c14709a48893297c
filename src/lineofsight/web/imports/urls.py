from django.urls import path

from lineofsight.web.imports.views.adopting import adopt, drop
from lineofsight.web.imports.views.correcting import add, at_once, change, frame, history, split
from lineofsight.web.imports.views.draft import draft, item, items
from lineofsight.web.imports.views.start import start

app_name = "imports"
urlpatterns = [
    path("new/", start, name="start"),
    path("new/<int:plan_id>/", start, name="later"),
    path("<int:draft_id>/", draft, name="draft"),
    path("<int:draft_id>/frame/", frame, name="frame"),
    path("<int:draft_id>/settle/", at_once, {"kind": "settle"}, name="settle"),
    path("<int:draft_id>/corrections/", history, name="history"),
    path("<int:draft_id>/adopt/", adopt, name="adopt"),
    path("<int:draft_id>/give-up/", drop, name="drop"),
    path("<int:draft_id>/add/<slug:listed>/", add, name="add"),
    path("<int:draft_id>/item/<slug:item_id>/", item, name="item"),
    path("<int:draft_id>/item/<slug:item_id>/change/", change, name="change"),
    path("<int:draft_id>/item/<slug:item_id>/split/", split, name="split"),
    path("<int:draft_id>/item/<slug:item_id>/<slug:kind>/", at_once, name="at_once"),
    path("<int:draft_id>/<slug:listed>/", items, name="items"),
]
