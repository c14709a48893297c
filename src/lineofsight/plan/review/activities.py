"""Measures that tell what was done, and not what it changed."""

import re
from collections.abc import Iterator
from datetime import date

from lineofsight.plan.model import Plan
from lineofsight.plan.review.model import Gap
from lineofsight.plan.review.telling import gap_of

# What is made or held when work is done ...
_THING = re.compile(
    r"\b(?:"
    r"training|briefings?|workshops?|courses?|events?|meetings?|forums?|boards?|groups?|visits by"
    r"|polic(?:y|ies)|procedures?|protocols?|frameworks?|strateg(?:y|ies)|guidance|standards?"
    r"|tool(?:kit)?s?|templates?|plans?|schedules?|programmes?|structures?|dashboards?|reports?"
    r"|logs?|registers?|trackers?|newsletters?|leaflets?|campaigns?|posts?|capacity|directory"
    r"|statement|terms of reference|minutes|papers?|audits?)\b",
    re.I,
)
# ... and the words that say it was.
_MADE = re.compile(
    r"\b(?:"
    r"in place|delivered|held|completed?|completion|written|produced|agreed|approved|signed off"
    r"|published|issued|established|launched|set up|developed|devised|drafted|created|appointed"
    r"|circulated|implemented|undertaken|carried out|attended|attendance|take[- ]?up|up and running"
    r"|commissioned|recruited|endorsed|reviewed|updated|refreshed|rolled out|embedded)\b",
    re.I,
)
_IN_PLACE = re.compile(
    r"\b(?:in (?:place|post)|appointed|agreed|published|established|set up|signed off|commissioned"
    r"|endorsed|issued|launched)\W*$",
    re.I,
)
# A measure that is only the name of a paper or of being there ("attendance logs").
_RECORD = re.compile(
    r"^\W*(?:[\w/&'’-]+\s+){0,4}(?:reports?|logs?|minutes|attendance|registers?|evaluation forms?)"
    r"(?:\s+(?:by|at|of|and)\s+[\w\s/&'’-]{0,50})?\W*$",
    re.I,
)
# What is written or taught; that it is about children does not make it an effect on them.
_TAUGHT = re.compile(
    r"\b(?:training|briefings?|workshops?|courses?|polic(?:y|ies)|procedures?|protocols?|guidance"
    r"|frameworks?|strateg(?:y|ies)(?! (?:discussion|meeting))|toolkits?|templates?|newsletters?"
    r"|leaflets?|dashboards?|directory|terms of reference)\b",
    re.I,
)
# What changes: how well and how soon the work is done, and what people say of it ...
_CHANGE = re.compile(
    r"\b(?:quality(?! assurance)|good|better|effective\w*|outcomes?|impact|experiences?|satisf\w+"
    r"|feedback|confiden\w+|understand\w*|timel\w+|timescales?|in time|on time"
    r"|within (?:\w+ ){0,3}\d+"
    r"|reduc\w+|decreas\w+|fewer|lower|increas\w+|improv(?:ed|es|ing)|vacanc\w+|turnover"
    r"|retention|stab\w+|turn up|judged|say that|report that|feel\w*|views?)\b",
    re.I,
)
# ... and whom it is done for, or the work itself.
_FOR_CHILDREN = re.compile(
    r"\b(?:child(?:ren)?(?!['’]s (?:services?|social|board))|young people|young person|famil\w+"
    r"|parents?|carers?|babies|pupils|care leavers|cases?|caseloads?|assessments?|referrals?"
    r"|contacts|conferences?|reviews|statutory visits|placements?|enquir\w+|CIN|CPP?|CLA|LAC|CYP"
    r"|strategy (?:discussions?|meetings?)|PEPs?|S\.?47)\b",
    re.I,
)


def measures_an_activity(plan: Plan, as_at: date | None) -> Iterator[Gap]:
    """A measure of what is done (training held, policy written), not of what it changes."""
    for measure in plan.measures:
        words = measure.text
        made = _MADE.search(words)
        taught = made and _TAUGHT.search(words)
        done = (made and _THING.search(words)) or _IN_PLACE.search(words) or _RECORD.match(words)
        if (taught or (done and not _FOR_CHILDREN.search(words))) and not _CHANGE.search(words):
            yield gap_of(
                measure,
                "measures_an_activity",
                "medium",
                "tells that something was done, not what it changed: add "
                "what will be different for children.",
            )
