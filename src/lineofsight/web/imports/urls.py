from django.urls import path

from lineofsight.web.imports import views

app_name = "imports"
urlpatterns = [
    path("new/", views.start, name="start"),
    path("<int:draft_id>/", views.draft, name="draft"),
    path("<int:draft_id>/adopt/", views.adopt, name="adopt"),
]
