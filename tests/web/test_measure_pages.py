"""What measures a measure, where it stands, and what its page shows to whom."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import Indicator, catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.measuring.periods import period_named, periods_between
from lineofsight.progress.rating.doubted import doubts_behind
from lineofsight.tables.loading import load_tables
from lineofsight.tables.working_days import working_days_after
from lineofsight.web.accounts.models import Account
from lineofsight.web.data import results as data_results
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import change
from lineofsight.web.performance import suggesting
from lineofsight.web.performance.figures import JudgedMeasure, judged_plan
from lineofsight.web.performance.models import Match, Rebase, TypedFigure
from lineofsight.web.performance.outside import TOO_SMALL
from lineofsight.web.plans.models import Measure, Plan, Target
from lineofsight.web.plans.whole import whole_plan
from tests.web.conftest import CheckingClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "few")]
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]
IN_TIME, REOPENED = "assessments_45_working_days", "rereferrals_12_months"
SEEN = "assessments_child_seen"
FIRST, LAST = "2024-09", "2026-02"
LATE = {"2025-12": 12, "2026-01": 12, "2026-02": 13}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of two indicators: what is computed of the others is held elsewhere."""
    known: Mapping[str, Indicator] = {name: catalogue()[name] for name in (IN_TIME, SEEN)}
    monkeypatch.setattr(data_results, "catalogue", lambda own: known)
    suggesting.matcher.cache_clear()
    yield
    suggesting.matcher.cache_clear()


def write_assessments(folder: Path) -> None:
    """Twenty a month, two of them late, and since December more than half."""
    rows, number = (
        [
            "cina_assessment_id,cina_person_id,cina_assessment_start_date,"
            "cina_assessment_auth_date,cina_assessment_team"
        ],
        0,
    )
    for month in periods_between(FIRST, LAST):
        late = LATE.get(month.name, 2)
        for place in range(20):
            number += 1
            done = month.first_day + timedelta(days=9)
            start = done - timedelta(days=100 if place < late else 20)
            team = "T-South" if place < 5 else "T-North"
            rows.append(f"A{number},P{number},{start},{done},{team}")
    (folder / "ssd_cin_assessments.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    people = "\n".join(f"P{each},F,5" for each in range(1, number + 1))
    (folder / "ssd_person.csv").write_text(
        f"pers_person_id,pers_sex,pers_ethnicity\n{people}\n", encoding="utf-8"
    )


@pytest.fixture
def tables(store: Path, tmp_path: Path) -> None:
    """Tables to the end of February 2026, and the results made of them."""
    write_assessments(tmp_path)
    load_tables([tmp_path], store, date(2026, 2, 28))
    make_results(store, data_results.indicators())


@pytest.fixture
def measure(plan: Plan) -> Measure:
    """The plan's measure of assessments in time."""
    return Measure.objects.get(plan=plan, ref="4")


@pytest.fixture
def client(manager: Account, as_person: AsPerson) -> CheckingClient:
    return as_person(manager)


def matched(client: CheckingClient, measure: Measure, answer: str = IN_TIME) -> Match:
    """Say on the measure's own page that an indicator measures it."""
    given = {"answer": "other", "other": answer, "covers": "whole", "why": "It counts the same."}
    ticked = [str(each.pk) for each in Target.objects.filter(measure=measure)]
    client.post(f"/performance/measure/{measure.pk}/match/", {**given, "targets": ticked})
    return Match.objects.get(measure=measure, answer=answer)


def judged(plan: Plan, measure: Measure, *, inside: bool = True) -> JudgedMeasure:
    whole = whole_plan(plan)
    whole.inside = inside
    return judged_plan(whole).by_key[measure.pk]


def test_what_the_words_ask_for_is_suggested_and_nothing_is_matched_until_confirmed(
    client: CheckingClient, plan: Plan, measure: Measure
) -> None:
    address = f"/performance/plan/{plan.pk}/matching/"
    page = client.get(address).content.decode()
    title = catalogue()[IN_TIME].title
    assert title in page
    assert not Match.objects.exists()
    answer = client.post(address, {"measure": [str(measure.pk)]}, follow=True)
    match = Match.objects.get()
    assert (match.measure, match.answer, match.covers) == (measure, IN_TIME, "whole")
    assert "1 measure matched" in answer.content.decode()
    assert Event.objects.filter(kind="measures matched", plan=plan.pk).count() == 1
    assert f'id="measure-{measure.pk}"' not in client.get(address).content.decode()


def test_with_nothing_ticked_nothing_is_confirmed_and_it_is_said(
    client: CheckingClient, plan: Plan
) -> None:
    address = f"/performance/plan/{plan.pk}/matching/"
    page = client.post(address, {}, follow=True).content.decode()
    assert "Tick the measures whose suggestion is right" in page
    assert not Match.objects.exists()


@pytest.mark.usefixtures("tables")
def test_the_page_shows_the_chart_the_table_and_what_they_say(
    client: CheckingClient, plan: Plan, measure: Measure
) -> None:
    matched(client, measure)
    page = client.get(f"/performance/measure/{measure.pk}/").content.decode()
    assert "<svg" in page
    assert "7 of 20" in page
    assert "The tables tell of days to 28 February 2026" in page
    assert "Worsening" in page
    assert "was chosen for this measure: It counts the same." in page
    figure = judged(plan, measure).figures[0]
    counted = [each for each in figure.standing.points if each.denominator]
    assert [each.numerator for each in counted] == [
        20 - LATE.get(each.period, 2) for each in counted
    ]
    assert len(counted) == len(periods_between(FIRST, LAST))
    assert figure.rating.state == "worsening"


@pytest.mark.usefixtures("tables")
def test_it_is_split_by_team_without_a_percentage_of_fewer_than_ten(
    client: CheckingClient, measure: Measure
) -> None:
    """Of the last month's twenty five are the south's, all late, and seven of fifteen in time."""
    matched(client, measure)
    page = client.get(f"/performance/measure/{measure.pk}/?by=team").content.decode()
    assert "0 of 5" in page
    assert "7 of 15" in page
    assert "46.7%" in page
    assert ">0.0%<" not in page
    page = client.get(f"/performance/measure/{measure.pk}/?by=locality").content.decode()
    assert "It is not split so" in page or "Not recorded" in page


def test_what_the_rows_leave_to_ask_is_told_to_those_inside_alone(
    client: CheckingClient,
    plan: Plan,
    measure: Measure,
    someone: Someone,
    as_person: AsPerson,
    store: Path,
    tmp_path: Path,
) -> None:
    """Every assessment is authorised on the day it was due."""
    rows = [
        "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date"
    ]
    for number in range(24):
        started = date(2025, 9, 1) + timedelta(days=number)
        rows.append(f"A{number},P{number},{started},{working_days_after(started, 45)}")
    (tmp_path / "ssd_cin_assessments.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    # Of another day than the tables of the other tests, and so another snapshot.
    load_tables([tmp_path], store, date(2026, 2, 27))
    make_results(store, data_results.indicators(), doubting=doubts_behind)
    matched(client, measure)
    question = "24 of 24 are dated on the very day they were due"
    page = client.get(measure_address(measure)).content.decode()
    assert f"Of the last 12 months: {question}" in page
    assert "These are questions and no proof" in page
    assert [each.kind for each in judged(plan, measure).figures[0].rating.doubts] == ["bunched"]
    outside = as_person(someone("scrutiny_member", plan)).get(measure_address(measure))
    assert "What to ask" not in outside.content.decode()
    past = whole_plan(plan)
    past.inside, past.day = True, date(2026, 1, 31)
    assert judged_plan(past).by_key[measure.pk].figures[0].rating.doubts == ()


@pytest.mark.usefixtures("tables")
def test_readers_from_outside_are_shown_no_small_count_and_no_split(
    client: CheckingClient,
    plan: Plan,
    measure: Measure,
    someone: Someone,
    as_person: AsPerson,
) -> None:
    matched(client, measure)
    outside = as_person(someone("scrutiny_member", plan))
    page = outside.get(f"/performance/measure/{measure.pk}/?by=team").content.decode()
    assert "7 of 20" not in page
    assert "Hidden: too small to be shown" in page
    assert "Split by" not in page
    assert "0 of 5" not in page
    shown = judged(plan, measure, inside=False).figures[0]
    points = shown.standing.points
    assert {each.state for each in points if each.state != "no_denominator"} == {"hidden"}
    assert shown.standing.limits is not None
    assert all(each.mean is None for each in shown.standing.limits.points)
    # The same is said of it to everybody, without the figures.
    assert shown.rating.state == judged(plan, measure).figures[0].rating.state == "worsening"
    assert shown.rating.sentence == TOO_SMALL
    assert TOO_SMALL in page
    assert "35.0%" not in page
    leaders = outside.get(f"/performance/plan/{plan.pk}/").content.decode()
    assert "Worsening" in leaders
    assert "35.0%" not in leaders


@pytest.mark.usefixtures("tables")
def test_what_was_first_reported_otherwise_stands_in_chart_and_table(
    client: CheckingClient, plan: Plan, measure: Measure, store: Path, tmp_path: Path
) -> None:
    """Of February's 13 late assessments one turns out to have been in time."""
    matched(client, measure)
    address = f"/performance/measure/{measure.pk}/"
    assert "First reported" not in client.get(address).content.decode()
    table = tmp_path / "ssd_cin_assessments.csv"
    written = table.read_text("utf-8")
    *_, late = (line for line in written.splitlines() if ",2025-11-02," in line)
    table.write_text(written.replace(late, late.replace(",2025-11-02,", ",2026-01-21,")), "utf-8")
    load_tables([tmp_path], store, date(2026, 2, 28))
    make_results(store, data_results.indicators())
    page = client.get(address).content.decode()
    assert ">as first reported<" in page
    assert '<td data-label="First reported" class="govuk-table__cell">7 of 20</td>' in page
    assert "8 of 20" in page


@pytest.mark.usefixtures("tables")
def test_a_store_that_was_put_back_shows_its_own_figures(
    client: CheckingClient, plan: Plan, measure: Measure, store: Path, tmp_path: Path
) -> None:
    """Its snapshot and results have the names of those that were there before."""
    matched(client, measure)
    address = f"/performance/measure/{measure.pk}/"
    assert "7 of 20" in client.get(address).content.decode()
    shutil.rmtree(store)
    table = tmp_path / "ssd_cin_assessments.csv"
    header, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([header, *rows[:-1]]) + "\n", "utf-8")
    load_tables([tmp_path], store, date(2026, 2, 28))
    make_results(store, data_results.indicators())
    assert "7 of 20" not in client.get(address).content.decode().split("<table")[0]


def test_without_tables_the_page_says_so(client: CheckingClient, measure: Measure) -> None:
    page = client.get(f"/performance/measure/{measure.pk}/").content.decode()
    assert "Nobody has said what measures this yet" in page
    matched(client, measure)
    page = client.get(f"/performance/measure/{measure.pk}/").content.decode()
    assert "No tables are loaded" in page
    assert "No evidence" in page
    assert "No figure can be computed for this yet" in page


def test_a_figure_is_typed_in_with_its_source_and_taken_back(
    client: CheckingClient, plan: Plan, measure: Measure
) -> None:
    given = {"answer": "typed_figure", "covers": "whole", "why": "Nothing else tells it."}
    client.post(f"/performance/measure/{measure.pk}/match/", given)
    match = Match.objects.get(measure=measure)
    address = f"/performance/match/{match.pk}/figure/"
    for typed, said in (
        ({"numerator": "30", "denominator": "20"}, "30 of 20 cannot be"),
        ({"numerator": "3"}, "Say of how many"),
        ({"numerator": "3", "denominator": "20", "value": "15"}, "not both"),
        ({"period": "2026-13", "value": "15"}, "“2026-13” is not a month"),
        ({"value": ""}, "Give how many of how many"),
    ):
        page = client.post(address, {"period": "2026-01", "source": "The audit.", **typed})
        assert said in page.content.decode(), typed
    for month, met in (("2025-11", 18), ("2026-01", 12)):
        client.post(
            address,
            {"period": month, "numerator": met, "denominator": 20, "source": "The audit, page 4."},
        )
    points = judged(plan, measure).figures[0].standing.points
    assert [(each.period, each.numerator, each.state) for each in points] == [
        ("2025-11", 18, "value"),
        ("2025-12", None, "not_given"),
        ("2026-01", 12, "value"),
    ]
    page = client.get(f"/performance/measure/{measure.pk}/").content.decode()
    assert "The audit, page 4." in page
    assert "12 of 20" in page
    figure = TypedFigure.objects.get(period="2026-01")
    client.post(f"/performance/figure/{figure.pk}/withdraw/", {"why": "A wrong page."})
    assert [each.period for each in judged(plan, measure).figures[0].standing.points] == ["2025-11"]
    assert Event.objects.filter(kind="typed figure withdrawn").count() == 1


@pytest.mark.usefixtures("tables")
def test_a_figure_of_what_the_tables_give_is_not_typed(
    client: CheckingClient, measure: Measure
) -> None:
    match = matched(client, measure)
    page = client.get(f"/performance/match/{match.pk}/figure/")
    assert page.status_code == 403
    assert "computed from the tables" in page.content.decode()


@pytest.mark.usefixtures("tables")
def test_limits_begin_anew_for_a_reason_that_stands_with_the_chart(
    client: CheckingClient, plan: Plan, measure: Measure
) -> None:
    match = matched(client, measure)
    address = f"/performance/match/{match.pk}/limits/"
    page = client.post(address, {"period": "2025-12", "reason": ""}).content.decode()
    assert "without a reason nothing begins anew" in page
    reason = "Two teams became one."
    client.post(address, {"period": "2025-12", "reason": reason})
    page = client.get(f"/performance/measure/{measure.pk}/").content.decode()
    assert f"Limits begin anew at December 2025: {reason}" in page
    limits = judged(plan, measure).figures[0].standing.limits
    assert limits is not None
    assert [each.segment for each in limits.points][-4:] == [0, 1, 1, 1]
    rebase = Rebase.objects.get()
    client.post(f"/performance/limits/{rebase.pk}/withdraw/", {"why": "They did not."})
    assert "Limits begin anew" not in client.get(measure_address(measure)).content.decode()


def measure_address(measure: Measure) -> str:
    return f"/performance/measure/{measure.pk}/"


@pytest.mark.usefixtures("tables")
def test_a_measure_is_no_better_than_the_weakest_of_its_figures(
    client: CheckingClient, plan: Plan, measure: Measure
) -> None:
    """Whether children were seen is not in these tables: its figure is a gap."""
    matched(client, measure)
    seen = matched(client, measure, SEEN)
    found = judged(plan, measure)
    assert [each.match.answer for each in found.figures] == [IN_TIME, SEEN]
    assert found.figures[1].rating.state == "no_evidence"
    assert found.state == "worsening"
    assert not found.is_gap
    client.post(f"/performance/match/{seen.pk}/withdraw/", {"why": "It asks another thing."})
    assert [each.match.answer for each in judged(plan, measure).figures] == [IN_TIME]


@pytest.mark.usefixtures("tables")
def test_a_part_of_the_measure_is_not_judged_by_its_target(
    client: CheckingClient, plan: Plan, measure: Measure
) -> None:
    given = {"answer": "other", "other": IN_TIME, "covers": "part", "why": "It says so."}
    address = f"/performance/measure/{measure.pk}/match/"
    assert (
        "Say what of the measure it does not count" in client.post(address, given).content.decode()
    )
    client.post(address, {**given, "uncovered": "Private assessments are left out."})
    figure = judged(plan, measure).figures[0]
    assert figure.standing.met is None
    assert (
        "Private assessments are left out." in client.get(measure_address(measure)).content.decode()
    )


@pytest.mark.usefixtures("tables")
def test_leaders_see_the_measures_they_watch_worst_first_and_what_changed(
    client: CheckingClient, plan: Plan, measure: Measure
) -> None:
    matched(client, measure)
    other = Measure.objects.filter(plan=plan).exclude(pk=measure.pk)[0]
    address = f"/performance/plan/{plan.pk}/"
    page = client.get(address)
    assert [each.measure.measure for each in page.context["rows"]] == [measure]
    said = page.content.decode()
    assert "35.0%" in said
    assert "7 of 20" in said
    assert other.text[:20] in said
    with change("a test's mark", by=None, plan=plan.pk) as made:
        measure.refresh_from_db()
        measure.critical = True
        made.keep(measure)
    page = client.get(address)
    assert page.context["gaps"] == []
    assert "What leaders watch: 1 measure of 63" in page.content.decode()
    assert client.get(f"{address}?all=yes").context["gaps"] != []


@pytest.mark.usefixtures("tables")
def test_only_managers_and_analysts_say_what_measures_a_measure(
    plan: Plan, measure: Measure, client: CheckingClient, someone: Someone, as_person: AsPerson
) -> None:
    match = matched(client, measure)
    for role in ("board_chair", "action_lead", "scrutiny_member"):
        other = as_person(someone(role, plan))
        assert other.get(measure_address(measure)).status_code == 200
        assert other.get(f"/performance/plan/{plan.pk}/").status_code == 200
        for part in (
            f"measure/{measure.pk}/match/",
            f"match/{match.pk}/withdraw/",
            f"match/{match.pk}/limits/",
            f"plan/{plan.pk}/matching/",
        ):
            assert other.get(f"/performance/{part}").status_code == 403, (role, part)
            assert other.post(f"/performance/{part}", {"why": "No."}).status_code == 403
    assert (
        as_person(someone("analyst", plan))
        .get(f"/performance/measure/{measure.pk}/match/")
        .status_code
        == 200
    )
    assert Match.objects.count() == 1


def test_a_month_is_named_by_its_year_and_number() -> None:
    assert period_named("2026-03").last_day == date(2026, 3, 31)
