"""Fields whose choices are known only when their form is made."""

from collections.abc import Iterable
from typing import Any

from django import forms


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> forms.ChoiceField:
    """Have a field offer these, as Django writes choices and groups of them; the field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), name
    field.choices = list(choices)
    return field
