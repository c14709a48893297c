"""Cohort reviews: a list kept as it stood, shared out, reviewed by one and checked by another."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import ROLES, May
from lineofsight.web.casework.keys import key_of
from lineofsight.web.casework.lists import lists_of
from lineofsight.web.cohorts.actions import (
    check_child,
    give,
    name_checker,
    open_cohort,
    record_finding,
    spread_evenly,
)
from lineofsight.web.cohorts.freezing import Frozen, of_list
from lineofsight.web.cohorts.models import Cohort, CohortChild
from lineofsight.web.events.models import Event, Look, Version
from lineofsight.web.ui.refusal import NotAllowed
from tests.support.stores import load
from tests.web.caseworked import ASSESSED, CHOSEN, TABLES, casework, who  # noqa: F401
from tests.web.conftest import CheckingClient
from tests.web.test_page_queries import MOST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("casework")]
AsPerson = Callable[[Account], CheckingClient]
Who = Callable[..., Account]
OPEN = f"/cohorts/open/lists/{ASSESSED}/T1/"
WHY = "Ofsted found drift: look at every one."
WORDS = "Seen at home, and the plan is right."
# P1, P5 and P4 stand on the list of T1, in this order; P3 is restricted.
ON_IT = ["P1", "P5", "P4"]


@pytest.fixture
def opener(who: Who) -> Account:  # noqa: F811
    return who("team_manager", team="T1")


@pytest.fixture
def auditor(who: Who) -> Account:  # noqa: F811
    return who("auditor")


@pytest.fixture
def second(who: Who) -> Account:  # noqa: F811
    return who("quality_lead")


def frozen_of(account: Account) -> Frozen:
    with lists_of(account) as lists:
        assert lists is not None
        found = of_list(lists, ASSESSED, "T1")
    assert found is not None
    return found


@pytest.fixture
def cohort(opener: Account, auditor: Account, second: Account) -> Cohort:
    """The three children of the list, of whom the auditor has two and the second person one."""
    return open_cohort(
        by=opener, why=WHY, frozen=frozen_of(opener), reviewers=[auditor, second], checker=second
    )


def child_of(cohort: Cohort, person: str) -> CohortChild:
    return cohort.children.select_related("cohort").get(child=key_of(("", person)))


def page_of(cohort: Cohort, person: str) -> str:
    return f"/cohorts/{cohort.pk}/children/{key_of(('', person))}/"


def closed(cohort: Cohort, person: str, by: Account, **said: Any) -> CohortChild:
    return record_finding(
        by=by,
        why=WORDS,
        child=child_of(cohort, person),
        closing=True,
        **{"finding": "safe", **said},
    )


def words_of(page: Any) -> set[str]:
    """The words of a page: what is written without a space, such as a token, is one."""
    return set(re.findall(r"\w+", page.content.decode()))


def named(page: Any) -> list[tuple[str, str]]:
    return [(each.about, each.left) for each in page.context["rows"]]


def test_a_manager_opens_one_from_a_list_and_it_is_spread_evenly(
    opener: Account, auditor: Account, second: Account, as_person: AsPerson
) -> None:
    client = as_person(opener)
    assert f'href="{OPEN}"' in client.get(f"/casework/teams/T1/lists/{ASSESSED}/").content.decode()
    offered = client.get(OPEN)
    assert "3 children of this list are shown to you (North)." in offered.content.decode()
    assert "1 row of restricted children will not be in it" in offered.content.decode()
    page = client.post(
        OPEN,
        {"why": WHY, "reviewers": [str(auditor.pk), str(second.pk)], "checker": ""},
        follow=True,
    )
    assert named(page) == [("P1", ""), ("P5", ""), ("P4", "")]
    made = Cohort.objects.get()
    assert [each.reviewer for each in made.children.all()] == [auditor, second, auditor]
    assert (made.title, made.whose, made.restricted, made.as_at, made.known_to) == (
        "Assessments authorised within 45 working days",
        "North",
        1,
        date(2026, 3, 31),
        date(2026, 3, 31),
    )
    assert made.lists == [
        {"id": ASSESSED, "title": made.title, "version": catalogue()[ASSESSED].version}
    ]
    event = Event.objects.latest("number")
    assert (event.kind, event.why, event.by) == ("cohort review opened", WHY, opener)
    said = [each.what for each in Look.objects.all()]
    assert f"Cohort review {made.pk}: its children" in said
    assert not [each for each in said if "P1" in each]
    assert "As at 31 March 2026, of the load" in page.content.decode()
    assert "P3" not in words_of(page)


def test_it_is_opened_from_a_figure_with_the_rows_that_are_chosen(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """One assessment was authorised in March, in time."""
    client = as_person(who("analyst"))
    address = f"/cohorts/open/behind/{ASSESSED}/2026-03/"
    assert (
        f'href="{address}"' in client.get(f"/casework/behind/{ASSESSED}/2026-03/").content.decode()
    )
    offered = client.get(address).content.decode()
    assert "Met, that is: were authorised within 45 working days of their start (1 row)" in offered
    assert "Choose which of the rows." in client.post(address, {"why": WHY}).content.decode()
    page = client.post(address, {"why": WHY, "states": ["met"]}, follow=True)
    assert named(page) == [("P1", "")]
    made = Cohort.objects.get()
    assert (made.source, made.month, made.states) == ("figure", "2026-03", ["met"])
    assert [each["state"] for each in made.children.get().rows] == ["Met"]
    assert client.get(f"/cohorts/open/behind/{ASSESSED}/2026-13/").status_code == 404


def test_what_has_no_due_day_says_so(opener: Account, as_person: AsPerson) -> None:
    """As the rows behind a figure without a clock."""
    frozen = frozen_of(opener)
    row = {"what": "Plans", "state": "Met", "since": "2026-01-05", "due": ""}
    made = open_cohort(
        by=opener, why=WHY, frozen=Frozen(frozen.fields, {key_of(("", "P1")): [row]})
    )
    text = as_person(opener).get(page_of(made, "P1")).content.decode()
    assert "5 January 2026" in text
    assert ">Not told</td>" in text


def test_it_is_opened_from_a_register(
    who: Who,  # noqa: F811
    as_person: AsPerson,
    store: Path,
) -> None:
    complaints = (
        "complaint_id,person_id,team,feedback_kind,stage,received_on,answered_on,outcome\n"
        "M1,P1,T1,COMPLAINT,1,2026-03-02,,\nM2,,T1,COMPLAINT,1,2026-03-02,,\n"
        "M3,P1,T1,COMPLAINT,1,2026-03-09,,\nM4,P2,T2,COMPLAINT,1,2026-03-02,,\n"
    )
    load(store, date(2026, 4, 1), **TABLES, complaints=complaints)
    known = "complaints_answered_in_time"
    make_results(store, {known: catalogue()[known]})
    client = as_person(who("analyst"))
    address = "/cohorts/open/registers/complaints/"
    assert (
        f'href="{address}?team=T1"'
        in client.get("/casework/registers/complaints/", {"team": "T1"}).content.decode()
    )
    page = client.post(f"{address}?team=T1", {"why": WHY}, follow=True)
    assert named(page) == [("P1", "")]
    made = Cohort.objects.get()
    assert (made.unnamed, made.whose, made.teams) == (1, "North", ["T1"])
    assert [each["due"] for each in made.children.get().rows] == ["2026-03-16", "2026-03-23"]
    assert "1 row of the list named no child and is not in this review" in page.content.decode()


def test_a_new_load_changes_nothing_and_who_left_stays_with_that_said(
    cohort: Cohort, opener: Account, as_person: AsPerson, store: Path
) -> None:
    """P1's assessment is done since, P5 is in no table any more, P6 comes new onto the list."""
    before = list(cohort.children.values_list("place", "child", "rows", "reviewer"))
    assessed = (
        TABLES["ssd_cin_assessments"]
        .replace("A1,P1,2026-01-05,,", "A1,P1,2026-01-05,2026-04-01,")
        .replace("A5,P5,2026-01-06,,T1,W3\n", "A5,P6,2026-01-06,,T1,W3\n")
    )
    load(store, date(2026, 4, 2), fresh=True, **{**TABLES, "ssd_cin_assessments": assessed})
    make_results(store, {name: catalogue()[name] for name in CHOSEN})
    page = as_person(opener).get(cohort.get_absolute_url())
    assert named(page) == [
        ("P1", "No longer on the list"),
        ("Child 2", "No longer in the tables"),
        ("P4", ""),
    ]
    text = page.content.decode()
    assert "No longer in the tables" in text
    assert "As at 31 March 2026, of the load" in text
    cohort.refresh_from_db()
    assert list(cohort.children.values_list("place", "child", "rows", "reviewer")) == before
    gone = as_person(opener).get(page_of(cohort, "P5"))
    assert "No longer in the tables. The child stays in this review." in gone.content.decode()
    line = as_person(opener).get(f"{page_of(cohort, 'P5')}line/", follow=True)
    assert "The tables tell nothing of this child any more." in line.content.decode()


def test_reviewers_see_their_own_share_and_the_opener_sees_all(
    cohort: Cohort, opener: Account, auditor: Account, second: Account, as_person: AsPerson
) -> None:
    address = cohort.get_absolute_url()
    assert named(as_person(auditor).get(address)) == [("P1", ""), ("P4", "")]
    assert named(as_person(second).get(address)) == [("P5", "")]
    assert len(named(as_person(opener).get(address))) == 3
    for person, status in (("P1", 200), ("P5", 403), ("P3", 403), ("P99", 403)):
        for more in ("", "line/"):
            answer = as_person(auditor).get(page_of(cohort, person) + more)
            assert answer.status_code == status, person + more
    refused = as_person(auditor).get(page_of(cohort, "P5"))
    assert (
        refused.context["sentence"]
        == as_person(auditor).get(page_of(cohort, "P99")).context["sentence"]
    )
    # What is closed is seen by who checks it, and the child's own line with it.
    closed(cohort, "P1", auditor)
    assert named(as_person(second).get(address)) == [("P1", ""), ("P5", "")]
    assert as_person(second).get(page_of(cohort, "P1") + "line/").status_code == 200
    said = [each.what for each in Look.objects.filter(by=second)]
    assert f"Child {key_of(('', 'P1'))}: their line, in cohort review {cohort.pk}" in said


@pytest.mark.parametrize("role", [each for each in ROLES if each.key != "business_support"])
def test_whoever_has_no_part_in_it_sees_no_child_by_any_address(
    role: Any,
    cohort: Cohort,
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """Another manager, auditor or analyst neither."""
    client = as_person(who(role.key, worker="W1", team="T2" if role.of_team else ""))
    child = page_of(cohort, "P1")
    addresses = (cohort.get_absolute_url(), child, f"{child}line/", f"{child}give/")
    for address in (*addresses, f"{child}check/", f"{cohort.get_absolute_url()}share/"):
        assert client.get(address).status_code == 403, address
        assert client.post(address).status_code in (403, 405), address
    assert client.get(OPEN).status_code == (200 if role.key == "analyst" else 403)
    assert not Look.objects.exists()
    counts = client.get(f"{cohort.get_absolute_url()}counts/")
    assert counts.status_code == (200 if May.READ in role.may else 403)
    if May.READ in role.may:
        assert not words_of(counts) & {*ON_IT, *(key_of(("", each)) for each in ON_IT)}


def test_who_sees_no_child_cannot_be_given_one(
    cohort: Cohort,
    opener: Account,
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    for role in ("board_member", "board_chair", "lead_member", "adviser", "observer", "director"):
        account = who(role)
        with pytest.raises(UnusableInput, match="cannot be given children"):
            give(by=opener, why="A test.", child=child_of(cohort, "P1"), reviewer=account)
        with pytest.raises(UnusableInput, match="cannot be given children"):
            name_checker(by=opener, why="A test.", cohort=cohort, checker=account)
        page = as_person(opener).get(f"{page_of(cohort, 'P1')}give/").content.decode()
        assert account.name not in page


def test_a_reviewer_says_what_they_found_and_closes_it(
    cohort: Cohort, auditor: Account, as_person: AsPerson
) -> None:
    client, address = as_person(auditor), page_of(cohort, "P1")
    text = client.get(address).content.decode()
    assert "Overdue or not yet recorded" in text
    given = {"finding": "immediate", "why": WORDS, "edition": 1, "closing": "on"}
    page = client.post(address, given)
    assert "Say which immediate action was taken" in page.content.decode()
    page = client.post(address, {**given, "why": "p1 was seen."})
    assert "Do not repeat the child’s id" in unescape(page.content.decode())
    assert child_of(cohort, "P1").finding == ""
    page = client.post(address, {**given, "closing": ""}, follow=True)
    assert "1 child needs immediate action. It is told as taken for 0." in page.content.decode()
    stale = client.post(address, {**given, "acted": "Visited tonight."}, follow=True)
    assert "Somebody else wrote of this child meanwhile" in stale.content.decode()
    client.post(address, {**given, "edition": 2, "acted": "Visited tonight."})
    found = child_of(cohort, "P1")
    assert (found.state, found.acted, found.closed_by) == (
        "Reviewed, to be checked",
        "Visited tonight.",
        auditor,
    )
    with pytest.raises(UnusableInput, match="closed"):
        record_finding(by=auditor, why=WORDS, child=found, finding="safe")
    event = Event.objects.latest("number")
    assert (event.kind, event.by) == ("finding of a cohort review recorded", auditor)
    assert event.why == ""


def test_nobody_checks_what_they_reviewed(
    cohort: Cohort, opener: Account, auditor: Account, second: Account, as_person: AsPerson
) -> None:
    mine = closed(cohort, "P5", second)
    # The checker reviewed it; the reviewer of another child neither opened it nor checks.
    for account in (second, auditor):
        with pytest.raises(NotAllowed):
            check_child(by=account, why=WORDS, child=mine, agreed=True)
    assert (
        "another person has to check it"
        in as_person(second).get(f"{page_of(cohort, 'P5')}check/").content.decode()
    )
    # Nor is it checked by somebody who only began it, or to whom it was given.
    begun = record_finding(by=auditor, why=WORDS, child=child_of(cohort, "P1"), finding="safe")
    give(by=opener, why="Ill.", child=begun, reviewer=opener)
    own = record_finding(
        by=opener, why=WORDS, child=child_of(cohort, "P1"), finding="safe", closing=True
    )
    with pytest.raises(NotAllowed, match="another person"):
        check_child(by=opener, why=WORDS, child=own, agreed=True)
    page = as_person(opener).post(
        f"{page_of(cohort, 'P5')}check/", {"agreed": "yes", "why": WORDS, "edition": 2}, follow=True
    )
    assert "Your check is kept." in page.content.decode()
    found = child_of(cohort, "P5")
    assert (found.state, found.checked_by) == ("Checked", opener)
    # The finding can still be read; the child's line no more.
    assert WORDS in as_person(second).get(page_of(cohort, "P5")).content.decode()
    assert as_person(second).get(f"{page_of(cohort, 'P5')}line/").status_code == 403
    with pytest.raises(UnusableInput, match="waits to be checked"):
        check_child(by=opener, why=WORDS, child=found, agreed=True)


def test_what_is_sent_back_is_open_again(cohort: Cohort, auditor: Account, second: Account) -> None:
    sent = check_child(
        by=second, why="Ask the school.", child=closed(cohort, "P1", auditor), agreed=False
    )
    assert (sent.state, sent.closed_by, sent.checked_by) == ("Sent back", None, None)
    again = closed(cohort, "P1", auditor, finding="action")
    assert (again.state, again.sent_back) == ("Reviewed, to be checked", "")


def test_children_whom_nobody_has_are_given_evenly_or_one_by_one(
    opener: Account, auditor: Account, second: Account, as_person: AsPerson
) -> None:
    made = open_cohort(by=opener, why=WHY, frozen=frozen_of(opener))
    client = as_person(opener)
    assert "3 are given to nobody yet" in client.get(made.get_absolute_url()).content.decode()
    page = client.post(
        f"{page_of(made, 'P5')}give/",
        {"reviewer": str(second.pk), "why": "Knows her.", "edition": 1},
        follow=True,
    )
    assert f"This child is given to {second.name}." in page.content.decode()
    told = client.post(
        f"{page_of(made, 'P4')}give/",
        {"reviewer": str(second.pk), "why": "P4 is ill.", "edition": 1},
    )
    assert "Do not repeat the child’s id" in unescape(told.content.decode())
    client.post(
        f"{made.get_absolute_url()}share/",
        {"reviewers": [str(second.pk), str(auditor.pk)], "checker": str(second.pk), "why": WHY},
    )
    made.refresh_from_db()
    assert made.checker == second
    assert [each.reviewer for each in made.children.all()] == [auditor, second, second]
    assert spread_evenly(by=opener, why=WHY, cohort=made, reviewers=[auditor]) == 0
    assert [each.reviewer for each in made.children.all()] == [auditor, second, second]


def test_only_the_opener_shares_out(cohort: Cohort, second: Account, auditor: Account) -> None:
    for account in (second, auditor):
        with pytest.raises(NotAllowed):
            spread_evenly(by=account, why=WHY, cohort=cohort, reviewers=[auditor])
        with pytest.raises(NotAllowed):
            give(by=account, why=WHY, child=child_of(cohort, "P1"), reviewer=auditor)
        with pytest.raises(NotAllowed):
            open_cohort(by=account, why=WHY, frozen=Frozen({}, {"a key": []}))


def test_a_list_without_children_opens_nothing(opener: Account) -> None:
    with pytest.raises(UnusableInput, match="nobody to review"):
        open_cohort(by=opener, why=WHY, frozen=Frozen(frozen_of(opener).fields, {}))


def test_the_counts_are_what_the_records_hold(
    cohort: Cohort,
    auditor: Account,
    second: Account,
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """Counted a second way, by the database; readers outside are shown no number under ten."""
    closed(cohort, "P1", auditor, finding="immediate", acted="Visited.")
    closed(cohort, "P5", second)
    check_child(by=second, why=WORDS, child=child_of(cohort, "P1"), agreed=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), sum(case when finding <> '' then 1 else 0 end), "
            "sum(case when closed_at is not null then 1 else 0 end), "
            "sum(case when checked_at is not null then 1 else 0 end), "
            "sum(case when finding = 'immediate' then 1 else 0 end) "
            "from cohorts_cohortchild where cohort_id = %s",
            [cohort.pk],
        )
        counted = cursor.fetchone()
    address = f"{cohort.get_absolute_url()}counts/"
    page = as_person(who("programme_manager")).get(address)
    counts = page.context["counts"]
    assert counted == (3, 2, 2, 1, 1)
    assert counted == (
        counts.children,
        counts.found,
        counts.reviewed,
        counts.checked,
        counts.immediate,
    )
    assert "2 of 3" in page.content.decode()
    outside = as_person(who("scrutiny_member"))
    for each in (address, "/cohorts/"):
        text = outside.get(each).content.decode()
        assert "Not shown" in text
        for said in ("of 3", "North", WHY, "immediate action."):
            assert said not in text
    index = as_person(who("board_chair")).get("/cohorts/").content.decode()
    assert "North, opened by" in index
    assert "2 of 3" in index


def test_a_restricted_child_is_not_shown_to_a_reviewer_who_may_not_see_them(
    cohort: Cohort, auditor: Account, as_person: AsPerson, store: Path
) -> None:
    """Who becomes restricted after it was opened."""
    load(
        store,
        date(2026, 4, 1),
        fresh=True,
        **{**TABLES, "restricted": TABLES["restricted"] + "P1,2026-03-01,,C\n"},
    )
    page = as_person(auditor).get(cohort.get_absolute_url())
    assert named(page)[0][0] == "A child whose records are restricted"
    assert key_of(("", "P1")) not in page.content.decode()
    for more in ("", "line/"):
        assert as_person(auditor).get(page_of(cohort, "P1") + more).status_code == 403


def test_what_was_said_of_a_child_is_not_read_in_the_history(
    cohort: Cohort,
    auditor: Account,
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    found = closed(cohort, "P1", auditor)
    version = Version.objects.get(kind="cohorts.cohortchild", key=found.pk, until=None)
    history = f"/history/record/cohorts.cohortchild/{found.pk}/"
    redacting = f"/history/redact/state/{version.pk}/words/"
    for role in ROLES:
        if role.key == "business_support":
            continue
        client = as_person(who(role.key))
        sees = May.SEE_LOOKS in role.may
        assert (client.get(history).status_code == 200) is sees, role.key
        assert (client.get(redacting).status_code == 200) is sees, role.key
    said = [str(each.data) for each in Version.objects.all()] + [
        each.why for each in Event.objects.all()
    ]
    assert not [each for each in said if "P1" in each]


def test_what_waits_stands_on_the_first_page(
    cohort: Cohort, opener: Account, auditor: Account, second: Account, as_person: AsPerson
) -> None:
    closed(cohort, "P1", auditor)

    def due(account: Account) -> list[str]:
        told = as_person(account).get("/").context["due"]
        return [each.words for each in told if each.address == cohort.get_absolute_url()]

    assert due(auditor) == [f"1 child to review: {cohort.title}"]
    assert due(second) == [
        f"1 child to check: {cohort.title}",
        f"1 child to review: {cohort.title}",
    ]
    assert due(opener) == [f"1 child to check: {cohort.title}"]


def test_no_page_asks_the_database_more_than_twelve_times(
    cohort: Cohort, opener: Account, second: Account, auditor: Account, as_person: AsPerson
) -> None:
    """Nor oftener for more children."""
    closed(cohort, "P1", auditor)
    address = cohort.get_absolute_url()
    child = page_of(cohort, "P1")
    for account in (opener, second):
        client = as_person(account)
        for path in ("/", "/cohorts/", address, f"{address}counts/", child, f"{child}line/", OPEN):
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            assert len(asked) <= MOST, path
