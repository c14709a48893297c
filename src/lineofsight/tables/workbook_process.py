"""The process in which one workbook is read: its sheets go out as lines, or one sentence does."""

import json
import logging
import sys
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lineofsight.apart import limit_this_process
from lineofsight.errors import UnusableInput
from lineofsight.tables.sheets import lines_of, write_lines
from lineofsight.tables.text_file import MOST_COLUMNS

MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 240
MOST_PARTS = 5_000
MOST_UNPACKED = 3_000_000_000
# A part this small may be packed as tightly as it likes.
_SMALL_PART = 10_000_000
MOST_RATIO = 300
_HEAD = 4_096


def main() -> None:
    """Read the first argument's workbook into files named after the second; tell its sheets."""
    logging.disable()
    warnings.simplefilter("ignore")
    limit_this_process(MOST_MEMORY, MOST_SECONDS)
    sys.stdout.write(json.dumps(_read(Path(sys.argv[1]), Path(sys.argv[2]))))


def _read(path: Path, aside: Path) -> dict[str, object]:
    too_large = f"{path.name} unpacks to far more than a workbook of lists can be."
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                if _unpacks_to_too_much(package):
                    return {"refused": too_large}
                if _defines_entities(package):
                    return {"refused": f"{path.name} defines entities, which no program writes."}
        return {"sheets": list(_sheets(path, aside))}
    except UnusableInput as error:
        return {"refused": str(error)}
    except PasswordError:
        return {"refused": f"{path.name} is protected by a password: save it without one."}
    except MemoryError:
        return {"refused": too_large}
    except (KeyboardInterrupt, SystemExit):
        raise
    # Parsers meet a damaged file with whatever error its state gives: none of them is ours, and a
    # panic is no Exception.
    except BaseException:
        return {
            "refused": f"{path.name} is no workbook, or a damaged one: "
            "open it, save it anew, and load that."
        }


def _unpacks_to_too_much(package: zipfile.ZipFile) -> bool:
    """Whether a package says of itself that it unpacks to far more than lists are."""
    parts = package.infolist()
    return (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > MOST_UNPACKED
        or any(part.file_size > max(_SMALL_PART, MOST_RATIO * part.compress_size) for part in parts)
    )


def _defines_entities(package: zipfile.ZipFile) -> bool:
    """Whether a part opens with a document type, which is where entities are defined."""
    for part in package.infolist():
        with package.open(part) as file:
            # In UTF-16 each letter has an empty byte beside it.
            if b"<!DOCTYPE" in file.read(_HEAD).replace(b"\0", b""):
                return True
    return False


def _sheets(path: Path, aside: Path) -> Iterator[dict[str, object]]:
    with CalamineWorkbook.from_path(path) as book:
        for number, about in enumerate(book.sheets_metadata):
            if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            told_as = f"The sheet {about.name!r} of {path.name}"
            if sheet.width > MOST_COLUMNS:
                raise UnusableInput(
                    f"{told_as} has {sheet.width:,} columns, more "
                    f"than the {MOST_COLUMNS:,} read: delete what stands to the right of its list."
                )
            width = write_lines(sheet.iter_rows(), lines_of(aside, number), told_as)
            yield {"name": about.name, "number": number, "width": width}
