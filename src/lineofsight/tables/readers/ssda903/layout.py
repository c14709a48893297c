"""What the SSDA903 return asks for, year by year: ``tables/layouts/ssda903``."""

from collections.abc import Mapping, Sequence
from functools import cache

from lineofsight.tables.readers.returns.filling import Fills
from lineofsight.tables.readers.returns.layouts import Strict, read_layouts, read_tomls

_FOLDER = "ssda903"


class ModuleLayout(Strict):
    """One module: its columns beside ``CHILD``, and which of them tell what.

    ``known_by`` is in every file of it; ``days`` are dates and ``happened`` those of something
    that happened, from which a file's year can be told; ``stated_by`` is by what a newer return
    states a row again, which was not over while ``open`` is empty.
    """

    title: str
    known_by: tuple[str, ...]
    columns: tuple[str, ...]
    days: tuple[str, ...]
    happened: tuple[str, ...] = ()
    stated_by: tuple[str, ...]
    open: str | None = None

    @property
    def all_columns(self) -> tuple[str, ...]:
        """Every column, ``CHILD`` first."""
        return ("CHILD", *self.known_by, *self.columns)


class Layout(Strict):
    """The modules of one year's return, and what their codes are written as in the tables."""

    source: str
    modules: dict[str, ModuleLayout]
    codes: dict[str, dict[str, str]]


@cache
def layouts() -> Mapping[int, Layout]:
    """Every year's layout, by the year its collection year starts in."""
    return read_layouts(_FOLDER, Layout)


def newest() -> Layout:
    """The layout of the last change, which has every module that there ever was."""
    return layouts()[max(layouts())]


def module_of(header: Sequence[str]) -> str | None:
    """The module whose file has this header; None where it is none's."""
    given = {name.strip().upper() for name in header}
    if "CHILD" not in given:
        return None
    for name, module in newest().modules.items():
        if given.issuperset(module.known_by):
            return name
    return None


@cache
def fills() -> Fills:
    """What each table is filled with."""
    return Fills.model_validate(read_tomls(_FOLDER)["tables"])
