"""Each child's tree made into rows: a CSV file for each kind of thing, for DuckDB to read."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lineofsight.errors import UnusableInput
from lineofsight.tables.readers.cin_census.layout import Layout
from lineofsight.tables.readers.cin_census.xml_file import Head, children, local_name

LONGEST_VALUE = 1_000


@dataclass
class Flattened:
    """Where the rows of each thing are, which elements each file holds, and which are unknown."""

    paths: dict[str, Path] = field(default_factory=dict)
    held: dict[int, set[str]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)


class _Kind:
    """What becomes of the elements within one kind of thing, by their names in small letters."""

    def __init__(self, name: str, layout: Layout) -> None:
        self.name = name
        outer = layout.things[name].in_
        self.around = len(layout.known_by(outer)) if outer else 0
        own = layout.columns(name)[self.around :]
        self.known = len(layout.things[name].known_by)
        self.places = {column.lower(): place for place, column in enumerate(own)}
        self.columns = own
        self.width = len(own)
        self.inner = {
            other.lower(): other for other, thing in layout.things.items() if thing.in_ == name
        }


class Flattener:
    """Writes the rows of one census after the other."""

    def __init__(self, layout: Layout, aside: Path, stack: ExitStack) -> None:
        self.flattened = Flattened()
        self._kinds = {name: _Kind(name, layout) for name in layout.things}
        self._containers = {name.lower() for name in layout.containers}
        self._names: dict[str, str] = {}
        self._writers = {}
        self._rows = dict.fromkeys(layout.things, 0)
        for name in layout.things:
            path = aside / f"cin-{name}.csv"
            self.flattened.paths[name] = path
            file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._writers[name] = csv.writer(file)

    def add(self, number: int, head: Head) -> None:
        """Write the rows of a census, the ``number``-th of those that are read."""
        self._file, self._path = number, head.file.path
        self._held = self.flattened.held.setdefault(number, set())
        for child in children(head.file.path):
            self._write(self._kinds["Child"], child, ())

    def _write(self, kind: _Kind, element: Any, around: tuple[str, ...]) -> None:
        row = [""] * kind.width
        within: list[tuple[_Kind, Any]] = []
        if kind.width == kind.known == 1 and not len(element):
            row[0] = self._value(element)
        else:
            self._fill(kind, element, row, within)
        self._rows[kind.name] += 1
        self._writers[kind.name].writerow((self._file, self._rows[kind.name], *around, *row))
        inner = (*around, *row[: kind.known])
        for other, each in within:
            self._write(other, each, inner)

    def _fill(
        self, kind: _Kind, element: Any, row: list[str], within: list[tuple[_Kind, Any]]
    ) -> None:
        """Put an element's values into a row, and the things in it aside."""
        for each in element:
            name = self._name(each)
            place = kind.places.get(name)
            if place is not None:
                row[place] = self._value(each)
                self._held.add(kind.columns[place])
            elif name in kind.inner:
                within.append((self._kinds[kind.inner[name]], each))
                self._held.add(kind.inner[name])
            elif name in self._containers:
                self._fill(kind, each, row, within)
            elif len(self.flattened.unknown) < _MOST_UNKNOWN:
                self.flattened.unknown.add(local_name(each)[:100])

    def _name(self, element: Any) -> str:
        tag = element.tag
        name = self._names.get(tag)
        if name is None:
            # An entity that was not resolved has no name.
            name = local_name(element).lower() if isinstance(tag, str) else ""
            if len(self._names) < _MOST_UNKNOWN:
                self._names[tag] = name
        return name

    def _value(self, element: Any) -> str:
        text = element.text
        if text is None:
            return ""
        if len(text) > LONGEST_VALUE:
            raise UnusableInput(
                f"{self._path.name} has a value of more than {LONGEST_VALUE:,} characters: "
                "no census does."
            )
        return str(text).strip()


_MOST_UNKNOWN = 1_000


def flatten(layout: Layout, heads: Sequence[Head], aside: Path) -> Iterator[tuple[Head, Flattened]]:
    """Write the rows of every census, oldest first; each is told when it was read."""
    with ExitStack() as stack:
        flattener = Flattener(layout, aside, stack)
        for number, head in enumerate(heads):
            flattener.add(number, head)
            yield head, flattener.flattened
