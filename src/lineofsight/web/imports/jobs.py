"""Reading documents, in the worker."""

from typing import Any

from django_tasks import task

from lineofsight.errors import UnusableInput
from lineofsight.web.files.keeping import under_its_name
from lineofsight.web.files.models import StoredFile


@task()
def read_draft(draft_id: int) -> None:
    """Read the document of a draft and note what was found; done again it changes nothing."""
    from lineofsight.web.imports.actions import note_read
    from lineofsight.web.imports.models import Draft

    draft = Draft.objects.select_related("document", "findings").get(pk=draft_id)
    if draft.state != "reading":
        return
    try:
        read, sources = read_plan_file(draft.document)
        findings = read_findings_file(draft.findings) if draft.findings else []
    except UnusableInput as error:
        note_read(by=None, why="", draft=draft, told=str(error))
    else:
        note_read(by=None, why="", draft=draft, read=read, sources=sources, findings=findings)


def read_plan_file(stored: StoredFile) -> tuple[dict[str, Any], dict[str, str]]:
    """The plan in a stored document as plan-json, and the words that each thing was read from."""
    from lineofsight.documents import Place, read_document
    from lineofsight.documents.words import words_at
    from lineofsight.plan import plan_as_json, plan_of
    from lineofsight.web.imports.corrections import LISTS, with_ids

    with under_its_name(stored.sha256, stored.name) as path:
        document = read_document(path)
    read = with_ids(plan_as_json(plan_of(document)))
    words = words_at(document)
    sources = {
        each["id"]: words(Place(**each["place"]))
        for listed in LISTS
        for each in read[listed]
        if each.get("place")
    }
    return read, sources


def read_findings_file(stored: StoredFile) -> list[dict[str, Any]]:
    """The inspection's findings in a stored document."""
    from lineofsight.documents import read_document
    from lineofsight.plan.review import read_findings

    with under_its_name(stored.sha256, stored.name) as path:
        found = read_findings(read_document(path))
    return [{"ref": each.ref, "text": each.text} for each in found]
