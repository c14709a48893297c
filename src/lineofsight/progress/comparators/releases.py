"""A folder of published files, and on which day each of them came out."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.indicators.definition import Words, told
from lineofsight.indicators.places import line_of
from lineofsight.progress.comparators.published_file import (
    MOST_BYTES,
    PublishedFile,
    read_published,
)

RELEASES = "releases.toml"
META = ".meta.csv"


@dataclass(frozen=True)
class Release:
    """A published file, and the day on which it came out, where the folder says it."""

    file: PublishedFile
    published: date | None


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    published: date
    note: Words | None = None


class _Releases(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    files: dict[Words, _Told]


def read_file(path: Path) -> PublishedFile:
    """One published file; :class:`UnusableInput` where it is none or cannot be opened."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnusableInput(f"{path} cannot be read: {error.strerror}.") from error
    return read_published(data, path.name)


def read_folder(folder: Path) -> tuple[Release, ...]:
    """Every .csv file of a folder, but those that only describe another (.meta.csv).

    ``releases.toml`` beside them may say on which day a file came out::

        [files."referrals.csv"]
        published = 2025-10-30

    Raises :class:`UnusableInput` where the folder holds no file, or one that is no published file,
    and where ``releases.toml`` is wrong or names a file that is not there.
    """
    if not folder.is_dir():
        raise UnusableInput(f"The folder {folder} is not there: give the one with the CSV files.")
    paths = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() == ".csv" and not path.name.lower().endswith(META)
    ]
    if not paths:
        raise UnusableInput(
            f"The folder {folder} holds no CSV file: download some from the Department's service "
            "first."
        )
    days = _days(folder / RELEASES, {path.name for path in paths})
    return tuple(Release(read_file(path), days.get(path.name)) for path in paths)


def usual_day(last_day: date, months: int) -> date:
    """The last day of the month that comes so many months after a period's end."""
    count = 12 * last_day.year + last_day.month + months
    return date(count // 12, count % 12 + 1, 1) - timedelta(days=1)


def _days(path: Path, names: set[str]) -> dict[str, date]:
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
        found = _Releases.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableInput(f"The file {path.name} is not readable TOML: {error}.") from error
    except ValidationError as error:
        raise UnusableInput(f"The file {path.name} is {told(text, error)}.") from error
    for name in found.files:
        if name not in names:
            line = line_of(text, ("files", name))
            raise UnusableInput(
                f"The file {path.name} is wrong at line {line}: there is no {name!r} in the "
                "folder; correct its name or take it out."
            )
    return {name: each.published for name, each in found.files.items()}
