"""What is checked as a table is read, and what becomes of a value or row that fails.

A row without its key, or with a key that an earlier row has, is rejected: kept apart with its
reason, and counted.  A value that cannot be read as its column's type is emptied.  Everything
else is told and kept: it is the council's to put right.
"""

from dataclasses import dataclass
from typing import Literal

from lineofsight.tables.definition import Column

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Rule:
    """One check: its name in reports, how grave it is, and its sentence.

    The sentence may name ``{rows}``, ``{column}``, ``{other}``, ``{file}`` and ``{names}``; never
    a value from a row.
    """

    id: str
    severity: Severity
    sentence: str

    def told(self, table: str, rows: int, **named: str) -> "Problem":
        """This rule's finding in a table."""
        counted = "1 row" if rows == 1 else f"{rows:,} rows"
        return Problem(
            self.severity, table, self.id, rows, self.sentence.format(rows=counted, **named)
        )


@dataclass(frozen=True)
class Problem:
    """What a check found; never anything about a child."""

    severity: Severity
    table: str
    rule: str
    rows: int
    message: str


UNREADABLE_ROW = Rule(
    "unreadable_row",
    "error",
    "{rows} of {file} could not be read as a row of the table (too few or too many cells, or a "
    "quotation mark out of place) and are rejected; export the file again.",
)
NO_KEY = Rule(
    "no_key",
    "error",
    "{rows} have no {column}, without which a row cannot be told from others, and are rejected.",
)
DUPLICATE_KEY = Rule(
    "duplicate_key",
    "error",
    "{rows} have a {column} that an earlier row has; the first is kept and they are rejected.",
)
BAD_DATE = Rule("bad_date", "error", "{rows} have a {column} that is no date and was left empty.")
PLACEHOLDER_DATE = Rule(
    "placeholder_date", "warning", "{rows} have a {column} of 1 January 1900, left empty."
)
BAD_FLAG = Rule(
    "bad_flag", "warning", "{rows} have a {column} that is neither yes nor no, left empty."
)
BAD_NUMBER = Rule(
    "bad_number", "warning", "{rows} have a {column} that is no number and was left empty."
)
BAD_JSON = Rule(
    "bad_json", "warning", "{rows} have a {column} that is not readable JSON, left empty."
)
UNKNOWN_CODE = Rule(
    "unknown_code", "warning", "{rows} have a {column} that is not one of its codes; kept."
)
UNRESOLVED = Rule(
    "unresolved", "warning", "{rows} have a {column} that {other} does not hold; kept."
)
OUT_OF_ORDER = Rule("out_of_order", "warning", "{rows} have a {other} before their {column}; kept.")
AFTER_AS_AT = Rule(
    "after_as_at",
    "warning",
    "{rows} have a {column} later than the day of the extract; kept, and not seen until that day.",
)
OLDER_THAN_CURRENT = Rule(
    "older_than_current",
    "warning",
    "The store stood at a later day, {other}, than this extract, which is now the current one; "
    "ask for the other by its day, or load it again.",
)
NO_ROWS = Rule("no_rows", "warning", "{file} has a header and no rows.")
MISSING_COLUMNS = Rule(
    "missing_columns", "warning", "{file} lacks {names}; what needs them cannot be computed."
)
UNKNOWN_COLUMNS = Rule(
    "unknown_columns", "note", "{file} also has {names}, which the table does not; not loaded."
)
UNKNOWN_FILE = Rule(
    "unknown_file",
    "note",
    "{file} is none of the tables that are used, as CSV, and was left alone.",
)
OLD_ENCODING = Rule(
    "old_encoding", "note", "{file} is not UTF-8 and was read as Windows text (cp1252)."
)

# The one member of the standard's outcomes that is written freely; it is never kept.
COMMENTS = "COMMENTS"

_YES = "('Y', 'YES', '1', 'TRUE', 'T')"
_NO = "('N', 'NO', '0', 'FALSE', 'F')"
_DAY_FIRST = "['%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S']"
_YEAR_LAST = r"/(19|20|21)\d\d(\s|$)"
_PLACEHOLDER = "date '1900-01-01'"


def value_sql(column: Column, text: str) -> str:
    """The column's value made from ``text``, an SQL expression that is trimmed and never empty."""
    match column.type:
        case "date":
            return f"nullif({_as_date(text)}, {_PLACEHOLDER})"
        case "flag":
            return (
                f"case when upper({text}) in {_YES} then 'Y' "
                f"when upper({text}) in {_NO} then 'N' end"
            )
        case "json":
            return (
                f"case when not json_valid({text}) then null "
                f"when contains({text}, '{COMMENTS}') and json_type({text}) = 'OBJECT' "
                f"then json_merge_patch({text}, '{{\"{COMMENTS}\": null}}') else {text} end"
            )
        case "integer" | "number":
            return f"try_cast({text} as {column.sql_type})"
        case "id" | "text" | "code":
            return text


def value_rules(column: Column, text: str, value: str) -> list[tuple[Rule, str]]:
    """The checks of one column's values, each with the SQL that is true of a row that fails."""
    given, lost = f"{text} is not null", f"{text} is not null and {value} is null"
    match column.type:
        case "date":
            placeholder = f"{_as_date(text)} = {_PLACEHOLDER}"
            return [
                (PLACEHOLDER_DATE, f"{given} and {placeholder}"),
                (BAD_DATE, f"{given} and {_as_date(text)} is null"),
            ]
        case "flag":
            return [(BAD_FLAG, lost)]
        case "json":
            return [(BAD_JSON, lost)]
        case "integer" | "number":
            return [(BAD_NUMBER, lost)]
        case "code" if column.codes:
            listed = ", ".join(f"'{code}'" for code in column.codes)
            return [(UNKNOWN_CODE, f"upper({text}) not in ({listed})")]
        case _:
            return []


def _as_date(text: str) -> str:
    # Only four-figure years from 1900 to 2199: DuckDB would take 03/02/26 for the year 3.
    iso = (
        f"substr({text}, 5, 1) = '-' and {text} >= '19' and {text} < '22' and {text} not like '%)'"
    )
    return (
        f"case when {iso} "
        f"then coalesce(try_cast({text} as date), cast(try_cast({text} as timestamp) as date)) "
        f"when regexp_matches({text}, '{_YEAR_LAST}') "
        f"then cast(try_strptime({text}, {_DAY_FIRST}) as date) end"
    )
