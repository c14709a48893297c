"""What a document holds and no longer says: told, so that nobody misses it."""

from collections.abc import Iterator

from lineofsight.documents import Document, LeftOut
from lineofsight.plan.model import Doubt, Place

_ADVICE = {
    "struck": "Take the line off what still counts, and delete the rest.",
    "withdrawn": "Take the line off if it still counts, and else delete the row.",
    "hidden": "Show what still counts, and delete the rest.",
}


def left_out_words(document: Document) -> tuple[Doubt, ...]:
    """A doubt for each place where words are struck through or hidden, and one a kind of aside."""
    return tuple(
        Doubt(each.kind, f"{message} {_ADVICE.get(each.kind, '')}".strip(), each.place)
        for each in document.left_out
        for message in _messages(each)
    )


def _messages(each: LeftOut) -> Iterator[str]:
    many = each.count > 1
    if each.kind == "struck":
        yield f"Words struck through in {_where(each.place)} are not read: “{each.words}”."
    elif each.kind == "withdrawn":
        yield (
            f"All of {_where(each.place)} is struck through, so it is taken as withdrawn and not "
            f"read: “{each.words}”."
        )
    elif each.kind == "hidden":
        yield f"Words marked as hidden in {_where(each.place)} are not read: “{each.words}”."
    elif each.kind == "deleted":
        yield (
            f"The document tracks {each.count:,} deletion{'s' * many} that nobody has accepted or "
            f"rejected: {'they are' if many else 'it is'} read as accepted. The first is "
            f"“{each.words}”."
        )
    elif each.kind == "comments":
        yield (
            f"{each.count:,} comment{'s' * many} in the margin {'are' if many else 'is'} not read. "
            f"The first begins “{each.words}”."
        )
    else:
        yield (
            f"{each.count:,} text box{'es' * many} among the tables {'are' if many else 'is'} not "
            f"read. The first begins “{each.words}”. Move what belongs to the plan into its text."
        )


def _where(place: Place) -> str:
    if place.table is None:
        return f"paragraph {place.paragraph}"
    column = f", column {place.column}" if place.column else ""
    return f"table {place.table}, row {place.row}{column}"
