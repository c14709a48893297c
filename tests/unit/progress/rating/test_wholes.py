from datetime import date

import pytest

from lineofsight.progress.rating.evidence import Evidence
from lineofsight.progress.rating.wholes import action_rating


@pytest.mark.parametrize(
    ("delivery", "done_on"), [("delivered", None), ("in_progress", date(2026, 5, 1))]
)
def test_only_what_is_delivered_has_a_day_on_which_it_was(delivery, done_on):
    with pytest.raises(ValueError, match=f"an action that is {delivery} was done on"):
        action_rating(delivery, done_on, [], [])


def test_an_action_without_a_measure_says_so():
    found = action_rating("in_progress", None, [], [])
    assert found.measures.state == "no_evidence"
    assert found.sentence == (
        "The work is not delivered. There is no evidence. Its impact is not shown; it would take "
        "that the work is delivered. It has no measure, so that nothing tells whether anything "
        "changed."
    )


def test_only_people_confirm_a_change():
    with pytest.raises(ValueError, match="audit cannot confirm a change"):
        Evidence("confirmed", "audit", date(2026, 5, 1))
