"""What is filled in about measures and their figures."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lineofsight.progress.suggestion import Suggestion
from lineofsight.web.performance.suggesting import answer_named
from lineofsight.web.performance.typed_points import month_of
from lineofsight.web.plans.models import Target
from lineofsight.web.ui.choices import offer

OTHER = "other"


class WhyForm(forms.Form):
    """Why something is taken back."""

    why = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: the reason is kept."},
    )


class MatchForm(forms.Form):
    """What measures one measure."""

    answer = forms.ChoiceField(
        label="What measures it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what measures it."},
    )
    other = forms.CharField(
        label="The id of the other indicator",
        required=False,
        help_text="As it stands in the reference of indicators, for example "
        "assessments_45_working_days.",
    )
    covers = forms.ChoiceField(
        label="Does it count all that the measure asks?",
        choices=(("whole", "Yes, all of it"), ("part", "No, only a part")),
        widget=forms.RadioSelect,
        initial="whole",
    )
    uncovered = forms.CharField(
        label="What does it not count?",
        required=False,
        help_text="Only where it is a part: this is said beside the figure, which then is not "
        "judged by the target.",
    )
    better = forms.ChoiceField(
        label="Which way is better?",
        required=False,
        choices=(("", "As its targets say"), ("high", "More is better"), ("low", "Less is better")),
        help_text="Only of figures that will be typed in: an indicator's definition says it.",
    )
    targets = forms.MultipleChoiceField(
        label="Which targets judge it?", required=False, widget=forms.CheckboxSelectMultiple
    )
    why = forms.CharField(
        label="How you know",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how you know that this measures it."},
    )

    def __init__(
        self, data: Any = None, *, answers: Sequence[Suggestion], targets: Sequence[Target]
    ) -> None:
        self.answers = {each.id: each for each in answers}
        self.its_targets = targets
        super().__init__(data, initial={"targets": [str(each.pk) for each in targets]})
        found = [(each.id, _said(each)) for each in answers]
        offer(self, "answer", [*found, (OTHER, "Another indicator, which I name")])
        if targets:
            named = [(str(each.pk), each.text or f"{each.value:g}") for each in targets]
            offer(self, "targets", named)
        else:
            del self.fields["targets"]

    def clean(self) -> dict[str, Any]:
        """Find the answer that was named by its id, and ask what a part leaves out."""
        given = super().clean() or {}
        if given.get("answer") == OTHER:
            named = answer_named(given.get("other", ""))
            if named is None:
                self.add_error(
                    "other",
                    f"There is no indicator with the id “{given.get('other', '')}”: copy it from "
                    "the reference of indicators.",
                )
            given["chosen"] = named
        else:
            given["chosen"] = self.answers.get(given.get("answer", ""))
        if given.get("covers") == "part" and not given.get("uncovered"):
            self.add_error("uncovered", "Say what of the measure it does not count.")
        return given

    def not_its_targets(self) -> list[int]:
        """The targets that were not ticked."""
        ticked = self.cleaned_data.get("targets", [])
        return [each.pk for each in self.its_targets if str(each.pk) not in ticked]


class MonthField(forms.CharField):
    """A month as 2026-03, which browsers offer to choose."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "size": 10}))
        kwargs.setdefault("help_text", "The year and the month, for example 2026-03.")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The name of the month."""
        typed = str(super().clean(value))
        month = month_of(typed)
        if month is None:
            raise forms.ValidationError(f"“{typed}” is not a month. Write it like 2026-03.")
        return month.name


class FigureForm(forms.Form):
    """A month's figure, typed in with its source: x of y, or one number."""

    period = MonthField(label="Month")
    numerator = forms.IntegerField(label="How many", required=False, min_value=0)
    denominator = forms.IntegerField(label="Of how many", required=False, min_value=0)
    value = forms.FloatField(
        label="Or one number",
        required=False,
        help_text="Only where it is no share of cases, such as an average.",
    )
    source = forms.CharField(
        label="Where is it from?",
        max_length=300,
        help_text="For example: the audit report of March, page 4.",
        error_messages={"required": "Say where the figure is from: it is shown beside it."},
    )

    def clean(self) -> dict[str, Any]:
        """Either a share or a number, and no share of more than there are."""
        given = super().clean() or {}
        met, of, value = (given.get(name) for name in ("numerator", "denominator", "value"))
        if self.errors:
            return given
        if value is not None and (met is not None or of is not None):
            self.add_error("value", "Give a share or one number, not both.")
        elif value is None and met is None and of is None:
            self.add_error("numerator", "Give how many of how many, or one number.")
        elif value is None and met is None:
            self.add_error("numerator", "Say how many.")
        elif value is None and of is None:
            self.add_error("denominator", "Say of how many.")
        elif met is not None and of is not None and met > of:
            self.add_error("numerator", f"{met:,} of {of:,} cannot be: correct one of them.")
        return given


class LimitsForm(forms.Form):
    """From which month limits begin anew, and why."""

    period = forms.ChoiceField(label="From which month?")
    reason = forms.CharField(
        label="What changed then?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is shown with the chart. Choose a month because you know what changed, not "
        "because the figures look better.",
        error_messages={"required": "Say what changed then: without a reason nothing begins anew."},
    )

    def __init__(self, data: Any = None, *, months: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        offer(self, "period", months)


def _said(answer: Suggestion) -> str:
    what = answer.title if answer.kind == "indicator" else f"{answer.title} (not computed)"
    return f"{what}: {f'but {answer.but}' if answer.but else answer.why}"
