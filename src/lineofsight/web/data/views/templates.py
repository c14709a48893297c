"""Workbooks to fill in for what no case system holds."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lineofsight.tables.definition import table_definitions
from lineofsight.tables.template_files import templates_for, write_workbook
from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.data.permissions import check_see_data
from lineofsight.web.data.views.shared import crumbs

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALL = "all"


@require_GET
def templates(request: SignedIn) -> HttpResponse:
    """Every table that can be filled in by hand."""
    check_see_data(request.user)
    context = {"heading": "Templates", "crumbs": crumbs(), "tables": templates_for([])}
    return render(request, "data/templates.html", context)


@require_GET
def template(request: SignedIn, table: str) -> HttpResponse:
    """A workbook to fill in for one table, or for all of them."""
    check_see_data(request.user)
    if table != ALL and table not in table_definitions():
        raise Http404("There is no such table.")
    with TemporaryDirectory() as folder:
        path = write_workbook(templates_for([] if table == ALL else [table]), Path(folder))
        answer = HttpResponse(path.read_bytes(), content_type=WORKBOOK_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="template-{table}.xlsx"'
    return answer
