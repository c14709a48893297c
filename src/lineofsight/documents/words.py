"""The words that stand at a place of a document, so that what was read can be shown beside them."""

from collections.abc import Callable, Iterator

from lineofsight.documents.model import Document, Place, Table

CELLS_APART = " | "
Key = tuple[int | None, ...]


def words_at(document: Document) -> Callable[[Place], str]:
    """A function from a place to the words there: a row's filled cells, or a paragraph.

    A place that the document does not have gives no words.
    """
    index: dict[Key, str] = {}
    for place, words in _placed(document):
        index.setdefault(_key(place), words)

    def found(place: Place) -> str:
        return index.get(_key(place), "")

    return found


def _placed(document: Document) -> Iterator[tuple[Place, str]]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                texts = (" ".join(text.split()) for text in row.texts)
                yield row.place, CELLS_APART.join(text for text in texts if text)
        else:
            yield block.place, " ".join(block.text.split())


def _key(place: Place) -> Key:
    """A row is found by its table and number, whatever cell of it is meant."""
    if place.table is not None:
        return (place.table, place.row)
    return (None, place.paragraph, place.line, place.page)
