"""The kinds of part that a plan has: what each is called, where its pages are, what can be edited.

Forms, lists, histories and addresses are made from this one table.
"""

from dataclasses import dataclass
from typing import Literal

from lineofsight.plan.frameworks import frameworks
from lineofsight.web.events.models import Kept
from lineofsight.web.plans.models import (
    Action,
    Consultation,
    Dependency,
    Endorsement,
    Finding,
    Measure,
    Milestone,
    Objective,
    Person,
    Resource,
    Risk,
    Step,
    Target,
    Theme,
)

Sort = Literal["line", "text", "lines", "day", "whole", "number", "pounds", "yes", "choice", "word"]


@dataclass(frozen=True)
class Field:
    """One thing that can be edited: a field of the model, what people call it, how it is typed.

    ``of`` is the model of which a ``choice`` names a record; ``words`` are the values of a
    ``word``; ``usual`` says in words the values that are usual where others may be typed.
    """

    name: str
    label: str
    sort: Sort = "line"
    help: str = ""
    required: bool = False
    of: type[Kept] | None = None
    words: tuple[tuple[str, str], ...] = ()
    usual: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of part; ``under`` names the field by which it belongs to another part."""

    model: type[Kept]
    one: str
    many: str
    slug: str
    fields: tuple[Field, ...]
    what: str = ""
    under: str = ""
    has_page: bool = True

    @property
    def name(self) -> str:
        """The model's name, by which addresses are named."""
        return str(self.model._meta.model_name)

    @property
    def article(self) -> str:
        """The kind with its article: ``an action``."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


_REF = Field("ref", "Number", help="As the plan prints it, for example 2.1.")


def _text(label: str) -> Field:
    return Field("text", label, "text", required=True)


def _of(name: str, label: str, model: type[Kept], *, required: bool = False) -> Field:
    return Field(name, label, "choice", of=model, required=required)


# Likelihood and impact, from 1 to 5.
LIKELY = tuple((str(n), str(n)) for n in range(1, 6))
_UNITS = tuple((u, u) for u in ("%", "count", "days", "weeks", "hours", "text"))
_COMPARED = (
    (">=", "at least"),
    ("<=", "at most"),
    ("=", "exactly"),
    ("increase_by", "rise by"),
    ("decrease_by", "fall by"),
    ("trend", "a direction only"),
)
_KINDS_OF_FINDING = tuple(
    {
        kind.id: kind.title[:1].upper() + kind.title[1:]
        for framework in frameworks()
        for kind in framework.kinds
    }.items()
)
_WAYS = (("up", "Up"), ("down", "Down"))
_REFERENCES = Field("references", "References", "lines", help="One on each line.")
_BY = Field("by", "By", help="A day or month: 2026-09-30 or 2026-09.")

KINDS: tuple[Kind, ...] = (
    Kind(
        Theme,
        "theme",
        "themes",
        "themes",
        (_REF, _text("Theme"), _of("lead", "Lead", Person)),
        "A part of the plan that gathers objectives.",
    ),
    Kind(
        Finding,
        "finding",
        "findings",
        "findings",
        (
            _REF,
            _text("What the inspection said"),
            Field("origin", "Where it was said", help="For example, the letter and paragraph."),
            Field("kind", "Kind of finding", usual=_KINDS_OF_FINDING),
            Field("area", "Judgement area"),
        ),
        "What an inspection said must improve.",
    ),
    Kind(
        Objective,
        "objective",
        "objectives",
        "objectives",
        (
            _REF,
            _text("What must improve"),
            _of("theme", "Theme", Theme),
            _of("parent", "Part of objective", Objective),
            Field("outcomes", "Outcomes for children", "lines", help="One on each line."),
            _REFERENCES,
        ),
        "What must improve.",
    ),
    Kind(
        Action,
        "action",
        "actions",
        "actions",
        (
            _REF,
            _text("What will be done"),
            _of("objective", "Objective", Objective),
            Field(
                "due_on",
                "Due",
                "day",
                help="The day by which it is to be done, for example 31 March 2026. "
                "The first date stays on the page when it is moved.",
            ),
            Field("due_text", "Due, in the plan's words"),
            _REFERENCES,
        ),
        "What will be done.",
    ),
    Kind(
        Measure,
        "measure",
        "measures",
        "measures",
        (
            _REF,
            _text("How success will be known"),
            _of("objective", "Objective", Objective),
            _of("action", "Action", Action),
            Field("critical", "One of the few that leaders watch", "yes"),
        ),
        "How the plan says success will be known.",
    ),
    Kind(
        Target,
        "target",
        "targets",
        "targets",
        (
            Field("text", "Target, in words", required=True),
            _BY,
            Field("comparison", "Compared", "word", words=_COMPARED, required=True),
            Field("value", "Value", "number"),
            Field("unit", "Unit", "word", words=_UNITS, required=True),
            Field("baseline", "Baseline", "number"),
            Field("direction", "Direction wanted", "word", words=_WAYS),
            Field("interim", "A step on the way to a later target", "yes"),
            Field("tba", "Still to be agreed", "yes"),
        ),
        under="measure",
        has_page=False,
    ),
    Kind(
        Milestone,
        "milestone",
        "milestones",
        "milestones",
        (
            _REF,
            Field("goal", "Goal"),
            _text("Milestone"),
            _of("objective", "Objective", Objective),
            Field("due_on", "To be reached by", "day", help="For example, 31 March 2026."),
            Field("reached_on", "Reached on", "day", help="For example, 31 March 2026."),
        ),
        "A goal to be reached by a date.",
    ),
    Kind(
        Risk,
        "risk",
        "risks",
        "risks",
        (
            _REF,
            _text("What might stop the plan"),
            _of("objective", "Objective", Objective),
            Field("mitigation", "What is done about it", "text"),
            _of("owner", "Owner", Person),
            Field(
                "likelihood", "Likelihood", "word", "1 is unlikely, 5 almost sure.", words=LIKELY
            ),
            Field("impact", "Impact", "word", "1 is slight, 5 severe.", words=LIKELY),
            Field("open", "Still open", "yes"),
        ),
        "What might stop the plan, and what is done about it.",
    ),
    Kind(
        Step,
        "step",
        "steps",
        "steps",
        (
            _REF,
            _text("Step"),
            _of("lead", "Lead", Person),
            Field("due_on", "Due", "day", help="For example, 31 March 2026."),
            Field("done_on", "Done on", "day", help="For example, 31 March 2026."),
        ),
        "A part of an action with a lead and date of its own.",
        under="action",
    ),
    Kind(
        Dependency,
        "dependency",
        "dependencies",
        "dependencies",
        (_of("other", "Waits for action", Action, required=True), _text("Why it waits")),
        "An action that waits for another.",
        under="action",
    ),
    Kind(
        Resource,
        "resource",
        "resources",
        "resources",
        (
            _text("What is needed"),
            _of("action", "For action", Action),
            Field("pounds", "Money in pounds", "pounds"),
            Field("capacity", "Capacity", help="For example, two full-time social workers."),
            Field("origin", "Where it comes from", help="For example, a transformation fund."),
        ),
        "Money or capacity that an action needs, and where it comes from.",
    ),
    Kind(
        Endorsement,
        "endorsement",
        "partner endorsements",
        "endorsements",
        (
            Field("partner", "Partner", required=True),
            _text("What they agreed to"),
            Field("given_on", "Given on", "day", help="For example, 31 March 2026."),
        ),
        "A partner's agreement to the plan.",
    ),
    Kind(
        Consultation,
        "consultation",
        "consultations",
        "consultations",
        (
            Field("asked", "Who was asked", required=True),
            Field("held_on", "When", "day", help="For example, 31 March 2026."),
            _text("What they said"),
            Field("changed", "What changed because of it", "text"),
        ),
        "Who was asked about the plan, what they said, and what changed.",
    ),
)

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
BY_MODEL: dict[type[Kept], Kind] = {kind.model: kind for kind in KINDS}
