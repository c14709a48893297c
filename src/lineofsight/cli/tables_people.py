"""``lineofsight tables``: people forgotten, and tables given away under pseudonyms."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from lineofsight.cli.output import account, tell, today
from lineofsight.errors import UnusableInput


def forget_command(
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    person_file: Annotated[Path, typer.Option(help="A file with a person's id on each line.")],
    why: Annotated[str, typer.Option(help="The reason, which stays in the journal.")],
    authority: Annotated[
        str, typer.Option(help="Whose ids they are, where the store holds several authorities.")
    ] = "",
) -> None:
    """Rebuild every snapshot without the rows about some people.

    Their ids are read from a file, so that they stand in no history of commands.
    """
    from lineofsight.tables.forgetting import rebuild_without

    people = [line.strip() for line in _read(person_file).decode("utf-8-sig").splitlines()]
    done = rebuild_without(
        store,
        [person for person in people if person],
        why=why,
        by=account(),
        at=datetime.now(UTC),
        authority=authority,
        tell=tell,
    )
    for snapshot, rows in done.rows.items():
        tell(f"{snapshot}: {rows:,} rows taken out.")
    tell(f"{done.found:,} of {done.asked:,} people were found and forgotten.")


def export_command(
    store: Annotated[Path, typer.Option(help="The store of snapshots.")],
    out: Annotated[Path, typer.Option(help="The folder to make.")],
    key_file: Annotated[Path, typer.Option(help="A file of 32 random bytes or more; kept apart.")],
    form: Annotated[str, typer.Option("--format", help="csv or parquet.")] = "csv",
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id, or a date.")] = None,
) -> None:
    """Write the tables with pseudonyms for ids, months for birthdays, districts for postcodes."""
    from lineofsight.tables.exporting import Format, export
    from lineofsight.tables.restricted import restricted_people
    from lineofsight.tables.snapshots import open_snapshot

    chosen: Format | None = next((known for known in get_args(Format) if known == form), None)
    if chosen is None:
        raise UnusableInput(f"--format {form!r} must be one of {', '.join(get_args(Format))}.")
    tables = open_snapshot(store, snapshot)
    hidden = restricted_people(store, tables, today())
    done = export(tables, out, _read(key_file), chosen, hidden)
    tell(f"{sum(done.rows.values()):,} rows in {len(done.rows)} tables written to {out}.")
    if done.left_out:
        noun = "child" if done.left_out == 1 else "children"
        tell(f"{done.left_out:,} {noun} with restricted records left out.")
    tell("They are still personal data.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableInput(f"{path} cannot be read: {error.strerror}.") from error
