from django.urls import path

from lineofsight.web.notices import views

app_name = "notices"
urlpatterns = [
    path("kinds/", views.kinds, name="kinds"),
    path("stop/<str:token>/", views.stop, name="stop"),
]
