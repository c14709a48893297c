"""Contacts and referrals, worked out by hand."""

from datetime import date

import pytest

from tests.support.oracle import Cell, Tables, measure, records
from tests.support.ssd_columns import row

AS_AT = date(2024, 3, 31)


def contact(outcome: str, made: str = "2024-03-10") -> Tables:
    return {
        "ssd_contacts": [
            row(
                "ssd_contacts",
                cont_contact_id="C1",
                cont_person_id="P1",
                cont_contact_date=made,
                cont_contact_outcome_json=outcome,
            )
        ]
    }


@pytest.mark.parametrize(
    "outcome",
    ['{"NFA_FLAG": "Y"}', '{"NFA_FLAG": "yes"}', '{"NFA_FLAG": true}', '{"NFA_FLAG": 1}'],
)
def test_a_contact_whose_outcome_says_no_further_action_is_met(outcome: str) -> None:
    cells = measure(contact(outcome), "contacts_no_further_action", ["2024-03"], AS_AT)
    assert cells == {("2024-03",): Cell(1, 1, None, 0)}


@pytest.mark.parametrize(
    "outcome",
    ["", "{}", "[]", "Y", '{"NFA_FLAG": "N"}', '{"NFA_FLAG": null}', '{"X": {"NFA_FLAG": "Y"}}'],
)
def test_any_other_outcome_counts_in_the_denominator_only(outcome: str) -> None:
    cells = measure(contact(outcome), "contacts_no_further_action", ["2024-03"], AS_AT)
    assert cells == {("2024-03",): Cell(0, 1, None, 0)}


def test_contacts_have_no_team() -> None:
    with pytest.raises(ValueError, match="team"):
        measure(contact("{}"), "contacts_no_further_action", ["2024-03"], AS_AT, by=["team"])


def test_a_contact_without_a_date_or_after_the_day_counts_nowhere() -> None:
    for made in ("", "2024-04-01"):
        months = ["2024-03", "2024-04"]
        assert not measure(contact("{}", made), "contacts_no_further_action", months, AS_AT)


def referrals(*made: str, child: str = "P1", nfa: str = "") -> Tables:
    """Referrals R1, R2 ... of one child on the days given."""
    return {
        "ssd_cin_episodes": [
            row(
                "ssd_cin_episodes",
                cine_referral_id=f"R{number}",
                cine_person_id=child,
                cine_referral_date=day,
                cine_referral_nfa=nfa,
                cine_referral_team="North",
                cine_referral_worker_id="W1",
            )
            for number, day in enumerate(made, start=1)
        ]
    }


@pytest.mark.parametrize(
    ("earlier", "again"),
    [
        ("2023-02-28", True),  # 29 February 2024 less a year
        ("2023-02-27", False),
        ("2024-02-28", True),
        ("2024-02-29", False),  # the same day is not an earlier day
        ("2024-03-01", False),
        ("", False),
    ],
)
def test_a_rereferral_follows_another_by_a_day_to_a_year(earlier: str, again: bool) -> None:
    found = records(
        referrals(earlier, "2024-02-29"), "rereferrals_12_months", "2024-02", date(2024, 2, 29)
    )
    assert {record.record: record.state for record in found}["R2"] == ("met" if again else "missed")


def test_referrals_that_name_no_child_are_not_rereferrals() -> None:
    tables = referrals("2024-03-01", "2024-03-02", child="")
    cells = measure(tables, "rereferrals_12_months", ["2024-03"], AS_AT)
    assert cells == {("2024-03",): Cell(0, 2, None, 0)}


@pytest.mark.parametrize("flag", ["Y", "y", "Yes", "YES", "1", "true", "TRUE", "T", "t"])
def test_a_referral_to_no_further_action_in_any_spelling_is_met(flag: str) -> None:
    tables = referrals("2024-03-31", nfa=flag)
    cells = measure(tables, "referrals_no_further_action", ["2024-03"], AS_AT)
    assert cells == {("2024-03",): Cell(1, 1, None, 0)}


@pytest.mark.parametrize("flag", ["", "N", "No", "0", "false", "F", "X", "2"])
def test_a_referral_with_any_other_flag_is_not(flag: str) -> None:
    tables = referrals("2024-03-31", nfa=flag)
    cells = measure(tables, "referrals_no_further_action", ["2024-03"], AS_AT)
    assert cells == {("2024-03",): Cell(0, 1, None, 0)}
