"""Which date and which lead belong to which action, where rows do not say it plainly.

Rows are gathered into groups: an action's first row and those that follow it, and rows over
which one date is spread ("Sept" above "2019").  Within a group, dates and actions are paired in
their order if there are as many of the one as of the other.  Otherwise no pairing is sure: the
actions stay without a date, and each says so.
"""

import itertools
import re
from collections.abc import Iterator

from lineofsight.plan.dates import Found, find_dates
from lineofsight.plan.drafts import ActionDraft, Entry, fold
from lineofsight.plan.leads import alone, goes_on, looks_like_lead, part_leads, read_leads
from lineofsight.plan.model import Doubt, Due
from lineofsight.plan.ratings import level_of, read_rating
from lineofsight.plan.seasons import spelled
from lineofsight.plan.timescales import read_due, unlabelled

_REACH = 3
_ANY_YEAR = "2000-01"
_YEAR_ALONE = re.compile(r"\b(?:(?:19|20)\d\d|by|in|during|end|the|of|year)\b", re.I)


def pair(entries: list[Entry], near: str | None, *, whole: bool = False) -> None:
    """Give every action of ``entries`` its due date and leads, or a doubt.

    ``near`` is the plan's own date, from which a month without a year is completed.  ``whole``
    says that rows are whole, so that one date or lead beside several actions is that of them all.
    """
    groups = group_rows([_apart(entry) for entry in entries])
    known = _known_leads(groups)
    for before, after in itertools.pairwise(groups):
        _finish_lead(before, after, known)
    for group in groups:
        actions = [action for entry in group for action in entry.starts]
        if actions:
            _pair_dues(group, actions, near, whole=whole)
            _pair_leads(group, actions, known, whole=whole)


def _apart(entry: Entry) -> Entry:
    """A row whose date and lead stand in one cell ("Mar Head of QA"), with the two apart."""
    found = find_dates(entry.due, _ANY_YEAR)
    if not entry.lead and not found:
        return _apart_at_mark(entry)
    if entry.lead or len(found) != 1:
        return entry
    before, after = entry.due[: found[0].start], entry.due[found[0].end :]
    rest = (after if not found[0].start else before if not after.strip(" .)") else "").strip(
        " ,;-–("
    )
    due = read_due(rest)
    if not looks_like_lead(rest) or due.dates or due.kind != "none":
        return entry
    return Entry(entry.place, entry.starts, found[0].text, rest, entry.shared)


def _apart_at_mark(entry: Entry) -> Entry:
    """A row whose lead and time in words share a cell ("QA Lead, ongoing"), with the two apart."""
    before, mark, after = entry.due.rpartition(",")
    if not mark or not read_due(after).dates or read_due(before).dates:
        return entry
    if not looks_like_lead(before):
        return entry
    return Entry(entry.place, entry.starts, after.strip(), before.strip())


def group_rows(entries: list[Entry]) -> list[list[Entry]]:
    """Rows that must be read together, in order."""
    groups: list[list[Entry]] = []
    for at, entry in enumerate(entries):
        if not groups:
            groups.append([entry])
            continue
        if not entry.starts:
            # The first half of a date may stand a line above the action that it belongs to.
            if _heads_next(entries, at) and _dued(groups[-1]):
                groups.append([entry])
            else:
                groups[-1].append(entry)
        elif _spread_over(groups[-1], entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _dued(group: list[Entry]) -> bool:
    return any(find_dates(entry.due, _ANY_YEAR) for entry in group)


def _heads_next(entries: list[Entry], at: int) -> bool:
    """Whether the row holds only a month, and the next with a date begins an action and a year."""
    entry = entries[at]
    found = find_dates(entry.due, _ANY_YEAR)
    if len(found) != 1 or found[0].part != "year":
        return False
    for following in entries[at + 1 : at + 1 + _REACH]:
        if following.due or following.starts:
            return bool(following.starts) and _begins_with_year(following.due)
    return False


def _spread_over(group: list[Entry], entry: Entry) -> bool:
    """Whether a date that ``group`` left open is finished in ``entry``."""
    if not _begins_with_year(entry.due):
        return False
    last = next((row for row in reversed(group[-_REACH:]) if row.due), None)
    if last is None:
        return False
    found = find_dates(last.due, _ANY_YEAR)
    open_month = bool(found) and found[-1].part == "year"
    # A year that heads a cell of whole dates finishes something in the row above.
    return open_month or len(find_dates(entry.due, _ANY_YEAR)) > 1


def _begins_with_year(text: str) -> bool:
    return bool(re.match(r"\s*(?:19|20)\d\d\b(?![-/]\d)", text))


def _pair_dues(
    group: list[Entry], actions: list[ActionDraft], near: str | None, *, whole: bool
) -> None:
    cells = [entry.due for entry in group if entry.due]
    text = fold(" ".join(cells))
    if not text:
        return
    found = find_dates(text, near)
    if len(actions) == 1 or (whole and len(group) == 1 and _is_one_time(text, found)):
        for action in actions:
            _give_due(action, text, found, near)
        return
    pieces = _lines(cells, len(actions)) or [one.text for one in found]
    if len(pieces) == len(actions):
        for action, piece in zip(actions, pieces, strict=True):
            _give_due(action, piece, find_dates(piece, near), near)
        return
    if len(group) == 1 and group[0].shared and len(found) < 2:
        for action in actions:
            _give_due(action, text, found, near)
        return
    for action in actions:
        action.doubts.append(
            Doubt(
                "pairing",
                f"{_stand(found, text)} beside {len(actions)} actions: say which is whose.",
                action.place,
            )
        )


def _is_one_time(text: str, found: list[Found]) -> bool:
    """Whether a cell says one time and no more, which then is that of every action beside it."""
    return len(found) == 1 or (not found and len(read_due(text).dates) == 1)


def _lines(cells: list[str], wanted: int) -> list[str] | None:
    """The lines of a single cell, where there is one for each action."""
    lines = [line for line in cells[0].split("\n") if line.strip()] if len(cells) == 1 else []
    return lines if len(lines) == wanted else None


def _give_due(action: ActionDraft, text: str, found: list[Found], near: str | None) -> None:
    due = read_due(text, near)
    if unlabelled(text, found):
        action.due = Due(text)
        action.doubts.append(
            Doubt(
                "pairing",
                f"{_stand(found, text)} beside one action, with no word to "
                "tell them apart: say when it is due.",
                action.place,
            )
        )
        return
    action.due = due
    if not due.dates and level_of(text) == "BLUE":
        # "Complete" in place of a date is how the action stands.
        if not action.rating.text:
            action.rating = read_rating(text)
        return
    for kind, message in _about(text, due, found):
        action.doubts.append(Doubt(kind, message, action.place))


def _about(text: str, due: Due, found: list[Found]) -> Iterator[tuple[str, str]]:
    """What is not sure of a date that was read, or was not."""
    parts = {one.part for one in found if one.part}
    for one in found:
        # A term or season of a printed year says as much as its range does.
        plain = (one.value or "").startswith("RANGE") and re.search(r"\d", one.text)
        if one.part == "season" and one.value and not plain:
            yield (
                "date",
                f"No month is printed ({one.text}): it is read as {spelled(one.value)}; say the "
                "month or day that is meant.",
            )
    if "month" in parts and not due.dates:
        alone = not re.search(r"[^\W_]", re.sub(_YEAR_ALONE, " ", text))
        what = "Only a year is printed" if alone else "A year is printed and no month was read"
        yield "date", f"{what} ({text}): say the month."
    elif "year" in parts:
        yield "date", f"No year is printed ({text}): check the one read."
    elif not due.dates and due.kind == "none" and re.search(r"[^\W\d_]{3}", text):
        yield "date", f"No date could be read from {text!r}: say the month and year."


def _pair_leads(
    group: list[Entry], actions: list[ActionDraft], known: frozenset[str], *, whole: bool
) -> None:
    if len(actions) == 1:
        actions[0].leads = read_leads(" ".join(entry.lead for entry in group if entry.lead))
        return
    for entry in group:
        if not entry.lead or not entry.starts:
            continue
        if len(entry.starts) == 1 or (entry.shared and "\n" not in entry.lead):
            for action in entry.starts:
                action.leads = read_leads(entry.lead)
            continue
        parts = part_leads(entry.lead, known, len(entry.starts))
        together = read_leads(entry.lead) if whole and len(group) == 1 else ()
        jointly = "\n" not in entry.lead and (len(together) == 1 or "/" in entry.lead)
        for at, action in enumerate(entry.starts):
            if together and jointly and not parts:
                action.leads = together
            elif parts:
                action.leads = read_leads(parts[at])
            else:
                action.doubts.append(
                    Doubt(
                        "pairing",
                        f"The leads ({fold(entry.lead)}) stand beside {len(entry.starts)} actions: "
                        "say who leads which.",
                        action.place,
                    )
                )


def _known_leads(groups: list[list[Entry]]) -> frozenset[str]:
    """Leads that stand alone: in a cell beside one action, or between the slashes of a list."""
    found: set[str] = set()
    for group in groups:
        cells = [entry.lead for entry in group if entry.lead]
        single = len(cells) == 1 and sum(len(entry.starts) for entry in group) == 1
        for cell in cells:
            parts = alone(cell)
            if single or len(parts) > 1 or "/" in cell:
                found.update(part for part in parts if 0 < len(part.split()) <= 4)
    return frozenset(found)


def _finish_lead(before: list[Entry], after: list[Entry], known: frozenset[str]) -> None:
    """A lead that breaks off ("Training and development/") takes the first of the next cell."""
    open_cell = next((entry for entry in reversed(before) if entry.lead), None)
    if open_cell is None or not goes_on(open_cell.lead) or not after[0].lead:
        return
    parts = part_leads(after[0].lead, known, len(after[0].starts) + 1)
    if parts:
        open_cell.lead = f"{open_cell.lead} {parts[0]}"
        after[0].lead = "\n".join(parts[1:])


def _stand(found: list[Found], text: str) -> str:
    return f"{_count(len(found), 'date')} ({text}) {'stands' if len(found) == 1 else 'stand'}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
