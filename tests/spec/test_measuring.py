"""Measuring: figures by period and group, and the rows behind them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue, indicator_named
from lineofsight.measuring.engine import Engine, engine_over_rows, open_engine
from lineofsight.measuring.engines.duckdb import DuckDBEngine
from lineofsight.measuring.in_reach import computable_from, falls_short
from lineofsight.measuring.periods import periods_between
from lineofsight.measuring.query import Query
from lineofsight.measuring.records import records
from lineofsight.measuring.results import Figure, measure
from lineofsight.tables.loading import load_tables
from lineofsight.tables.reach import Reach
from lineofsight.tables.snapshots import open_snapshot

MARCH = date(2026, 3, 31)

Rows = Mapping[str, Sequence[Mapping[str, object]]]


def referral(number: int, day: date, **more: object) -> dict[str, object]:
    """A referral of a child of its own."""
    return {
        "cine_referral_id": f"R{number}",
        "cine_person_id": f"P{number}",
        "cine_referral_date": day,
        **more,
    }


def assessment(number: int, start: date, done: date | None, **more: object) -> dict[str, object]:
    """An assessment of a child of its own."""
    return {
        "cina_assessment_id": f"A{number}",
        "cina_person_id": f"P{number}",
        "cina_assessment_start_date": start,
        "cina_assessment_auth_date": done,
        **more,
    }


def figures(
    rows: Rows, indicator: str, first: str, last: str, as_at: date = MARCH, by: Sequence[str] = ()
) -> list[Figure]:
    with engine_over_rows(rows, as_at) as engine:
        return measure(engine, [indicator_named(indicator)], periods_between(first, last), by)


@contextmanager
def loaded(folder: Path, **files: str) -> Iterator[Engine]:
    """An engine over a snapshot of CSV files."""
    extract = folder / "extract"
    extract.mkdir()
    for name, text in files.items():
        (extract / f"{name}.csv").write_text(text, encoding="utf-8")
    load_tables([extract], folder / "store", MARCH)
    with open_engine(open_snapshot(folder / "store")) as engine:
        yield engine


def test_a_figure_is_a_numerator_a_denominator_and_a_percentage() -> None:
    """The percentage is unrounded: who shows it rounds it."""
    rows = {
        "ssd_cin_episodes": [
            referral(n, date(2026, 3, n), cine_referral_nfa="Y" if n == 1 else "N")
            for n in (1, 2, 3)
        ]
    }
    (march,) = figures(rows, "referrals_no_further_action", "2026-03", "2026-03")
    assert (march.numerator, march.denominator, march.state) == (1, 3, "value")
    assert march.value == 100 / 3


def test_nothing_to_count_is_not_zero_percent() -> None:
    """A month without referrals has no percentage, and says why; so has one before the data."""
    rows = {"ssd_cin_episodes": [referral(1, date(2026, 3, 1))]}
    found = figures(rows, "referrals_no_further_action", "2026-01", "2026-03")
    assert [figure.state for figure in found] == ["no_denominator", "no_denominator", "value"]
    assert [figure.value for figure in found] == [None, None, 0.0]


def test_nothing_dated_later_than_as_at_exists() -> None:
    """An assessment authorised in April was open at the end of March, and overdue."""
    rows = {"ssd_cin_assessments": [assessment(1, date(2026, 1, 5), date(2026, 4, 10))]}
    (march,) = figures(rows, "assessments_45_working_days", "2026-03", "2026-03")
    assert (march.denominator, march.open_overdue) == (0, 1)
    (april,) = figures(
        rows, "assessments_45_working_days", "2026-04", "2026-04", as_at=date(2026, 4, 30)
    )
    assert (april.denominator, april.numerator, april.open_overdue) == (1, 0, 0)


def test_a_month_not_yet_begun_counts_nothing() -> None:
    """Even what is booked for it."""
    rows = {"ssd_cin_episodes": [referral(1, date(2026, 4, 2))]}
    (april,) = figures(rows, "rereferrals_12_months", "2026-04", "2026-04")
    assert april.state == "no_denominator"


def test_the_grid_is_full() -> None:
    """A team that was counted in any month has a figure in each, and those without are unknown."""
    rows = {
        "ssd_cin_episodes": [
            referral(1, date(2026, 1, 5), cine_referral_team="North"),
            referral(2, date(2026, 2, 5)),
        ]
    }
    found = figures(rows, "rereferrals_12_months", "2026-01", "2026-02", by=["team"])
    assert [(figure.period, *figure.groups, figure.denominator) for figure in found] == [
        ("2026-01", "all", 1),
        ("2026-01", "North", 1),
        ("2026-01", "unknown", 0),
        ("2026-02", "all", 1),
        ("2026-02", "North", 0),
        ("2026-02", "unknown", 1),
    ]


def test_two_dimensions_give_the_total_each_alone_and_the_cross() -> None:
    """`all` marks what a figure is not split by."""
    rows = {
        "ssd_cin_episodes": [referral(1, date(2026, 3, 5), cine_referral_team="North")],
        "ssd_person": [{"pers_person_id": "P1", "pers_sex": "F"}],
    }
    found = figures(rows, "rereferrals_12_months", "2026-03", "2026-03", by=["team", "sex"])
    assert [figure.groups for figure in found] == [
        ("all", "all"),
        ("all", "F"),
        ("North", "all"),
        ("North", "F"),
    ]


def test_the_team_of_a_plan_is_that_of_the_childs_worker_then() -> None:
    """A child who moved in the month counts for the team that holds them at its end."""
    rows = {
        "ssd_cp_plans": [
            {
                "cppl_cp_plan_id": "L1",
                "cppl_person_id": "P1",
                "cppl_cp_plan_start_date": date(2025, 1, 6),
            }
        ],
        "ssd_involvements": [
            {
                "invo_involvements_id": name,
                "invo_professional_id": worker,
                "invo_professional_role_id": "Allocated Case Worker",
                "invo_professional_team": team,
                "invo_person_id": "P1",
                "invo_involvement_start_date": start,
                "invo_involvement_end_date": end,
            }
            for name, worker, team, start, end in (
                ("I1", "W1", "North", date(2025, 1, 6), date(2026, 2, 16)),
                ("I2", "W2", "South", date(2026, 2, 16), None),
            )
        ],
    }
    found = figures(rows, "cp_plans_over_18_months", "2026-01", "2026-02", by=["team"])
    counted = [(figure.period, figure.groups[0]) for figure in found if figure.denominator]
    assert counted == [
        ("2026-01", "all"),
        ("2026-01", "North"),
        ("2026-02", "all"),
        ("2026-02", "South"),
    ]


def test_a_missing_column_is_named_and_nothing_else_falls(tmp_path: Path) -> None:
    """No further action cannot be computed without its flag; re-referrals can."""
    csv = "cine_referral_id,cine_person_id,cine_referral_date\nR1,P1,2026-03-02\n"
    with loaded(tmp_path, ssd_cin_episodes=csv) as engine:
        march = periods_between("2026-03", "2026-03")
        flagged, returned = measure(
            engine,
            [
                indicator_named("referrals_no_further_action"),
                indicator_named("rereferrals_12_months"),
            ],
            march,
        )
    assert flagged.state == "not_computable"
    assert (flagged.numerator, flagged.denominator, flagged.value) == (None, None, None)
    assert [f"{n.table}.{n.column}" for n in flagged.missing] == [
        "ssd_cin_episodes.cine_referral_nfa"
    ]
    assert (returned.state, returned.denominator) == ("value", 1)


def test_a_missing_table_makes_not_computable_what_reads_it(tmp_path: Path) -> None:
    """And a list asked of it is refused with what is missing."""
    csv = "cine_referral_id,cine_person_id,cine_referral_date\nR1,P1,2026-03-02\n"
    with loaded(tmp_path, ssd_cin_episodes=csv) as engine:
        (figure,) = measure(
            engine, [indicator_named("cp_plans_repeat")], periods_between("2026-03", "2026-03")
        )
        assert figure.state == "not_computable"
        with pytest.raises(UnusableInput, match=r"the tables lack ssd_cp_plans\."):
            records(engine, indicator_named("cp_plans_repeat"))


def test_indicators_that_share_a_panel_are_one_query(monkeypatch: pytest.MonkeyPatch) -> None:
    """A panel is read once, however many of its indicators are asked for."""
    asked: list[Query] = []
    answers = DuckDBEngine.answers

    def counting(self: DuckDBEngine, queries: Sequence[Query]) -> object:
        asked.extend(queries)
        return answers(self, queries)

    monkeypatch.setattr(DuckDBEngine, "answers", counting)
    with engine_over_rows({}, MARCH) as engine:
        measure(engine, catalogue().values(), periods_between("2026-01", "2026-03"), ["team"])
    assert len(asked) == len({indicator.panel.name for indicator in catalogue().values()})


def test_the_rows_behind_a_missed_target_are_named() -> None:
    """One in time, one late, one still open and overdue: each with its dates and its state."""
    rows = {
        "ssd_cin_assessments": [
            assessment(1, date(2026, 1, 5), date(2026, 3, 9), cina_assessment_team="North"),
            assessment(2, date(2026, 1, 5), date(2026, 3, 10), cina_assessment_worker_id="W1"),
            assessment(3, date(2026, 1, 5), None),
            assessment(4, date(2026, 3, 2), None),
        ]
    }
    with engine_over_rows(rows, MARCH) as engine:
        found = records(engine, indicator_named("assessments_45_working_days"))
    due = date(2026, 3, 9)
    assert [(row.subject, row.state, row.due, row.team, row.worker) for row in found] == [
        ("P3", "overdue", due, None, None),
        ("P4", "due", date(2026, 5, 7), None, None),
        ("P2", "missed", due, None, "W1"),
        ("P1", "met", due, "North", None),
    ]


def test_a_row_without_a_clock_shows_its_day() -> None:
    """The day of the referral, or since when a plan has been open."""
    rows = {
        "ssd_cin_episodes": [referral(1, date(2026, 3, 5))],
        "ssd_cp_plans": [
            {
                "cppl_cp_plan_id": "L1",
                "cppl_person_id": "P1",
                "cppl_cp_plan_start_date": date(2024, 1, 8),
            }
        ],
    }
    with engine_over_rows(rows, MARCH) as engine:
        (received,) = records(engine, indicator_named("rereferrals_12_months"))
        (plan,) = records(engine, indicator_named("cp_plans_over_18_months"))
    assert (received.start, plan.start) == (date(2026, 3, 5), date(2024, 1, 8))


def test_a_list_can_be_kept_to_one_group_and_one_state() -> None:
    """`unknown` is a group like any other."""
    rows = {
        "ssd_cin_episodes": [
            referral(1, date(2026, 3, 5), cine_referral_team="North", cine_referral_nfa="Y"),
            referral(2, date(2026, 3, 5), cine_referral_nfa="Y"),
            referral(3, date(2026, 3, 5)),
        ]
    }
    nfa = indicator_named("referrals_no_further_action")
    with engine_over_rows(rows, MARCH) as engine:
        unknown = records(engine, nfa, where={"team": "unknown"}, state="met")
        with pytest.raises(UnusableInput, match="cannot be split by 'colour'; it can by team"):
            records(engine, nfa, where={"colour": "red"})
        with pytest.raises(UnusableInput, match="is of team 'Nroth'; there are North, unknown"):
            records(engine, nfa, where={"team": "Nroth"})
        assert records(engine, nfa, where={"team": "North"}, state="missed") == []
    assert [row.record for row in unknown] == ["R2"]


def test_nothing_outside_the_snapshot_can_be_read() -> None:
    """A definition runs where files and settings are out of reach."""
    with engine_over_rows({}, MARCH) as engine:
        for sql in (
            "select * from read_csv('/etc/passwd')",
            "copy calendar to '/tmp/out.csv'",
            "set enable_external_access = true",
        ):
            with pytest.raises(UnusableInput, match=r"\((Permission|InvalidInput)Exception\)"):
                list(engine.answers([Query(sql, "this", ())]))


def test_a_list_of_what_was_overdue_matches_its_figure() -> None:
    """A review due in March and held in April was open at March's end; now it is known as late."""
    rows = {
        "ssd_cla_reviews": [
            {
                "clar_cla_review_id": "W1",
                "clar_cla_person_id": "P1",
                "clar_cla_review_due_date": date(2026, 3, 30),
                "clar_cla_review_date": date(2026, 4, 1),
            }
        ]
    }
    reviews, (march,) = (
        indicator_named("cla_reviews_in_time"),
        periods_between("2026-03", "2026-03"),
    )
    with engine_over_rows(rows, date(2026, 4, 30)) as engine:
        (figure,) = measure(engine, [reviews], [march])
        (overdue,) = records(engine, reviews, march, state="overdue")
        (known,) = records(engine, reviews, march)
    assert figure.open_overdue == 1
    assert (overdue.state, overdue.done) == ("overdue", None)
    assert (known.state, known.done) == ("missed", date(2026, 4, 1))


def test_what_is_too_recent_for_a_figure_is_on_the_list_of_what_is_due() -> None:
    """An interview whose 72 hours run is the one that can still be held in time; likewise the first
    visit of a plan that has just begun."""
    rows = {
        "return_interviews": [
            {
                "return_interview_id": "I1",
                "person_id": "P1",
                "returned_at": "2026-03-30T08:00:00",
            },
            {
                "return_interview_id": "I2",
                "person_id": "P2",
                "returned_at": "2026-03-30T08:00:00",
                "offered_at": "2026-03-30T09:00:00",
                "held_at": "2026-03-30T18:00:00",
            },
        ],
        "contact_decisions": [
            {
                "contact_decision_id": "D1",
                "person_id": "P1",
                "received_at": "2026-03-31T11:00:00",
            }
        ],
        "ssd_cp_plans": [
            {
                "cppl_cp_plan_id": "L1",
                "cppl_person_id": "P1",
                "cppl_cp_plan_start_date": date(2026, 3, 20),
            }
        ],
    }
    (march,) = periods_between("2026-03", "2026-03")
    with engine_over_rows(rows, MARCH) as engine:
        for name, waiting in {
            "return_interviews_72_hours": "I1",
            "return_interviews_72_hours:offered": "I1",
            "referrer_reply_1_working_day": "D1",
            "cp_visits_10_working_days": "L1",
        }.items():
            indicator = indicator_named(name)
            (figure,) = measure(engine, [indicator], [march])
            assert (figure.denominator, figure.open_overdue) == (0, 0)
            assert records(engine, indicator, march) == []
            for asked in (
                records(engine, indicator, march, state="due"),
                records(engine, indicator, state="due"),
                records(engine, indicator),
            ):
                assert [(row.record, row.state) for row in asked] == [(waiting, "due")], name


def test_a_list_says_met_of_what_its_figure_counts_as_met() -> None:
    """Of two interviews in time one was not with somebody independent: done, and missed."""
    rows = {
        "return_interviews": [
            {
                "return_interview_id": name,
                "person_id": name,
                "returned_at": "2026-03-02T21:30:00",
                "held_at": "2026-03-03T21:30:00",
                "independent": independent,
            }
            for name, independent in (("I1", "Y"), ("I2", "N"))
        ]
    }
    indicator = indicator_named("return_interviews_72_hours:independent")
    (march,) = periods_between("2026-03", "2026-03")
    with engine_over_rows(rows, MARCH) as engine:
        (figure,) = measure(engine, [indicator], [march])
        found = records(engine, indicator, march)
    assert (figure.numerator, figure.denominator) == (1, 2)
    assert {row.record: row.state for row in found} == {"I1": "met", "I2": "missed"}


def test_a_meeting_wanted_after_the_application_did_not_come_before_it() -> None:
    """Offered the day before, and accepted on the day or a fortnight after: one of two."""
    rows = {
        "care_proceedings": [
            {"care_proceedings_id": child, "person_id": child, "applied_on": date(2026, 3, 10)}
            for child in ("P1", "P2")
        ],
        "family_group_meetings": [
            {
                "family_group_meeting_id": child,
                "person_id": child,
                "offered_on": date(2026, 3, 9),
                "answered_on": date(2026, 3, answered),
                "accepted": "Y",
            }
            for child, answered in (("P1", 10), ("P2", 25))
        ],
    }
    offered, accepted = (
        figures(rows, f"family_group_meeting_offered_before_application{variant}", *["2026-03"] * 2)
        for variant in ("", ":accepted")
    )
    assert [(each.numerator, each.denominator) for each in (*offered, *accepted)] == [
        (2, 2),
        (1, 2),
    ]


@pytest.mark.parametrize(
    ("places", "locality"),
    [
        ([("E1", "East")], "East"),
        ([("E1", None)], "E1"),
        ([("E1", "East"), ("E1", "East")], "East"),
        ([("E1", "East"), ("W1", "West")], "unknown"),
        ([("E1", "East"), (None, None)], "unknown"),
    ],
)
def test_the_locality_of_a_team_is_what_all_teams_of_its_name_have_above_them(
    places: list[tuple[str | None, str | None]], locality: str
) -> None:
    """Its name, or its number where no name is given; unknown where one of them is nowhere."""
    rows = {
        "ssd_cin_episodes": [referral(1, date(2026, 3, 5), cine_referral_team="Duty")],
        "ssd_department": [
            {
                "dept_team_id": f"T{number}",
                "dept_team_name": "Duty",
                "dept_team_parent_id": above,
                "dept_team_parent_name": name,
            }
            for number, (above, name) in enumerate(places)
        ],
    }
    found = figures(rows, "rereferrals_12_months", "2026-03", "2026-03", by=["locality"])
    assert [figure.groups for figure in found] == [("all",), (locality,)]


def test_nothing_can_be_overdue_without_a_clock() -> None:
    """An empty list would read as if all were well."""
    with (
        engine_over_rows({}, MARCH) as engine,
        pytest.raises(UnusableInput, match="has no due date, so nothing of it is overdue"),
    ):
        records(engine, indicator_named("rereferrals_12_months"), state="overdue")


def test_a_team_named_all_does_not_take_the_councils_place() -> None:
    """The word for a figure that is not split is nobody's name."""
    rows = {
        "ssd_cin_episodes": [
            referral(1, date(2026, 3, 5), cine_referral_team="all"),
            referral(2, date(2026, 3, 5), cine_referral_team="North"),
        ]
    }
    found = figures(rows, "rereferrals_12_months", "2026-03", "2026-03", by=["team"])
    assert {figure.groups[0]: figure.denominator for figure in found} == {
        "all": 2,
        "all (as recorded)": 1,
        "North": 1,
    }


def test_a_group_is_as_it_was_on_the_day_in_figures_and_in_lists() -> None:
    """A child who turned five in April was four when their assessment was overdue in March."""
    rows = {
        "ssd_cin_assessments": [assessment(1, date(2026, 1, 5), date(2026, 4, 10))],
        "ssd_person": [{"pers_person_id": "P1", "pers_dob": date(2021, 4, 5)}],
    }
    overdue, (march,) = (
        indicator_named("assessments_45_working_days"),
        periods_between("2026-03", "2026-03"),
    )
    with engine_over_rows(rows, date(2026, 4, 30)) as engine:
        counted = measure(engine, [overdue], [march], ["age_band"])
        listed = records(engine, overdue, march, {"age_band": "1 to 4"}, "overdue")
    assert {figure.groups[0]: figure.open_overdue for figure in counted} == {"all": 1, "1 to 4": 1}
    assert [row.subject for row in listed] == ["P1"]


def test_the_grid_of_one_indicator_does_not_hang_on_the_others() -> None:
    """Asked alone or beside another of its panel, an indicator has the same groups."""
    rows = {
        "ssd_cin_assessments": [
            assessment(1, date(2026, 1, 5), None, cina_assessment_team="North"),
        ]
    }
    (march,) = periods_between("2026-03", "2026-03")
    seen, in_time = (
        indicator_named("assessments_child_seen"),
        indicator_named("assessments_45_working_days"),
    )
    with engine_over_rows(rows, MARCH) as engine:
        alone = measure(engine, [seen], [march], ["team"])
        beside = measure(engine, [seen, in_time], [march], ["team"])
    assert [figure for figure in beside if figure.indicator == seen.id] == alone


def test_a_definition_that_does_not_fit_the_data_is_told_without_the_data() -> None:
    """DuckDB's own words would quote the value that did not fit: here, a child's number."""
    sql = "select cast(pers_person_id as integer) from ssd_person"
    with (
        engine_over_rows({"ssd_person": [{"pers_person_id": "P-secret"}]}, MARCH) as engine,
        pytest.raises(UnusableInput, match="does not fit the data") as refused,
    ):
        list(engine.answers([Query(sql, "this", ("ssd_person",))]))
    assert "P-secret" not in str(refused.value)
    assert refused.value.__cause__ is None


CARE_LEAVERS = {
    "ssd_person": "pers_person_id,pers_dob\nP1,2007-03-10\nP2,2007-02-10\n",
    "ssd_care_leavers": (
        "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch\n"
        "L1,P1,Former Relevant,YES\nL2,P2,Former Relevant,YES\n"
    ),
}


def test_how_things_stand_is_known_of_the_extracts_own_period_alone(tmp_path: Path) -> None:
    """Who is in touch in March may not have been in February, when they turned 19."""
    indicator = indicator_named("care_leavers_in_touch")
    with loaded(tmp_path, **CARE_LEAVERS) as engine:
        found = measure(engine, [indicator], periods_between("2026-02", "2026-04"))
        (year,) = measure(engine, [indicator], periods_between("2026-03", "2026-03"), (), "12m")
        assert computable_from(engine, indicator) == MARCH
        with pytest.raises(UnusableInput, match="ssd_care_leavers tells how things stood on 2026"):
            records(engine, indicator, periods_between("2026-02", "2026-02")[0])
    assert [(each.state, each.numerator) for each in found] == [
        ("not_computable", None),
        ("value", 1),
        ("not_computable", None),
    ]
    assert found[0].out_of_reach == (
        "ssd_care_leavers tells how things stood on 2026-03-31, and not on another day"
    )
    assert (year.numerator, year.denominator) == (2, 2)


def test_how_things_stand_is_not_known_of_a_day_before_the_extract(tmp_path: Path) -> None:
    with (
        loaded(tmp_path, **CARE_LEAVERS),
        open_engine(open_snapshot(tmp_path / "store"), date(2026, 3, 30)) as engine,
    ):
        march = periods_between("2026-03", "2026-03")
        (figure,) = measure(engine, [indicator_named("care_leavers_in_touch")], march)
    assert figure.state == "not_computable"


def test_a_table_kept_from_an_earlier_load_stands_as_on_its_own_day(tmp_path: Path) -> None:
    """A load of other tables in April does not make March's status that of April."""
    with loaded(tmp_path, **CARE_LEAVERS):
        pass
    later = tmp_path / "later"
    later.mkdir()
    people = CARE_LEAVERS["ssd_person"]
    (later / "ssd_person.csv").write_text(people, encoding="utf-8")
    load_tables([later], tmp_path / "store", date(2026, 4, 30))
    indicator = indicator_named("care_leavers_in_touch")
    with open_engine(open_snapshot(tmp_path / "store")) as engine:
        found = measure(engine, [indicator], periods_between("2026-03", "2026-04"))
    assert [each.state for each in found] == ["value", "not_computable"]


def test_a_list_of_how_things_stand_is_enough_where_that_is_what_the_table_is() -> None:
    """Annex A's one row a young person is all that the table holds by any source."""
    latest = Reach(MARCH, one_row_a="young person")
    indicator = indicator_named("care_leavers_in_touch")
    assert falls_short({"ssd_care_leavers": latest}, indicator) is None
