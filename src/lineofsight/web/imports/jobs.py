"""Reading documents, in the worker."""

from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from django_tasks import task
from pydantic import TypeAdapter

from lineofsight.documents import Document, Place, read_document
from lineofsight.errors import UnusableInput
from lineofsight.plan.inspections import Inspection
from lineofsight.web.files.keeping import under_its_name
from lineofsight.web.files.models import StoredFile
from lineofsight.web.imports.corrections import JSON, LISTS, with_ids


@task()
def read_draft(draft_id: int) -> None:
    """Read a given document; done again it changes nothing."""
    from lineofsight.web.imports.actions import AlreadyRead, note_read
    from lineofsight.web.imports.models import Draft

    draft = Draft.objects.select_related("document", "findings").get(pk=draft_id)
    if draft.state != "reading":
        return
    found: dict[str, Any]
    try:
        read = read_documents(draft.document, draft.findings)
        found = {"read": read.read, "sources": read.sources, "inspection": read.inspection}
    except UnusableInput as error:
        found = {"told": str(error)}
    with suppress(AlreadyRead):
        note_read(by=None, why="", draft=draft, **found)


@dataclass(frozen=True)
class Found:
    """What the documents of a draft hold, as plain values.

    ``read`` is the plan (plan-json) with the inspection's findings among its own; ``sources`` the
    words that each thing was read from, by its id; ``inspection`` the fields of
    :class:`lineofsight.plan.inspections.Inspection`.
    """

    read: JSON
    sources: dict[str, str]
    inspection: JSON | None


def read_documents(plan_file: StoredFile, findings_file: StoredFile | None) -> Found:
    """Read a plan's document and, where it was given, that of the inspection's findings."""
    from lineofsight.documents.words import words_at
    from lineofsight.plan import plan_as_json, plan_of
    from lineofsight.plan.inspections import read_inspection
    from lineofsight.plan.review import inspection_of, read_findings

    document = _document(plan_file)
    plan = plan_of(document)
    read = with_ids(plan_as_json(plan))
    words = words_at(document)
    sources = {
        each["id"]: words(Place(**each["place"]))
        for listed in LISTS
        for each in read[listed]
        if each.get("place")
    }
    findings = read_findings(_document(findings_file)) if findings_file else ()
    for number, finding in enumerate(findings, 1):
        told = finding.inspection.title if finding.inspection else None
        read["findings"].append(
            {
                "id": f"inspection-{number}",
                "ref": finding.ref,
                "text": finding.text,
                "source": told or (findings_file.name if findings_file else None),
                "kind": finding.kind,
                "area": finding.judgement,
                "place": asdict(finding.place),
            }
        )
    inspection = inspection_of(findings) or read_inspection(document, plan.date)
    plain = TypeAdapter(Inspection | None).dump_python(inspection, mode="json")
    return Found(read, sources, plain)


def _document(stored: StoredFile) -> Document:
    with under_its_name(stored.sha256, stored.name) as path:
        return read_document(path)
