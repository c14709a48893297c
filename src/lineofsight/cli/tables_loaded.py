"""What a load says on a terminal: what was read, what each column became, what was found."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from lineofsight.cli.output import console, shown, table

# Said of a column that became a field just as it stands: nothing to read twice.
_AS_IT_STANDS = ("by name", "by its heading")
_GRAVEST_FIRST = ("error", "warning", "note")


def show(told: Mapping[str, Any]) -> None:
    """Print a load's report (:meth:`LoadReport.as_json`), readable from 80 columns on."""
    out = console()
    read = table(
        f"Snapshot {told['snapshot']}",
        ["From", "Table", "Read", "Kept", "Rejected"],
        right=["Read", "Kept", "Rejected"],
        whole=["Table", "Read", "Kept", "Rejected"],
    )
    for name, counts in told["tables"].items():
        # A further table of a list or file is called after both.
        source = name.removesuffix(f": {counts['table']}")
        numbers = (f"{counts[key]:,}" for key in ("read", "kept", "rejected"))
        read.add_row(shown(source), counts["table"], *numbers)
    out.print(read)
    _show_mapping(told["mapping"])
    _show_problems(told["problems"])


def _show_mapping(rows: Sequence[Mapping[str, str | None]]) -> None:
    """What columns became, below the table that they fill; and what was not loaded, and why.

    What a source holds under the very names of the tables is not repeated.
    """
    unlike = [row for row in rows if row["how"] != "by name"]
    if not unlike:
        return
    out = console()
    out.print("Mapping\n")
    for (source, name), own in groupby(unlike, lambda row: (row["source"], row["table"])):
        told = list(own)
        fields = [row for row in told if row["field"]]
        for row in told:
            if not row["field"]:
                out.print(shown(f"{source} {row['column']}: {row['how']}"))
        if fields:
            made = table(shown(f"{source} -> {name}"), ["Field", "From"], whole=["Field"])
            made.show_header = False
            for row in fields:
                made.add_row(shown(row["field"]), shown(_from(row)))
            out.print(made)


def _from(row: Mapping[str, str | None]) -> str:
    """The columns behind a field, and how it came about where that is not plain."""
    columns, how = row["column"] or "", row["how"] or ""
    for plain in _AS_IT_STANDS:
        how = how.removeprefix(plain).lstrip(",; ")
    return f"{columns} ({how})" if columns and how else columns or how


def _show_problems(problems: Sequence[Mapping[str, Any]]) -> None:
    """The gravest first, each after the table that it is about."""
    if not problems:
        return
    found = table("Problems", ["Severity", "Rows", "What"], right=["Rows"], whole=["Severity"])
    for name, severity, own in _by_gravity(problems):
        for problem in own:
            said = f"{name}: " if name else ""
            rows = f"{problem['rows']:,}" if problem["rows"] else ""
            found.add_row(severity, rows, shown(said + problem["message"]))
    console().print(found)


def _by_gravity(
    problems: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[str, str, list[Mapping[str, Any]]]]:
    for severity in _GRAVEST_FIRST:
        alike = [each for each in problems if each["severity"] == severity]
        names = dict.fromkeys(each["table"] for each in alike)
        for name in names:
            yield name, severity, [each for each in alike if each["table"] == name]
