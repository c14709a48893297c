"""What a person gives to import a plan."""

from django import forms
from django.conf import settings

READABLE = ".docx, .pdf, .xlsx, .xls, .ods, .csv, .tsv, .html, .txt, .md"


class UploadForm(forms.Form):
    """The document."""

    document = forms.FileField(
        label="The plan's document",
        help_text=f"One of {READABLE}, of at most {settings.UPLOAD_LIMIT // 1024 // 1024} MB.",
        error_messages={
            "required": "Choose the plan's document.",
            "empty": "The file is empty: choose another.",
        },
    )


class AdoptForm(forms.Form):
    """Why the draft is adopted: who agreed to it and when."""

    why = forms.CharField(
        label="Who agreed that this is the plan, and when?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say who agreed that this is the plan, and when."},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
