"""Who sees a row of a child or a worker, by what address, and what is noted of it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lineofsight.tables.loading import load_tables
from lineofsight.tables.restricted import READERS_FILE
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import ROLES, May
from lineofsight.web.casework.keys import key_of
from lineofsight.web.casework.models import Access
from lineofsight.web.events.models import Event, Look, Version
from lineofsight.web.events.recording import change
from tests.support.stores import MARCH
from tests.web.caseworked import APPRAISED, ASSESSED, TABLES, casework, who  # noqa: F401
from tests.web.conftest import CheckingClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("casework")]
AsPerson = Callable[[Account], CheckingClient]
Who = Callable[..., Account]

LIST = f"/casework/teams/T1/lists/{ASSESSED}/"
CHILD = May.SEE_OWN_CHILDREN, May.SEE_TEAM_CHILDREN, May.SEE_CHAIRED_CHILDREN, May.SEE_EVERY_CHILD
ADDRESSES = (
    "/casework/",
    "/casework/mine/",
    "/casework/teams/T1/",
    LIST,
    f"{LIST}file/",
    "/casework/children/another/",
    f"/casework/children/{key_of(('', 'P1'))}/",
)
WHY = "A sibling of a child of mine."


def line_of(child: str) -> str:
    """The address of a child's line."""
    return f"/casework/children/{key_of(('', child))}/"


def seen_by(client: CheckingClient) -> set[str]:
    """The children whose line somebody is given."""
    answers = {
        child: client.get(line_of(child)).status_code
        for child in ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
    }
    assert set(answers.values()) <= {200, 403}
    return {child for child, status in answers.items() if status == 200}


@pytest.mark.parametrize("role", [each.key for each in ROLES if not each.may & set(CHILD)])
def test_other_roles_see_no_child_and_no_worker_by_any_address(
    role: str,
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """Elected members, boards, commissioners, observers, directors, administrators: none at all.

    Whatever team and worker their role and account name.
    """
    client = as_person(who(role, worker="W1") if role != "business_support" else who_else(who))
    for address in ADDRESSES:
        assert client.get(address).status_code == 403, address
    assert "casework" not in client.get("/").content.decode()
    assert client.post("/casework/children/another/", {"person": "P1", "why": WHY}).status_code == (
        403
    )
    assert not Look.objects.filter(what__contains="hild").exists()


def who_else(made: Who) -> Account:
    """Business support acts for somebody; an observer with a worker's number will do."""
    return made("observer", worker="W1")


def test_a_worker_sees_the_children_whom_they_hold(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """Not those whom they held once, nor a restricted child."""
    client = as_person(who("worker", worker="W1", team="T1"))
    assert seen_by(client) == {"P1"}
    assert client.get(LIST).status_code == 403
    assert client.get("/casework/teams/T1/").status_code == 403


def test_a_team_manager_sees_the_children_of_the_team_that_the_role_names(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """Also a child of whom something is open with the team, whoever holds them."""
    client = as_person(who("team_manager", team="T1"))
    assert seen_by(client) == {"P1", "P4", "P5"}
    assert client.get("/casework/teams/T2/").status_code == 403
    assert client.get(f"/casework/teams/T2/lists/{ASSESSED}/").status_code == 403
    assert client.get(f"/casework/teams/(none)/lists/{ASSESSED}/").status_code == 403


def test_a_reviewing_officer_sees_those_for_whom_they_chair(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    assert seen_by(as_person(who("reviewing_officer", worker="W9"))) == {"P2"}
    assert seen_by(as_person(who("reviewing_officer", worker="W1"))) == set()


def test_an_analyst_sees_every_child_and_no_worker(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """What a worker is due is for that worker and their manager."""
    client = as_person(who("analyst"))
    assert seen_by(client) == {"P1", "P2", "P4", "P5", "P6"}
    assert client.get(LIST).status_code == 200
    page = client.get(f"/casework/teams/T1/lists/{APPRAISED}/")
    assert page.status_code == 403
    assert "seen by the worker and by the manager" in page.content.decode()
    assert client.get(f"/casework/teams/T1/lists/{APPRAISED}/file/").status_code == 403
    manager = as_person(who("team_manager", team="T1"))
    rows = manager.get(f"/casework/teams/T1/lists/{APPRAISED}/").context["page"].object_list
    assert [(each.about, each.key) for each in rows] == [("W1", ""), ("W3", "")]


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("team_manager", "Your role names no team yet"),
        ("worker", "Your account names no worker yet"),
        ("reviewing_officer", "Your account names no worker yet"),
        ("auditor", "No sample can be drawn here yet"),
        ("scrutiny_member", "Rows of children are seen by those who work with the child"),
    ],
)
def test_a_refusal_says_what_is_missing_and_whom_to_ask(
    role: str,
    said: str,
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    page = as_person(who(role)).get("/casework/")
    assert page.status_code == 403
    assert said in page.content.decode()


def test_a_restricted_child_is_seen_by_those_whom_the_store_names(
    who: Who,  # noqa: F811
    as_person: AsPerson,
    casework: Path,  # noqa: F811
) -> None:
    account = who("team_manager", team="T1")
    client = as_person(account)
    assert "P3" not in client.get(LIST).content.decode()
    (casework / READERS_FILE).write_text(f"{account.email}\n")
    assert "P3" in client.get(LIST).content.decode()
    assert seen_by(client) == {"P1", "P3", "P4", "P5"}


def test_a_child_outside_their_own_is_seen_with_a_reason_until_the_end_of_the_day(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    account = who("worker", worker="W1")
    client = as_person(account)
    answer = client.post("/casework/children/another/", {"person": "P2", "why": WHY})
    assert answer.headers["Location"] == line_of("P2")
    assert seen_by(client) == {"P1", "P2"}
    access = Access.objects.get()
    assert (access.by, access.reason, access.ends_on) == (account, WHY, timezone.localdate())
    assert Look.objects.filter(what__startswith=f"Child {access.child}, outside").exists()
    assert seen_by(as_person(who("worker", worker="W3"))) == {"P4", "P5"}
    with change("a day passes", by=None) as made:
        access.ends_on -= timedelta(days=1)
        made.keep(access)
    assert seen_by(client) == {"P1"}


@pytest.mark.parametrize("person", ["P3", "P99"])
def test_a_restricted_child_and_nobody_are_refused_in_the_same_words(
    person: str,
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    """So that asking tells nobody who is in the tables; that it was tried is noted."""
    client = as_person(who("worker", worker="W2"))
    page = client.post("/casework/children/another/", {"person": person, "why": WHY})
    assert "The tables show nobody of this id to you." in page.content.decode()
    assert not Access.objects.exists()
    assert Look.objects.get().what.startswith("Nobody: asked for a child")
    refused = client.get(line_of(person))
    assert refused.status_code == 403
    assert refused.context["sentence"] == client.get(line_of("P98")).context["sentence"]


def test_a_reason_that_names_the_child_is_not_taken(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    client = as_person(who("worker", worker="W1"))
    page = client.post("/casework/children/another/", {"person": "P2", "why": "To see p2."})
    assert "do not repeat whom it is about" in page.content.decode()
    assert not Access.objects.exists()


def test_accesses_are_listed_for_the_information_governance_lead_alone(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    as_person(who("worker", worker="W1")).post(
        "/casework/children/another/", {"person": "P2", "why": WHY}
    )
    for role in ROLES:
        if role.key == "business_support":
            continue
        answer = as_person(who(role.key, worker="W8")).get("/casework/accesses/")
        assert answer.status_code == (200 if role.key == "information_lead" else 403), role
    lead = as_person(Account.objects.get(name="information lead W8"))
    page = lead.get("/casework/accesses/").content.decode()
    for said in ("worker W1", "P2", WHY, key_of(("", "P2"))):
        assert said in page
    assert "/casework/accesses/" in lead.get("/history/looks/").content.decode()


def test_no_childs_id_is_in_an_address_a_log_a_title_or_the_history(
    who: Who,  # noqa: F811
    as_person: AsPerson,
) -> None:
    client = as_person(who("worker", worker="W1"))
    client.post("/casework/children/another/", {"person": "P2", "why": WHY})
    for address in ("/casework/mine/", line_of("P2")):
        page = client.get(address).content.decode()
        title = page[page.index("<title>") : page.index("</title>")]
        assert "P1" not in title
        assert "P2" not in title
        assert "/P1" not in page
        assert "/P2" not in page
    said = [each.what for each in Look.objects.all()]
    said += [str(each.data) for each in Version.objects.all()]
    said += [each.why for each in Event.objects.all()]
    assert len(said) > 5
    assert not [each for each in said if "P1" in each or "P2" in each]


def test_a_key_depends_on_the_secret_and_on_the_council(settings: object) -> None:
    before = key_of(("", "P1"))
    assert len({before, key_of(("", "P2")), key_of(("east", "P1")), key_of(("P", "1"))}) == 4
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert key_of(("", "P1")) != before


def test_tables_of_several_councils_are_seen_by_analysts_alone(
    who: Who,  # noqa: F811
    as_person: AsPerson,
    store: Path,
    tmp_path: Path,
) -> None:
    """Two councils may call a team, a worker or a child the same."""
    for council in ("east", "west"):
        folder = tmp_path / "both" / council
        folder.mkdir(parents=True)
        for name, text in TABLES.items():
            (folder / f"{name}.csv").write_text(text)
    load_tables([tmp_path / "both"], store, MARCH, fresh=True)
    for role, of in (("worker", {"worker": "W1"}), ("team_manager", {"team": "T1"})):
        client = as_person(who(role, **of))
        page = client.get(line_of("P1"))
        assert page.status_code == 403
        assert client.get("/casework/").status_code == 403
    analyst = as_person(who("analyst"))
    assert analyst.get(line_of("P1")).status_code == 403
    assert analyst.get(f"/casework/children/{key_of(('west', 'P1'))}/").status_code == 200
