"""A reader a kind of source: files in, and for each table that they hold a delivery out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lineofsight.tables.looking import Look
from lineofsight.tables.readers import annex_a, cin_census, ssd, ssda903, templates
from lineofsight.tables.reading import Reader
from lineofsight.tables.sources import Kind


@dataclass(frozen=True)
class KindReader:
    """How sources of a kind are read, and whether a file looks like one of them.

    ``takes`` looks at the file's name and, where that does not tell, at its sheets.
    """

    read: Reader
    takes: Callable[[Look], bool]


# A file whose kind was not given is of the first kind whose reader takes it: extension tables are
# templates' before they are the standard's.
READERS: Mapping[Kind, KindReader] = {
    "templates": KindReader(templates.read, templates.takes),
    "ssd": KindReader(ssd.read, ssd.takes),
    "cin_census": KindReader(cin_census.read, cin_census.takes),
    "ssda903": KindReader(ssda903.read, ssda903.takes),
    "annex_a": KindReader(annex_a.read, annex_a.takes),
}


def kind_of(path: Path) -> Kind | None:
    """The kind of source that a file looks like, or None where it looks like none."""
    with TemporaryDirectory() as folder:
        look = Look(path, Path(folder))
        return next((kind for kind, reader in READERS.items() if reader.takes(look)), None)
