"""A measure's state from evidence: one table of rules, of which the first that holds decides."""

from collections.abc import Callable
from dataclasses import dataclass

from lineofsight.progress.rating.doubts import Doubt
from lineofsight.progress.rating.reading import Reading
from lineofsight.progress.rating.states import TITLES, UNCOLOURED, State
from lineofsight.progress.rating.words import figure, nothing, outlook, path, run, target, verdict
from lineofsight.progress.wording import joined, lowered


@dataclass(frozen=True, slots=True)
class Rule:
    """A state, when a reading has it (``when`` in words, ``holds`` as the rule), and why."""

    state: State
    when: str
    holds: Callable[[Reading], bool]
    why: Callable[[Reading], str]


@dataclass(frozen=True, slots=True)
class MeasureRating:
    """A measure's state, and the sentence that names the figures and days it rests on.

    ``doubts`` are what in the rows behind the figures somebody should ask about; they stand beside
    the state and do not change it, since a pattern is a question and no proof.
    """

    title: str
    state: State
    sentence: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def name(self) -> str:
        """The state in words."""
        return TITLES[self.state]

    @property
    def coloured(self) -> bool:
        """Whether a colour may be put on it."""
        return self.state not in UNCOLOURED


RULES: tuple[Rule, ...] = (
    Rule(
        "no_evidence",
        "There is no figure of the whole measure for the last ended period: nothing computes it, "
        "there was nothing to count, it is hidden, or it covers only a part.",
        lambda reading: not reading.has_figure,
        nothing,
    ),
    Rule(
        "too_few",
        "There are fewer than 10 cases.",
        lambda reading: reading.is_small,
        lambda reading: f"{figure(reading)}; so few are not judged",
    ),
    Rule(
        "no_evidence",
        "Nothing says which way is better, and the figure meets or misses no target.",
        lambda reading: not reading.better_known and not _is_judged(reading),
        lambda reading: f"{figure(reading)}; nothing says which way is better",
    ),
    Rule(
        "worsening",
        "The figures are worse than their usual variation, whether or not the target is met.",
        lambda reading: reading.worsens,
        lambda reading: f"{figure(reading)}; {run(reading)}; {verdict(reading)}",
    ),
    Rule(
        "no_change",
        "A counter-measure worsens: what is gained here may be lost there.",
        lambda reading: bool(reading.worsening_counters),
        lambda reading: f"{figure(reading)}; {verdict(reading)}; but {_lost_elsewhere(reading)}",
    ),
    Rule(
        "reliably_met",
        "The target in force is met, and usual variation does not reach to where it would be "
        "missed.",
        lambda reading: _reliable(reading),
        lambda reading: (
            f"{figure(reading)}; {verdict(reading)}, and the usual variation of "
            f"{reading.periods} periods does not reach to where it would be missed"
        ),
    ),
    Rule(
        "met_now",
        "The target in force is met.",
        lambda reading: reading.is_met,
        lambda reading: f"{figure(reading)}; {verdict(reading)}; {_not_relied_on(reading)}",
    ),
    Rule(
        "on_path",
        "The figures are better than usual, and as they run the next target is met by its date.",
        lambda reading: reading.improves and reading.in_time is True,
        lambda reading: f"{figure(reading)}; {run(reading)}; {path(reading)}",
    ),
    Rule(
        "too_slowly",
        "The figures are better than usual, and as they run the next target is missed, or the one "
        "in force is missed already and none is to come.",
        lambda reading: reading.improves and reading.in_time is False,
        lambda reading: f"{figure(reading)}; {run(reading)}; {verdict(reading)}; {path(reading)}",
    ),
    Rule(
        "improving",
        "The figures are better than usual, and no date is set by which to judge the pace, or it "
        "cannot be told.",
        lambda reading: reading.improves,
        lambda reading: f"{figure(reading)}; {run(reading)}; {verdict(reading)}; {path(reading)}",
    ),
    Rule(
        "not_yet_due",
        "No target is in force, one is to come, and nothing says that it will be missed.",
        lambda reading: (
            reading.step is None and reading.coming is not None and reading.in_time is not False
        ),
        lambda reading: f"{figure(reading)}; {target(reading)}; {run(reading)}",
    ),
    Rule(
        "no_change",
        "Otherwise: the target in force is not met, or there is none, and the figures do not move "
        "beyond their usual variation, or too few are known to tell.",
        lambda reading: True,
        lambda reading: f"{figure(reading)}; {verdict(reading)}; {run(reading)}{outlook(reading)}",
    ),
)


def measure_rating(reading: Reading, doubts: tuple[Doubt, ...] = ()) -> MeasureRating:
    """The state that the figures give a measure, and why."""
    rule = next(each for each in RULES if each.holds(reading))
    return MeasureRating(reading.title, rule.state, f"{rule.why(reading)}.", doubts)


def loss_untold(reading: Reading, rating: MeasureRating) -> str:
    """That a counter-measure worsens, where the sentence of the state does not tell it."""
    if not reading.worsening_counters:
        return ""
    lost = _lost_elsewhere(reading)
    return "" if lost in rating.sentence else f"{lost[:1].upper()}{lost[1:]}."


def _is_judged(reading: Reading) -> bool:
    return reading.verdict in ("met", "not_met")


def _reliable(reading: Reading) -> bool:
    return reading.is_met and not reading.trial and reading.assurance == "consistently_met"


def _not_relied_on(reading: Reading) -> str:
    if reading.trial or reading.assurance is None:
        return run(reading)
    if reading.assurance == "hit_or_miss":
        return "usual variation would take it above and below the target"
    return "usual variation would mostly take it where the target is missed"


def _lost_elsewhere(reading: Reading) -> str:
    worse = [
        f"{each.title} ({lowered(figure(each))}; {run(each)})"
        for each in reading.worsening_counters
    ]
    return f"what could suffer from it gets worse: {joined(worse)}"
