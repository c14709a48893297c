from django.urls import path

from lineofsight.web.challenges import views

app_name = "challenges"
urlpatterns = [
    path("plan/<int:plan_id>/", views.challenges, name="plan"),
    path("<int:challenge_id>/", views.challenge, name="challenge"),
]
