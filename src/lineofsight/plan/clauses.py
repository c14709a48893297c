"""What the words of an action in running text say of its lead, its time and the rest."""

import re

from lineofsight.plan.column_names import Role
from lineofsight.plan.dates import find_dates
from lineofsight.plan.headers import role_of
from lineofsight.plan.leads import looks_like_lead
from lineofsight.plan.timescales import read_due

_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{2,160})[)\]]")
_AT_END = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{2,160})[)\]][\s.;]*$")
_NAMED = re.compile(r"\s*(?P<label>[A-Za-z][A-Za-z ]{1,30}?)\s*[:–-]\s*(?P<text>\S.*)", re.S)
# A label stands first, behind a stop, or behind a mark between words.
_LABEL = re.compile(
    r"(?:^|(?<=[.;,|)\]\n])|(?<=\s)[–—-])\s*\(?(?P<label>[A-Z][A-Za-z ()/]{1,40}?)\s*:(?=\s)"
)
_ENDS = " \n.;,|–—-("
_BY = re.compile(
    r"\b(?:by|before|until|from|in|no later than)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.I
)
_BETWEEN = re.compile(r"\s*[,;|]\s*|\s+[-–—/]\s+")
_QUARTER = re.compile(r"(?:by\s+)?(?:end\s+(?:of\s+)?)?(?:Q|quarter\s?)[1-4]\b.{0,12}", re.I)
_TELLING: frozenset[Role] = frozenset(
    ["lead", "due", "rating", "measure", "update", "references", "outcome", "target", "baseline"]
)


def cells_of(text: str) -> dict[Role, str]:
    """The action in ``text``, and what its labels, brackets and "by May 2026" say of it."""
    cells: dict[Role, str] = {}
    for bracket in _BRACKETS.finditer(text):
        labelled = [_NAMED.fullmatch(part) for part in bracket["inside"].split(";")]
        named = {
            role: match["text"].strip()
            for match in labelled
            if match and (role := role_of(match["label"]))
        }
        if len(named) == len(labelled):
            cells.update(named)
            text = text.replace(bracket[0], "")
    text, labelled_cells = labels_of(text)
    cells = {**labelled_cells, **cells}
    closing = _AT_END.search(text)
    if closing and not {"lead", "due"} & set(cells) and (told := _lead_and_time(closing["inside"])):
        cells.update(told)
        text = text[: closing.start()]
    dates = find_dates(text)
    if "due" not in cells and len(dates) == 1 and _BY.search(text[: dates[0].start]):
        start = _BY.search(text[: dates[0].start])
        cells["due"] = text[start.start() if start else dates[0].start : dates[0].end]
    cells["action"] = " ".join(text.split())
    return cells


def labels_of(text: str) -> tuple[str, dict[Role, str]]:
    """``text`` up to its first label ("Lead: ..."), and what stands behind each label."""
    found: list[tuple[int, int, Role]] = []
    for match in _LABEL.finditer(text):
        role = role_of(match["label"])
        if role in _TELLING and role not in [each[2] for each in found]:
            found.append((match.start(), match.end(), role))
    if not found:
        return text, {}
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    cells = {}
    for (_, start, role), end in zip(found, ends, strict=True):
        said = text[start:end].rstrip(_ENDS).strip()
        if said.endswith(")") and "(" not in said:
            said = said.rstrip(")")
        cells[role] = said
    return text[: found[0][0]].rstrip(" \n;,|–—-("), cells


def _lead_and_time(inside: str) -> dict[Role, str]:
    """The lead and time of a bracket that holds both and nothing else, else nothing."""
    parts = [part for part in _BETWEEN.split(inside) if part]
    times = [part for part in parts if _is_time(part)]
    leads = [part for part in parts if part not in times]
    if len(times) != 1 or not leads or not all(map(looks_like_lead, leads)):
        return {}
    return {"lead": "; ".join(leads), "due": times[0]}


def _is_time(text: str) -> bool:
    if len(text.split()) > 8:
        return False
    if _QUARTER.fullmatch(text) or find_dates(text, "2000-01"):
        return True
    due = read_due(text)
    return bool(due.dates) or (due.kind == "event" and not looks_like_lead(text))
