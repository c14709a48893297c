"""What the census asks of a child, year by year: ``tables/layouts/cin_census``."""

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from lineofsight.tables.readers.returns.filling import Fills
from lineofsight.tables.readers.returns.layouts import Strict, read_layouts, read_tomls

_FOLDER = "cin_census"


class Thing(Strict):
    """One thing of a child, such as an assessment: where it stands, and its values.

    ``known_by`` are the values that tell it apart within the thing that it is ``in``, and
    ``stated_by`` those by which a newer census states it again.  It is not over while ``open`` is
    empty.
    """

    in_: str | None = Field(None, alias="in")
    known_by: tuple[str, ...]
    values: tuple[str, ...] = ()
    stated_by: tuple[str, ...]
    open: str | None = None


class Layout(Strict):
    """The elements of one year's census, and what their codes are written as in the tables."""

    source: str
    containers: tuple[str, ...]
    things: dict[str, Thing]
    codes: dict[str, dict[str, str]]

    def columns(self, thing: str) -> tuple[str, ...]:
        """What a row of a thing holds: what tells apart the things around it, then its own."""
        own = self.things[thing]
        around = self.known_by(own.in_) if own.in_ else ()
        return (*around, *own.known_by, *own.values)

    def known_by(self, thing: str) -> tuple[str, ...]:
        """What tells a thing apart from every other of its kind."""
        own = self.things[thing]
        return (*(self.known_by(own.in_) if own.in_ else ()), *own.known_by)


@cache
def layouts() -> Mapping[int, Layout]:
    """Every year's layout, by the year its collection year starts in."""
    return read_layouts(_FOLDER, Layout)


@cache
def every_year() -> Layout:
    """The elements of all years together: a file that holds one of another year is still read."""
    newest = layouts()[max(layouts())]
    things = {}
    for name, thing in newest.things.items():
        values = dict.fromkeys(
            value
            for layout in layouts().values()
            if name in layout.things
            for value in layout.things[name].values
        )
        things[name] = thing.model_copy(update={"values": tuple(values)})
    return newest.model_copy(update={"things": things})


@cache
def fills() -> Fills:
    """What each table is filled with."""
    return Fills.model_validate(read_tomls(_FOLDER)["tables"])
