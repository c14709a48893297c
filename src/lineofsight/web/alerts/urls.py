from django.urls import path

from lineofsight.web.alerts.views import alerts

app_name = "alerts"
urlpatterns = [path("", alerts, name="index")]
