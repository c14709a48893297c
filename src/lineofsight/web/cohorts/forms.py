"""What is filled in to open a cohort review, to share it out, to review a child and to check."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lineofsight.web.accounts.models import Account
from lineofsight.web.cohorts.models import FINDINGS
from lineofsight.web.ui.choices import offer

NAME_NOBODY = "Write nothing that could identify a child."


def words_field(label: str, empty: str, rows: int = 4, required: bool = True) -> forms.CharField:
    """A box for words that name nobody."""
    return forms.CharField(
        label=label,
        help_text=NAME_NOBODY,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty},
    )


class _AccountsForm(forms.Form):
    """A form that asks for some of those who may be given children."""

    def __init__(self, data: Any, accounts: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.by_key = {str(each.pk): each for each in accounts}
        choices = [(key, _described(each)) for key, each in self.by_key.items()]
        for name in ("reviewers", "reviewer", "checker"):
            if name in self.fields:
                first = [("", "Nobody else")] if name == "checker" else []
                offer(self, name, [*first, *choices])

    def accounts(self, name: str) -> list[Account]:
        """Who was chosen in a field that takes several."""
        return [self.by_key[each] for each in self.cleaned_data[name]]

    def account(self, name: str) -> Account | None:
        """Who was chosen in a field that takes one."""
        return self.by_key.get(self.cleaned_data[name])


class OpenForm(_AccountsForm):
    """Why a list is reviewed child by child, by whom, and which of its rows."""

    states = forms.MultipleChoiceField(
        label="Which of the rows?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose which of the rows."},
    )
    why = words_field("Why are these children reviewed?", "Say why.", rows=3)
    reviewers = forms.MultipleChoiceField(
        label="Who reviews them?",
        help_text="The children are spread evenly. You can also leave this empty and give them "
        "one by one.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    checker = forms.ChoiceField(
        label="Who checks beside you?",
        help_text="Nobody checks a child whom they reviewed: if you review some yourself, another "
        "person has to check these.",
        required=False,
    )

    def __init__(
        self, data: Any, accounts: Iterable[Account], states: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data, accounts)
        if offered := list(states):
            offer(self, "states", offered)
        else:
            del self.fields["states"]


class ShareForm(_AccountsForm):
    """Who is given the children whom nobody has, and who checks."""

    reviewers = forms.MultipleChoiceField(
        label="Who is given the children whom nobody has?",
        help_text="Whoever has the fewest is given the next.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    checker = forms.ChoiceField(label="Who checks beside you?", required=False)
    why = words_field("Why?", "Say why.", rows=2)


class GiveForm(_AccountsForm):
    """Who reviews one child."""

    reviewer = forms.ChoiceField(
        label="Who reviews this child?", error_messages={"required": "Choose who reviews them."}
    )
    why = words_field("Why?", "Say why.", rows=2)
    edition = forms.IntegerField(widget=forms.HiddenInput)


class FindingForm(forms.Form):
    """What was found of a child."""

    finding = forms.ChoiceField(
        label="What did you find?",
        choices=list(FINDINGS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found."},
    )
    why = words_field("In words", "Say in words what you found.")
    acted = words_field("Immediate action taken, if any was needed", "", rows=3, required=False)
    closing = forms.BooleanField(label="I have finished reviewing this child", required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)


class CheckForm(forms.Form):
    """Whether another person agrees to what was found."""

    agreed = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "I agree to the finding"), ("no", "Send it back to the reviewer")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you agree."},
    )
    why = words_field("What did you look at?", "Say what you looked at.", rows=3)
    edition = forms.IntegerField(widget=forms.HiddenInput)


def _described(account: Account) -> str:
    return ", ".join(filter(None, (account.name, account.job_title)))
