from django.urls import path

from lineofsight.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<uuid:job_id>/again/", views.again, name="again"),
]
