"""Percentages of a whole that add up to 100."""

from collections.abc import Sequence


def whole_percentages(counts: Sequence[int]) -> list[int]:
    """Each count as a whole percentage of their sum, by largest remainder, so that they add to 100.

    Equal remainders go to the larger count, then to the earlier one.  All zeros stay zeros.
    """
    whole = sum(counts)
    if whole == 0:
        return [0] * len(counts)
    percentages = [100 * count // whole for count in counts]
    by_remainder = sorted(
        range(len(counts)),
        key=lambda place: (-(100 * counts[place] % whole), -counts[place], place),
    )
    for place in by_remainder[: 100 - sum(percentages)]:
        percentages[place] += 1
    return percentages
