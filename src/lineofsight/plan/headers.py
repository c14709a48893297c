"""Which rows name the columns of a table, and what each of its columns holds."""

import re
from dataclasses import dataclass

from lineofsight.documents import Row
from lineofsight.plan.column_cells import by_cells
from lineofsight.plan.column_names import (
    DOES,
    GROUP,
    LATEST,
    NAMES,
    NO_MORE,
    PLAINLY,
    THEME,
    TO_DO,
    Role,
)
from lineofsight.plan.dates import find_dates
from lineofsight.plan.grouped import divides, is_period, joined, over
from lineofsight.plan.lookalikes import latin
from lineofsight.plan.ratings import level_of
from lineofsight.plan.timescales import read_due

_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in NAMES)
_QUARTER = re.compile(r"q(?:uarter )?[1-4]\b", re.I)
_MAX_HEADER = 90
_SMALL = 14
_WRAPPED = 2
_MAX_NAME = 30
# A name with a percentage sign has no more words than this.
_FEW_WORDS = 5
_MONTHS = 3
_QUARTERS = 4


def role_of(text: str) -> Role | None:
    """The column that a header cell announces, or None."""
    words = _words(text)
    if not words or len(text) > _MAX_HEADER:
        return None
    # "Evidence end of September" tells what was shown by then; "Evidence" what will show it.
    if re.match(r"evidence|position|status|rag", words) and find_dates(text, "2000-01"):
        return "rating" if words.startswith("rag") else "update"
    if re.match(r"(?:reasons?|rationale|why|background|context)\b", words):
        # Why something is done is neither what is done nor what it is for.
        return None
    return next((role for role, pattern in _COMPILED if pattern.search(words)), None)


@dataclass(frozen=True)
class Header:
    """The columns of a table: the role and the whole name of each, and the rows they take."""

    roles: tuple[Role | None, ...]
    names: tuple[str, ...]
    taken: int


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9#]+", latin(text).lower().replace("%", " percent ")))


def header_of(rows: tuple[Row, ...], at: int = 0) -> tuple[tuple[Role | None, ...], int]:
    """The roles that the row ``at`` announces, and how many rows the header takes.

    No roles and 0 where the row is no header: a header is short cells, most of which name a
    column, two columns at the least.  Rows of short words below it finish its names.
    """
    header = read_header(rows, at)
    return (header.roles, header.taken) if header else ((), 0)


def read_header(rows: tuple[Row, ...], at: int = 0) -> Header | None:
    """The header that begins in the row ``at``, or None; see :func:`header_of`."""
    texts = _folded(rows[at])
    below = _folded(rows[at + 1]) if at + 1 < len(rows) else []
    wide = texts + [""] * (len(below) - len(texts))
    if _may_stand_over(wide, below) and _may_be_header(below):
        if lower := _single(rows, at + 1):
            below = [*lower.names]
        own = {role for name in below if (role := role_of(name))}
        both = _judged(
            over(wide, below),
            below,
            joined(wide, below),
            1 + (lower.taken if lower else 1),
            rows[at + 1 + (lower.taken if lower else 1) :],
            first=False,
        )
        if both and len(own) > 1:
            return both
    return _single(rows, at)


def _single(rows: tuple[Row, ...], at: int) -> Header | None:
    """A header whose first row alone names most columns."""
    texts = _folded(rows[at])
    if not _may_be_header(texts):
        return None
    upper = texts
    taken = 1
    below = [""] * len(texts)
    while at + taken < len(rows):
        row = rows[at + taken]
        own = _folded(row)
        if taken == 1 and len(own) >= len(texts) and divides(_padded(texts, own), own):
            texts = _padded(texts, own)
            upper, texts, below = over(texts, own), joined(texts, own), own
            taken += 1
            continue
        if _parts(row, len(texts)):
            upper, below = over(texts, own), own
        elif not (_finishes(row, texts) or _completes(row, texts) or _wraps(row, texts)):
            break
        texts = [f"{a} {b}".strip() for a, b in zip(texts, own, strict=True)]
        taken += 1
    return _judged(upper, below, texts, taken, rows[at + taken :], first=at == 0)


def _judged(
    upper: list[str],
    below: list[str],
    texts: list[str],
    taken: int,
    rows: tuple[Row, ...],
    *,
    first: bool,
) -> Header | None:
    """The header with the names ``texts``, of which ``below`` stand under ``upper``, or None."""
    # A name below another ("Start" and "Finish" below "When") says more than both together, but
    # for one that says only when ("end Sept" below "Progress").
    led = {over_it for over_it, name in zip(upper, below, strict=True) if role_of(name) == "lead"}
    roles: list[Role | None] = [
        _role_below(over_it, name)
        or role_of(name)
        # Who supports, beside who leads below one name, is no lead.
        or (None if name and over_it != name and over_it in led else role_of(text))
        for over_it, name, text in zip(upper, below, texts, strict=True)
    ]
    roles = by_cells(roles, texts, rows, first=first)
    distinct = {role for role in roles if role and role != "other"}
    named = sum(role is not None for role in roles)
    filled = sum(bool(text) for text in texts)
    # Months in a row are columns of their own; a date or two is a row of the plan.
    months = sum(role is None and is_period(text) for role, text in zip(roles, texts, strict=True))
    filled -= months if months >= _MONTHS else 0
    # A column with a name that says nothing to us is still a column, and no other.
    roles = [role or ("other" if text else None) for role, text in zip(roles, texts, strict=True)]
    if len(distinct) < 2 or named * 2 < filled:
        return None
    roles = _settled(roles, texts)
    if not {*roles} & {"action", "measure", "risk", "objective"}:
        return None
    return Header(tuple(roles), tuple(texts), taken)


def _role_below(upper: str, name: str) -> Role | None:
    """What the column ``name`` holds, as far as the name that stands over it decides."""
    role = role_of(upper) if upper and upper != name and name else None
    if role == "due":
        # Of several dates a start is no end, and what was done in fact is no promise.
        return (
            "other"
            if re.search(r"start|begin|\bfrom\b|actual|completed|closed", name, re.I)
            else role
        )
    return role if is_period(name) else None


def _settled(roles: list[Role | None], texts: list[str]) -> list[Role | None]:
    """``roles`` where one name says what it holds only beside the others."""
    settled = _one_of_several(list(roles), texts)
    if "action" not in settled:
        # "Next steps" beside no other column of actions are the actions.
        first = next((at for at, text in enumerate(texts) if NO_MORE.search(_words(text))), None)
        if first is None and not {"measure", "risk"} & {*settled} and {"lead", "due"} & {*settled}:
            first = next(
                (
                    at for at, text in enumerate(texts)
                    if settled[at] == "other" and DOES.fullmatch(_words(text))
                ),
                None,
            )  # fmt: skip
        if first is not None:
            settled[first] = "action"
    else:
        first = settled.index("action")
        for at, text in enumerate(texts):
            if at > first and settled[at] == "action" and TO_DO.search(_words(text)):
                settled[at] = "remaining"
    if "objective" not in settled and "action" in settled:
        before = settled[: settled.index("action")]
        grouping = [
            at for at, text in enumerate(texts)
            if settled[at] == "other" and GROUP.fullmatch(_words(text))
        ]  # fmt: skip
        if "outcome" in before and "measure" not in before:
            # Outcomes that stand before the actions are what these are for.
            settled[before.index("outcome")] = "objective"
        elif grouping:
            settled[grouping[0]] = "objective"
    return settled


def _one_of_several(roles: list[Role | None], texts: list[str]) -> list[Role | None]:
    """``roles`` with one column for objectives, and none for actions that only asks what is.

    "What do we know?" beside "What will we do?" holds no action.
    """
    actions = [at for at, role in enumerate(roles) if role == "action"]
    if len({texts[at] for at in actions}) > 1:
        plain = [at for at in actions if PLAINLY.search(_words(texts[at]))]
        for at in actions:
            if plain and at not in plain:
                roles[at] = "other"
    roles = _beside_others(roles, texts)
    if roles.count("objective") > 1 and "theme" not in roles:
        # Of two columns of what must improve, the first gathers the second.
        roles[roles.index("objective")] = "theme"
    return roles


def _may_stand_over(texts: list[str], below: list[str]) -> bool:
    """Whether a row holds only names over the names of the next row."""
    filled = {at for at, text in enumerate(texts) if text}
    gaps = any(text and not texts[at] for at, text in enumerate(below))
    if not filled or filled == {0} or not gaps or len(texts) != len(below):
        return False
    return all(
        len(texts[at]) <= _MAX_HEADER and role_of(texts[at]) and not find_dates(texts[at])
        for at in filled
    )


def _padded(texts: list[str], own: list[str]) -> list[str]:
    return texts + [""] * (len(own) - len(texts))


def _folded(row: Row) -> list[str]:
    return [" ".join(text.split()) for text in row.texts]


def _may_be_header(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    small = sum(text[0].islower() for text in filled)
    return (
        len(filled) >= 2
        and all(len(text) <= _MAX_HEADER and not _counts(text) for text in filled)
        and not any(text.isdigit() for text in filled)
        # Names of columns begin alike; the torn lines of running text do not.
        and (3 * small <= len(filled) or small == len(filled))
    )


def _counts(text: str) -> bool:
    """Whether a cell with a percentage is a measure or its figure, and no name ("% complete")."""
    said = "%" in text
    return said and bool(re.search(r"\d\s*%|%\s*of\b", text) or len(text.split()) > _FEW_WORDS)


def _parts(row: Row, width: int) -> bool:
    """Whether a row below a header parts its columns by names of their own."""
    first, *others = row.texts
    filled = [text for text in others if text]
    return (
        len(row.cells) == width
        and not first
        and len(filled) > 1
        and all(text[0].isupper() and len(text) <= _MAX_NAME for text in filled)
        and all(role_of(text) and not read_due(text).dates for text in filled)
    )


def _finishes(row: Row, names: list[str]) -> bool:
    filled = [text for text in row.texts if text]
    rated = any(
        level_of(text) and role_of(name) == "rating"
        for text, name in zip(row.texts, names, strict=False)
    )
    return (
        len(row.cells) == len(names)
        and bool(filled)
        # A row with a cell in every column, or with a rating, is the first of the plan.
        and len(filled) < len(names)
        and not rated
        and all(len(text) <= _SMALL and not re.search(r"[\d•%]", text) for text in filled)
        # A row with a time of its own ("Ongoing") is no part of a header.
        and not any(read_due(text).dates for text in filled)
        and any(
            len(latin(text).strip()) == 1
            or text.endswith((":", ")"))
            or (text.endswith(".") and len(text.split()) == 1)
            for text in filled
        )
    )


def _beside_others(roles: list[Role | None], texts: list[str]) -> list[Role | None]:
    """``roles`` where the other columns say what a name means.

    "Evidence" beside measures shows that something was done; a theme is the objective where no
    other column is.
    """
    measured = any(
        role == "measure" and not is_evidence(text) for role, text in zip(roles, texts, strict=True)
    )
    if measured:
        roles = [
            "update" if role == "measure" and is_evidence(text) else role
            for role, text in zip(roles, texts, strict=True)
        ]
    if any(re.search(r"\bbaseline|starting point", text, re.I) for text in texts):
        # Beside a baseline, "Actual" and "Latest" tell what came after it.
        roles = [
            "other" if role == "baseline" and LATEST.match(text) else role
            for role, text in zip(roles, texts, strict=True)
        ]
    quarters = [at for at, text in enumerate(texts) if _QUARTER.match(text)]
    targeted = any("target" in _words(text) for text in texts)
    if targeted and len(quarters) < _QUARTERS:
        # A quarter or more of the year beside the target for it tells what was reached in it.
        roles = [
            "other" if at in quarters and role == "target" and "target" not in _words(texts[at])
            else role
            for at, role in enumerate(roles)
        ]  # fmt: skip
    if "objective" not in roles:
        roles = [
            "objective" if role is None and THEME.fullmatch(text) else role
            for role, text in zip(roles, texts, strict=True)
        ]
    return roles


def is_evidence(name: str) -> bool:
    """Whether a column's name is that of evidence, and of nothing that is measured."""
    return bool(re.search(r"\bevidence", name, re.I)) and not re.search(
        r"measure|indicator|success|kpi", name, re.I
    )


def _completes(row: Row, names: list[str]) -> bool:
    """Whether a row of small words below makes a name of what is none ("Area for" improvement)."""
    if len(row.cells) != len(names):
        return False
    pairs = [(name, text) for name, text in zip(names, row.texts, strict=True) if text]
    small = all(name and text[0].islower() and len(text) <= _SMALL for name, text in pairs)
    gains = any(not role_of(name) and role_of(f"{name} {text}") for name, text in pairs)
    return small and gains


def _wraps(row: Row, names: list[str]) -> bool:
    """Whether a line of text below a header goes on with a name that says nothing by itself.

    Below others it may go on with a row that the header's printing again has split.
    """
    if row.place.line is None or len(row.cells) != len(names) or row.texts[0]:
        return False
    pairs = [(name, text) for name, text in zip(names, row.texts, strict=True) if text]
    goes_on = all(
        name and not role_of(name) and len(text) <= _SMALL
        and (text[0].islower() or text[0] in "/(&" or name[-1] in "/:&")
        for name, text in pairs
    )  # fmt: skip
    return goes_on and 0 < len(pairs) <= _WRAPPED and not re.search(r"[\d•%]", " ".join(row.texts))
