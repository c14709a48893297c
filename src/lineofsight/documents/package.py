"""Documents that are zip files of XML: opened with care, because anyone may send one."""

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from lineofsight.errors import UnusableInput

MAX_PARTS = 5_000
MAX_PART_BYTES = 60_000_000
MAX_RATIO = 300
MAX_DEPTH = 200
# Others could hide from a look at the bytes what they say.
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
_HEAD = 200


class Package:
    """The parts of a Word document or workbook, each measured before it is unpacked and parsed."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self.package = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
            raise UnusableInput(
                f"The file {name} is damaged and cannot be opened. Send it again."
            ) from error
        if len(self.package.infolist()) > MAX_PARTS:
            raise UnusableInput(f"The file {name} has too many parts to be a plan.")

    @property
    def names(self) -> frozenset[str]:
        """The names of the parts."""
        return frozenset(self.package.namelist())

    def tree(self, part: str) -> ElementTree.Element | None:
        """The XML of a part; None where there is no such part."""
        try:
            info = self.package.getinfo(part)
        except KeyError:
            return None
        if info.file_size > MAX_PART_BYTES or info.file_size > MAX_RATIO * max(
            info.compress_size, 10_000
        ):
            raise UnusableInput(f"The file {self.name} unpacks to far more than a plan can be.")
        try:
            with self.package.open(info) as file:
                xml = file.read(MAX_PART_BYTES + 1)
            # Word never writes a document type; one is needed to define entities.  In UTF-16 each
            # letter of it has an empty byte beside it.
            plain = xml.replace(b"\0", b"")
            written = _ENCODING.search(plain[:_HEAD])
            if written and written[1].lower() not in _ENCODINGS:
                raise ValueError("no program writes a part in this encoding")
            if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                raise UnusableInput(f"The file {self.name} defines entities, which is not allowed.")
            tree = _parsed(xml, self.name)
        except UnusableInput:
            raise
        except (
            zipfile.BadZipFile,
            zlib.error,
            ElementTree.ParseError,
            RuntimeError,
            ValueError,
            OSError,
            EOFError,
        ) as error:
            raise UnusableInput(
                f"The file {self.name} is damaged and cannot be read. "
                "Open it, save it anew, and send that."
            ) from error
        return tree


def _parsed(xml: bytes, name: str) -> ElementTree.Element:
    """The tree, built only as deep as a document can be."""
    depth = 0
    root: ElementTree.Element | None = None
    # Entities cannot be defined in what comes here: a document type has been refused.
    steps = ElementTree.iterparse(io.BytesIO(xml), events=("start", "end"))  # noqa: S314
    for event, element in steps:
        root = element if root is None else root
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise UnusableInput(f"The file {name} is nested far deeper than a plan can be.")
    if root is None:
        raise ElementTree.ParseError
    return root
