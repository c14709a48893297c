from django.urls import path

from lineofsight.web.plans.views.home import home

urlpatterns = [path("", home, name="home")]
