"""What is filled in about the history."""

from typing import Any

from django import forms

from lineofsight.web.ui.choices import offer


class FilterForm(forms.Form):
    """Which events of a plan are shown."""

    person = forms.ChoiceField(label="Person", required=False)
    kind = forms.ChoiceField(label="What happened", required=False)
    day = forms.DateField(
        label="Day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, data: Any, people: list[tuple[str, str]], kinds: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        for name, choices in (("person", people), ("kind", kinds)):
            offer(self, name, [("", "All"), *choices])


class AskForm(forms.Form):
    """Why a text is to be taken out."""

    why = forms.CharField(
        label="Why it should not stand here, in general words",
        help_text="This stays in the history. Do not repeat the text, nor name anybody.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecideForm(forms.Form):
    """Whether a text goes, and why."""

    agreed = forms.ChoiceField(
        label="Take it out?",
        choices=[("yes", "Yes, take it out for good"), ("no", "No, it stays")],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label="Why, in general words",
        help_text="This stays in the history. Do not repeat the text, nor name anybody.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
