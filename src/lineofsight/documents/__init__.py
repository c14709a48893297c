"""One reader a format, to one Document: headings, paragraphs, tables, and where each stood."""

from lineofsight.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    LeftOut,
    Paragraph,
    Place,
    Row,
    Table,
)
from lineofsight.documents.reading import read_document

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Heading",
    "LeftOut",
    "Paragraph",
    "Place",
    "Row",
    "Table",
    "read_document",
]
