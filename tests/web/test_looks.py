"""Files of evidence, and the log of who looked at them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.looks import look, look_faults, seal_looks
from lineofsight.web.events.models import Event, Look, Seal
from lineofsight.web.events.models.logged import NotAdded
from lineofsight.web.events.verifying import faults
from lineofsight.web.jobs.dated import REGISTERED
from lineofsight.web.plans.models import Action
from lineofsight.web.updates.models import Evidence
from tests.web.conftest import CheckingClient

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]
PAGE = b"<script>alert(1)</script>"


@pytest.fixture
def evidence(lead: Account, action: Action, as_person: AsPerson) -> Evidence:
    """A web page given as evidence, under a name that tries its luck."""
    as_person(lead).post(
        f"/updates/action/{action.pk}/evidence/",
        {
            "kind": "file",
            "text": "The <audit>.",
            "file": SimpleUploadedFile('au"dit\u202e.html', PAGE, content_type="text/html"),
        },
    )
    return Evidence.objects.get()


def test_a_file_is_saved_and_never_shown_by_the_browser(
    evidence: Evidence, manager: Account, as_person: AsPerson
) -> None:
    answer = as_person(manager).get(f"/updates/evidence/{evidence.pk}/file/")
    assert b"".join(answer.streaming_content) == PAGE
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "\u202e" not in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_observer_cannot_open_a_file_and_no_look_is_noted(
    evidence: Evidence, someone: Someone, as_person: AsPerson
) -> None:
    for role in ("observer", "scrutiny_member", "worker"):
        client = as_person(someone(role, evidence.plan))
        assert client.get(f"/updates/evidence/{evidence.pk}/file/").status_code == 403
    assert CheckingClient().get(f"/updates/evidence/{evidence.pk}/file/").status_code == 302
    assert not Look.objects.exists()


def test_evidence_without_a_file_has_none_to_save(
    lead: Account, action: Action, as_person: AsPerson
) -> None:
    client = as_person(lead)
    client.post(f"/updates/action/{action.pk}/evidence/", {"kind": "audit", "text": "May."})
    address = f"/updates/evidence/{Evidence.objects.get().pk}/file/"
    assert client.get(address).status_code == 404


def test_an_action_lists_its_evidence_escaped(evidence: Evidence) -> None:
    page = render_to_string("updates/evidence.html", {"evidence": [evidence]})
    assert f"/updates/evidence/{evidence.pk}/file/" in page
    assert "The &lt;audit&gt;." in page
    assert "No evidence" in render_to_string("updates/evidence.html", {"evidence": []})


def test_every_opening_of_a_file_is_a_look(
    evidence: Evidence, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    client = as_person(manager)
    for _ in range(2):
        b"".join(client.get(f"/updates/evidence/{evidence.pk}/file/").streaming_content)
    assert [(each.by, each.plan) for each in Look.objects.all()] == [
        (manager, evidence.plan_id)
    ] * 2
    guardian = as_person(someone("information_lead", evidence.plan))
    page = guardian.get("/history/looks/").content.decode()
    assert f"Evidence {evidence.pk}" in page
    assert manager.name in page
    assert "Who looked at what" in guardian.get("/people/me/").content.decode()
    assert "Nobody looked" in guardian.get("/history/looks/?day=2020-01-01").content.decode()
    assert "Nobody looked" in guardian.get("/history/looks/?person=nobody").content.decode()
    assert guardian.get("/history/looks/?day=soon").status_code == 404


def test_looks_are_seen_by_the_information_governance_lead_of_the_plan_alone(
    evidence: Evidence, manager: Account, someone: Someone, as_person: AsPerson
) -> None:
    look(manager, "Something of no plan")
    assert as_person(manager).get("/history/looks/").status_code == 403
    page = as_person(someone("information_lead", evidence.plan)).get("/history/looks/")
    assert "Something of no plan" not in page.content.decode()
    everywhere = as_person(someone("information_lead", name="Of all")).get("/history/looks/")
    assert "Something of no plan" in everywhere.content.decode()


def test_each_day_is_sealed_into_the_chain_once(manager: Account) -> None:
    today = timezone.localdate()
    look(manager, "A page")
    look(manager, "Another page")
    assert seal_looks(today) == 0
    assert seal_looks(today + timedelta(days=3)) == 3
    assert seal_looks(today + timedelta(days=3)) == 0
    assert [each.looks for each in Seal.objects.all()] == [2, 0, 0]
    assert Event.objects.filter(kind="looks sealed").count() == 3
    assert [*faults(), *look_faults()] == []
    assert {"seal looks", "leave no trace of what was redacted"} <= set(REGISTERED)


@pytest.mark.parametrize(
    "sql",
    [
        "delete from events_look where what = 'A page'",
        "update events_look set what = 'Nothing' where what = 'A page'",
    ],
)
def test_a_look_that_was_changed_after_its_day_was_sealed_is_found(
    manager: Account, sql: str
) -> None:
    look(manager, "A page")
    seal_looks(timezone.localdate() + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(sql)
    assert "are not the 1 that were sealed" in " ".join(look_faults())


def test_a_look_can_only_be_added(manager: Account) -> None:
    look(manager, "A page")
    row = Look.objects.get()
    with pytest.raises(NotAdded):
        row.save()
    with pytest.raises(NotAdded):
        row.delete()
