"""What the pages of a plan share."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from lineofsight.web.plans.addresses import on_day, page_address, part_address
from lineofsight.web.plans.kinds import BY_MODEL, Kind
from lineofsight.web.plans.models import Action, Measure
from lineofsight.web.plans.models.plan import Part, numbered
from lineofsight.web.plans.words import titled
from lineofsight.web.ui.templatetags.ui import day
from lineofsight.web.updates.models import Evidence, Update

register = template.Library()
register.filter("titled", titled)


@register.simple_tag(takes_context=True)
def address(context: Context, part: Part) -> str:
    """The address of a part's page, on the day that is looked at."""
    return part_address(context["whole"], part)


@register.simple_tag(takes_context=True)
def part_link(context: Context, part: Part, *, full: bool = False) -> SafeString:
    """A link to a part by its number and words, all of them where ``full``.

    Its kind and id follow, hidden, so that two parts of the same words have two names.
    """
    return format_html(
        '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> ({} {})</span></a>',
        part_address(context["whole"], part),
        " ".join(numbered(part.ref, part.text).split()) if full else titled(part),
        BY_MODEL[type(part)].one,
        part.pk,
    )


@register.simple_tag(takes_context=True)
def evidence_link(context: Context, evidence: Evidence) -> SafeString:
    """A link to a piece of evidence where it stands: beside its action, or its measure.

    Its id follows, hidden, so that two pieces of the same words have two names.
    """
    whole = context["whole"]
    beside = whole.by_key(Action).get(evidence.action_id) or whole.by_key(Measure).get(
        evidence.measure_id
    )
    return format_html(
        '<a class="govuk-link" href="{}#evidence">{}, {}: {}'
        '<span class="govuk-visually-hidden"> (evidence {})</span></a>',
        part_address(whole, beside),
        evidence.get_kind_display(),
        day(evidence.at),
        Truncator(evidence.text).words(20),
        evidence.pk,
    )


@register.simple_tag(takes_context=True)
def plan_page(context: Context, name: str, query: dict[str, str] | None = None, **more: Any) -> str:
    """The address of a page of the plan by its name, with a query, on the day looked at."""
    return page_address(context["whole"], name, {**(query or {}), **more})


@register.simple_tag(takes_context=True)
def history_address(context: Context, part: Part) -> str:
    """The address of what changed of a part, on the day looked at."""
    whole, name = context["whole"], BY_MODEL[type(part)].name
    return on_day(whole, reverse(f"plans:history_{name}", args=[whole.plan.pk, part.pk]))


@register.simple_tag(takes_context=True)
def edit_address(context: Context, part: Part) -> str:
    """The address where a part is changed."""
    return reverse(f"plans:edit_{BY_MODEL[type(part)].name}", args=[part.plan_id, part.pk])


@register.simple_tag
def settle_address(part: Part) -> str:
    """The address where what was read unsurely of a part is settled."""
    return reverse(f"plans:settle_{BY_MODEL[type(part)].name}", args=[part.plan_id, part.pk])


@register.simple_tag(takes_context=True)
def add_address(context: Context, kind: Kind) -> str:
    """The address where a part of a kind is added."""
    return reverse(f"plans:add_{kind.name}", args=[context["whole"].plan.pk])


@register.filter("of")
def said_for(words: dict[int, str], key: int | None) -> str:
    """What ``words`` has for an id, empty where it has nothing."""
    return words.get(key, "") if key is not None else ""


@register.filter
def kind_of(part: Part) -> Kind:
    """The kind that a part is of."""
    return BY_MODEL[type(part)]


@register.filter
def where(place: dict[str, Any]) -> str:
    """Where in the document something was read: table 2, row 3."""
    order = ("page", "paragraph", "table", "row", "column", "line")
    return ", ".join(f"{name} {place[name]}" for name in order if place.get(name) is not None)


@register.filter
def said_when(update: Update) -> str:
    """When an update was said: its day, or for one read from the document what that prints."""
    if update.by_id is None and update.period_id is None:
        return update.printed_period or "In the document"
    return day(update.at)


@register.filter
def figure(value: float | None) -> str:
    """A printed figure without an idle decimal point."""
    return "" if value is None else f"{value:g}"
