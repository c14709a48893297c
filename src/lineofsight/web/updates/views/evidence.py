"""Handing out a file of evidence."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from lineofsight.web.accounts.request import SignedIn
from lineofsight.web.events.looks import look
from lineofsight.web.files.keeping import file_path, safe_name
from lineofsight.web.updates.models import Evidence
from lineofsight.web.updates.permissions import check_read_evidence


def file(request: SignedIn, evidence_id: int) -> FileResponse:
    """The file as it was given, to be saved and never shown by the browser; noted as a look."""
    found = get_object_or_404(Evidence.objects.select_related("file"), pk=evidence_id)
    check_read_evidence(request.user, found.plan_id)
    if found.file is None:
        raise Http404("This evidence is no file.")
    path = file_path(found.file.sha256)
    if not path.exists():
        raise Http404("The file is missing from the deployment's folder.")
    name = safe_name(found.file.name)
    look(request.user, f"Evidence {found.pk}, file {name}", found.plan_id)
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
