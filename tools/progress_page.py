"""docs/reference/process-limits.md: the rules of process charts, and where we leave them."""

from typing import get_args

from lineofsight.progress import chart_choice, forecast, limits, p_chart, shape
from lineofsight.progress.points import FEWEST_TO_JUDGE
from lineofsight.progress.rules import RUN
from lineofsight.progress.series_sentences import DEVIATIONS, SIGNALS

_RULES = (
    ("above_upper_limit", "below_lower_limit", "a point beyond a limit; one on it is not"),
    ("rising", "falling", f"{RUN} points in a row that all rise, or all fall; a tie ends the run"),
    (
        "two_in_three_above",
        "two_in_three_below",
        "of three points in a row on one side of the mean, two or three beyond two thirds of the "
        "way to the limit and not beyond it; only those are named",
    ),
    (
        "seven_above_mean",
        "seven_below_mean",
        f"{RUN} points in a row on one side of the mean; one on it ends the run",
    ),
)
_SWITCHED = {
    "steady_ranges": (
        "Large moving ranges are left out even where only ranges of 0 are left: limits fall on "
        "the mean, and a series that never moves has none.",
        "Where leaving out large moving ranges would leave only ranges of 0, none is left out. "
        "Otherwise one late case in a year of 100% would put the other eleven months beyond a "
        "limit.",
    ),
    "gaps": (
        "A series has no gaps; where it has, the figures on either side are neighbours.",
        "No moving range is taken over a period without a figure, and no run goes on over it.",
    ),
    "small_periods": (
        "Every figure counts, whatever it is made of.",
        f"Periods with fewer than {FEWEST_TO_JUDGE} cases count as not known.",
    ),
}


def progress_page() -> str:
    """The page, without its first line."""
    assert set(_SWITCHED) == set(DEVIATIONS) == set(get_args(limits.Deviation))
    named = {label for first, second, _ in _RULES for label in (first, second)}
    assert named | {"common_cause"} == set(SIGNALS)
    rules = "".join(
        f"| {number} | {what} | `{above}`, `{below}` |\n"
        for number, (above, below, what) in enumerate(_RULES, start=1)
    )
    switched = "".join(
        f"| `{name}` | {package} | {ours} | `--without {name}` |\n"
        for name, (package, ours) in _SWITCHED.items()
    )
    few = limits.FEWEST_FOR_LIMITS
    return (
        "\nWhat `lineofsight progress`, the papers and the charts call usual variation. Why there "
        "are two charts is told in [XmR or P](../explanation/xmr-or-p.md).\n"
        "\n## XmR charts\n\n"
        f"The ruleset is `{limits.RULESET}`: the rules and constants of NHSRplotthedots 0.2.2 "
        "(NHS-R Community, 2025), which every result names. Forty-seven series worked out by that "
        "package hold us to it.\n\n"
        "- The mean is that of the figures, not of all cases.\n"
        f"- A moving range is how far a figure lies from the one before. Those of {limits.SCREEN} "
        "times their mean or more are left out once; their points stay.\n"
        f"- The limits are the mean plus and minus {limits.LIMIT} times the mean moving range. "
        "They are never cut off: a percentage may have a limit above 100, which no chart draws.\n"
        f"- Limits of fewer than {few} figures are on trial: they are given, and nothing is made "
        "of them. One figure has none.\n"
        "\n## P charts\n\n"
        f"The ruleset is `{p_chart.RULESET}`; NHSRplotthedots has none.\n\n"
        "- The mean is that of all cases.\n"
        f"- The limits of a period are {p_chart.SIGMAS:g} standard deviations from it that chance "
        "alone gives its number of cases, within 0% and 100%.\n"
        "- Where figures move more than chance from one period to the next, limits are widened by "
        "how much more (`spread`), and never narrowed: the P' chart of D. B. Laney (2002). The "
        f"spread is the mean moving range of the standardised figures over "
        f"{p_chart.RANGE_OF_ONE_SIGMA}, with large ranges left out as above.\n"
        f"- Periods with fewer than {FEWEST_TO_JUDGE} cases count in the mean and are not named.\n"
        "- Whether a target can be counted on is told by the limits of a period with the mean "
        "number of cases.\n"
        "\n## Which chart\n\n"
        "Of figures without counts: XmR. Otherwise P where one period has more than "
        f"{'twice' if chart_choice.MOST_UNEVEN == 2 else chart_choice.MOST_UNEVEN} the cases of "
        f"another, or where fewer than {chart_choice.FEWEST_EXPECTED} cases of the rarer outcome "
        f"are to be expected in a usual period; else XmR. Periods with fewer than "
        f"{FEWEST_TO_JUDGE} cases are left out of this. `--chart xmr` or `--chart p` asks for "
        "one.\n"
        "\n## Special cause\n\n"
        "The first rule that fires names a point. No rule looks across a rebase.\n\n"
        f"| | rule | `label` |\n|---|---|---|\n{rules}"
        "\nA named point is improving or worsening by what is better of the figure; `variation` is "
        "that of the last figure. `assurance` holds the last limits against the target in force: "
        "`consistently_met` (reliably met) where it lies beyond the limit on the side that is "
        "worse, `consistently_missed` (reliably missed) on the side that is better, and "
        "`hit_or_miss` on or between them.\n"
        "\n## Where we leave the ruleset\n\n"
        "A result lists under `deviations` those that made a difference to it. Without any it is "
        "what the package gives.\n\n"
        "| name | NHSRplotthedots | here | to leave it out |\n|---|---|---|---|\n"
        f"{switched}"
        "\nBesides: a rebase at a period that the series does not have is refused, where the "
        f"package passes over it; limits are on trial under {few} figures, where the package warns "
        "under 13.\n"
        "\nMaking Data Count's workbook differs from the package in ways that it has not "
        "published in full: it does not leave out large moving ranges, and since November 2023 "
        "counts points beyond the limit in the third rule. It is not offered.\n"
        "\n## Forecasts\n\n"
        "- **Steady**: no special cause since the last rebase, or none that changes the level. The "
        "next figures lie within the limits, and no date is given.\n"
        "- **Step** or **pace**: where there is special cause, a level, a straight line and a "
        "change of level are held against each other by the Bayesian information criterion (2, 3 "
        f"and 4 parameters), with at least {shape.FEWEST_ON_A_SIDE} figures on either side of a "
        "change. The line is by least squares; in a P chart each figure counts by its cases.\n"
        "- After a step the figures are steady again, by limits since then; with fewer than "
        f"{few} there is no forecast. Where {RUN} figures stand on either side of it a rebase is "
        "suggested, and none is made.\n"
        f"- A pace is carried on for at most {forecast.FARTHEST} periods, and for no more than it "
        "was seen in. Its figures have 95% prediction intervals; the months between which a "
        "target would be met are those in which the line's own 95% band meets it. Both take each "
        "figure to be independent of the one before, which makes them too narrow where it is "
        "not.\n"
        f"- With fewer than {few} figures there is none.\n"
        "\n## Samples\n\n"
        "A share of audited cases has a 95% interval (E. B. Wilson, 1927) only where they were "
        "drawn at random and fixed before anybody graded them. Chosen cases say so and have none; "
        f"nor have fewer than {FEWEST_TO_JUDGE}.\n"
    )
