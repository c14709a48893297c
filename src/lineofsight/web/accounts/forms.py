"""What an administrator types of people and their roles."""

from typing import Any

from django import forms

from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import ROLES
from lineofsight.web.plans.models import Plan, Theme
from lineofsight.web.ui.folding import FoldingForm

DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"]
DAY_HINT = "For example, 31/3/2027."


def day_field(label: str, hint: str = "", required: bool = False) -> forms.DateField:
    """A day that is typed as people write it."""
    return forms.DateField(
        label=label,
        help_text=f"{hint} {DAY_HINT}".strip(),
        required=required,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": f"Type {label.lower()} as a day. {DAY_HINT}"},
    )


def text_field(
    label: str, most: int = 200, hint: str = "", required: bool = False
) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=required,
        error_messages={
            "required": f"Type {label[0].lower()}{label[1:]}.",
            "max_length": f"{label} has more than {most} characters: shorten it.",
        },
    )


def why_field(label: str = "Why?", required: bool = True) -> forms.CharField:
    """The reason, which stays in the history."""
    return forms.CharField(
        label=label,
        help_text="This stays in the history.",
        max_length=500,
        required=required,
        error_messages={"required": "Say why."},
    )


class PersonForm(forms.Form):
    """Who somebody is."""

    name = text_field("Name", required=True)
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it.",
        error_messages={
            "required": "Type their e-mail address.",
            "invalid": "Type the e-mail address in full, such as name@council.gov.uk.",
        },
    )
    job_title = text_field("Job title")
    organisation = text_field("Organisation")
    worker_id = text_field(
        "Worker id", 100, "As it stands in the tables, where this person works with children."
    )
    ends_on = day_field(
        "Last day",
        "They can sign in up to and on this day. Guests always need one; others can go without.",
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    """Why something is done."""

    why = why_field()
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RoleForm(FoldingForm):
    """Which role, on which plan, for how long."""

    seldom = ("theme", "acts_for", "team", "starts_on", "ends_on")
    folded_as = "For guests, theme leads, business support, team managers and workers"

    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *((role.key, role.name) for role in ROLES)],
        error_messages={"required": "Choose a role."},
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(), label="Plan", required=False, empty_label="All plans"
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Theme",
        required=False,
        empty_label="The whole plan",
        help_text="Only for a theme lead.",
    )
    acts_for = forms.ModelChoiceField(
        Account.objects.none(),
        label="Types for",
        required=False,
        empty_label="Nobody",
        help_text="Only for business support: the lead whose updates they type.",
    )
    team = text_field("Team", 100, "Only for a team manager or worker, as the tables name it.")
    starts_on = day_field("First day", "Leave empty to begin today.")
    ends_on = day_field("Last day of the role", "Guests always need one, here or for the account.")
    why = why_field("Why is the role given?")

    def __init__(self, *args: Any, person: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "plan").queryset = Plan.objects.order_by("title")
        _choice(self, "theme").queryset = Theme.objects.select_related("plan").filter(gone_in=None)
        _choice(self, "acts_for").queryset = Account.objects.exclude(pk=person.pk).order_by("name")


def _choice(form: forms.Form, name: str) -> Any:
    return form.fields[name]
