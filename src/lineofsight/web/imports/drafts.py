"""A draft as it stands: what was read, with every correction that was not undone."""

from lineofsight.web.imports.corrections import JSON, corrected
from lineofsight.web.imports.models import Draft


def draft_plan(draft: Draft) -> JSON:
    """The plan of ``draft`` as corrected so far."""
    return corrected(
        draft.read or {},
        (
            (each.kind, each.item, each.values, f"added-{each.pk}")
            for each in draft.corrections.all()
            if not each.undone
        ),
    )
