"""What to export."""

from typing import Any

from django import forms

from lineofsight.web.exports.models import AUDIENCES, FORMS
from lineofsight.web.ui.choices import offer


class ExportForm(forms.Form):
    """The kind of file, and for whom it is."""

    form = forms.ChoiceField(
        label="Kind of file",
        choices=FORMS,
        widget=forms.RadioSelect,
        help_text="A workbook can be changed and imported again as a later version of the plan.",
        error_messages={"required": "Say which kind of file you want."},
    )
    audience = forms.ChoiceField(
        label="For whom",
        widget=forms.RadioSelect,
        help_text="With names and updates, read the file before you share it.",
        error_messages={"required": "Say for whom the file is."},
    )

    def __init__(self, data: Any = None, *, audiences: list[str]) -> None:
        super().__init__(data)
        choices = [each for each in AUDIENCES if each[0] in audiences]
        offer(self, "audience", choices)
