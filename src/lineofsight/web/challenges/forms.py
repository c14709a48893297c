"""What is said of a challenge."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lineofsight.progress.rating.challenge_life import Move
from lineofsight.web.ui.choices import offer

WORDS: dict[Move, str] = {
    "answer": "Answer it",
    "dispute": "The data are wrong",
    "accept": "The answer settles it",
    "withdraw": "Take it back: it should not have been raised",
    "uphold": "Uphold it: it stands, and a private board paper may show it",
    "close": "Close it: it no longer holds",
}


class MoveForm(forms.Form):
    """What to do with a challenge, and why."""

    how = forms.ChoiceField(
        label="What do you say of it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you say of it."},
    )
    why = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Write nothing that could identify a child.",
        error_messages={"required": "Say why: the reason is kept with the challenge."},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, moves: Sequence[Move], edition: int) -> None:
        super().__init__(data, initial={"edition": edition})
        offer(self, "how", [(how, WORDS[how]) for how in moves])
