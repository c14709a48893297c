"""How wide an interval must be when the spread is itself told from a few figures."""

from statistics import NormalDist


def two_sided_t(confidence: float, freedom: int) -> float:
    """Student's t within which a share of cases lies, with ``freedom`` degrees of freedom.

    By the expansion about the normal quantile in Abramowitz and Stegun, 26.7.5: with ten degrees
    or more it is right to four places.  Raises ValueError with fewer than three, where it is not.
    """
    if freedom < 3:
        raise ValueError(f"{freedom} degrees of freedom are too few to tell an interval by")
    x = NormalDist().inv_cdf((1 + confidence) / 2)
    terms = (
        x,
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return sum(term / float(freedom) ** power for power, term in enumerate(terms))
