"""Accounts and the roles they hold."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from lineofsight.web.accounts.roles import BY_KEY, ROLES, May, Role
from lineofsight.web.events.models import Kept


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this e-mail address."""
        return self.get(email__iexact=username)


class Account(Kept, AbstractBaseUser):
    """A person who can sign in.

    ``ends_on`` is the last day of the post: no sign-in after it.  ``worker_id`` ties the account
    to a row of the tables.  ``invented`` marks a demo sign-in.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    worker_id = models.CharField(max_length=100, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    invented = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    last_login = models.DateTimeField(null=True, blank=True)

    never_in_versions: ClassVar[tuple[str, ...]] = ("password", "last_login")
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = Accounts()

    def __str__(self) -> str:
        return self.name

    def in_post(self, day: date) -> bool:
        """Whether the account may be used on ``day``."""
        return self.is_active and (self.ends_on is None or day <= self.ends_on)

    def roles_on(self, plan: int | None) -> list["Membership"]:
        """The memberships that count today on a plan (``None``: on the site as a whole)."""
        return [
            each
            for each in self.memberships_today()
            if each.plan_id is None or each.plan_id == plan
        ]

    def memberships_today(self) -> list["Membership"]:
        """The memberships that count today, whatever they are on."""
        today = timezone.localdate()
        return [each for each in self._memberships() if each.counts_on(today)]

    def may(self, what: May, plan: int | None) -> bool:
        """Whether one of the account's roles on the plan lets it do ``what``."""
        return any(what in each.role_held.may for each in self.roles_on(plan))

    def may_anywhere(self, what: May) -> bool:
        """Whether a role that counts today, on whatever plan, lets it do ``what``."""
        today = timezone.localdate()
        return any(
            what in each.role_held.may for each in self._memberships() if each.counts_on(today)
        )

    def _memberships(self) -> list["Membership"]:
        # Asked many times while one page is made, so that one query must do.
        if not hasattr(self, "_held"):
            self._held = list(self.memberships.all())
        return self._held

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Recorded like every other record, but for what signing in itself writes.

        That is the time of it, and the same password under a newer hash.
        """
        if kwargs.get("update_fields") in (["last_login"], ["password"]):
            models.Model.save(self, *args, **kwargs)
            return
        super().save(*args, **kwargs)


class Membership(Kept):
    """A role that an account holds: on one plan or on all, from a day and until one."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(role.key, role.name) for role in ROLES])
    plan = models.ForeignKey("plans.Plan", null=True, blank=True, on_delete=models.CASCADE)
    theme = models.ForeignKey("plans.Theme", null=True, blank=True, on_delete=models.SET_NULL)
    acts_for = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    team = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account} as {self.get_role_display()}"

    @property
    def role_held(self) -> Role:
        """The role's definition."""
        return BY_KEY[self.role]

    def counts_on(self, day: date) -> bool:
        """Whether the role is held on ``day``."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )
