"""Which alerts a page shows, and what is said of them."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from lineofsight.measuring.early.kinds import KINDS
from lineofsight.measuring.early.life import MOST_DAYS, STATES
from lineofsight.web.alerts.listing import WAITING, Asked
from lineofsight.web.ui.choices import offer
from lineofsight.web.updates.forms import DayField

Choices = Sequence[tuple[str, str]]
SHOWN_STATES: Choices = (
    (WAITING, "New and seen"),
    *((key, words) for key, words in STATES.items() if key != "gone"),
    ("gone", "No longer stands, in the last 28 days"),
)
HOWS: Choices = (
    ("act", "I acted on it"),
    ("snooze", "It can wait until a day"),
    ("see", "I have seen it"),
)


class AskedForm(forms.Form):
    """Whose alerts, of which kind and in which state."""

    whose = forms.ChoiceField(label="Whose", required=False)
    kind = forms.ChoiceField(
        label="Kind",
        required=False,
        choices=[("", "All"), *((each.key, each.title) for each in KINDS)],
    )
    state = forms.ChoiceField(label="State", required=False, choices=SHOWN_STATES)

    def __init__(self, data: Any, whose: Choices) -> None:
        super().__init__({**data.dict(), "state": data.get("state") or WAITING})
        if whose:
            offer(self, "whose", [("", "All that I see"), *whose])
        else:
            del self.fields["whose"]

    def asked(self) -> Asked:
        """What is asked for; what is no choice is left out."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(given.get("whose", ""), given.get("kind", ""), given.get("state") or WAITING)


class SayForm(forms.Form):
    """What was done with the alerts that are ticked."""

    how = forms.ChoiceField(
        label="What do you say of those that are ticked?",
        choices=HOWS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you say of them."},
    )
    note = forms.CharField(
        label="What was done, or why it can wait",
        help_text="Write nothing that could identify a child. Needed unless you have only seen "
        "them.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = DayField(
        label="Until which day, if it can wait",
        help_text=f"At most {MOST_DAYS} days ahead, and not past the day on which it is due.",
        required=False,
    )

    def __init__(self, data: Any = None, *, children: Collection[str] = ()) -> None:
        super().__init__(data)
        self._children = children

    def clean_note(self) -> str:
        """The note, which repeats nobody's id."""
        note = str(self.cleaned_data["note"]).strip()
        if any(
            re.search(rf"\b{re.escape(each)}\b", note, re.IGNORECASE) for each in self._children
        ):
            raise forms.ValidationError("Say it in general words: do not repeat whom it is about.")
        return note
