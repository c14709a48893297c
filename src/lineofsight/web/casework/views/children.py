"""A child's line, and seeing a child outside one's own with a reason."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods

from lineofsight.charts.lifeline import life_line
from lineofsight.errors import UnusableInput
from lineofsight.measuring.chronology import chronology
from lineofsight.measuring.holding import every_child
from lineofsight.measuring.visiting import gaps, visits_to
from lineofsight.tables.snapshots import Snapshot
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.casework.actions import ask_access
from lineofsight.web.casework.children import accesses_today, child_seen
from lineofsight.web.casework.forms import AskForm
from lineofsight.web.casework.keys import Child, children_of
from lineofsight.web.casework.line import STATUSES, drawn, in_words
from lineofsight.web.casework.lists import lists_of
from lineofsight.web.casework.models import Access
from lineofsight.web.casework.permissions import check_see_accesses, check_see_casework
from lineofsight.web.casework.rows import parted
from lineofsight.web.casework.views.shared import crumbs, current_for, current_or_404
from lineofsight.web.casework.visits import LISTS
from lineofsight.web.data.child_rows import hidden_from
from lineofsight.web.data.made import snapshot_of
from lineofsight.web.events.looks import look

ACCESSES_A_PAGE = 100
HAPPENINGS_A_PAGE = 50
SEEN = {"Y": "Yes", "N": "No"}


@require_GET
def child(request: SignedIn, key: str) -> HttpResponse:
    """What is due of one child, and what happened to them; noted as a look."""
    snapshot = current_or_404(request.user)
    found = child_seen(request.user, snapshot, key)
    look(request.user, f"Child {key}: their line")
    asked = accesses_today(request.user).filter(child=key).first()
    return line_page(request, snapshot, found, crumbs(), asked=asked)


@require_http_methods(["GET", "POST"])
def another(request: SignedIn) -> HttpResponse:
    """Ask to see a child outside one's own, with a reason."""
    check_see_casework(request.user)
    snapshot = current_for(request.user)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if snapshot is None:
                raise UnusableInput("No tables are loaded yet.")
            access = ask_access(by=request.user, snapshot=snapshot, **form.cleaned_data)
        except UnusableInput as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "You can see this child until the end of today.")
            return redirect("casework:child", access.child)
    context = {
        "heading": "See another child",
        "crumbs": crumbs(),
        "form": form,
        "button": "See the child",
        "lead": "For a child outside your own. The information governance lead sees that you "
        "looked, at whom and why. You can look until the end of today.",
    }
    return render(request, "ui/form.html", context)


@require_GET
def accesses(request: SignedIn) -> HttpResponse:
    """Who saw a child outside their own, and why; the ids of the children are a look."""
    check_see_accesses(request.user)
    found = Access.objects.select_related("by")
    page = Paginator(found, ACCESSES_A_PAGE).get_page(request.GET.get("page"))
    snapshot = snapshot_of()
    children = {}
    hidden = frozenset[str]()
    if snapshot and page.object_list:
        look(request.user, "Children whom somebody saw outside their own")
        children = children_of((each.child for each in page), every_child(snapshot))
        hidden = hidden_from(request.user, snapshot)
    context = {
        "heading": "Children seen outside people’s own",
        "crumbs": [("Plans", reverse("home")), ("Who looked at what", reverse("events:looks"))],
        "page": page,
        "rows": [(each, _whom(children.get(each.child), hidden)) for each in page],
    }
    return render(request, "casework/accesses.html", context)


def line_page(
    request: SignedIn,
    snapshot: Snapshot,
    found: Child,
    way_back: list[tuple[str, str]],
    *,
    asked: Access | None = None,
) -> HttpResponse:
    """The page of a child's line, to somebody of whom it is known that they see the child."""
    with lists_of(request.user) as lists:
        rows = lists.of_children([found]).rows if lists else []
        told = lists.told if lists else None
    parts = parted(rows, told, "due") if told else []
    line = chronology(snapshot, *found)
    visits = visits_to(snapshot, [found]).get(found, [])
    page = Paginator(line.happenings[::-1], HAPPENINGS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": "A child’s line",
        "crumbs": way_back,
        "child": found,
        "snapshot": snapshot,
        "told": told,
        "parts": parts,
        "asked": asked,
        # Made of our own words and of days alone, each escaped where it is drawn.
        "chart": SafeString(life_line(drawn(line, snapshot))),
        "leaver_since_unknown": line.leaver_since_unknown,
        "page": page,
        "happenings": [(each, *in_words(each)) for each in page.object_list],
        "visits": [
            (each, STATUSES[each.status], SEEN.get(each.seen or "", "Not told"))
            for each in reversed(visits)
        ],
        "next_visits": [each for each in rows if each.list.id in LISTS.values()],
        "gaps": [(each, STATUSES[each.to]) for each in gaps(visits, line.spells, snapshot.as_at)],
    }
    return render(request, "casework/child.html", context)


def _whom(child: tuple[str, str] | None, hidden: frozenset[str]) -> str:
    if child is None:
        return "No longer in the tables"
    if child[1] in hidden:
        return "A child whose records are restricted"
    return " ".join(filter(None, child))
