from functools import partial

from django.urls import path
from django.urls.resolvers import URLPattern

from lineofsight.web.plans.kinds import KINDS, Kind
from lineofsight.web.plans.views import (
    across,
    action_list,
    editing,
    leads,
    overview,
    parts,
    printing,
)
from lineofsight.web.updates.views.mine import mine

app_name = "plans"


def of_kind(kind: Kind) -> list[URLPattern]:
    """The addresses of a kind's list, its parts' pages, and their changing."""
    at, name = f"<int:plan_id>/{kind.slug}/", kind.name
    found = [
        path(f"{at}add/", partial(editing.add, name=name), name=f"add_{name}"),
        path(f"{at}<int:key>/edit/", partial(editing.edit, name=name), name=f"edit_{name}"),
        path(
            f"{at}<int:key>/withdraw/",
            partial(editing.withdraw, name=name),
            name=f"withdraw_{name}",
        ),
    ]
    if kind.has_page:
        found += [
            path(f"{at}<int:key>/", partial(parts.part_page, name=name), name=name),
            path(
                f"{at}<int:key>/history/",
                partial(parts.part_history, name=name),
                name=f"history_{name}",
            ),
            path(
                f"{at}<int:key>/doubts/",
                partial(editing.settle, name=name),
                name=f"settle_{name}",
            ),
        ]
    if kind.has_page and not kind.under and kind.slug != "actions":
        found.append(path(at, partial(parts.part_list, name=name), name=kind.slug))
    return found


urlpatterns = [
    path("mine/", mine, name="mine"),
    path("<int:plan_id>/", overview.overview, name="overview"),
    path("<int:plan_id>/leads/", overview.by_lead_page, name="by_lead"),
    path("<int:plan_id>/months/", overview.by_month_page, name="by_month"),
    path("<int:plan_id>/changes/", overview.changes, name="changes"),
    path("<int:plan_id>/actions/", action_list.action_list, name="actions"),
    path("<int:plan_id>/print/", printing.printable, name="print"),
    path("<int:plan_id>/coverage/", across.coverage, name="coverage"),
    path("<int:plan_id>/timeline/", across.timeline, name="timeline"),
    path("<int:plan_id>/search/", across.find, name="search"),
    path("<int:plan_id>/contents/", parts.contents, name="contents"),
    path("<int:plan_id>/findings/<int:key>/answer/", editing.answer, name="answer"),
    path(
        "<int:plan_id>/findings/<int:key>/answers/<int:answer_id>/",
        editing.unanswer,
        name="unanswer",
    ),
    path("<int:plan_id>/people/", leads.leads, name="leads"),
    path("<int:plan_id>/people/accounts/", leads.tie, name="tie"),
    path("<int:plan_id>/people/<int:person_id>/", leads.lead, name="lead"),
    path("<int:plan_id>/people/<int:person_id>/merge/", leads.merge, name="lead_merge"),
    *(each for kind in KINDS for each in of_kind(kind)),
]
