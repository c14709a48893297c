"""What a programme manager says of the people that the plan names."""

from typing import Any

from django import forms

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.models import Person
from lineofsight.web.plans.naming import likely

Choices = list[tuple[str, Any]]


class LeadForm(forms.Form):
    """Who a lead is."""

    job_title = forms.CharField(
        label="Job title",
        max_length=200,
        required=False,
        help_text="What stands in public in place of the name.",
    )
    organisation = forms.CharField(label="Organisation", max_length=200, required=False)
    account = forms.ChoiceField(
        label="Account",
        required=False,
        help_text="With it this lead signs in, and finds these actions under their own.",
    )
    named_in_public = forms.BooleanField(
        label="Publish this lead by name",
        required=False,
        help_text="Only for the director and elected members.",
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person, accounts: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = {str(each.pk): each for each in accounts}
        meant = likely(
            person.name,
            (
                (each, (each.name, *([each.job_title] if each.job_title else [])))
                for each in accounts
            ),
        )
        _choose(self, "account", meant, accounts, "Nobody's yet", _account_words)

    def clean_account(self) -> Account | None:
        """The account itself."""
        return self.accounts.get(self.cleaned_data["account"])


class MergeForm(forms.Form):
    """Which other spelling is the same lead."""

    kept = forms.ChoiceField(
        label="Which name stays?",
        help_text="Everything that names this lead will then name the one you choose.",
        error_messages={"required": "Choose the name that stays."},
    )
    why = forms.CharField(
        label="How do you know that they are one?",
        max_length=500,
        help_text="This stays in the history.",
        error_messages={"required": "Say how you know that they are one."},
    )

    def __init__(self, *args: Any, person: Person, others: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(each.pk): each for each in others}
        meant = likely(person.name, ((each, (each.name,)) for each in others))
        _choose(self, "kept", meant, others, "Choose a name", lambda each: each.name)

    def clean_kept(self) -> Person:
        """The person itself."""
        return self.others[self.cleaned_data["kept"]]


def _account_words(account: Account) -> str:
    post = ", ".join(each for each in (account.job_title, account.organisation) if each)
    return f"{account.name} ({post or account.email})"


def _choose(
    form: forms.Form, name: str, meant: list[Any], everybody: list[Any], none: str, words: Any
) -> None:
    """Offer the likely ones first, then all the others."""
    others = [each for each in everybody if each not in meant]
    choices: Choices = [("", none)]
    if meant:
        choices.append(("Likely", [(str(each.pk), words(each)) for each in meant]))
    if others:
        everyone: Choices = [(str(each.pk), words(each)) for each in others]
        choices += [("Others", everyone)] if meant else everyone
    field: Any = form.fields[name]
    field.choices = choices
