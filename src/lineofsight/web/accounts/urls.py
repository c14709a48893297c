from django.urls import path

from lineofsight.web.accounts.views import own, people

urlpatterns = [
    path("", people.people, name="people"),
    path("me/", own.account, name="account"),
    path("roles/", own.roles, name="roles"),
    path("changes/", people.changes, name="people_changes"),
    path("new/", people.add, name="person_add"),
    path("<int:account_id>/", people.person, name="person"),
    path("<int:account_id>/change/", people.change, name="person_change"),
    path("<int:account_id>/end/", people.end, name="person_end"),
    path("<int:account_id>/open/", people.reopen, name="person_reopen"),
    path("<int:account_id>/send-link/", people.send_link, name="person_send_link"),
    path("<int:account_id>/second-step/", people.second_step, name="person_second_step"),
    path("<int:account_id>/roles/new/", people.give_role, name="role_give"),
    path("<int:account_id>/roles/<int:membership_id>/take/", people.take_role, name="role_take"),
]
