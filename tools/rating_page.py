"""docs/reference/rating.md: the rules of rating from evidence, of doubts and of challenges."""

from collections.abc import Iterator

from lineofsight.progress.rating.challenge_life import (
    DAYS_FOR_THE_LEAD,
    MOVES,
    OPEN,
    STATES,
    Who,
)
from lineofsight.progress.rating.challenges import CHALLENGE_RULES
from lineofsight.progress.rating.doubts import DOUBT_RULES
from lineofsight.progress.rating.evidence import GRADES
from lineofsight.progress.rating.measures import RULES
from lineofsight.progress.rating.states import TITLES, UNCOLOURED, WEAKEST_FIRST

_WHO: dict[Who, str] = {
    "lead": "a lead of the action",
    "manager": "the programme manager",
    "nobody": "nobody: it comes by itself",
}


def rating() -> str:
    """The page."""
    return "\n".join([*_measures(), *_wholes(), *_evidence(), *_doubts(), *_challenges(), *_life()])


def _measures() -> Iterator[str]:
    yield (
        "\nThe rating from evidence stands beside the lead's own and never replaces it.\n"
        "\n## A measure\n\nThe first rule that holds decides. What a run of figures says is by "
        "process limits of 12 figures or more; of fewer nothing is made.\n"
    )
    yield from _table(
        ("", "state", "when"),
        ((str(at), TITLES[rule.state], rule.when) for at, rule in enumerate(RULES, 1)),
    )


def _wholes() -> Iterator[str]:
    order = ", ".join(TITLES[state].lower() for state in WEAKEST_FIRST)
    plain = ", ".join(TITLES[state].lower() for state in TITLES if state in UNCOLOURED)
    yield (
        "\n## An action, an objective, a plan\n\nA whole is as strong as the weakest of its "
        f"measures, in this order: {order}. Measures of fewer than 10 cases count only where there "
        "are no others. A whole without a measure has no evidence. How many measures have which "
        "state stands beside it; there is no average.\n"
        f"\nNo colour is put on these: {plain}.\n"
    )


def _evidence() -> Iterator[str]:
    yield (
        "\n## Evidence\n\nAn action shows its delivery, and beside it the highest grade that its "
        "evidence reaches.\n"
    )
    yield from _table(("", "grade"), ((str(at), means) for at, means in enumerate(GRADES.values())))
    yield (
        "\nImpact needs the last two, from two kinds of source or more, dated after the day on "
        "which the work was delivered, and no measure of the action that worsens.\n"
    )


def _doubts() -> Iterator[str]:
    yield (
        "\n## Doubts of a figure\n\nA doubt is a question about the rows behind a figure. It "
        "stands beside the state and does not change it. The thresholds are ours.\n"
    )
    yield from _table(
        ("doubt", "raised where", "why so"),
        ((rule.title, rule.threshold, rule.why) for rule in DOUBT_RULES),
    )


def _challenges() -> Iterator[str]:
    yield "\n## Challenges\n\nWhere the lead's rating and the evidence part, the lead is asked.\n"
    yield from _table(
        ("challenge", "raised where"), ((rule.title, rule.when) for rule in CHALLENGE_RULES)
    )
    yield (
        "\nThe same facts raise the same challenge once: one of its kind, for one part, in one "
        "period. None is raised while another of its kind is open on that part.\n"
    )


def _life() -> Iterator[str]:
    yield (
        f"\n## The life of a challenge\n\nFor {DAYS_FOR_THE_LEAD} working days the lead alone is "
        "shown it. The programme manager is shown it once it is answered, or after those days. A "
        "private board paper shows only what is upheld; a public one shows none.\n"
    )
    yield from _table(
        ("move", "from", "to", "by"),
        (
            (
                rule.means,
                ", ".join(
                    STATES[state].lower()
                    + (" (after the lead's days)" if state in rule.own_time else "")
                    for state in STATES
                    if state in rule.begins
                ),
                STATES[rule.ends].lower(),
                _WHO[rule.by],
            )
            for rule in MOVES.values()
        ),
    )
    moves = sorted(
        f"    {begin} --> {rule.ends}: {how}"
        for how, rule in MOVES.items()
        for begin in rule.begins
    )
    ends = (f"    {state} --> [*]" for state in STATES if state not in OPEN)
    drawn = "\n".join(["    [*] --> raised", *moves, *ends])
    yield f"\n```mermaid\nstateDiagram-v2\n{drawn}\n```\n"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
