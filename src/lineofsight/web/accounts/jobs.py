"""E-mail about accounts, sent by the worker."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

DAY = 24 * 60 * 60


@task()
def send_link(account_id: int, what: str) -> None:
    """Send a link to set a password: to ``set_up`` an account, or to ``reset`` what was forgotten.

    Nothing goes to an account that is not in post.
    """
    from lineofsight.web.accounts.links import password_link
    from lineofsight.web.accounts.models import Account

    account = Account.objects.filter(pk=account_id).first()
    if account is None or not account.in_post(timezone.localdate()):
        return
    said = {
        "account": account,
        "link": password_link(account),
        "days": settings.PASSWORD_RESET_TIMEOUT // DAY,
        "site": settings.BASE_URL,
    }
    subjects = {"set_up": "Set up your account", "reset": "Set a new password"}
    text = render_to_string(f"accounts/mail/{what}.txt", said)
    send_mail(f"Line of Sight: {subjects[what].lower()}", text, None, [account.email])


@task()
def tell_of_role(membership_id: int) -> None:
    """Tell the others who answer for accounts or plans that somebody gave themselves a role."""
    from lineofsight.web.accounts.models import Account, Membership
    from lineofsight.web.accounts.roles import May

    given = (
        Membership.objects.select_related("account", "plan", "acts_for")
        .filter(pk=membership_id)
        .first()
    )
    if given is None:
        return
    today = timezone.localdate()
    for each in Account.objects.exclude(pk=given.account_id).prefetch_related("memberships"):
        concerned = each.may(May.MANAGE_PEOPLE, None) or each.may(May.EDIT, given.plan_id)
        if concerned and each.in_post(today):
            text = render_to_string(
                "accounts/mail/role_to_oneself.txt",
                {"account": each, "given": given, "site": settings.BASE_URL},
            )
            subject = "Line of Sight: an administrator took a role"
            send_mail(subject, text, None, [each.email])
