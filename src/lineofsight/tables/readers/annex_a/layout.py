"""The layouts of Annex A: what each list's columns are called and their codes, year by year.

A layout is a TOML file in ``tables/layouts/annex_a``; a later year's holds what differs from the
year before it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from lineofsight.tables.readers.returns.layouts import laid_over

_LETTER = re.compile(r"(\w{1,2})\)\s*(.+)")
_CODE = re.compile(r"(\w+)(?::| -)\s+(.+)")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ListColumn(_Strict):
    """One column of a list: its heading, other headings it goes by, and what its cells hold."""

    header: str
    also: tuple[str, ...] = ()
    type: Literal["text", "id", "date"] = "text"
    codes: str | None = None

    @cached_property
    def headings(self) -> frozenset[str]:
        """Every heading that it goes by, plain."""
        return frozenset(plain(heading) for heading in (self.header, *self.also))


class _List(_Strict):
    title: str
    names: tuple[str, ...] = ()
    covers_months: int | None = None
    one_row_a: str | None = None
    shared: tuple[str, ...] = ()
    columns: dict[str, ListColumn]


class _File(_Strict):
    year: int
    differs_from: int | None = None
    source: str
    nothing: tuple[str, ...]
    shared: dict[str, ListColumn]
    lists: dict[int, _List]
    codes: dict[str, dict[str, str]]


@dataclass(frozen=True)
class AnnexList:
    """One of the eleven lists.

    ``own`` are the columns that it does not share with other lists; ``covers_months`` is how long
    before the extract its rows go back, where it is a list of a time; ``one_row_a`` of what it
    holds only the latest.
    """

    number: int
    title: str
    names: frozenset[str]
    covers_months: int | None
    one_row_a: str | None
    own: frozenset[str]
    columns: Mapping[str, ListColumn]

    @property
    def part(self) -> str:
        """How reports name it."""
        return f"List {self.number}"

    def column_of(self, heading: str) -> str | None:
        """The column that goes by a heading."""
        given = plain(heading)
        for name, column in self.columns.items():
            if given in column.headings:
                return name
        return None


@dataclass(frozen=True)
class Layout:
    """The lists and codes of one year's template; ``nothing`` are the marks for an empty cell."""

    year: int
    source: str
    nothing: tuple[str, ...]
    lists: Mapping[int, AnnexList]
    codes: Mapping[str, Mapping[str, str]]


@cache
def layouts() -> Mapping[int, Layout]:
    """Every layout, by year."""
    folder = resources.files("lineofsight.tables") / "layouts" / "annex_a"
    raw: dict[int, dict[str, Any]] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        if "year" in content:
            base = raw.get(content.get("differs_from", 0), {})
            raw[content["year"]] = laid_over(base, content)
    return {year: _layout(_File.model_validate(content)) for year, content in raw.items()}


def plain(text: str) -> str:
    """Small letters and figures alone, so that case, spaces, marks and quotes do not matter."""
    return _NOT_A_LETTER.sub("", text.casefold())


def writings(codes: Mapping[str, str]) -> dict[str, str]:
    """Every plain writing of a list's codes that means one of them alone, and which it means.

    ``a) 1A: Individual`` may be written whole, without the letter, as the letter, as the code
    ``1A``, or in its words where no other code has the same.
    """
    found: dict[str, str] = {}
    for rank in range(3):
        meant: dict[str, set[str]] = {}
        for printed, code in codes.items():
            for writing in _forms(printed)[rank]:
                meant.setdefault(plain(writing), set()).add(code)
        # What the list prints is meant before a code, and a code before words or a letter.
        for writing, of in meant.items():
            if len(of) == 1 and writing not in found:
                found[writing] = next(iter(of))
    return found


def _forms(printed: str) -> tuple[list[str], list[str], list[str]]:
    """The ways to write a code: as printed, by the code, and by its words or its letter."""
    lettered = _LETTER.fullmatch(printed)
    bare = lettered[2] if lettered else printed
    coded = _CODE.fullmatch(bare)
    letter = [lettered[1]] if lettered else []
    if not coded:
        return [printed, bare], [], letter
    with_letter = [f"{lettered[1]} {part}" for part in coded.groups()] if lettered else []
    return [printed, bare], [coded[1], *with_letter], [coded[2], *letter]


def _layout(file: _File) -> Layout:
    lists = {
        number: AnnexList(
            number,
            each.title,
            frozenset(_sheet_names(number, each)),
            each.covers_months,
            each.one_row_a,
            frozenset(each.columns),
            {**{name: file.shared[name] for name in each.shared}, **each.columns},
        )
        for number, each in file.lists.items()
    }
    return Layout(file.year, file.source, file.nothing, lists, file.codes)


def _sheet_names(number: int, each: _List) -> Iterator[str]:
    """What a list's sheet or file may be called, plain."""
    for name in (each.title, *each.names):
        yield plain(name)
        yield plain(f"List {number} {name}")
        yield plain(f"{number} {name}")
    yield from (plain(f"List {number}"), plain(f"List 0{number}"), plain(str(number)))
