"""A census file as XML: read piece by piece, trusting nothing in it.

No entity is resolved, nothing is fetched, a document type is refused, and what one child's record
may take is bounded, so that memory does not grow with the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import collection_year
from lineofsight.tables.readers.returns.years import year_in_name
from lineofsight.tables.sources import SourceFile

_CHUNK = 1 << 18
MOST_BYTES_A_CHILD = 8_000_000
_YEAR = re.compile(r"20\d\d")
_NO_SCHEMA = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True)
class Head:
    """What a census says of itself: its collection year, how that is known, and when it was made.

    ``order`` puts the files of several years, or of one that was sent again, one after the other.
    """

    file: SourceFile
    year: int
    how: str
    reference_date: date
    made_at: str

    @property
    def order(self) -> tuple[date, str, str]:
        """Older first."""
        return self.reference_date, self.made_at, self.file.name


def read_head(file: SourceFile) -> Head:
    """What a file says of itself, up to its first child.

    Raises :class:`UnusableInput` for a file that is no census, or tells no year.
    """
    told: dict[str, str] = {}
    for name, element in _elements(file.path, ("Header", "Child")):
        if name == "Child":
            break
        told |= {
            local_name(each): (each.text or "").strip() for each in element.iter(etree.Element)
        }
    else:
        raise _without_child(file.path)
    if told.get("Collection", "CIN").upper() not in {"CIN", ""}:
        raise UnusableInput(
            f"{file.name} is another return than the children in need census, by its header."
        )
    year, how = _year(file, told)
    reference_date = _day(told.get("ReferenceDate", "")) or date(year + 1, 3, 31)
    return Head(file, year, how, reference_date, told.get("DateTime", "")[:40])


def children(path: Path) -> Iterator[Any]:
    """Each child's element; it and what stood before it are gone when the next is asked for.

    Raises :class:`UnusableInput` for a file without any, or which breaks off.
    """
    found = False
    for _, element in _elements(path, ("Child",)):
        found = True
        yield element
    if not found:
        raise _without_child(path)


def local_name(element: Any) -> str:
    """An element's name without its namespace."""
    return _NO_SCHEMA.sub("", element.tag)


def _elements(path: Path, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The elements of these names, as they end, in the namespace of the file's first."""
    parser = etree.XMLPullParser(
        events=("start", "end"), tag=["{*}" + name for name in ("Message", *names)],
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root, since = None, 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.feed(chunk)
                since += len(chunk)
                for event, element in parser.read_events():
                    if root is None:
                        root = _checked_root(path, element)
                    name = local_name(element)
                    if event == "end" and name in names and _namespace(element) == _namespace(root):
                        yield name, element
                        since = 0
                        _forget(element)
                if root is None and since > _CHUNK:
                    raise _not_a_census(path)
                if since > MOST_BYTES_A_CHILD:
                    raise UnusableInput(
                        f"{path.name} holds more than {MOST_BYTES_A_CHILD // 1_000_000} MB that "
                        "belong to no child, or to one: no census does."
                    )
        parser.close()
        if root is None:
            raise _not_a_census(path)
    except etree.LxmlError as error:
        if root is None:
            raise _not_a_census(path) from error
        line = getattr(error, "lineno", None)
        where = f" from line {line:,} on" if line else ""
        raise UnusableInput(
            f"{path.name} cannot be read{where}: it breaks off there or is damaged; "
            "export the census again."
        ) from error


def _checked_root(path: Path, first: Any) -> Any:
    tree = first.getroottree()
    if tree.docinfo.doctype:
        raise UnusableInput(
            f"{path.name} declares a document type, which no census has: export it again."
        )
    root = tree.getroot()
    if first is not root or local_name(root) != "Message":
        raise _not_a_census(path)
    return root


def _not_a_census(path: Path) -> UnusableInput:
    return UnusableInput(
        f"{path.name} is no children in need census: that is an XML file which begins with Message."
    )


def _without_child(path: Path) -> UnusableInput:
    return UnusableInput(
        f"{path.name} holds no child: a census has Message, Children and Child, "
        "all in one namespace or in none."
    )


def _namespace(element: Any) -> str:
    return str(element.tag).rpartition("}")[0]


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


def _year(file: SourceFile, told: dict[str, str]) -> tuple[int, str]:
    """The collection year of a census, and how it is known."""
    reference_date = _day(told.get("ReferenceDate", ""))
    if reference_date is not None:
        return collection_year(reference_date), "by the reference date in its header"
    if _YEAR.fullmatch(told.get("Year", "")):
        return int(told["Year"]) - 1, "by the year in its header"
    year = year_in_name(file.path.stem)
    if year is None:
        raise UnusableInput(
            f"The header of {file.name} tells no year, and neither does its name: "
            "call it after its year, such as cin-2024-25.xml."
        )
    return year, "by its name"


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
