"""What is given to load tables, and to choose between snapshots."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from lineofsight.tables.definition import TableDefinition
from lineofsight.tables.readers import READERS
from lineofsight.web.data.models import DATABASE
from lineofsight.web.ui.choices import offer
from lineofsight.web.updates.forms import DayField

KINDS = {
    "": "See of each file what it is",
    "ssd": "Tables of the Standard Safeguarding Dataset (CSV or Parquet)",
    "annex_a": "An Annex A workbook",
    "cin_census": "Children in need censuses (XML)",
    "ssda903": "SSDA903 returns (CSV)",
    "templates": "Templates of Line of Sight",
}


ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz")


class FilesInput(forms.FileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file that was given, each checked as one is."""
        given: list[UploadedFile] = [super(FilesField, self).clean(each) for each in data or []]
        return given


def why_field(label: str, hint: str = "") -> forms.CharField:
    """The reason, which stays in the history."""
    return forms.CharField(
        label=label,
        help_text=f"{hint} Name no child: this stays in the history.".strip(),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": f"Answer “{label}”"},
    )


class LoadForm(forms.Form):
    """Files to load, what they are, and the day on which they were extracted."""

    extract = FilesField(
        label="Files",
        max_length=255,
        required=False,
        error_messages={"empty": "One of the files is empty: export it again."},
    )
    kind = forms.ChoiceField(label="What are they?", choices=[], required=False)
    as_at = DayField(
        label="The day on which the extract was taken",
        error_messages={"required": "Say on which day the extract was taken."},
    )
    fresh = forms.BooleanField(
        label="Start empty: keep no table that these files do not hold", required=False
    )
    why = why_field("Which extract is this, and why is it loaded?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["extract"].help_text = (
            f"Together at most {filesizeformat(settings.LOAD_LIMIT)}. Not in an archive (zip): "
            "choose all files of a folder at once. They are deleted as soon as you make the load "
            "current or give it up; their names and fingerprints stay."
        )
        kinds = [(name, KINDS[name]) for name in KINDS if not name or name in READERS]
        direct = [(DATABASE, "No files: read our own database directly")]
        offer(self, "kind", [*kinds, *(direct if settings.SSD_URL else ())])

    def clean(self) -> None:
        """Files, or the database, and not both."""
        direct = self.cleaned_data.get("kind") == DATABASE
        if not direct and not self.cleaned_data.get("extract", True):
            self.add_error("extract", "Choose one file or several.")
        if direct and self.cleaned_data.get("extract"):
            self.add_error(
                "extract", "The database is read: choose no files, or say what the files are."
            )
        for each in self.cleaned_data.get("extract") or ():
            if str(each.name).lower().endswith(ARCHIVES):
                self.add_error(
                    "extract",
                    f"{each.name} is an archive: take the files out of it and choose all of them.",
                )

    def clean_as_at(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["as_at"]
        if day > timezone.localdate():
            raise forms.ValidationError("The day has not come yet: an extract cannot be from it.")
        return day


class ColumnForm(forms.Form):
    """Which field of its table a column is."""

    field = forms.ChoiceField(
        label="What is it?",
        help_text="This is remembered for every later load.",
        error_messages={"required": "Choose what it is."},
    )

    def __init__(self, *args: Any, definition: TableDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [each for each in definition.columns if each.class_ != "free_text"]
        named = [(each.name, f"{each.name}: {each.means}") for each in columns]
        offer(self, "field", [("", "Choose"), *named])


class MakeCurrentForm(forms.Form):
    """That what a load read was looked at."""

    why = why_field("What did you look at, and why can this be used?")
    edition = forms.IntegerField(widget=forms.HiddenInput)


class GoBackForm(forms.Form):
    """Why an earlier snapshot is to count again."""

    why = why_field("Why do you go back to this snapshot?")


class PruneForm(forms.Form):
    """Why the snapshots that nothing keeps are taken away."""

    why = why_field("Why are they taken away?")


class AskForgettingForm(forms.Form):
    """Who is to be forgotten, and why."""

    person = forms.CharField(
        label="The person’s id in the tables",
        help_text="As in the case system. It is deleted from here once it is decided and done.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type the person’s id."},
    )
    authority = forms.CharField(
        label="Whose id it is (only where the tables hold several authorities)",
        max_length=100,
        required=False,
    )
    why = why_field("Why is this person to be forgotten, in general words?")


class DecideForgettingForm(forms.Form):
    """Whether a person is forgotten, and why."""

    agreed = forms.ChoiceField(
        label="Forget this person?",
        choices=[("yes", "Yes, take their rows out for good"), ("no", "No, they stay")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say yes or no."},
    )
    why = why_field("Why, in general words?")
