"""What leads fill in."""

from typing import Any

from django import forms

from lineofsight.progress.rating.evidence import SHOWS, SOURCES
from lineofsight.web.plans.models import DELIVERY, Action, Level
from lineofsight.web.ui.choices import offer
from lineofsight.web.ui.folding import FoldingForm
from lineofsight.web.updates.actions import Graded, Said
from lineofsight.web.updates.models import Evidence

OPEN_STATES = [each for each in DELIVERY if each[0] != "closed"]


class Words(forms.Textarea):
    """A box for words."""

    def __init__(self, rows: int = 3) -> None:
        super().__init__(attrs={"rows": rows})


class UpdateForm(FoldingForm):
    """What a lead says of one action; left empty, nothing is said of it."""

    seldom = ("no_change", "rating", "rating_reason")
    folded_as = "Nothing changed, or a new rating"

    note = forms.CharField(
        label="What happened since the last update", required=False, widget=Words()
    )
    for_children = forms.CharField(
        label="What changed for children", required=False, widget=Words(2)
    )
    state = forms.ChoiceField(label="Delivery", choices=OPEN_STATES)
    no_change = forms.CharField(label="Nothing changed, because", required=False, max_length=300)
    rating = forms.ChoiceField(label="Rating", required=False)
    rating_reason = forms.CharField(
        label="Why this rating, if it changes", required=False, max_length=1000
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, action: Action, levels: list[Level], prefix: str | None = None
    ) -> None:
        self.action = action
        self.levels = {str(each.pk): each for each in levels}
        initial = {
            "state": action.state,
            "rating": str(action.rating_id or ""),
            "edition": action.edition,
        }
        super().__init__(data, initial=initial, prefix=prefix)
        named = [(key, each.name) for key, each in self.levels.items()]
        offer(self, "rating", [("", "Not rated"), *named])

    def says_something(self) -> bool:
        """Whether anything was filled in."""
        return any(name != "edition" for name in self.changed_data)

    def said(self) -> Said:
        """What was filled in."""
        given = self.cleaned_data
        return Said(
            note=given["note"].strip(),
            for_children=given["for_children"].strip(),
            state=given["state"],
            rating=self.levels.get(given["rating"]),
            rating_reason=given["rating_reason"].strip(),
            no_change=given["no_change"].strip(),
        )


class DayField(forms.DateField):
    """A day, chosen or typed as 31/03/2027."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"])
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "Write the day as 31/03/2027."


class GradeForm(forms.Form):
    """How far a piece of evidence goes; left empty, nobody has said it."""

    shows = forms.ChoiceField(
        label="How far does it go?",
        required=False,
        choices=[("", "I cannot say yet"), *SHOWS.items()],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(
        label="Who or what says so?", required=False, choices=[("", "Choose"), *SOURCES.items()]
    )
    dated = DayField(
        label="Of which day is it?",
        required=False,
        help_text="The day on which it was so, and not the day on which you add it.",
    )
    held = forms.IntegerField(
        label="For how many reporting periods had the change held?",
        required=False,
        min_value=1,
        max_value=60,
        help_text="Only where children’s records changed.",
    )

    def clean(self) -> dict[str, Any]:
        """Of what goes so far it has to be said who says so and of which day it is."""
        given = super().clean() or {}
        if not given.get("shows"):
            return given
        if not given.get("source"):
            self.add_error("source", "Say who or what says so.")
        if not given.get("dated") and "dated" not in self.errors:
            self.add_error("dated", "Give the day of which it is.")
        return given

    def graded(self) -> Graded | None:
        """What was filled in; None where it goes no distance that anybody can say."""
        given = self.cleaned_data
        if not given["shows"]:
            return None
        held = given["held"] if given["shows"] == "changed" else None
        return Graded(given["shows"], given["source"], given["dated"], held or 1)


class GradeAgainForm(GradeForm):
    """How far evidence goes that is there already."""

    def __init__(self, data: Any = None, *, evidence: Evidence) -> None:
        names = ("shows", "source", "dated", "held")
        super().__init__(data, initial={name: getattr(evidence, name) for name in names})
        self.fields["shows"].required = True
        offer(self, "shows", SHOWS.items())
        self.fields["shows"].error_messages["required"] = "Say how far it goes."


class EvidenceForm(GradeForm):
    """What shows that something was done or changed."""

    field_order = ("kind", "text", "link", "file")

    kind = forms.ChoiceField(
        label="What it is",
        choices=[
            ("file", "File"),
            ("link", "Link"),
            ("figure", "Figure"),
            ("audit", "Audit"),
            ("minute", "Meeting minute"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what kind of evidence it is."},
    )
    text = forms.CharField(
        label="What it shows",
        widget=Words(),
        help_text="Write nothing that could identify a child.",
        error_messages={"required": "Say what it shows."},
    )
    link = forms.URLField(
        label="Its address, if it is a link", required=False, max_length=1000, assume_scheme="https"
    )
    file = forms.FileField(
        label="The file, if it is one",
        required=False,
        max_length=255,
        help_text="At most 20 MB. Give no file that names a child.",
    )


class DateRequestForm(forms.Form):
    """A new date, and why."""

    wanted = DayField(label="New date", error_messages={"required": "Give the new date."})
    why = forms.CharField(
        label="Why the date should move",
        widget=Words(),
        help_text="The old date and this reason stay visible.",
        error_messages={"required": "Say why the date should move."},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """Agreed or refused, and why."""

    agreed = forms.TypedChoiceField(
        label="Your decision",
        choices=[("yes", "Agreed"), ("no", "Not agreed")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you agree."},
    )
    why = forms.CharField(label="Why", widget=Words(), error_messages={"required": "Say why."})


class ClosingForm(forms.Form):
    """What changed, what remains, when to test again."""

    grade = forms.ChoiceField(
        label="How far did things change for children?",
        choices=[
            ("fully", "Fully: the change is made and holds"),
            ("partially", "Partially: some of it"),
            ("limited", "To a limited extent"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how far things changed."},
    )
    what_changed = forms.CharField(
        label="What changed, and how you know",
        widget=Words(),
        error_messages={"required": "Say what changed."},
    )
    remains = forms.CharField(label="What remains", widget=Words(2), required=False)
    test_again_on = DayField(
        label="When will it be tested again?",
        error_messages={"required": "Give the day to test again."},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason."""

    why = forms.CharField(label="Why", widget=Words(), error_messages={"required": "Say why."})


class CommentForm(forms.Form):
    """A remark, and whom it is for."""

    text = forms.CharField(
        label="Your comment",
        widget=Words(),
        help_text="Write @ and an e-mail address to tell that person. "
        "Write nothing that could identify a child.",
        max_length=4000,
        error_messages={"required": "Write your comment."},
    )


class PeriodForm(forms.Form):
    """A reporting period."""

    name = forms.CharField(
        label="Name",
        max_length=60,
        help_text="For example: October 2026.",
        error_messages={"required": "Give the period a name."},
    )
    starts_on = DayField(label="First day", error_messages={"required": "Give its first day."})
    cut_off = DayField(
        label="Cut-off",
        help_text="The last day on which updates count for this period.",
        error_messages={"required": "Give its cut-off."},
    )


class PeriodNoteForm(forms.Form):
    """The note of a period."""

    note = forms.CharField(label="Note", widget=Words(6), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)
