from django.urls import path

from lineofsight.web.accounts.views import account

urlpatterns = [path("me/", account, name="account")]
