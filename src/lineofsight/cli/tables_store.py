"""``lineofsight tables``: the snapshots of a store, kept, pruned, gone back to and compared."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.output import account, console, print_json, shown, table, tell

if TYPE_CHECKING:
    from lineofsight.tables.comparing import Counts

Store = Annotated[Path, typer.Option(help="The store of snapshots.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Why = Annotated[str, typer.Option(help="The reason in general words; it stays in the journal.")]
SnapshotId = Annotated[str, typer.Argument(metavar="ID", help="A snapshot's id.")]


def snapshots_command(store: Store, as_json: AsJson = False) -> None:
    """Every snapshot: its day, who loaded it from what, whether it counts, and why it is kept."""
    from lineofsight.tables.store.listing import listed

    told = listed(store)
    if as_json:
        print_json([each.as_json() for each in told])
        return
    made = table(
        None,
        ["Snapshot", "Loaded", "By", "Sources", "Rows", "State", "Pinned for"],
        right=["Rows"],
        whole=["Snapshot"],
    )
    for each in told:
        made.add_row(
            each.id,
            f"{each.loaded_at:%d %b %Y %H:%M}" if each.loaded_at else "",
            shown(each.loaded_by),
            f"{len(each.sources):,} files",
            f"{each.rows:,}",
            each.state,
            shown("; ".join(each.pinned)),
        )
    console().print(made)


def roll_back_command(snapshot: SnapshotId, store: Store, why: Why) -> None:
    """Make an earlier snapshot the current one again."""
    from lineofsight.tables.store.building import roll_back

    roll_back(store, snapshot, why=why, by=account(), at=datetime.now(UTC))
    tell(f"The snapshot {snapshot} is current; the next load builds upon it.")


def pin_command(snapshot: SnapshotId, store: Store, why: Why) -> None:
    """Keep a snapshot, because a paper or a rating rests on it."""
    from lineofsight.tables.store.keeping import pin

    pin(store, snapshot, by=account(), why=why, at=datetime.now(UTC))


def unpin_command(snapshot: SnapshotId, store: Store, why: Why) -> None:
    """Take back the pin that was made for the same reason."""
    from lineofsight.tables.store.keeping import unpin

    unpin(store, snapshot, by=account(), why=why, at=datetime.now(UTC))


def prune_command(
    store: Store,
    keep: Annotated[int, typer.Option(help="How many of the newest stay in any case.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else it is only told.")] = False,
    as_json: AsJson = False,
) -> None:
    """Which snapshots stay and which go, and why; with --yes they go."""
    from lineofsight.tables.store.keeping import prune, verdicts

    told = prune(store, keep, by=account(), at=datetime.now(UTC)) if yes else verdicts(store, keep)
    if as_json:
        print_json([{"id": each.id, "stays": each.stays, "why": each.why} for each in told])
        return
    made = table(None, ["Snapshot", "", "Because"], whole=["Snapshot"])
    for each in told:
        made.add_row(each.id, "stays" if each.stays else "goes", shown(each.why))
    console().print(made)
    if not yes and any(not each.stays for each in told):
        tell("Nothing was taken away: say --yes to do it.")


def compare_command(
    first: Annotated[str, typer.Argument(help="A snapshot's id, or a date.")],
    second: Annotated[str, typer.Argument(help="A later one.")],
    store: Store,
    as_json: AsJson = False,
) -> None:
    """How many rows of each table are new, gone or changed from one snapshot to another."""
    from lineofsight.tables.comparing import compare
    from lineofsight.tables.snapshots import open_snapshot

    told = compare(open_snapshot(store, first), open_snapshot(store, second))
    if as_json:
        print_json([each.as_json() for each in told])
        return
    columns: list[str] = ["New", "Gone", "Changed", "Same"]
    made = table(f"From {first} to {second}", ["Table", "Month", *columns], right=columns)
    for each in told:
        made.add_row(each.table, "all", *_cells(each.counts))
        for month, counts in each.by_month.items():
            if counts.new or counts.gone or counts.changed:
                made.add_row("", month or "no date", *_cells(counts))
    console().print(made)


def _cells(counts: "Counts") -> list[str]:
    return [f"{each:,}" for each in (counts.new, counts.gone, counts.changed, counts.same)]
