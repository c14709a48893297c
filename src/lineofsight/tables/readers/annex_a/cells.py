"""What a cell's text becomes, as SQL: ids, days and codes, however a workbook held them."""

from collections.abc import Iterable, Mapping

from lineofsight.tables.readers.annex_a.layout import ListColumn, writings

# A workbook's day 25569 is 1 January 1970; days are numbers from 7306 (1920) to 73050 (1 January
# 2100), where a column of days holds plain numbers.
_DAY_ZERO = "date '1899-12-30'"
_FIRST, _LAST = 7306, 73050
_DAY_FORMS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%d-%B-%Y",
)  # fmt: skip
_FOUR_FIGURE_YEAR = r"^(19|20|21)\d\d-|[^\d](19|20|21)\d\d$"
_TIME_LAST = r"[ T]+\d\d?:\d\d.*$"

Codes = Mapping[str, str]


def given(cell: str, nothing: Iterable[str]) -> str:
    """The cell's text, or null where it is empty or holds a mark for nothing."""
    marks = ", ".join(_quoted(mark) for mark in nothing)
    return f"case when upper(trim({cell})) in ('', {marks}) then null else trim({cell}) end"


def value(column: ListColumn, cell: str, codes: Mapping[str, Codes]) -> str:
    """The text of a cell as the tables hold it; what cannot be read stays as it is."""
    if column.codes is not None:
        return _code(cell, writings(codes[column.codes]))
    match column.type:
        case "id":
            # A number in one list and text in another are the same id.
            return f"regexp_replace({cell}, '^(-?\\d+)\\.0+$', '\\1')"
        case "date":
            return _day(cell)
        case "text":
            return cell


def is_code_of(cell: str, codes: Codes) -> str:
    """Whether a cell's text is a writing of one of the codes."""
    return f"{_plain(cell)} in ({', '.join(_quoted(each) for each in writings(codes))})"


def _code(cell: str, meant: Mapping[str, str]) -> str:
    plain = _plain(cell)
    keys = ", ".join(_quoted(writing) for writing in meant)
    values = ", ".join(_quoted(code) for code in meant.values())
    return f"nullif(coalesce(map([{keys}], [{values}])[{plain}], {cell}), '')"


def _day(cell: str) -> str:
    forms = ", ".join(_quoted(form) for form in _DAY_FORMS)
    day = f"regexp_replace({cell}, '{_TIME_LAST}', '')"
    return (
        f"case when try_cast({cell} as double) between {_FIRST} and {_LAST} "
        f"then cast({_DAY_ZERO} + cast(floor(cast({cell} as double)) as integer) as varchar) "
        f"when regexp_matches({day}, '{_FOUR_FIGURE_YEAR}') "
        f"then coalesce(cast(cast(try_strptime({day}, [{forms}]) as date) as varchar), {cell}) "
        f"else {cell} end"
    )


def _plain(cell: str) -> str:
    return f"regexp_replace(lower({cell}), '[^a-z0-9]+', '', 'g')"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
