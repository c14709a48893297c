"""What a programme manager says of the people that the plan names."""

from typing import Any

from django import forms

from lineofsight.web.accounts.models import Account
from lineofsight.web.plans.actions_people import Tie
from lineofsight.web.plans.models import Person
from lineofsight.web.plans.naming import likely
from lineofsight.web.ui.choices import offer

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
        meant = likely_accounts(person, accounts)
        _choose(self, "account", meant, accounts, "Nobody's yet", _account_words)

    def clean_account(self) -> Account | None:
        """The account itself."""
        return self.accounts.get(self.cleaned_data["account"])


class TieForm(forms.Form):
    """Whose account each lead of a plan signs in with: a row a lead.

    Likely accounts are offered first and said, and none is chosen until somebody chooses it.
    """

    def __init__(
        self, *args: Any, people: list[Person], accounts: list[Account], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.accounts = {str(each.pk): each for each in accounts}
        for person in people:
            meant = [] if person.account_id else likely_accounts(person, accounts)
            self.fields[_account_of(person)] = forms.ChoiceField(
                label=person.name,
                required=False,
                initial=str(person.account_id or ""),
                help_text=". ".join(
                    each
                    for each in (
                        person.job_title,
                        f"Likely: {', '.join(map(_account_words, meant))}" if meant else "",
                    )
                    if each
                ),
            )
            _choose(self, _account_of(person), meant, accounts, "Nobody's yet", _account_words)
            self.fields[_edition_of(person)] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=person.edition
            )

    def ties(self) -> list[Tie]:
        """What is said of each lead."""
        return [
            Tie(
                each,
                self.accounts.get(self.cleaned_data[_account_of(each)]),
                self.cleaned_data[_edition_of(each)],
            )
            for each in self.people
        ]

    def add_conflict(self, person: Person) -> None:
        """Say beside a lead that somebody else changed it, and let what stands be replaced."""
        self.add_error(
            _account_of(person),
            f"Somebody else tied {person.name} to {person.account or 'nobody'} since you opened "
            "the page. Choose again and save, and your choice replaces that.",
        )
        self.data = {**dict(self.data.items()), _edition_of(person): str(person.edition)}


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


def _account_of(person: Person) -> str:
    return f"account-{person.pk}"


def _edition_of(person: Person) -> str:
    return f"edition-{person.pk}"


def likely_accounts(person: Person, accounts: list[Account]) -> list[Account]:
    """The accounts whose name, post or e-mail address is like the lead's name or post."""
    known = [
        (each, tuple(filter(None, (each.name, each.job_title, _in_address(each.email)))))
        for each in accounts
    ]
    by_name = likely(person.name, known)
    by_post = likely(person.job_title, known) if person.job_title else []
    return list(dict.fromkeys([*by_name, *by_post]))


def _in_address(email: str) -> str:
    """The name that an e-mail address may be made of: ruth.calder@ is Ruth Calder's."""
    return email.partition("@")[0].replace(".", " ").replace("_", " ")


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
    offer(form, name, choices)
