"""What every page of a draft does first."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.imports.models import Draft
from lineofsight.web.imports.permissions import check_import


def draft_shown(request: SignedIn, draft_id: int) -> Draft:
    """The draft that the address names; refused to those who may not import."""
    draft = get_object_or_404(Draft.objects.select_related("document", "plan"), pk=draft_id)
    check_import(request.user, draft.plan_id)
    return draft


def crumbs(draft: Draft) -> list[tuple[str, str]]:
    """The way back from a page of a draft."""
    return [("Plans", reverse("home")), (draft.document.name, draft.get_absolute_url())]
