"""Choosing and ordering actions by what stands in an address."""

import re
from collections.abc import Callable
from functools import cached_property

from django import forms
from django.http import QueryDict

from lineofsight.web.plans.counting import rating_counts
from lineofsight.web.plans.groups import by_month, lead_keys, month_of
from lineofsight.web.plans.line import below
from lineofsight.web.plans.models import DELIVERY, Action, Objective
from lineofsight.web.plans.whole import WholePlan
from lineofsight.web.plans.words import titled
from lineofsight.web.ui.choices import offer
from lineofsight.web.updates.periods import reporting_on, without_update

SORTS = (("", "The document's order"), ("number", "Number"), ("due", "Date due"))
Choices = list[tuple[str, str]]


class Chosen(forms.Form):
    """What is asked of the list of actions: every field may be left out."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    rating = forms.ChoiceField(label="Rating", required=False)
    state = forms.ChoiceField(label="Delivery", required=False)
    theme = forms.ChoiceField(label="Theme", required=False)
    objective = forms.ChoiceField(label="Objective", required=False)
    lead = forms.ChoiceField(label="Lead", required=False)
    due = forms.ChoiceField(label="Month due", required=False)
    sort = forms.ChoiceField(label="Order", required=False, choices=SORTS)
    overdue = forms.BooleanField(label="Overdue", required=False)
    soon = forms.BooleanField(label="Due in 30 days", required=False)
    no_update = forms.BooleanField(label="No update this period", required=False)

    def __init__(self, data: QueryDict, whole: WholePlan) -> None:
        super().__init__(data)
        self.whole = whole
        keys = lead_keys(whole)
        people = {keys[key]: whole.called(person) for key, person in whole.people.items()}
        leading = {keys[each.pk] for held in whole.leads.values() for each in held}
        ratings = [
            (
                each.level.level if each.level else "none",
                each.level.name if each.level else "Not rated",
            )
            for each in rating_counts(whole)
        ]
        choices: dict[str, Choices] = {
            "rating": list(dict(ratings).items()),
            "state": list(DELIVERY),
            "theme": [(str(each.pk), titled(each)) for each in whole.themes],
            "objective": [
                *((str(each.pk), titled(each)) for each in whole.objectives),
                ("none", "Under no objective"),
            ],
            "lead": [
                *sorted(
                    ((key, words) for key, words in people.items() if key in leading),
                    key=lambda each: each[1].casefold(),
                ),
                ("none", "Nobody"),
            ],
            "due": [(each.query["due"], each.words) for each in by_month(whole)],
        }
        for name, offered in choices.items():
            field = offer(self, name, [("", "Any"), *offered])
            field.error_messages["invalid_choice"] = (
                f"“%(value)s” is no {field.label.lower()} of this plan: choose one of the list."  # type: ignore[union-attr]
            )
        if not whole.themes:
            del self.fields["theme"]

    def found(self) -> list[Action]:
        """The actions that fit everything asked, in the order asked; faulty fields ask nothing."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        found = [
            each
            for each in self.whole.actions
            if all(self._fits(name, value, each) for name, value in asked.items())
        ]
        if asked.get("sort") == "number":
            found.sort(key=lambda each: natural(each.ref))
        elif asked.get("sort") == "due":
            found.sort(key=lambda each: str(each.due_on or "9999"))
        return found

    @cached_property
    def _silent(self) -> set[int]:
        return {each.pk for each in without_update(self.whole, reporting_on(self.whole))}

    def asked(self) -> list[tuple[str, str]]:
        """What is asked, in words: for a page that is printed."""
        self.is_valid()
        told = []
        for name, value in self.cleaned_data.items():
            if not value or name == "sort":
                continue
            field = self.fields[name]
            words = dict(field.choices).get(value, value) if hasattr(field, "choices") else value
            told.append((str(field.label), "" if value is True else str(words)))
        return told

    def _fits(self, name: str, value: str, action: Action) -> bool:
        if name == "no_update":
            return action.pk in self._silent
        test = _TESTS.get(name)
        return test is None or test(self.whole, value, action)


def natural(ref: str) -> list[tuple[int, str]]:
    """A number's parts in an order where 2.10 comes after 2.9, and nothing comes last."""
    parts = re.findall(r"\d+|[^\d\W]+", ref)
    if not parts:
        return [(2**31, "")]
    return [(int(each), "") if each.isdecimal() else (0, each.casefold()) for each in parts]


def _by_rating(whole: WholePlan, value: str, action: Action) -> bool:
    level = whole.levels.get(action.rating_id or 0)
    return (level.level if level else "none") == value


def _by_theme(whole: WholePlan, value: str, action: Action) -> bool:
    objective = whole.by_key(Objective).get(action.objective_id or 0)
    return objective is not None and str(objective.theme_id) == value


def _by_objective(whole: WholePlan, value: str, action: Action) -> bool:
    held = whole.by_key(Objective)
    if value == "none":
        return action.objective_id not in held
    return action.objective_id in below(whole, held[int(value)])


def _by_lead(whole: WholePlan, value: str, action: Action) -> bool:
    leads = whole.leads.get(action.pk, [])
    if value == "none":
        return not leads
    sought = whole.called(whole.people[int(value)])
    return any(whole.called(each) == sought for each in leads)


def _by_words(whole: WholePlan, value: str, action: Action) -> bool:
    leads = (whole.called(each) for each in whole.leads.get(action.pk, []))
    said = " ".join([action.ref, action.text, action.due_text, *leads]).casefold()
    return all(word in said for word in value.casefold().split())


_TESTS: dict[str, Callable[[WholePlan, str, Action], bool]] = {
    "q": _by_words,
    "rating": _by_rating,
    "state": lambda whole, value, action: action.state == value,
    "theme": _by_theme,
    "objective": _by_objective,
    "lead": _by_lead,
    "due": lambda whole, value, action: month_of(action) == value,
    "overdue": lambda whole, value, action: whole.overdue(action),
    "soon": lambda whole, value, action: whole.due_soon(action),
}
