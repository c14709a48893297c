"""What a review says of who answers for an action."""

import pytest

from lineofsight.plan.model import (
    Doubt,
)
from lineofsight.plan.review import (
    review_plan,
)
from tests.support.reviewed import (
    HERE,
    action,
    gaps,
    only,
    plan,
)


def test_leads_that_could_not_be_paired_are_a_doubt_and_no_gap() -> None:
    """The document names them; only whose they are is open."""
    doubt = Doubt("pairing", "The leads (IM) stand beside 2 actions: say who leads which.", HERE)
    held = plan(action("1.1", leads=(), doubts=(doubt,)))
    assert gaps(held, "no_lead") == []
    told = review_plan(held).doubts
    assert [(each.doubt, each.ref, each.item) for each in told] == [(doubt, "1.1", "action-1.1")]


@pytest.mark.parametrize(
    ("leads", "told"),
    [
        (("Ida Moss", "Head of QA"), True),
        (("Lead Member", "Head of QA"), True),
        (("Ida Moss (lead)", "Head of QA"), False),
        (("Accountable: Ida Moss", "Head of QA"), False),
        (("Ida Moss",), False),
    ],
)
def test_of_several_leads_one_answers(leads: tuple[str, ...], told: bool) -> None:
    """Several are a gap unless one is marked as the lead, accountable or sponsor."""
    found = gaps(plan(action("1.1", leads=leads)), "no_accountable_lead")
    assert bool(found) is told


@pytest.mark.parametrize(
    "lead", ["Head of Care (to be appointed)", "Vacant", "TBC", "New Head of Care"]
)
def test_a_lead_who_is_not_in_post_is_told(lead: str) -> None:
    """Somebody must answer until then."""
    assert lead in only(plan(action("1.1", leads=(lead,))), "lead_not_in_post").message


@pytest.mark.parametrize("lead", ["Interim Head of Care", "Ida Moss (acting)", "Agency manager"])
def test_a_lead_who_is_in_post_for_a_time_is_told_and_weighs_little(lead: str) -> None:
    """The action may outlast them."""
    gap = only(plan(action("1.1", leads=(lead,))), "lead_not_in_post")
    assert (gap.severity, "in post for a time" in gap.message) == ("low", True)


def test_too_many_actions_on_one_lead_are_told_under_any_form_of_the_name() -> None:
    """More than eight and more than a quarter of all; ``IM`` and ``I Moss`` are Ida Moss."""
    forms = ["Ida Moss (IM)", "IM", "I Moss"] * 3
    held = [action(f"1.{n}", f"Step {n}", leads=(lead,)) for n, lead in enumerate(forms, 1)]
    gap = only(plan(*held), "too_many_on_one_lead")
    assert gap.message.startswith("Ida Moss leads 9 of the plan's 9 actions")
    assert gap.ref is None
    assert gaps(plan(*held[:8]), "too_many_on_one_lead") == []
    others = [action(f"2.{n}", f"Other {n}", leads=(f"Lead {n}",)) for n in range(1, 30)]
    assert gaps(plan(*held, *others), "too_many_on_one_lead") == []
