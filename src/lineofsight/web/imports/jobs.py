"""Reading a document, in the worker."""

from django_tasks import task

from lineofsight.errors import UnusableInput
from lineofsight.web.files.keeping import under_its_name


@task()
def read_draft(draft_id: int) -> None:
    """Read the document of a draft and note what was found; done again it changes nothing."""
    from lineofsight.documents import read_document
    from lineofsight.plan import plan_as_json, read_plan
    from lineofsight.web.imports.actions import note_read
    from lineofsight.web.imports.models import Draft

    draft = Draft.objects.select_related("document").get(pk=draft_id)
    if draft.state != "reading":
        return
    try:
        with under_its_name(draft.document.sha256, draft.document.name) as path:
            read, told = plan_as_json(read_plan(read_document(path))), ""
    except UnusableInput as error:
        read, told = None, str(error)
    note_read(by=None, why="", draft=draft, read=read, told=told)
