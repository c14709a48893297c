"""What is filled in to see a child outside one's own."""

from django import forms


class AskForm(forms.Form):
    """Which child, and why."""

    person = forms.CharField(
        label="The child’s id in the tables",
        help_text="As in the case system.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type the child’s id."},
    )
    authority = forms.CharField(
        label="Whose id it is (only where the tables hold several authorities)",
        max_length=100,
        required=False,
    )
    why = forms.CharField(
        label="Why do you need to see this child, in general words?",
        help_text="The information governance lead reads this. Name nobody.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why."},
    )
