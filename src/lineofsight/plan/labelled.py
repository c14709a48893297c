"""Actions and measures told in paragraphs, by labels and in lists below a line that says so."""

import re

from lineofsight.documents import Block, Heading, Table
from lineofsight.plan.column_names import Role
from lineofsight.plan.headers import header_of, role_of

_REF = r"(?P<ref>(?:[A-Z]{1,3})?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)"
NUMBERED_LABEL = re.compile(rf"(?:key\s+)?(?:action|task|activity|step)\s+{_REF}[.):]?", re.I)
NUMBERED_ACTION = re.compile(
    rf"(?:key\s+)?(?:action|task|activity|step)\s+{_REF}[.):]?(?:\s+[-–])?\s+(?P<text>\S.*)", re.I
)
_NUMBERED = re.compile(
    rf"(?:(?:key\s+)?(?:action|task|activity|step)\s+)?{_REF}[.):]?(?:\s+[-–])?\s+(?P<text>\S.*)",
    re.I | re.S,
)
_BULLET = re.compile(r"\s*(?:[-–•*▪]|o(?= [A-Z]))\s*")
_LABEL = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z’' ()/-]{1,40}?\??)\s*(?::|\s[-–]\s)\s*(?P<text>\S.*)", re.S
)
# Fewer labels than this may be any line with a colon in it.
_LABELS = 2
_OPENING_WORDS = 60
_SUCCESS_WORDS = 12
# The whole of a line: "Successful transitions" and "Meet our targets" are objectives.
_SUCCESS = re.compile(
    r"\W*(?:(?:part |section |annex |appendix )?(?:\d[\d.]*|[A-Z])[.):]?\s+)?"
    r"(?:(?:our|the|key|main|plan|headline|overall)\s+)*"
    r"(?:(?:(?:success|performance|outcome|impact)\s+)?(?:measures|indicators|kpis|metrics|targets)"
    r"(?:\s+(?:of|for) (?:success|the plan|this plan)(?: for the plan)?)?"
    r"|success criteria|measuring (?:success|progress|impact)|indicators of success"
    r"|what (?:will |does |would )?(?:good|success)(?: will)? looks? like.*"
    r"|how (?:will|do|would|can) (?:we|you) (?:know|tell|measure|check).*"
    r"|how we(?:['’]ll| will)? (?:know|tell|measure|check).*"
    r"|what (?:will )?we(?: will)? see)"
    r"(?:\s*\(?kpis\)?)?(?:\s+(?:and|&)\s+targets)?(?:\s+\(?20\d\d.*)?\W*",
    re.I,
)


def labelled_action(blocks: tuple[Block, ...], at: int) -> tuple[dict[Role, str], int] | None:
    """The cells of the action that begins at ``blocks[at]``, and how many blocks it takes.

    None where no action begins: one is a line, numbered, bulleted or called an action, with at
    least two labelled lines below it, of which one names a lead or a time; below another line
    both must be named.  Lines without a label go on with the one above them where that one has
    not ended.
    """
    opened = _opening(blocks[at])
    if opened is None:
        return None
    cells, sure = opened
    last: Role = "action"
    taken = 1
    for block in blocks[at + 1 :]:
        if isinstance(block, Table | Heading):
            break
        named = label_of(block)
        role = role_of(named[0]) if named else None
        # A lead or a measure may have several lines; another of the rest is another action's.
        again = role in cells and role not in ("measure", "lead", "update")
        if named and role and role != "action" and not again:
            cells[role] = f"{cells[role]}\n{named[1]}" if role in cells else named[1]
            last = role
        elif not named and _goes_on(cells[last], block.text):
            cells[last] = f"{cells[last]} {block.text}"
        else:
            break
        taken += 1
    told = {"lead", "due"} & cells.keys()
    if len(cells.keys() - {"ref", "action"}) < _LABELS or len(told) < (1 if sure else 2):
        return None
    # What stands over a table of actions, with its lead and time, is their objective.
    below = blocks[at + taken] if at + taken < len(blocks) else None
    if isinstance(below, Table) and "action" in header_of(below.rows)[0]:
        return None
    return cells, taken


def _goes_on(above: str, text: str) -> bool:
    """Whether a line without a label goes on with the one above, which has not ended."""
    counted = text[:1].isdigit() and not _NUMBERED.fullmatch(text)
    return text[:1].islower() or (counted and above[-1:] not in ".!?;:")


def _opening(block: Block) -> tuple[dict[Role, str], bool] | None:
    """The action that a line opens, and whether the line itself says that it is one."""
    if isinstance(block, Table):
        return None
    text = _BULLET.sub("", block.text, count=1) if _BULLET.match(block.text) else block.text
    if numbered := _NUMBERED.fullmatch(text):
        return {"ref": numbered["ref"], "action": numbered["text"]}, True
    named = label_of(block)
    if named and role_of(named[0]) == "action":
        return {"action": named[1]}, True
    if named or len(text.split()) > _OPENING_WORDS:
        return None
    return {"action": text}, text != block.text


def label_of(block: Block) -> tuple[str, str] | None:
    """The label of a line ("Lead: Jo Bloggs") and what it says; a bullet may stand before it."""
    if isinstance(block, Table):
        return None
    text = _BULLET.sub("", block.text, count=1) if _BULLET.match(block.text) else block.text
    found = _LABEL.fullmatch(text)
    return (found["label"], found["text"]) if found else None


def announces_success(text: str) -> bool:
    """Whether a short line says that what stands below it are measures."""
    return len(text.split()) <= _SUCCESS_WORDS and _SUCCESS.fullmatch(text) is not None


def labelled_measure(block: Block) -> str | None:
    """What a line says that is labelled as a measure ("Measure: 95% on time"), or None."""
    named = label_of(block)
    if named is None or isinstance(block, Heading) or not _labels_measure(named[0]):
        return None
    return named[1]


def _labels_measure(label: str) -> bool:
    """Whether a label is that of a measure, or says that one comes: and not part of a sentence."""
    return announces_success(label) or announces_success(f"{label}s")
