"""The objectives of a plan: in a column of its tables, or in the headings between them."""

import re
from dataclasses import dataclass, field

from lineofsight.documents import Place
from lineofsight.plan.drafts import ObjectiveDraft, fold
from lineofsight.plan.events import PlanRow, Prose
from lineofsight.plan.findings import announces_findings
from lineofsight.plan.headers import role_of
from lineofsight.plan.items import path_of
from lineofsight.plan.labelled import announces_success
from lineofsight.plan.leads import looks_like_lead
from lineofsight.plan.looks import CODE, themed
from lineofsight.plan.model import Doubt

_OWN_NUMBER = re.compile(
    r"(?P<ref>\d{1,2}(?:\.\d{1,2})?)[.)]?\s+(?=\S)|(?P<letter>[A-Z](?:\d{1,2})?)[.):]\s+(?=\S)"
)
_OUTCOMES = re.compile(r"\W*(?:(?:improvement|expected|intended|our|key)\s+)?outcomes?\W*", re.I)
_ONLY_ACTIONS = re.compile(
    r"\W*(?:(?:part|section|annex|appendix|table) (?:[A-Z]|\d{1,2})\b)?\W*"
    r"(?:our |the |key |main )?(?:(?:action|improvement|delivery) plan|actions?"
    r"|(?:success )?measures"
    r"|targets|performance (?:measures|indicators)|kpis)?\W*"
    r"|\W*what (?:will|are) we (?:going to )?do(?:ing)?(?: about it)?\W*"
    r"|\W*(?:(?:what|so|this is what|how) )?we (?:will|are going to|shall)(?: (?:do|act))?\W*",
    re.I,
)
_CALLED = re.compile(
    r"\s*(?:(?:key|strategic|improvement|our)\s+)?(?:theme|priority|objective|goal|aim"
    r"|recommendation|finding|area(?: (?:for|of) improvement)?)\s*(?::|\s[-–])\s*(?=\S)",
    re.I,
)
# A question, or what an inspection found, opens a passage and is nothing to be reached.
_ASKS = re.compile(
    r"\?\W*$|^\W*(?:the )?(?:inspect(?:ors?|ion)|ofsted|cqc) (?:found|said|told)", re.I
)
_LISTS = re.compile(
    r"\W*(?:(?:our|the|key|main|strategic|improvement)\s+)*(?:objectives|priorities|aims|goals)"
    r"(?:\s+(?:are|here|below))?\W*",
    re.I,
)
_LEAD = re.compile(r".{0,30}\b(?:lead|sponsor|owner|officer)s?\s*[:–-]", re.I)
_BULLET = re.compile(r"\A\s*(?:(?:[-•*▪]|o(?= [A-Z])|\d{1,2}[.)]|[a-z]\))\s+)+")
_REASON = re.compile(r"\W*(?:why (?:it|this|that|these|we)|rationale|background|context)\b", re.I)
# The number of a footnote may stand behind the stop.
_ENDED = re.compile(r"[.!?][\"”')]*\d{0,2}$")
_SENTENCE_WORDS = 8
_THEME_WORDS = 16
_LABEL_WORDS = 4


@dataclass
class Objectives:
    """Follows the objectives through a document; ``current`` is the one at hand.

    ``in_columns`` says whether tables of actions have a column of objectives; if they do not,
    headings and the sentences between tables are the objectives, but not the plan's ``names``:
    its title and whose it is.  ``said_once`` are the headings of measures that stand once in the
    document; ``whole`` says that the measures below one of these are the plan's and no single
    objective's.
    """

    in_columns: bool
    refs_are_actions: bool
    names: tuple[str, ...] = ()
    said_once: frozenset[str] = frozenset()
    whole: bool = False
    level: int | None = None
    headed: bool = False
    rows_below: bool = False
    all: list[ObjectiveDraft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    current: ObjectiveDraft | None = None
    theme: ObjectiveDraft | None = None
    outcomes_follow: bool = False
    answers_follow: bool = False
    list_follows: bool = False
    rows_seen: bool = False
    open_prose: bool = False

    @property
    def top(self) -> ObjectiveDraft | None:
        """The numbered objective that the current one belongs to."""
        return self.current.top if self.current else None

    @property
    def numbered_top(self) -> ObjectiveDraft | None:
        """The theme that unnumbered headings and sentences lie under."""
        return self.top if self.top and self.top.ref else None

    @property
    def number(self) -> str | None:
        """The number of the objective at hand, under which actions are numbered."""
        return self.top.ref if self.top and self.in_columns else None

    def row(self, cells: dict[str, str], row: PlanRow) -> None:
        """Take in the objective that a row names or goes on with."""
        self.rows_seen = True
        self.rows_below = True
        self.open_prose = False
        self.outcomes_follow = "objective" in row.announced and "outcome" not in row.announced
        if "objective" not in row.announced:
            self.add_outcome(cells)
            return
        if theme := _CALLED.sub("", fold(cells.get("theme", "")), count=1):
            alone = not cells.get("objective") and not cells.get("action")
            self.under(theme, row.place, cells.get("ref", "").strip(" .") if alone else "")
            if alone:
                return
        named, text = _unnamed(fold(cells.get("objective", "")))
        ref = None if self.refs_are_actions else (cells.get("ref", "").strip(" .") or None)
        own = _OWN_NUMBER.match(text)
        rest = text[own.end() :] if own else text
        before = self.told_before(ref or _number_of(own), rest)
        if before:
            self.current = before
        elif ref:
            if self.top is None or self.top.ref != ref:
                self.begin(ref, None, row.place)
            self.add(text, row.place)
        elif own and "." in (own["ref"] or "") and self.top and self.top.ref:
            within = path_of(own["ref"])[:1] == path_of(self.top.ref)[:1]
            # 1.2 goes on from 1.1 where a theme, and not 1, stands above both.
            level = len(path_of(own["ref"])) > len(path_of(self.top.ref))
            self.begin(own["ref"], self.top if within and level else None, row.place)
            self.add(rest, row.place)
        elif text and self.begins(text, cells, row):
            self.begin(named or _number_of(own), None, row.place)
            self.add(rest, row.place)
        else:
            self.add(text, row.place)
        if cells.get("references") and self.top and not self.refs_are_actions:
            self.top.references.append(cells["references"])
        self.add_outcome(cells)

    def add_outcome(self, cells: dict[str, str]) -> None:
        """Take in what a row says will come of the objective at hand."""
        outcome = fold(cells.get("outcome", ""))
        if outcome and self.current and outcome not in self.current.outcomes:
            self.current.outcomes.append(outcome)

    def under(self, text: str, place: Place, ref: str) -> None:
        """Take in a theme that a column of its own names beside the objectives."""
        own = _OWN_NUMBER.match(text)
        rest = text[own.end() :] if own else text
        if self.theme is None or self.theme.text != rest:
            number = ref or _number_of(own)
            self.theme = ObjectiveDraft(number, place, [rest], theme=True)

    def told_before(self, ref: str | None, text: str) -> ObjectiveDraft | None:
        """The objective with this number and text, where a row repeats one."""
        if not text:
            return None
        return next((one for one in self.all if one.ref == ref and one.text == text), None)

    def begins(self, text: str, cells: dict[str, str], row: PlanRow) -> bool:
        """Whether text in the objectives' column, without a number of its own, is a new one."""
        if self.current is None:
            return True
        if self.current.text == text or ("ref" in row.announced and not self.refs_are_actions):
            return False
        return bool(cells.get("action")) and not text[0].islower()

    def begin(self, ref: str | None, parent: ObjectiveDraft | None, place: Place) -> None:
        self.whole = self.headed = self.rows_below = False
        if parent is None and self.in_columns and self.theme:
            parent = self.theme
            if parent not in self.all:
                self.all.append(parent)
        self.current = ObjectiveDraft(ref, place, parent=parent)
        self.all.append(self.current)

    def entitled(self, ref: str, text: str, place: Place) -> None:
        """Take in a numbered row that is only a title of the rows below it."""
        path = path_of(ref.removesuffix(".0"))
        above = [one for one in self.all if one.ref and path_of(one.ref.removesuffix(".0"))]
        if self.in_columns:
            self.theme = ObjectiveDraft(ref, place, [text], theme=True)
            return
        parent = next(
            (
                one
                for one in reversed(above)
                if (own := path_of((one.ref or "").removesuffix(".0"))) == path[: len(own)]
                and len(own) < len(path)
            ),
            None,
        )
        self.begin(ref, parent, place)
        self.add(fold(text), place)

    def add(self, text: str, place: Place) -> None:
        if not text or self.current is None or self.current.text == text:
            return
        if self.current.text.endswith("."):
            self.doubts.append(
                Doubt("text", f"This text beside the actions has no clear place: {text}.", place)
            )
            return
        self.current.pieces.append(text)

    def prose(self, prose: Prose) -> None:
        """Take in a heading or paragraph between tables."""
        if self.in_columns:
            self.theme_above(prose)
            self.whole = self.whole or (prose.heading and prose.text in self.said_once)
            self.outcome_below(prose)
        elif self.current and _LISTS.fullmatch(prose.text):
            self.list_follows = True
        elif prose.heading or themed(prose.text):
            self.heading(prose)
        elif prose.torn:
            self.across(prose)
        elif self.current:
            self.between(prose)

    def theme_above(self, prose: Prose) -> None:
        """A line such as "Priority 2: Leaders know their services" gathers the objectives below."""
        ref, text = themed(fold(prose.text)) or ("", "")
        if text and (prose.heading or len(prose.text.split()) <= _THEME_WORDS):
            self.theme = ObjectiveDraft(ref, prose.place, [text], theme=True)

    def outcome_below(self, prose: Prose) -> None:
        """Sentences below a table of one objective say what will come of it."""
        if prose.heading:
            self.outcomes_follow = False
        elif self.outcomes_follow and self.top and len(prose.text.split()) >= _SENTENCE_WORDS:
            self.top.outcomes.append(fold(prose.text))

    def across(self, prose: Prose) -> None:
        """A paragraph torn over the columns of a table opens an objective or goes on with one."""
        if self.current and self.open_prose and prose.text[0].islower():
            self.current.pieces.append(prose.text)
        else:
            self.between(prose)
        self.doubts.append(
            Doubt(
                "torn",
                f"A paragraph is torn over the columns of a table ({_opening(prose.text)}): "
                "compare it with the document.",
                prose.place,
            )
        )

    def heading(self, prose: Prose) -> None:
        self.open_prose = self.list_follows = False
        named = any(name in prose.text or prose.text in name for name in self.names)
        if named and not self.rows_seen:
            return
        called = themed(prose.text)
        if not called and announces_success(prose.text):
            known = prose.level is not None and self.level is not None
            below = known and (prose.level or 0) > (self.level or 0)
            self.whole = prose.text in self.said_once and not below
            return
        self.outcomes_follow = bool(_OUTCOMES.fullmatch(prose.text))
        self.answers_follow = not called and _ASKS.search(prose.text) is not None
        if self.outcomes_follow or self.led(prose.text):
            return
        if called and called[1]:
            self.begin(called[0], None, prose.place)
            self.headed, self.level = True, prose.level
            self.add(fold(called[1]), prose.place)
        elif (
            self.answers_follow
            or announces_findings(prose.text)
            or _ONLY_ACTIONS.fullmatch(prose.text)
        ):
            return
        elif self.rows_seen or not self.current or not self.current.ref:
            counted = _OWN_NUMBER.match(prose.text)
            text = prose.text[counted.end() :] if counted else _CALLED.sub("", prose.text, count=1)
            number = _number_of(counted)
            self.begin(number, None if self.beside(number) else self.numbered_top, prose.place)
            self.headed, self.level = True, prose.level
            self.add(fold(text), prose.place)

    def beside(self, number: str | None) -> bool:
        """Whether a heading's number does not lie under that of the numbered heading at hand."""
        above = self.numbered_top
        if number is None or above is None or not re.fullmatch(r"[\d.]+", above.ref or ""):
            return False
        path, own = path_of((above.ref or "").removesuffix(".0")), path_of(number)
        return bool(own) and own[: len(path)] != path

    def led(self, text: str) -> bool:
        """Whether a line names who leads the theme at hand; if so, it is kept."""
        label, _, rest = text.partition(":")
        named = _LEAD.match(text)
        if named:
            rest = text[named.end() :]
        elif role_of(label) != "lead" or not looks_like_lead(rest):
            return False
        if self.top:
            self.top.lead = self.top.lead or fold(rest) or None
        return True

    def between(self, prose: Prose) -> None:
        """A paragraph under a heading: an outcome, the heading's bullets, or an objective."""
        text = _BULLET.sub("", fold(prose.text), count=1)
        listed = _BULLET.match(prose.text) is not None
        if self.current is None or self.answers_follow or self.led(text):
            return
        if self.list_follows and listed:
            one = ObjectiveDraft(None, prose.place, [text], parent=self.current, listed=True)
            self.all.append(one)
            return
        self.list_follows = False
        if _OUTCOMES.fullmatch(text):
            self.outcomes_follow = True
        elif self.outcomes_follow and listed and self.top:
            self.top.outcomes.append(text)
        elif self.goes_on(text, listed=listed):
            self.current.pieces.append(text)
        elif not prose.torn and (self.remarked(prose.text) or (self.headed and self.rows_below)):
            # Between the tables of one heading stands a remark.
            return
        elif not listed and len(text.split()) >= _SENTENCE_WORDS and not text[0].islower():
            above = self.current if self.open_prose and self.numbered_top else None
            self.outcomes_follow = False
            self.open_prose = True
            self.begin(None, self.numbered_top, prose.place)
            self.add(text, prose.place)
            if above:
                above.beside = self.current

    @staticmethod
    def remarked(text: str) -> bool:
        """Whether a sentence gives a reason, or says before a colon that it is no objective."""
        if _REASON.match(text):
            return True
        label, colon, _ = text.partition(":")
        return bool(colon) and len(label.split()) <= _LABEL_WORDS and not _CALLED.match(text)

    def goes_on(self, text: str, *, listed: bool) -> bool:
        """Whether ``text`` goes on with the objective above: in its list, or over a page's end."""
        above = self.current.text if self.current else ""
        if listed:
            return self.open_prose or above.endswith((":", ";"))
        unfinished = text[0].islower() or not _ENDED.search(above)
        return self.open_prose and not self.outcomes_follow and unfinished

    def titled(self, ref: str, place: Place) -> None:
        """Take in a row of a coded list that is only a title ("PA Priority actions")."""
        code, _, title = ref.partition(" ")
        coded = CODE.fullmatch(code) or code.isupper()
        self.begin(code if coded else None, None, place)
        self.add(fold(title if coded else ref), place)

    def home_of(self, ref: str | None) -> ObjectiveDraft | None:
        """The objective of an action: the one whose number its own begins with."""
        top = self.top
        if ref is None or top is None or top.ref is None or not self.in_columns:
            return self.current
        path = path_of(ref)
        for objective in reversed(self.all):
            if objective.top is not top or objective.ref is None:
                continue
            own = path_of(objective.ref)
            if own and path[: len(own)] == own and (len(path) > len(own) or objective is top):
                return objective
        return top

    def kept(self, homes: list[ObjectiveDraft]) -> list[ObjectiveDraft]:
        """The objectives; of those made from headings, the ones that hold actions or measures.

        Those that are listed below such a heading are kept with it.
        Paragraphs that stand together under a theme, over one table, are kept together.
        """
        if self.in_columns:
            return self.all
        used: set[int] = set()
        for home in homes:
            above: ObjectiveDraft | None = home
            while above:
                used.add(id(above))
                above = above.parent
        kept: list[ObjectiveDraft] = []
        for objective in reversed(self.all):
            listed = objective.listed and id(objective.parent) in used
            beside = objective.beside and kept and objective.beside is kept[-1]
            if id(objective) in used or listed or beside:
                kept.append(objective)
        return kept[::-1]


def _number_of(match: re.Match[str] | None) -> str | None:
    return (match["ref"] or match["letter"]) if match else None


def _unnamed(text: str) -> tuple[str | None, str]:
    """The text of an objective without what it is called, and its number if it has one there."""
    called = themed(text)
    if called and called[1]:
        return called
    return None, _CALLED.sub("", text, count=1)


def _opening(text: str) -> str:
    words = fold(text).split()
    return " ".join(words[:_SENTENCE_WORDS]) + (" ..." if len(words) > _SENTENCE_WORDS else "")
