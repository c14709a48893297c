from django.urls import path

from lineofsight.web.api import views

app_name = "programs"
urlpatterns = [
    path("people/me/programs/", views.tokens, name="tokens"),
    path("people/me/programs/calendar/", views.make_address, name="make_address"),
    path("people/me/programs/<int:token_id>/withdraw/", views.withdraw, name="withdraw"),
    path("calendar/<str:secret>.ics", views.calendar, name="calendar"),
    path("api/", views.description, name="description"),
]
