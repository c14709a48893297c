"""Everything that a load was given, as files: from folders, or fetched from a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lineofsight.errors import UnusableInput
from lineofsight.tables import checks
from lineofsight.tables.checks import Problem
from lineofsight.tables.names import Names
from lineofsight.tables.readers import kind_of
from lineofsight.tables.reading import Progress
from lineofsight.tables.sources import Kind, Source, SourceFile, files_of, look_at
from lineofsight.tables.workbooks import SUFFIXES, sheets_of_workbook

_OF_DATABASES: Kind = "ssd"


@dataclass(frozen=True)
class Gathered:
    """The files of a load, and what finding them has to tell."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def gather(sources: Sequence[Source], names: Names, aside: Path, tell: Progress) -> Gathered:
    """The files of all sources; what a database gives is put into the folder ``aside``.

    Raises :class:`UnusableInput` for a source that is not there or cannot be read, and where no
    file is of a known kind.
    """
    files: dict[Path, SourceFile] = {}
    problems: list[Problem] = []
    for number, source in enumerate(sources):
        if source.path is not None:
            found = _find(source.path, source.kind)
        else:
            found = _fetch(source, names, aside / f"database-{number}", tell)
        for file in found.files:
            files.setdefault(file.path, file)
        problems += found.problems
    if not files and problems:
        _check_workbooks_open(sources, aside)
        raise UnusableInput(
            f"None of the files is a table. {problems[0].message} A CSV or Parquet file is named "
            "as its table, such as ssd_contacts.csv (`lineofsight tables describe` lists them); of "
            "another kind of source say the kind with --source."
        )
    if not files:
        named = ", ".join(str(each.path or "the database") for each in sources) or "no source"
        raise UnusableInput(f"There is no file or table to load in {named}.")
    return Gathered(tuple(files.values()), tuple(problems))


def _find(path: Path, kind: Kind | None) -> Gathered:
    """The files of a file or folder; one that looks like no kind of source is told."""
    files, problems = [], []
    for file, authority in files_of(path):
        known = kind or kind_of(file)
        if known:
            files.append(look_at(file, known, authority))
        else:
            name = f"{authority}/{file.name}" if authority else file.name
            problems.append(checks.UNKNOWN_FILE.told(file.stem, 0, file=name))
    return Gathered(tuple(files), tuple(problems))


def _check_workbooks_open(sources: Sequence[Source], aside: Path) -> None:
    """Raise :class:`UnusableInput` for a damaged workbook: it is of no kind for that reason."""
    for source in sources:
        for file, _ in files_of(source.path) if source.path else ():
            if file.suffix.lower() in SUFFIXES:
                sheets_of_workbook(file, aside / "unknown")


def _fetch(source: Source, names: Names, folder: Path, tell: Progress) -> Gathered:
    if source.kind not in (None, _OF_DATABASES):
        raise UnusableInput(
            f"A database holds tables of the kind {_OF_DATABASES}, not of {source.kind}."
        )
    # Loaded here: most loads need no database, and its library takes a while to load.
    from lineofsight.tables.database import fetch

    folder.mkdir()
    fetched = fetch(source.address or "", _OF_DATABASES, names, folder, tell)
    files = tuple(
        look_at(path, _OF_DATABASES, name=f"{fetched.name}/{path.stem}") for path in fetched.files
    )
    others = checks.OTHER_TABLES.told("", 0, file=fetched.name, other=f"{fetched.others:,}")
    return Gathered(files, (others,) if fetched.others else ())
