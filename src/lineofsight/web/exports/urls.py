from django.urls import path

from lineofsight.web.exports import views

app_name = "exports"
urlpatterns = [
    path("<int:plan_id>/", views.start, name="start"),
    path("<int:plan_id>/<int:export_id>/", views.export, name="export"),
    path("<int:plan_id>/<int:export_id>/file/", views.download, name="download"),
]
