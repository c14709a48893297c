"""An invented plan in a layout of its own, and what a careful person reads in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True)
class Fill:
    """A cell with a colour behind it (``RRGGBB``)."""

    colour: str
    text: str = ""


# In a row, UP goes on with the cell above and LEFT with the cell before.
UP = "^"
LEFT = "<"
CellText: TypeAlias = str | Fill | date | float
Row: TypeAlias = Sequence[CellText]


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bold:
    """A paragraph in bold, as many write their headings."""

    text: str


@dataclass(frozen=True)
class Bullet:
    """A paragraph with a bullet that the program makes."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A ruled table; ``head`` rows are repeated on each page of a printed one."""

    rows: Sequence[Row]
    head: int = 1


@dataclass(frozen=True)
class Sheet:
    """A worksheet, its rows from the first."""

    name: str
    rows: Sequence[Row]


Part: TypeAlias = Heading | Words | Bold | Bullet | Grid | Sheet
# Value, comparison, date by which; and the baseline, where one is printed.
TargetKey: TypeAlias = (
    tuple[float | None, str, str | None] | tuple[float | None, str, str | None, float | None]
)


@dataclass(frozen=True)
class A:
    """An action; ``objective`` is the text of the one that it belongs to."""

    text: str
    ref: str | None = None
    objective: str | None = None
    due: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    rating: str | None = None
    updates: tuple[tuple[str | None, str], ...] = ()


@dataclass(frozen=True)
class M:
    """A measure; ``action`` is the text of the one that it stands beside."""

    text: str
    objective: str | None = None
    action: str | None = None
    targets: tuple[TargetKey, ...] = ()


@dataclass(frozen=True)
class Key:
    """What a careful person reads.

    Objectives and risks are pairs: number and text, risk and mitigation.  ``doubts`` are words of
    each doubt that should be told; no others should be.
    """

    title: str | None = None
    organisation: str | None = None
    date: str | None = None
    version: str | None = None
    objectives: tuple[tuple[str | None, str], ...] = ()
    actions: tuple[A, ...] = ()
    measures: tuple[M, ...] = ()
    risks: tuple[tuple[str, str | None], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stranger:
    """A plan by the name of its layout; ``kind`` is docx, xlsx or pdf."""

    name: str
    parts: Sequence[Part]
    key: Key
    kind: str = "docx"
