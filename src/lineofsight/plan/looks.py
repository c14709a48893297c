"""What a cell looks like, whatever its column is called: a date, a name, a reference, prose.

Each answer lies between -1, surely not, and 1, surely.
"""

import re
from collections.abc import Callable

from lineofsight.plan.column_names import Role
from lineofsight.plan.dates import find_dates
from lineofsight.plan.leads import looks_like_lead
from lineofsight.plan.ratings import level_of
from lineofsight.plan.timescales import read_due

CODE = re.compile(
    r"(?:[A-Z]{1,4} ?)?\d{1,3}(?:\.\d{1,3})*(?:[.)a-z]|[ivx]{1,4})?"
    r"|[A-Za-z]{1,3}\d+[a-z]?|[a-z][.)]|\(?[ivx]{1,5}[.)]?"
)
MARK = re.compile(r"[•\-–*]+|\d{1,3}(?:\.\d{1,3})*[.)]?|[a-z][.)]|\(?[ivx]+\)")
THEMED = re.compile(
    r"(?P<ref>(?:(?:key|strategic|improvement|our)\s+)?"
    r"(?:theme|priority|objective|areas?(?:\s+(?:for|of)\s+[a-z ]{4,30}?)?|goal|aim|strand"
    r"|work ?stream|recommendation|outcome|finding|chapter|commitment|pledge|ambition|promise)"
    r"\s+(?:[A-Z]|\d{1,2}(?:(?:\.\d{1,2})|[a-h])?"
    r"|one|two|three|four|five|six|seven|eight|nine)"
    r"\b)\W*(?P<text>.*)",
    re.I,
)
_CITES = re.compile(
    r"\b(?:pg|pages?|paras?|p\.?\s?\d|rec(?:ommendation)?s?\b|ofsted|ilacs)\b", re.I
)
_CODES_ONLY = re.compile(r"[A-Z]{0,5}\s?\d[\w .,;()&-]*|[A-Z]{2,5}[\w .,;()&\d]*")
_NUMBERED = re.compile(r"(?:[A-Z]{1,3})?\d{1,2}(?:\.\d{1,2}){1,3}\.?\s?\D")
_COUNTED = re.compile(r"\d{1,3}[.)]\s?\D")
_MEASURED = re.compile(r"%|\btargets?\b|\bpercentage\b|\bnumber of\b|\bkpi\b|\bproportion\b", re.I)


def themed(text: str) -> tuple[str, str] | None:
    """The ref and the rest of a line such as "Priority 2: Leaders know"; None for another."""
    match = THEMED.fullmatch(text)
    return (match["ref"], match["text"]) if match else None


def _words(text: str) -> int:
    return len(text.split())


def _prose(text: str) -> float:
    words = _words(text)
    return 0.7 if words > 5 else 0.4 if words > 2 else 0.1


def _ref(text: str) -> float:
    return 1.0 if CODE.fullmatch(text) else -0.6 if _words(text) < 4 else -1.0


def _references(text: str) -> float:
    if _words(text) > 25:
        return -1.0
    if _CITES.search(text) or re.fullmatch(r"[\d\s,;.&-]+", text):
        return 1.0
    return 0.7 if _CODES_ONLY.fullmatch(text) and _words(text) < 12 else -0.6


def _due(text: str) -> float:
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return 1.0
    # A date may give way to the word that it is past.
    if re.fullmatch(r"(?:completed?|done|closed|achieved)\W*", text, re.I):
        return 0.3
    found = find_dates(text, "2000-01")
    if not found:
        due = read_due(text)
        if _words(text) >= 10:
            return -0.8
        return 0.6 if due.dates else 0.3 if due.kind == "event" else -0.8
    dated = sum(one.end - one.start for one in found) / len(text)
    if text[0].islower() and text.endswith("."):
        return -0.3
    if len(found) > 1 and _words(text) < 30:
        return 0.8
    if dated > 0.6 or (found[0].start == 0 and _words(text) < 8):
        return 1.0
    return 0.5 if dated > 0.25 else -0.6


def _lead(text: str) -> float:
    if _words(text) > 15 or _due(text) > 0.9 or MARK.fullmatch(text):
        return -1.0
    if level_of(text) and len(text) < 7:
        return 0.3
    parts = [part for part in re.split(r"[/,;\n]", text) if part.strip()]
    if all(looks_like_lead(part) for part in parts):
        return 0.9
    # A torn or lower-case role ("Learning and developm ent/PSW"): a slash between few words.
    return 0.6 if "/" in text and _words(text) < 8 and not re.search(r"[%.:]", text) else -0.3


def _rating(text: str) -> float:
    if level_of(text):
        return 1.0
    # A plan may rate by letters, figures or a few words of its own ("Too early to say").
    if re.fullmatch(r"[A-Z]|[0-5]", text):
        return 0.3
    return -0.6 if 1 < _words(text) <= 4 and not re.search(r"\d", text) else -0.9


def _action(text: str) -> float:
    if MARK.fullmatch(text):
        return 0.7 if "." in text.rstrip(".") else 0.2
    if _NUMBERED.match(text):
        return 1.2
    return _prose(text) - (0.8 if _MEASURED.search(text) and _words(text) < 25 else 0.0)


def _measure(text: str) -> float:
    if MARK.fullmatch(text):
        return 0.6
    if _NUMBERED.match(text):
        return 0.1
    if _MEASURED.search(text) or _COUNTED.match(text):
        return 1.0
    return _prose(text)


def _figure(text: str) -> float:
    if re.search(r"\d\s?%|^\s*[<>≤≥]?\s*\d", text) or read_due(text).kind == "tba":
        return 0.8
    return -0.4 if _words(text) > 20 else 0.0


def _none(text: str) -> float:
    return 0.0


def _plain(text: str) -> float:
    if MARK.fullmatch(text):
        return 0.1
    return _prose(text) - (0.5 if _NUMBERED.match(text) else 0.0)


_LOOKS: dict[Role, Callable[[str], float]] = {
    "ref": _ref,
    "theme": _plain,
    "objective": _plain,
    "references": _references,
    "action": _action,
    "due": _due,
    "lead": _lead,
    "measure": _measure,
    "baseline": _figure,
    "target": _figure,
    "rating": _rating,
    "update": _plain,
    "remaining": _plain,
    "outcome": _plain,
    "risk": _plain,
    "mitigation": _plain,
    "other": _none,
}


def looks_like(role: Role, text: str) -> float:
    """How much ``text`` looks like a cell of the column ``role``."""
    return _LOOKS[role](" ".join(text.split()))
