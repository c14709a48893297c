"""What the columns of a plan's tables are called, in the words of many councils."""

import re
from typing import Literal, TypeAlias

from lineofsight.documents import Row
from lineofsight.plan.dates import find_dates
from lineofsight.plan.lookalikes import latin
from lineofsight.plan.timescales import read_due

Role: TypeAlias = Literal[
    "ref", "theme", "objective", "references", "action", "due", "lead", "measure", "baseline",
    "target", "rating", "update", "outcome", "risk", "mitigation", "other",
]  # fmt: skip

# In order: the first that fits names the column.
_NAMES: tuple[tuple[Role, str], ...] = (
    ("other", r"^what (?:it|this|they) means?|meaning|explanation|definition|^abbreviation"
              r"|date (?:completed|closed|opened|raised|added|of)|completed date|likelihood"
              r"|\bscore\b"),
    ("other", r"^start"),
    ("action", r"^objectives? (?:and )?actions?$"
               r"|^(?:priority|improvement|key|agreed|planned) actions?$"),
    ("references", r"^(?:link|relate|cross)"),
    ("rating", r"^(?:b|d|p)? ?r ?a ?g\b|\bb?rag\b|rating"
               r"|^(?:current |overall |progress |delivery )?status$"),
    ("due", r"target date|completion date|date for completion|\bdue\b|time ?-?scale"
            r"|time ?-?frame|deadline|by when|^when|^end\b|^finish|^completion$|^dates?$"
            r"|to be completed by|completed? by|^by$"),
    ("ref", r"^(?:action |objective |kpi |measure |risk |item |plan |rec |recommendation )?"
            r"(?:refs?|no|num|number|id|#|reference no|ref no|reference number)$|^#$|action no"),
    ("mitigation", r"mitigat|control"),
    ("risk", r"^risks?\b|risk description|issue or risk"),
    ("baseline", r"baseline|current (?:performance|position|level|figure)|starting point|^actual"
                 r"|^(?:latest|most recent|last year|previous)\b"
                 r"(?!.*\b(?:update|progress|position))"),
    ("target", r"^(?:final |interim |year end |end of year )?(?:targets?|trajectory)"
               r"|^q(?:uarter )?[1-4]\b(?! (?:actual|outturn|result))"
               r"|\d+ (?:weeks?|months?|years?) targets?$"),
    ("measure", r"measure|performance indicator|\bkpis?\b|indicator|success"
                r"|how (?:will|do|would) (?:we|you|it) (?:be )?(?:know|check|measured?|tell|tested)"
                r"|how we(?: will| ll)? know"
                r"|what will (?:we|be) see|evidenc"),
    ("lead", r"lead(?!ership)|owner|^who\b|responsib|accountab|officer|by whom|^sro$|sponsor"),
    ("update", r"how are we doing|where (?:are we|we are)|how is it going|progress|update"
               r"|commentary|comment|review note|position statement|notes?$|monitoring|^next steps?"
               r"|^overall$|^complete$|^done$|^percent|remain|outstanding|still to (?:be )?do"),
    ("references", r"ofsted$|ofsted (?:ref|para|page|report)|reference|\brefs?\b"
                   r"|\bpara(?:graph)?s?\b|source|^link"),
    ("update", r"what (?:we|you) (?:have |ve |already )*(?:done|did)|^we did|done so far"),
    ("objective", r"what (?:the )?(?:inspectors?|ofsted|you|they|children|families) "
                  r"(?:said|found|told)|^(?:you|they|inspectors) said"
                  r"|objective|what (?:needs to|must) (?:improve|change)"
                  r"|^(?:service )?areas?$|^themes?$|^issues?$|^topics?$|^work ?streams?$"
                  r"|^sub ?areas?$"
                  r"|areas? (?:(?:for|of) |requiring |needing |in need of )improvement"
                  r"|improvement areas?|priorit|^goal|^aim|recommendation|finding"
                  r"|weakness|what we need to (?!do\b)"),
    ("outcome", r"outcome|impact|what difference|difference (?:it|we)|be different"),
    ("action", r"action|activit|^(?:key )?tasks?\b|steps?\b|what (?:will|are|do) we|^what\b"
               r"|how we will|\bresponse$"),
)  # fmt: skip
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _NAMES)
_LATEST = re.compile(r"actual|latest|most recent|current", re.I)
_THEME = re.compile(r"(?:key |improvement )?(?:themes?|work ?streams?|strands?|pillars?)", re.I)
_MAX_HEADER = 90
_MAX_NAME = 30
_LATER = re.compile(r"(?:further|additional|outstanding|remaining|next|future)\b", re.I)
_SMALL = 14
_DONE = re.compile(r"%\s?(?:complete|done|achieved)", re.I)


def role_of(text: str) -> Role | None:
    """The column that a header cell announces, or None."""
    words = " ".join(re.findall(r"[a-z0-9#]+", latin(text).lower()))
    if not words or len(text) > _MAX_HEADER:
        return None
    # "Evidence end of September" tells what was shown by then; "Evidence" what will show it.
    if re.match(r"evidence|position|status|rag", words) and find_dates(text, "2000-01"):
        return "rating" if words.startswith("rag") else "update"
    return next((role for role, pattern in _COMPILED if pattern.search(words)), None)


def header_of(rows: tuple[Row, ...], at: int = 0) -> tuple[tuple[Role | None, ...], int]:
    """The roles that the row ``at`` announces, and how many rows the header takes.

    No roles and 0 where the row is no header: a header is short cells, most of which name a
    column, two columns at the least.  Rows of short words below it finish its names.
    """
    texts = [" ".join(text.split()) for text in rows[at].texts]
    if not _may_be_header(texts):
        return (), 0
    taken = 1
    below = [""] * len(texts)
    while at + taken < len(rows):
        row = rows[at + taken]
        if _parts(row, texts):
            below = list(row.texts)
        elif not (_finishes(row, len(texts)) or _completes(row, texts)):
            break
        texts = [f"{a} {b}".strip() for a, b in zip(texts, row.texts, strict=True)]
        taken += 1
    # A name below another ("Start" and "Finish" below "When") says more than both together.
    roles: list[Role | None] = [
        role_of(name) or role_of(text) for name, text in zip(below, texts, strict=True)
    ]
    for at in range(1, len(roles)):
        if roles[at] is None and below[at] == texts[at] and _is_date(below[at]):
            roles[at] = roles[at - 1]
    if "action" not in roles:
        # Without another column of actions, the steps that come next are the actions.
        roles = [
            "action" if role == "update" and re.match(r"next steps?", text, re.I) else role
            for role, text in zip(roles, texts, strict=True)
        ]
    if roles.count("action") > 1:
        # Beside the actions, what is still to be done is progress.
        roles = [
            "update" if role == "action" and _LATER.match(text) else role
            for role, text in zip(roles, texts, strict=True)
        ]
    roles = _beside_others(roles, texts)
    if roles.count("objective") > 1 and "theme" not in roles:
        # Of two columns of what must improve, the first gathers the second.
        roles[roles.index("objective")] = "theme"
    distinct = {role for role in roles if role and role != "other"}
    named = sum(role is not None for role in roles)
    # A column with a name that says nothing to us is still a column, and no other.
    roles = [role or ("other" if text else None) for role, text in zip(roles, texts, strict=True)]
    # Months say when a figure was had, and nothing of what the table is.
    if len(distinct) < 2 or named * 2 < sum(bool(text) and not _is_date(text) for text in texts):
        return (), 0
    if not distinct & {"action", "measure", "risk", "objective"}:
        return (), 0
    return tuple(roles), taken


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
            "other" if role == "baseline" and _LATEST.match(text) else role
            for role, text in zip(roles, texts, strict=True)
        ]
    if "objective" not in roles:
        roles = [
            "objective" if role is None and _THEME.fullmatch(text) else role
            for role, text in zip(roles, texts, strict=True)
        ]
    return roles


def is_evidence(name: str) -> bool:
    """Whether a column's name is that of evidence, and of nothing that is measured."""
    return bool(re.search(r"\bevidence", name, re.I)) and not re.search(
        r"measure|indicator|success|kpi", name, re.I
    )


def _may_be_header(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    small = sum(text[0].islower() for text in filled)
    return (
        len(filled) >= 2
        and all(
            len(text) <= _MAX_HEADER and ("%" not in text or _DONE.match(text)) for text in filled
        )
        and not any(text.isdigit() for text in filled)
        # Names of columns begin alike; the torn lines of running text do not.
        and (3 * small <= len(filled) or small == len(filled))
    )


def _parts(row: Row, above: list[str]) -> bool:
    """Whether a row below a header parts its columns by names of their own, or by dates."""
    first, *others = row.texts
    filled = [text for text in others if text]
    if len(row.cells) != len(above) or first or len(filled) < 2:
        return False
    spanned = [
        text
        for text, name in zip(row.texts, above, strict=True)
        if text and not name and not role_of(text)
    ]
    if not all(text[0].isupper() and len(text) <= _MAX_NAME for text in filled):
        return False
    if all(map(_is_date, filled)):
        # A name that reaches over several columns leaves those after the first without one.
        return any(text and not name for text, name in zip(row.texts, above, strict=True))
    if any(read_due(text).dates for text in filled):
        return False
    # Beside a name that is known, another may stand where a name above spans both.
    return len(spanned) < len(filled) and all(role_of(t) or t in spanned for t in filled)


def _is_date(text: str) -> bool:
    return any(one.text == text.strip() for one in find_dates(text, "2000-01"))


def _completes(row: Row, names: list[str]) -> bool:
    """Whether a row of small words below makes a name of what is none ("Area for" improvement)."""
    if len(row.cells) != len(names):
        return False
    pairs = [(name, text) for name, text in zip(names, row.texts, strict=True) if text]
    small = all(name and text[0].islower() and len(text) <= _SMALL for name, text in pairs)
    gains = any(not role_of(name) and role_of(f"{name} {text}") for name, text in pairs)
    return small and gains


def _finishes(row: Row, width: int) -> bool:
    filled = [text for text in row.texts if text]
    return (
        len(row.cells) == width
        and bool(filled)
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
