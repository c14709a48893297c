"""One person under several forms of a name."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.plan.review.people import one_name_each


def test_initials_and_a_shortened_name_are_the_person_they_can_only_mean() -> None:
    names = one_name_each(["Ida Moss (IM)", "IM", "I. Moss", "ida moss", "Head of QA", "QA"])
    assert {names[each] for each in ("Ida Moss (IM)", "IM", "I. Moss", "ida moss")} == {"Ida Moss"}
    assert names["Head of QA"] == "Head of QA"
    assert names["QA"] == "QA"


def test_initials_that_two_people_share_stay_as_they_are() -> None:
    names = one_name_each(["Ida Moss", "Ivo Munt", "IM"])
    assert names["IM"] == "IM"


@settings(deadline=None)
@given(st.lists(st.text("IMdaosv .()", max_size=8)))
def test_each_lead_has_a_name_that_the_plan_prints(leads: list[str]) -> None:
    names = one_name_each(leads)
    assert set(names) == set(leads)
    assert all(any(name in lead for lead in leads) for name in names.values())
