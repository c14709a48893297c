"""What a person gives to import a plan and to correct what was read."""

import re
from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings

from lineofsight.plan.targets import read_target_cell
from lineofsight.plan.timescales import read_due
from lineofsight.web.imports.corrections import JSON
from lineofsight.web.imports.levels import levels_of
from lineofsight.web.imports.telling import words_of
from lineofsight.web.ui.choices import offer

READABLE = ".docx, .pdf, .xlsx, .xls, .ods, .csv, .tsv, .html, .txt or .md"


def lines(value: str) -> list[str]:
    """The lines of ``value`` that say something."""
    return [line.strip() for line in value.splitlines() if line.strip()]


class UploadForm(forms.Form):
    """The documents."""

    document = forms.FileField(
        label="The plan's document",
        help_text=f"A {READABLE} file of at most {settings.UPLOAD_LIMIT // 1024 // 1024} MB.",
        max_length=255,
        error_messages={
            "required": "Choose the plan's document.",
            "empty": "The file is empty: choose another.",
        },
    )
    findings = forms.FileField(
        label="The inspection's findings (optional)",
        help_text="A list with one finding an item, or the inspection's letter. "
        "With it, the review says which findings no action answers.",
        required=False,
        max_length=255,
        error_messages={"empty": "The file of findings is empty: choose another or leave it out."},
    )


class AdoptForm(forms.Form):
    """Why the draft is adopted: who agreed to it and when."""

    why = forms.CharField(
        label="Who agreed that this is the plan, and when?",
        help_text="This is kept in the plan's history.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say who agreed that this is the plan, and when."},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


class Words(forms.Textarea):
    """A box for words, three lines high."""

    def __init__(self, rows: int = 3) -> None:
        super().__init__(attrs={"rows": rows})


# What a thing can stand under, by its field, and the list that is chosen from.
_ABOVE = {"objective": "objectives", "parent": "objectives", "action": "actions"}


class ItemForm(forms.Form):
    """One thing of a draft, to be changed; each kind has its own fields beyond these."""

    ref = forms.CharField(label="Number", required=False, max_length=60)
    text = forms.CharField(
        label="Words", widget=Words(), error_messages={"required": "Say what it is."}
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: JSON, each: JSON | None = None, **kwargs: Any) -> None:
        self.plan, self.each = plan, each
        super().__init__(*args, **kwargs)
        if each is not None:
            self.initial.update(self.fields_of(each))
        own = each["id"] if each else None
        for name, listed in _ABOVE.items():
            if name in self.fields:
                others = [other["id"] for other in plan[listed] if other["id"] != own]
                named = [(other, words_of(plan, other)) for other in others]
                offer(self, name, [("", "None"), *named])

    def fields_of(self, each: JSON) -> JSON:
        """The form's values for ``each``."""
        return {"ref": each.get("ref") or "", "text": each["text"]}

    def values(self) -> JSON:
        """The fields of the draft that the form sets."""
        return {"ref": self.cleaned_data["ref"] or None, "text": self.cleaned_data["text"]}


class ActionForm(ItemForm):
    """An action: its date is given in words and read as the plan's own are."""

    objective = forms.ChoiceField(label="Objective", required=False)
    due = forms.CharField(
        label="Due",
        help_text="As the plan would print it: 31 March 2026, Sept 2026, End of Q3 2026/27, "
        "Within 3 months, Ongoing.",
        required=False,
        max_length=500,
    )
    leads = forms.CharField(
        label="Leads",
        help_text="One a line, the accountable one first.",
        required=False,
        widget=Words(2),
    )
    references = forms.CharField(
        label="Findings that it answers",
        help_text="One a line, as the plan refers to them.",
        required=False,
        widget=Words(2),
    )
    rating = forms.ChoiceField(label="Rating", required=False)
    progress = forms.CharField(
        label="Progress",
        help_text="What the document says was done. An empty line parts one note from the next.",
        required=False,
        widget=Words(4),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(level, name) for level, name, _ in levels_of(self.plan)]
        offer(self, "rating", [("", "Not rated"), *levels])

    def fields_of(self, each: JSON) -> JSON:
        """The form's values for an action."""
        return {
            **super().fields_of(each),
            "objective": each.get("objective") or "",
            "due": each["due"]["text"] or "",
            "leads": "\n".join(each["leads"]),
            "references": "\n".join(each["references"]),
            "rating": each["rating"]["level"] or "",
            "progress": "\n\n".join(update["text"] for update in each["updates"]),
        }

    def values(self) -> JSON:
        """The action's fields; the date read from its words."""
        given = self.cleaned_data
        due = read_due(given["due"], self.plan.get("date"))
        held = (self.each or {}).get("rating") or {}
        level = given["rating"] or None
        return {
            **super().values(),
            "objective": given["objective"] or None,
            "due": {"text": due.text, "dates": list(due.dates), "kind": due.kind},
            "leads": lines(given["leads"]),
            "references": lines(given["references"]),
            "rating": {"text": held.get("text") or level, "level": level},
            "updates": self._updates(given["progress"]),
        }

    def _updates(self, words: str) -> list[JSON]:
        """The notes of ``words``; those that stay as many as they were keep their periods."""
        before = (self.each or {}).get("updates") or []
        if words.split() == str(self.initial.get("progress", "")).split():
            return list(before)
        notes = [" ".join(note.split()) for note in re.split(r"\n\s*\n", words) if note.strip()]
        periods = [update.get("period") for update in before]
        if len(periods) != len(notes):
            periods = [None] * len(notes)
        return [{"period": p, "text": note} for p, note in zip(periods, notes, strict=True)]

    def clean_due(self) -> str:
        """The words of the date; refused where nobody could say what day they mean."""
        words: str = self.cleaned_data["due"].strip()
        if words and not read_due(words, self.plan.get("date")).dates:
            if self.each and words == (self.each["due"]["text"] or ""):
                return words
            raise forms.ValidationError(
                f"{words} cannot be read as a date: write it as 31 March 2026, Sept 2026, "
                "Within 3 months, Ongoing or TBC."
            )
        return words


class MeasureForm(ItemForm):
    """A measure: its targets are given in words, one a line, and read as the plan's own are."""

    objective = forms.ChoiceField(label="Objective", required=False)
    action = forms.ChoiceField(label="Action", required=False)
    targets = forms.CharField(
        label="Targets",
        help_text="One a line: 70% by October 2026, 95% by March 2027, TBC.",
        required=False,
        widget=Words(3),
    )

    def fields_of(self, each: JSON) -> JSON:
        """The form's values for a measure."""
        texts = dict.fromkeys(target["text"] for target in each["targets"])
        return {
            **super().fields_of(each),
            "objective": each.get("objective") or "",
            "action": each.get("action") or "",
            "targets": "\n".join(texts),
        }

    def values(self) -> JSON:
        """The measure's fields; targets that were not touched stay as they were read."""
        given = self.cleaned_data
        above = {name: given[name] or None for name in ("objective", "action")}
        said = {**super().values(), **above}
        if self.each and given["targets"].split() == self.initial["targets"].split():
            return said
        return {**said, "targets": self._targets(given["text"], given["targets"])}

    def _targets(self, text: str, words: str) -> list[JSON]:
        return [
            asdict(target)
            for line in lines(words)
            for target in read_target_cell(line, text, self.plan.get("date"))
        ]

    def clean_targets(self) -> str:
        """The words of the targets; refused where one of them gives none."""
        words: str = self.cleaned_data["targets"]
        if self.each and words.split() == self.initial["targets"].split():
            return words
        for line in lines(words):
            if not read_target_cell(line, self.cleaned_data.get("text", ""), self.plan.get("date")):
                raise forms.ValidationError(
                    f"{line} cannot be read as a target: write it as 95% by March 2027, "
                    "less than 10%, within 72 hours, or TBC."
                )
        return words


class ObjectiveForm(ItemForm):
    """An objective."""

    parent = forms.ChoiceField(label="Under", required=False)
    references = forms.CharField(label="Findings that it answers", required=False, widget=Words(2))
    outcomes = forms.CharField(
        label="Outcomes", help_text="One a line.", required=False, widget=Words(2)
    )

    def fields_of(self, each: JSON) -> JSON:
        """The form's values for an objective."""
        return {
            **super().fields_of(each),
            "parent": each.get("parent") or "",
            "references": "\n".join(each["references"]),
            "outcomes": "\n".join(each["outcomes"]),
        }

    def values(self) -> JSON:
        """The objective's fields."""
        given = self.cleaned_data
        return {
            **super().values(),
            "parent": given["parent"] or None,
            "references": lines(given["references"]),
            "outcomes": lines(given["outcomes"]),
        }


class RiskForm(ItemForm):
    """A risk."""

    mitigation = forms.CharField(label="What is done about it", required=False, widget=Words(2))

    def fields_of(self, each: JSON) -> JSON:
        """The form's values for a risk."""
        return {**super().fields_of(each), "mitigation": each.get("mitigation") or ""}

    def values(self) -> JSON:
        """The risk's fields."""
        return {**super().values(), "mitigation": self.cleaned_data["mitigation"] or None}


class MilestoneForm(ItemForm):
    """A milestone."""

    goal = forms.CharField(label="Goal", required=False, widget=Words(2))
    by = forms.CharField(
        label="By",
        help_text="As the plan would print it: March 2027.",
        max_length=100,
        error_messages={"required": "Say by when."},
    )

    def fields_of(self, each: JSON) -> JSON:
        """The form's values for a milestone."""
        return {**super().fields_of(each), "goal": each["goal"], "by": each["by"]}

    def clean_by(self) -> str:
        """The date in the plan's form, read from its words."""
        due = read_due(self.cleaned_data["by"], self.plan.get("date"))
        if not due.dates:
            raise forms.ValidationError(
                f"{self.cleaned_data['by']} cannot be read as a date: write it as March 2027."
            )
        return due.dates[-1]

    def values(self) -> JSON:
        """The milestone's fields."""
        given = self.cleaned_data
        return {**super().values(), "goal": given["goal"], "by": given["by"]}


class ThemeForm(ItemForm):
    """A theme."""

    lead = forms.CharField(label="Lead", required=False, max_length=200)

    def fields_of(self, each: JSON) -> JSON:
        """The form's values for a theme."""
        return {**super().fields_of(each), "lead": each.get("lead") or ""}

    def values(self) -> JSON:
        """The theme's fields."""
        return {**super().values(), "lead": self.cleaned_data["lead"] or None}


class FindingForm(ItemForm):
    """A finding of the inspection, as the plan repeats it."""

    source = forms.CharField(label="From", required=False, max_length=300)

    def fields_of(self, each: JSON) -> JSON:
        """The form's values for a finding."""
        return {**super().fields_of(each), "source": each.get("source") or ""}

    def values(self) -> JSON:
        """The finding's fields."""
        return {**super().values(), "source": self.cleaned_data["source"] or None}


class FrameForm(forms.Form):
    """The plan's own frame."""

    title = forms.CharField(label="Title", max_length=300)
    organisation = forms.CharField(label="Organisation", max_length=300, required=False)
    date = forms.CharField(
        label="The plan's date",
        help_text="As 2026-03 or 2026-03-31. Dates in the plan that name no year go by it.",
        required=False,
        max_length=10,
    )
    version = forms.CharField(label="Version", max_length=60, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def clean_date(self) -> str:
        """The date in the plan's form."""
        words: str = self.cleaned_data["date"].strip()
        due = read_due(words)
        if words and (len(due.dates) != 1 or due.kind not in ("date", "month")):
            raise forms.ValidationError(f"{words} is no date: write it as 2026-03 or 2026-03-31.")
        return due.dates[0] if words else ""


class SplitForm(forms.Form):
    """The two halves of a thing."""

    text = forms.CharField(label="What stays", widget=Words(4))
    rest = forms.CharField(
        label="What becomes a new one",
        widget=Words(4),
        help_text="Move words from the first box into this one.",
    )
    ref = forms.CharField(label="The new one's number", required=False, max_length=60)
    edition = forms.IntegerField(widget=forms.HiddenInput)


FORMS: dict[str, type[ItemForm]] = {
    "themes": ThemeForm,
    "findings": FindingForm,
    "objectives": ObjectiveForm,
    "actions": ActionForm,
    "measures": MeasureForm,
    "milestones": MilestoneForm,
    "risks": RiskForm,
}
