"""What is asked for a token."""

from django import forms

from lineofsight.web.updates.forms import DayField


class TokenForm(forms.Form):
    """Which program it is for, and until when."""

    name = forms.CharField(
        label="The program it is for",
        max_length=80,
        error_messages={"required": "Say which program the token is for."},
    )
    expires_on = DayField(
        label="Its last day",
        help_text="At most a year from today.",
        error_messages={"required": "Give the token's last day."},
    )
