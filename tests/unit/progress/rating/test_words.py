from datetime import date

import pytest

from lineofsight.progress.rating.words import figure
from tests.support.readings import reading

NO_SHARE = {"numerator": None, "value": 12.5, "unit": "working days"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, "In October 2026: 82 of 100 (82.0%)"),
        ({"numerator": 1640, "cases": 2000}, "In October 2026: 1,640 of 2,000 (82.0%)"),
        ({"numerator": 3, "cases": 9, "value": 33.3}, "In October 2026: 3 of 9"),
        (NO_SHARE, "In October 2026: 12.5 working days, of 100 cases"),
        ({**NO_SHARE, "cases": None}, "In October 2026: 12.5 working days"),
        ({**NO_SHARE, "cases": 9}, "In October 2026: 9 cases"),
        ({"numerator": None, "cases": None}, "In October 2026: 82.0%"),
        (
            {"first_day": date(2026, 10, 5), "last_day": date(2026, 10, 11)},
            "From 5 October 2026 to 11 October 2026: 82 of 100 (82.0%)",
        ),
    ],
)
def test_a_figure_with_its_cases(told, expected):
    assert figure(reading(**told)) == expected
