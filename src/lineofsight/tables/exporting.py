"""A snapshot given to analysts under pseudonyms: still personal data, but without who it is.

Column types and classes decide.  Every id becomes a keyed hash, the same one wherever the id
stands, so that tables still join; an identifying date goes to the first of its month, a postcode
to its district, and every other identifying value and all free text are left out.  Rows about
children whose records are restricted are left out whole.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import AUTHORITY, Column
from lineofsight.tables.people import Held, find_rows_about, look_for, open_attached
from lineofsight.tables.restricted import TABLE as RESTRICTED
from lineofsight.tables.snapshots import Snapshot

Format = Literal["csv", "parquet"]
SHORTEST_KEY = 32
HASH_LENGTH = 32
README_FILE = "README.txt"
_DISTRICT = r"^([A-Z]{1,2}[0-9][A-Z0-9]?)(\s*[0-9][A-Z]{2})?$"
_BLOCK = 64
_README = """\
Child-level tables under pseudonyms
===================================

This is still personal data. Whoever holds other records of the same children can find out who
is who: by a month of birth, a district and a few dates. Keep it, share it and delete it as
you would the records themselves, and do not try to find out who anybody is.

Snapshot {id}, as at {as_at}.

Ids (of children, workers and records) are keyed hashes: HMAC-SHA256 over the authority and the
id, its first {length} figures. The same id is the same hash in every table, and in every export
made with the same key. The key is not here: who has it can test a guess.

Identifying dates are the first of their month; postcodes are their district. Other identifying
values and free text are left out, and so are rows that could not be read. A table without a
row has no file.
{restricted}
Files:
{files}
"""


@dataclass(frozen=True)
class Exported:
    """Rows written, by table, and how many restricted children were left out, with every row."""

    rows: dict[str, int]
    left_out: int


def export(
    snapshot: Snapshot, out: Path, key: bytes, form: Format, restricted: Collection[str]
) -> Exported:
    """Write a snapshot's tables under pseudonyms into the new folder ``out``, whole or not at all.

    Rows that do not fit into memory go aside there, and nothing of them stays.

    ``restricted`` are the ids of children whose rows are left out.  Raises
    :class:`UnusableInput` for a key of under 32 bytes, and where ``out`` is there already.
    """
    if len(key) < SHORTEST_KEY:
        raise UnusableInput(
            f"The key has {len(key)} bytes and needs {SHORTEST_KEY} or more, drawn at random."
        )
    if out.exists():
        raise UnusableInput(f"{out} is there already: name a new folder.")
    try:
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            exported = _write(snapshot, aside, key, form, restricted)
            aside.rename(out)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise UnusableInput(f"{out} cannot be written: {error.strerror}.") from error
    except duckdb.Error as error:
        raise UnusableInput(
            f"{out} cannot be written ({type(error).__name__}): see that its disk has room."
        ) from None
    return exported


def _write(
    snapshot: Snapshot, folder: Path, key: bytes, form: Format, restricted: Collection[str]
) -> Exported:
    rows = {}
    scratch = folder / "scratch"
    scratch.mkdir()
    with open_attached(snapshot, scratch=str(scratch)) as connection:
        connection.execute(_hash_macro(key))
        people = [(authority, each) for authority in snapshot.authorities for each in restricted]
        tables = look_for(connection, snapshot, people)
        find_rows_about(connection, tables)
        for name, held in tables.items():
            if name == RESTRICTED:
                continue
            place = str(folder / f"{name}.{form}").replace("'", "''")
            written = connection.execute(
                f"copy ({_select(held, form)}) to '{place}' ({_OPTIONS[form]})"
            ).fetchone()
            rows[name] = int(written[0]) if written else 0
    shutil.rmtree(scratch)
    (folder / README_FILE).write_text(
        _README.format(
            id=snapshot.id,
            as_at=snapshot.as_at,
            length=HASH_LENGTH,
            restricted=_about_restricted(len(restricted)),
            files="\n".join(f"{name}.{form}: {count:,} rows" for name, count in rows.items()),
        ),
        encoding="utf-8",
    )
    return Exported(rows, len(restricted))


_OPTIONS = {"csv": "format csv, header true", "parquet": "format parquet"}


def _about_restricted(children: int) -> str:
    if not children:
        return ""
    return (
        "Everything about children whose records are restricted is left out, so that counts from "
        "these files may be lower than the council's own.\n"
    )


def _select(held: Held, form: Format) -> str:
    values = [
        f"{_for_spreadsheet(value) if form == 'csv' and column.sql_type == 'varchar' else value} "
        f"as {column.name}"
        for column in held.definition.columns
        if (value := _given(column)) is not None
    ]
    return (
        f"select {', '.join(values)}, {AUTHORITY} from {held.seen} "
        f"where row_id not in (from {held.about}) order by all"
    )


def _given(column: Column) -> str | None:
    """The SQL of what is given in place of a column's value; None where it is left out."""
    if column.class_ == "free_text":
        return None
    if column.type == "id":
        return f"pseudonym({AUTHORITY}, {column.name})"
    if column.class_ != "identifying":
        return column.name
    if column.type == "date":
        return f"date_trunc('month', {column.name})::date"
    if "postcode" in column.name:
        return f"nullif(regexp_extract(upper(trim({column.name})), '{_DISTRICT}', 1), '')"
    return None


def _for_spreadsheet(value: str) -> str:
    """Text that a spreadsheet would run as a formula is made plain text."""
    return f"regexp_replace({value}, '^([=+\\-@\\t\\r])', '''\\1')"


def _hash_macro(key: bytes) -> str:
    """HMAC-SHA256 in SQL (RFC 2104), of an id in its authority."""
    short = hashlib.sha256(key).digest() if len(key) > _BLOCK else key
    padded = short.ljust(_BLOCK, b"\0")
    inner, outer = (_blob(bytes(byte ^ pad for byte in padded)) for pad in (0x36, 0x5C))
    said = f"encode(authority || '{chr(10)}' || id)"
    return (
        "create temp macro pseudonym(authority, id) as "
        f"substr(sha256({outer} || unhex(sha256({inner} || {said}))), 1, {HASH_LENGTH})"
    )


def _blob(data: bytes) -> str:
    return "'" + "".join(f"\\x{byte:02X}" for byte in data) + "'::blob"
