"""What is checked as a table is read, and what becomes of a value or row that fails.

A row without its key, or with a key that an earlier row has, is rejected: kept apart with its
reason, and counted.  A value that cannot be read as its column's type is emptied.  Everything
else is told and kept: it is the council's to put right.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lineofsight.tables.definition import Column, TableDefinition

Severity = Literal["error", "warning", "note"]

# How a sentence about rows begins, when it is about one.
_OF_ONE = {
    "have": "has", "are": "is", "were": "was", "do": "does", "say": "says", "name": "names",
    "begin": "begins", "end": "ends", "stay": "stays", "last": "lasts", "lack": "lacks",
    "lie": "lies", "place": "places", "go": "goes", "start": "starts",
}  # fmt: skip
_VERB = re.compile(rf"(?<=\{{rows\}} )(?:{'|'.join(_OF_ONE)})\b")


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
        sentence, counted = self.sentence, f"{rows:,} rows"
        if rows == 1:
            sentence, counted = _VERB.sub(lambda found: _OF_ONE[found[0]], sentence), "1 row"
        return Problem(self.severity, table, self.id, rows, sentence.format(rows=counted, **named))


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
    "{rows} have no {column}, without which a row cannot be told from others: rejected.",
)
DUPLICATE_KEY = Rule(
    "duplicate_key",
    "error",
    "{rows} have a {column} that an earlier row has; the first is kept, any other is rejected.",
)
SAME_ROW_TWICE = Rule(
    "same_row_twice",
    "note",
    "{rows} are the same as an earlier row in every column that is used; one is kept.",
)
EMPTY_WORD = Rule(
    "empty_word",
    "warning",
    "{rows} have a {column} that only says that nothing is there (such as SSD_PH, NULL or -1), "
    "left empty.",
)
FOUND_THROUGH = Rule(
    "found_through",
    "note",
    "{rows} had no {column}, which was found through {names}; {other} still have none.",
)
KEPT_FREE = Rule(
    "kept_free",
    "note",
    "{file} has {names}, which the standard keeps free for later, and they hold nothing; what "
    "needs them cannot be computed.",
)
BAD_DATE = Rule("bad_date", "error", "{rows} have a {column} that is no date and was left empty.")
PLACEHOLDER_DATE = Rule(
    "placeholder_date", "warning", "{rows} have a {column} of 1 January 1900, left empty."
)
BAD_TIME = Rule("bad_time", "error", "{rows} have a {column} that is no time and was left empty.")
NO_TIME_OF_DAY = Rule(
    "no_time_of_day",
    "warning",
    "{rows} have a {column} at 00:00, as a day is read that comes without its time: hours counted "
    "from or to it may be wrong by up to a day.",
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
CODE_OUT_OF_USE = Rule(
    "code_out_of_use",
    "note",
    "{rows} have a {column} that was not yet, or no longer, one of its codes at their date; kept.",
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
TEAM_FOLLOWED = Rule(
    "team_followed",
    "note",
    "{rows} were of a team that is no more, and are counted as the team's that followed it.",
)
GONE_TEAM = Rule(
    "gone_team",
    "warning",
    "{rows} name a team that had been followed by another when they began: kept as they are; put "
    "them right in the case system, or say from which day the other followed.",
)
ADOPTED_AND_LATER = Rule(
    "adopted_and_later",
    "error",
    "{rows} are care that began after the same child was adopted; a child has a new record after "
    "an adoption: see that the case system has not joined the two.",
)
ADOPTED_AND_TIED = Rule(
    "adopted_and_tied",
    "error",
    "{rows} are children who were adopted and whose record shares a legacy or pupil number with "
    "another; the two are not joined here: see that the extract does not tell one by the other.",
)
FORGOTTEN_AGAIN = Rule(
    "forgotten_again",
    "error",
    "{rows} are people whom this store was made to forget; take them out of the source, and "
    "forget them again with `lineofsight tables forget`.",
)
NO_ROWS = Rule("no_rows", "warning", "{file} has a header and no rows.")
MISSING_COLUMNS = Rule(
    "missing_columns", "warning", "Not in {file}: {names}; what needs them cannot be computed."
)
UNKNOWN_COLUMNS = Rule(
    "unknown_columns", "note", "{file} also has {names}, which the table does not; not loaded."
)
UNKNOWN_FILE = Rule(
    "unknown_file",
    "note",
    "{file} is none of the tables that are used, as CSV, and was left alone.",
)
OTHER_TABLES = Rule(
    "other_tables", "note", "{file} holds {other} tables that are not used; they were left alone."
)
OLD_ENCODING = Rule(
    "old_encoding", "note", "{file} is not UTF-8 and was read as Windows text (cp1252)."
)

# As many of a file's unknown columns are named.
_SHOWN = 10

# In the name of each member of the standard's outcomes that is written freely; none is kept.
_FREE = "COMMENTS"

# What scripts and exports write where there is nothing: the standard's mark for a column that it
# keeps free, a database's word for nothing, and the number that warehouses give to nobody.
_EMPTY_WORDS = "('SSD_PH', 'PLACEHOLDER_DATA', 'NULL')"
_NOBODY = "-1"

# No column holds so large a number; sums of four decimal places stay exact below it.
_A_BILLION = "1e9"

_YES = "('Y', 'YES', '1', 'TRUE', 'T')"
_NO = "('N', 'NO', '0', 'FALSE', 'F')"
_DAY_FIRST = "['%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S']"
_YEAR_LAST = r"/(19|20|21)\d\d(\s|$)"
_PLACEHOLDER = "date '1900-01-01'"
_ZONE_LAST = r":\d\d(\.\d+)?\s?(Z|[+-]\d\d(:?\d\d)?)$"
_HERE = "Europe/London"


def unknown_columns(table: str, file: str, names: Sequence[str]) -> Iterator[Problem]:
    """What is told of the columns of a file that its table does not have; nothing of none."""
    if names:
        shown = ", ".join(repr(each[:40]) for each in names[:_SHOWN])
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield UNKNOWN_COLUMNS.told(table, 0, file=file, names=shown + more)


def is_empty_word(column: Column, text: str) -> str:
    """The SQL that is true of text which only says that nothing is there."""
    if column.type == "id":
        return f"({text} in {_EMPTY_WORDS} or {text} = '{_NOBODY}')"
    return f"{text} in {_EMPTY_WORDS}"


def value_sql(column: Column, text: str) -> str:
    """The column's value made from ``text``, an SQL expression that is trimmed and never empty."""
    match column.type:
        case "date":
            return f"nullif({_as_date(text)}, {_PLACEHOLDER})"
        case "time":
            return f"nullif({_as_time(text)}, {_PLACEHOLDER})"
        case "flag":
            return (
                f"case when upper({text}) in {_YES} then 'Y' "
                f"when upper({text}) in {_NO} then 'N' end"
            )
        case "json" if column.as_list:
            return (
                f"case when not json_valid({text}) then null "
                f"when json_type({text}) = 'OBJECT' then {_keys_said_yes(text)} "
                f"else {_without_free(text)} end"
            )
        case "json":
            return f"case when json_valid({text}) then {_without_free(text)} end"
        case "integer":
            return f"try_cast({text} as {column.sql_type})"
        case "number":
            # What is written as no number ("nan", "inf") reads as one that nothing can be added to.
            number = f"try_cast({text} as {column.sql_type})"
            return f"case when abs({number}) < {_A_BILLION} then {number} end"
        case "id":
            # Programs that take a column of numbers with gaps for fractions write 1234 as 1234.0.
            return (
                f"case when ends_with({text}, '.0') "
                f"then regexp_replace({text}, '^(\\d+)\\.0$', '\\1') else {text} end"
            )
        case "text" | "code":
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
        case "time":
            placeholder = f"{_as_time(text)} = {_PLACEHOLDER}"
            return [
                (PLACEHOLDER_DATE, f"{given} and {placeholder}"),
                (NO_TIME_OF_DAY, f"{value} = cast({value} as date)"),
                (BAD_TIME, f"{given} and {_as_time(text)} is null"),
            ]
        case "flag":
            return [(BAD_FLAG, lost)]
        case "json":
            return [(BAD_JSON, lost)]
        case "integer" | "number":
            return [(BAD_NUMBER, lost)]
        case "code" if column.codes:
            return [(UNKNOWN_CODE, f"not {_is_one_of(text, column.codes_ever)}")]
        case _:
            return []


def dated_code_rules(definition: TableDefinition) -> list[tuple[Rule, Column, str]]:
    """The checks of codes against the date at which a row's value became known.

    Each with its column, and the SQL that is true of a row of the table that fails.
    """
    found = []
    for column in definition.columns:
        dated_by = column.known_from or definition.exists_from
        if dated_by is None:
            continue
        wrong = []
        for change in column.code_changes:
            day = f"date '{change.year}-04-01'"
            wrong += [f"{_is_one_of(column.name, change.adds)} and {dated_by} < {day}"]
            wrong += [f"{_is_one_of(column.name, change.drops)} and {dated_by} >= {day}"]
        if wrong:
            found.append((CODE_OUT_OF_USE, column, " or ".join(wrong)))
    return found


def _is_one_of(text: str, codes: Iterable[str]) -> str:
    listed = ", ".join(f"'{code.upper()}'" for code in codes)
    return f"upper({text}) in ({listed})" if listed else "false"


def _as_date(text: str) -> str:
    return (
        f"case when {_is_iso(text)} "
        f"then coalesce(try_cast({text} as date), cast(try_cast({text} as timestamp) as date)) "
        f"when regexp_matches({text}, '{_YEAR_LAST}') "
        f"then cast(try_strptime({text}, {_DAY_FIRST}) as date) end"
    )


def _as_time(text: str) -> str:
    """A time as clocks in England showed it; one that names its zone is put into theirs."""
    zoned = f"regexp_matches({text}, '{_ZONE_LAST}')"
    return (
        f"case when {_is_iso(text)} and {zoned} "
        f"then try_cast({text} as timestamptz) at time zone '{_HERE}' "
        f"when {_is_iso(text)} then try_cast({text} as timestamp) "
        f"when regexp_matches({text}, '{_YEAR_LAST}') "
        f"then try_strptime({text}, {_DAY_FIRST}) end"
    )


def _without_free(text: str) -> str:
    """JSON without members that are written freely; null where they may stand deeper than that."""
    free = f"list_filter(json_keys({text}), lambda name: contains(upper(name), '{_FREE}'))"
    emptied = f"map_from_entries(list_transform({free}, lambda name: (name, null)))"
    # Made anew by json(), a name is told in whichever way its letters were written.
    return (
        f"case when not contains(upper(json({text})), '{_FREE}') then {text} "
        f"when json_type({text}) = 'OBJECT' and {_is_flat(text, '$.*')} "
        f"then json_merge_patch({text}, to_json({emptied})) "
        f"when json_type({text}) = 'ARRAY' and {_is_flat(text, '$[*]')} then {text} end"
    )


def _is_flat(text: str, members: str) -> str:
    return f"not list_has_any(json_type({text}, '{members}'), ['OBJECT', 'ARRAY'])"


def _keys_said_yes(text: str) -> str:
    """The list of an object's keys whose value is yes: ["1A"] of {"1A": "Yes", "2B": "No"}."""
    pairs = f"map_entries(from_json({text}, '\"MAP(VARCHAR, VARCHAR)\"'))"
    chosen = f"list_filter({pairs}, lambda pair: upper(pair.value) in {_YES})"
    return f"to_json(list_transform({chosen}, lambda pair: pair.key))"


def _is_iso(text: str) -> str:
    # Only four-figure years from 1900 to 2199: DuckDB would take 03/02/26 for the year 3.
    year_first = f"substr({text}, 5, 1) in ('-', '/') and {text} >= '19' and {text} < '22'"
    return f"{year_first} and {text} not like '%)'"
