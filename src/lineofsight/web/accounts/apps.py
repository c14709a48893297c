from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts, roles and sign-in."""

    name = "lineofsight.web.accounts"
    label = "accounts"
