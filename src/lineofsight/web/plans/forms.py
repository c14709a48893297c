"""Forms for a plan's parts, made from the table of kinds."""

from datetime import date
from typing import Any

from django import forms

from lineofsight.web.events.models import Kept
from lineofsight.web.plans.actions_parts import Leads
from lineofsight.web.plans.days import last_day
from lineofsight.web.plans.kinds import LIKELY, Field, Kind
from lineofsight.web.plans.models import Action, Person
from lineofsight.web.plans.reading_days import read_day
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.plans.words import called
from lineofsight.web.ui.templatetags.ui import day

NARROW = {"class": "govuk-input--width-10"}


class DayField(forms.CharField):
    """A day, typed as people write one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs=dict(NARROW)), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A day in words; what was typed as it was typed."""
        return day(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """The day, ``None`` where nothing was typed."""
        typed = super().clean(value)
        if not typed:
            return None
        found = read_day(typed)
        if found is None:
            raise forms.ValidationError(
                f"{self.label}: “{typed}” is not a day. Write it like 31 March 2026."
            )
        return found


class LinesField(forms.CharField):
    """A list, one thing on each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The things on lines; what was typed as it was typed."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The things."""
        typed = super().clean(value)
        return [line.strip() for line in typed.splitlines() if line.strip()]


class PartForm(forms.Form):
    """The fields of a kind of part, why it is changed, and the edition that was shown."""

    def __init__(
        self,
        kind: Kind,
        whole: WholePlan,
        data: Any = None,
        part: Kept | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={**(initial or {}), **_held(kind, whole, part)})
        self.kind, self.whole, self.part = kind, whole, part
        for field in kind.fields:
            self.fields[field.name] = _typed(field, whole, part)
        if kind.model is Action:
            self.fields["accountable"] = forms.CharField(
                label="Who answers for it",
                required=False,
                max_length=200,
                help_text="One person, post or group, as the plan names them.",
            )
            self.fields["contributing"] = LinesField(
                label="Who contributes", required=False, help_text="One on each line."
            )
        self.fields["why"] = forms.CharField(
            label="Why",
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="This stays in the history of the plan.",
            error_messages={"required": "Say why."},
        )
        self.fields["edition"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_by(self) -> str:
        """A day or month as the plan's dates are kept."""
        typed = str(self.cleaned_data["by"] or "")
        if typed and last_day([typed]) is None:
            found = read_day(typed)
            if found is None:
                raise forms.ValidationError(
                    f"By: “{typed}” is not a day or month. Write it like 2026-09-30 or 2026-09."
                )
            return found.isoformat()
        return typed

    def values(self) -> dict[str, Any]:
        """The value of each field of the part, as the model holds it."""
        values: dict[str, Any] = {}
        for field in self.kind.fields:
            value = self.cleaned_data[field.name]
            if field.of is not None:
                value = field.of._default_manager.get(pk=int(value)) if value else None
            elif field.words == LIKELY:
                value = int(value) if value else None
            values[field.name] = value
        return values

    def leads(self) -> Leads | None:
        """Who leads an action."""
        if self.kind.model is not Action:
            return None
        given = self.cleaned_data
        return Leads(given["accountable"], tuple(given["contributing"]))


class WhyForm(forms.Form):
    """Why something is done, where nothing else is asked."""

    why = forms.CharField(
        label="Why",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="This stays in the history of the plan.",
        error_messages={"required": "Say why."},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


def lead_names(whole: WholePlan, action: Action) -> dict[str, Any]:
    """The names of an action's leads as its form shows them."""
    held = whole.answering.get(action.pk, [])
    first = next((each for each in held if each.accountable), None)
    return {
        "accountable": whole.people[first.person_id].name if first else "",
        "contributing": [whole.people[each.person_id].name for each in held if each is not first],
    }


def _held(kind: Kind, whole: WholePlan, part: Kept | None) -> dict[str, Any]:
    if part is None:
        return {}
    held: dict[str, Any] = {"edition": part.edition}
    for field in kind.fields:
        held[field.name] = getattr(part, f"{field.name}_id" if field.of else field.name)
    if isinstance(part, Action):
        held |= lead_names(whole, part)
    return held


def _typed(field: Field, whole: WholePlan, part: Kept | None) -> forms.Field:
    asked: dict[str, Any] = {
        "label": field.label,
        "required": field.required,
        "help_text": field.help,
        "error_messages": {"required": f"{field.label}: write something here."},
    }
    if field.of is not None:
        offered = [
            (str(each.pk), called(whole, each)) for each in whole.all(field.of) if each != part
        ]
        if field.of is Person:
            offered.sort(key=lambda each: each[1].casefold())
        asked["error_messages"] = {"required": f"{field.label}: choose one."}
        return forms.ChoiceField(choices=[("", "None"), *offered], **asked)
    if field.words:
        return forms.ChoiceField(choices=[("", "Not said"), *field.words], **asked)
    if field.sort == "day":
        return DayField(**asked)
    if field.sort == "lines":
        return LinesField(**asked)
    if field.sort == "yes":
        return forms.BooleanField(**{**asked, "required": False})
    if field.sort == "number":
        return forms.FloatField(widget=forms.TextInput(attrs=dict(NARROW)), **asked)
    if field.sort == "pounds":
        return forms.DecimalField(
            max_digits=12,
            decimal_places=2,
            min_value=0,
            widget=forms.TextInput(attrs=dict(NARROW)),
            **asked,
        )
    if field.sort == "text":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **asked)
    return forms.CharField(max_length=_longest(field), **asked)


def _longest(field: Field) -> int:
    return {"ref": 60, "kind": 60, "by": 40}.get(field.name, 200)
