"""Importing: a document is given, read by the worker, checked beside its words, and adopted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils.html import strip_tags

from lineofsight.web.accounts.models import Account
from lineofsight.web.events.models import Event
from lineofsight.web.events.recording import Conflict, change
from lineofsight.web.imports import actions as importing
from lineofsight.web.imports.actions import adopt, correct, start_draft
from lineofsight.web.imports.drafts import draft_plan
from lineofsight.web.imports.models import Correction, Draft
from lineofsight.web.plans.models import Action, Adoption, Objective, Plan, Target
from tests.web.conftest import EXAMPLES, PLAN, CheckingClient, given, work

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Account], CheckingClient]


@pytest.fixture
def client(manager: Account, as_person: AsPerson) -> CheckingClient:
    return as_person(manager)


def action_of(draft: Draft, ref: str) -> dict[str, Any]:
    return next(each for each in draft_plan(draft)["actions"] if each["ref"] == ref)


def posted(client: CheckingClient, address: str, **values: str) -> Any:
    """Send a form as a browser does: with everything that the page filled in."""
    form = client.get(address).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    return client.post(address, {**filled, **values}, follow=True)


def test_every_part_is_shown_beside_the_words_it_was_read_from(
    draft: Draft, client: CheckingClient
) -> None:
    page = client.get(f"/imports/{draft.pk}/actions/").content.decode()
    assert page.count('class="govuk-body source"') == 28
    assert "Head of QA" in page
    for listed in ("themes", "findings", "objectives", "measures", "milestones", "risks"):
        assert client.get(f"/imports/{draft.pk}/{listed}/").status_code == 200


def test_what_a_draft_lacks_is_said_once_for_all_that_lack_it(
    draft: Draft, client: CheckingClient
) -> None:
    """With what to do about it, and a link to each."""
    page = client.get(f"/imports/{draft.pk}/").content.decode()
    assert "No accountable lead (4)" in page
    said = " ".join(strip_tags(page[page.index("No accountable lead (4)") :]).split())
    assert said.startswith("No accountable lead (4) What to do: mark one. Action 1.4")
    for ref in ("1.4", "2.4", "5.2", "6.4"):
        address = f"/imports/{draft.pk}/item/{action_of(draft, ref)['id']}/"
        assert f'<a class="govuk-link" href="{address}">{ref}<' in page
    assert "gaps of medium importance" not in page


def test_a_gap_of_the_whole_plan_links_to_every_action_that_it_names(
    manager: Account, draft: Draft, client: CheckingClient
) -> None:
    """Here one lead is given all of the actions; and each finding links to its own page."""

    def done(kind: str, item: str, values: dict[str, Any]) -> None:
        correct(by=manager, why="", draft=draft, kind=kind, item=item, values=values, edition=None)

    for each in draft_plan(draft)["actions"]:
        done("change", each["id"], {"leads": ["Ruth Ellwood"]})
    done("add", "", {"list": "findings", "fields": {"text": "Visits to children are late."}})
    page = client.get(f"/imports/{draft.pk}/").content.decode()
    told = page[page.index("Ruth Ellwood leads 28 of") :]
    told = told[: told.index("</li>")]
    assert told.count("/item/") == 28
    found = draft_plan(draft)["findings"][-1]
    assert f'/imports/{draft.pk}/item/{found["id"]}/">' in page


def test_an_action_is_corrected_and_its_date_is_read_anew(
    draft: Draft, client: CheckingClient
) -> None:
    action = action_of(draft, "1.3")
    page = posted(
        client,
        f"/imports/{draft.pk}/item/{action['id']}/change/",
        due="End of Q3 2026/27",
        leads="Ruth Ellwood\nHead of QA",
    )
    assert "Saved." in page.content.decode()
    after = action_of(draft, "1.3")
    assert after["due"]["dates"] == ["RANGE:2026-10/2026-12"]
    assert after["leads"] == ["Ruth Ellwood", "Head of QA"]
    assert after["text"] == action["text"]


def test_a_date_that_cannot_be_read_is_refused_with_what_to_write(
    draft: Draft, client: CheckingClient
) -> None:
    action = action_of(draft, "1.3")
    page = posted(client, f"/imports/{draft.pk}/item/{action['id']}/change/", due="sometime")
    assert "sometime cannot be read as a date" in page.content.decode()
    assert page.content.decode().count("govuk-error-summary__title") == 1
    assert not Correction.objects.exists()


def test_progress_that_ran_into_a_measure_is_parted_and_the_measure_moved(
    draft: Draft, client: CheckingClient
) -> None:
    """What a doubt asks to be checked can be mended: notes, and which action a measure is of."""
    first, second = action_of(draft, "1.3")["id"], action_of(draft, "1.4")["id"]
    address = f"/imports/{draft.pk}/item/{first}/"
    posted(client, f"{address}change/", progress="Two teams are trained.\n\nThe rest in May.")
    notes = [each["text"] for each in action_of(draft, "1.3")["updates"]]
    assert notes == ["Two teams are trained.", "The rest in May."]
    posted(client, f"{address}change/", leads="Ruth Ellwood")
    assert [each["text"] for each in action_of(draft, "1.3")["updates"]] == notes

    measure = draft_plan(draft)["measures"][0]
    posted(client, f"/imports/{draft.pk}/item/{measure['id']}/change/", action=first)
    assert measure["text"] in client.get(address).content.decode()
    posted(client, f"/imports/{draft.pk}/item/{measure['id']}/change/", action=second)
    assert measure["text"] not in client.get(address).content.decode()
    kept = draft_plan(draft)["measures"][0]
    assert kept["action"] == second
    assert kept["targets"] == measure["targets"]


def test_a_note_that_is_mended_keeps_the_period_it_was_of(
    draft: Draft, client: CheckingClient
) -> None:
    draft.read = {**(draft.read or {})}
    first, *others = draft.read["actions"]
    said = [{"period": "April 2026", "text": "Begun"}, {"period": "May 2026", "text": "Go on"}]
    draft.read["actions"] = [{**first, "updates": said}, *others]
    with change("a test's reading", by=None) as made:
        made.keep(draft)
    address = f"/imports/{draft.pk}/item/{first['id']}/change/"
    posted(client, address, progress="Begun.\n\nGoes on.")
    mended = draft_plan(Draft.objects.get())["actions"][0]["updates"]
    assert [(each["period"], each["text"]) for each in mended] == [
        ("April 2026", "Begun."),
        ("May 2026", "Goes on."),
    ]


def test_doubts_that_were_not_settled_are_told_before_adopting(
    draft: Draft, client: CheckingClient
) -> None:
    address = f"/imports/{draft.pk}/adopt/"
    assert "not settled" not in client.get(address).content.decode()
    doubt = {"kind": "date", "message": "“Soon” names no day.", "place": {}}
    draft.read = {**(draft.read or {}), "doubts": [doubt]}
    with change("a test's reading", by=None) as made:
        made.keep(draft)
    assert "1 doubt is not settled" in client.get(address).content.decode()


def test_targets_are_given_in_words(draft: Draft, client: CheckingClient) -> None:
    measure = draft_plan(draft)["measures"][2]
    posted(
        client,
        f"/imports/{draft.pk}/item/{measure['id']}/change/",
        targets="40% by October 2026\nless than 30% by March 2027",
    )
    targets = draft_plan(draft)["measures"][2]["targets"]
    assert [(t["value"], t["by"]) for t in targets] == [(40, "2026-10"), (30, "2027-03")]


def test_things_are_split_merged_added_dropped_and_taken_back(
    draft: Draft, client: CheckingClient
) -> None:
    first = action_of(draft, "1.1")
    posted(
        client,
        f"/imports/{draft.pk}/item/{first['id']}/split/",
        text="Begin it.",
        rest="End it.",
        ref="1.1b",
    )
    plan = draft_plan(draft)
    assert [a["text"] for a in plan["actions"][:2]] == ["Begin it.", "End it."]
    assert plan["actions"][1]["leads"] == first["leads"]

    second = plan["actions"][1]["id"]
    edition = Draft.objects.get().edition
    client.post(
        f"/imports/{draft.pk}/item/{second}/merge/",
        {"into": first["id"], "edition": edition},
    )
    assert draft_plan(draft)["actions"][0]["text"] == "Begin it. End it."

    posted(client, f"/imports/{draft.pk}/add/actions/?after={first['id']}", text="Another.")
    assert draft_plan(draft)["actions"][1]["text"] == "Another."
    added = draft_plan(draft)["actions"][1]["id"]
    client.post(f"/imports/{draft.pk}/item/{added}/drop/", {"edition": Draft.objects.get().edition})
    assert len(draft_plan(draft)["actions"]) == 28

    page = client.get(f"/imports/{draft.pk}/corrections/").content.decode()
    assert page.count("Take it back") == 4
    adding = Correction.objects.get(kind="add")
    answer = client.post(
        f"/imports/{draft.pk}/corrections/", {"correction": adding.pk}, follow=True
    )
    assert "undo those first" in answer.content.decode()
    for correction in Correction.objects.order_by("-pk"):
        client.post(f"/imports/{draft.pk}/corrections/", {"correction": correction.pk})
    draft.refresh_from_db()
    assert [a["text"] for a in draft_plan(draft)["actions"]] == [
        a["text"] for a in draft.read["actions"]
    ]


def test_the_second_of_two_people_sees_what_the_first_saved_and_loses_nothing(
    draft: Draft, client: CheckingClient, manager: Account
) -> None:
    action = action_of(draft, "1.2")
    address = f"/imports/{draft.pk}/item/{action['id']}/change/"
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"text": "My words."}
    correct(
        by=manager,
        why="",
        draft=Draft.objects.get(),
        kind="change",
        item=action["id"],
        values={"text": "Their words."},
        edition=None,
    )
    page = client.post(address, typed, follow=True)
    shown = page.content.decode()
    assert "Their words." in shown
    assert "My words." in shown
    assert "Somebody else corrected this draft" in shown
    assert action_of(draft, "1.2")["text"] == "Their words."
    posted_again = {**typed, "edition": page.context["form"]["edition"].value()}
    client.post(address, posted_again)
    assert action_of(draft, "1.2")["text"] == "My words."


def test_a_draft_is_adopted_or_given_up_once_however_often_it_is_asked(
    draft: Draft, client: CheckingClient, manager: Account
) -> None:
    """Pressed twice, or by two people at one moment, of whom the second read it before."""
    same = Draft.objects.get(pk=draft.pk)
    sent = {"why": "The board agreed it.", "edition": draft.edition}
    assert client.post(f"/imports/{draft.pk}/adopt/", sent).status_code == 302
    assert client.post(f"/imports/{draft.pk}/adopt/", sent).status_code == 200
    with pytest.raises(Conflict):
        adopt(by=manager, why="The board agreed it.", draft=same)
    assert Plan.objects.count() == 1
    given_up = client.post(f"/imports/{draft.pk}/give-up/", follow=True).content.decode()
    assert "This draft is adopted: it cannot change." in given_up


def test_what_somebody_else_changed_at_the_same_moment_is_told_on_a_plain_page(
    draft: Draft, client: CheckingClient, manager: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no form to show again; and nothing is done."""
    same = Draft.objects.get(pk=draft.pk)

    def open_still(shown: Draft) -> None:
        monkeypatch.undo()
        correct(by=manager, why="", draft=same, kind="settle", item="", values={}, edition=None)

    monkeypatch.setattr(importing, "check_open", open_still)
    answer = client.post(f"/imports/{draft.pk}/give-up/")
    assert answer.status_code == 409
    assert "Somebody else was there first" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "open"


def test_nothing_can_be_put_under_itself(draft: Draft, client: CheckingClient) -> None:
    upper, lower = (each["id"] for each in draft_plan(draft)["objectives"][:2])
    posted(client, f"/imports/{draft.pk}/item/{lower}/change/", parent=upper)
    page = posted(client, f"/imports/{draft.pk}/item/{upper}/change/", parent=lower)
    assert "Nothing can stand under itself" in page.content.decode()


def test_adopting_keeps_everything_that_was_read(plan: Plan, draft: Draft) -> None:
    said = draft_plan(draft)
    kept = list(Action.objects.filter(plan=plan).order_by("position"))
    assert [a.text for a in kept] == [a["text"] for a in said["actions"]]
    assert [a.ref for a in kept] == [a["ref"] or "" for a in said["actions"]]
    assert [a.due_dates for a in kept] == [a["due"]["dates"] for a in said["actions"]]
    assert [[r.person.name for r in a.responsibilities.select_related("person")] for a in kept] == [
        a["leads"] for a in said["actions"]
    ]
    assert Target.objects.filter(plan=plan).count() == sum(
        len(m["targets"]) for m in said["measures"]
    )
    assert all(a.source for a in kept)
    levels = {a.rating.level if a.rating else None for a in kept}
    assert levels == {a["rating"]["level"] for a in said["actions"]}


def test_what_is_to_be_adopted_is_counted_as_the_plan_counts_it(
    manager: Account, draft: Draft, client: CheckingClient
) -> None:
    """An objective that is a theme as well is counted as a theme alone, before and after."""
    draft.read = {**(draft.read or {})}
    gathering = {**draft.read["objectives"][0], "id": "objective-t", "text": "Practice"}
    under = [{**each, "parent": "objective-t"} for each in draft.read["objectives"]]
    draft.read["objectives"] = [gathering, *under]
    theme = {"id": "theme-1", "ref": gathering["ref"], "text": "Practice", "lead": None}
    draft.read["themes"] = [{**theme, "place": {}, "doubts": []}]
    with change("a test's reading", by=None) as made:
        made.keep(draft)
    counted = "1 theme, 6 objectives, 28 actions, 63 measures"
    assert counted in client.get(f"/imports/{draft.pk}/adopt/").content.decode()
    assert "7, 1 of them the themes" in client.get(f"/imports/{draft.pk}/").content.decode()
    plan = adopt(by=manager, why="The board agreed it.", draft=draft)
    assert counted in client.get(plan.get_absolute_url()).content.decode()


def test_doubts_that_stood_at_adoption_are_kept_with_the_part_until_they_are_settled(
    manager: Account, draft: Draft, client: CheckingClient, someone: Any, as_person: AsPerson
) -> None:
    """Shown to who keeps the plan; settled with a reason; and a document that says the same
    does not bring them back."""
    draft.read = {**(draft.read or {})}
    first, *others = draft.read["actions"]
    doubt = {"kind": "date", "message": "“Soon” names no day.", "place": {}}
    draft.read["actions"] = [{**first, "doubts": [doubt]}, *others]
    with change("a test's reading", by=None) as made:
        made.keep(draft)
    plan = adopt(by=manager, why="The board agreed it.", draft=draft)
    action = Action.objects.get(plan=plan, ref=first["ref"])
    address = action.get_absolute_url()
    page = client.get(address).content.decode()
    assert "Read unsurely:" in page
    assert "“Soon” names no day." in page
    other = Action.objects.filter(plan=plan).exclude(pk=action.pk)[0]
    assert "Read unsurely:" not in client.get(other.get_absolute_url()).content.decode()
    lead = as_person(someone("action_lead", plan))
    assert "Read unsurely:" not in lead.get(address).content.decode()
    assert lead.get(f"{address}doubts/").status_code == 403
    assert "Say why" in posted(client, f"{address}doubts/", why="").content.decode()
    done = posted(client, f"{address}doubts/", why="The board said June.").content.decode()
    assert "is settled" in done
    assert "Read unsurely:" not in done
    assert client.get(f"{address}doubts/").status_code == 404
    assert Event.objects.get(kind="doubts of action settled").why == "The board said June."
    later = start_draft(by=manager, why="A test.", given=given(PLAN), plan=plan)
    work()
    later.refresh_from_db()
    later.read = draft.read
    with change("a test's reading", by=None, plan=plan.pk) as made:
        made.keep(later)
    adopt(by=manager, why="The board agreed it.", draft=later)
    action.refresh_from_db()
    assert action.doubts == []


def test_a_number_is_not_read_as_part_of_what_it_numbers(
    draft: Draft, client: CheckingClient
) -> None:
    """Measure 3 of a percentage is no three percent."""
    page = client.get(f"/imports/{draft.pk}/measures/").content.decode()
    assert "3: % of referrals" in page
    assert "3 % of referrals" not in page


def test_a_later_version_keeps_every_actions_history(
    plan: Plan, manager: Account, client: CheckingClient
) -> None:
    """What is new, changed, moved and gone is shown; adopting keeps ids, notes and ratings."""
    later = start_draft(by=manager, why="", given=given(EXAMPLES / PLAN_NAME), plan=plan)
    work()
    later.refresh_from_db()
    said = draft_plan(later)
    ids = {each["ref"]: each["id"] for each in said["actions"]}
    other = next(o["id"] for o in said["objectives"] if o["ref"] == "3")
    for kind, item, values in (
        ("change", ids["1.1"], {"text": "Say it in quite other words than before, all of it."}),
        (
            "change",
            ids["1.2"],
            {"due": {"text": "June 2027", "dates": ["2027-06"], "kind": "month"}},
        ),
        ("drop", ids["1.3"], {}),
        ("move", ids["2.1"], {"objective": other}),
        ("add", "", {"list": "actions", "fields": {"text": "A thing that is new."}}),
    ):
        correct(by=manager, why="", draft=later, kind=kind, item=item, values=values, edition=None)
    before = {a.ref: a for a in Action.objects.filter(plan=plan)}
    page = client.get(f"/imports/{later.pk}/adopt/").content.decode()
    for words in ("New: 2", "Changed: 1", "Moved: 1", "Gone: 2"):
        assert words in page, words
    edition = Draft.objects.get(pk=later.pk).edition
    client.post(f"/imports/{later.pk}/adopt/", {"why": "Agreed again.", "edition": edition})
    after = {a.ref: a for a in Action.objects.filter(plan=plan, gone_in=None)}
    assert after["1.2"].pk == before["1.2"].pk
    assert after["1.2"].due_text == "June 2027"
    assert after["1.2"].first_due_on == before["1.2"].first_due_on
    assert after["2.1"].objective == Objective.objects.get(plan=plan, ref="3")
    assert Action.objects.get(pk=before["1.3"].pk).gone_in == 2
    assert list(Adoption.objects.values_list("number", flat=True)) == [1, 2]


JUNE = {"text": "June 2027", "dates": ["2027-06"], "kind": "month"}
PLAN_NAME = "fernshire-improvement-plan.docx"


@pytest.mark.parametrize(
    "name", ["fernshire-improvement-plan.pdf", "fernshire-improvement-plan.txt"]
)
def test_the_same_plan_from_another_format_changes_nothing(
    plan: Plan, manager: Account, name: str
) -> None:
    later = start_draft(by=manager, why="", given=given(EXAMPLES / name), plan=plan)
    work()
    later.refresh_from_db()
    before = list(Action.objects.filter(plan=plan).values_list("pk", "edition"))
    adopt(by=manager, why="Again.", draft=later)
    assert list(Action.objects.filter(plan=plan).values_list("pk", "edition")) == before


def test_the_inspections_findings_show_what_no_action_answers(
    client: CheckingClient,
) -> None:
    findings = next(EXAMPLES.glob("fernshire-findings*"))
    with (EXAMPLES / PLAN_NAME).open("rb") as document, findings.open("rb") as list_of:
        client.post("/imports/new/", {"document": document, "findings": list_of})
    work()
    page = client.get(f"/imports/{Draft.objects.get().pk}/").content.decode()
    assert "Does the plan answer the findings?" in page
    assert "Unanswered" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.docx", b"not a word document", "plan.docx"),
        ("plan.exe", b"MZ", ".exe"),
        ("plan.txt", b"Nothing of a plan.", "No plan was found in plan.txt"),
    ],
)
def test_a_document_that_cannot_be_used_is_told_in_a_sentence(
    client: CheckingClient, name: str, content: bytes, said: str
) -> None:
    client.post("/imports/new/", {"document": SimpleUploadedFile(name, content)})
    work()
    page = client.get(f"/imports/{Draft.objects.get().pk}/").content.decode()
    assert said in page


def test_a_file_past_the_limit_is_refused_before_it_is_kept(client: CheckingClient) -> None:
    with override_settings(UPLOAD_LIMIT=1024 * 1024):
        big = SimpleUploadedFile("plan.txt", b"x" * (1024 * 1024 + 1))
        page = client.post("/imports/new/", {"document": big})
    assert "plan.txt is larger than 1 MB" in page.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "<script>alert(1)</script>.txt", "a\u202etxt.exe.txt"]
)
def test_a_files_name_does_no_harm(client: CheckingClient, name: str) -> None:
    page = client.post(
        "/imports/new/", {"document": SimpleUploadedFile(name, b"A plan.")}, follow=True
    ).content.decode()
    assert "<script>" not in page
    assert "\u202e" not in page
    assert "/" not in Draft.objects.get().document.name


def test_a_lead_cannot_import(
    someone: Callable[..., Account], as_person: AsPerson, draft: Draft
) -> None:
    lead = as_person(someone("action_lead"))
    for address in ("/imports/new/", f"/imports/{draft.pk}/", f"/imports/{draft.pk}/adopt/"):
        assert lead.get(address).status_code == 403


def test_the_same_reading_done_twice_leaves_one_draft(draft: Draft) -> None:
    from lineofsight.web.imports.jobs import read_draft

    edition = draft.edition
    read_draft.call(draft.pk)
    draft.refresh_from_db()
    assert draft.edition == edition


def test_real_plans_are_imported_and_adopted(manager: Account, client: CheckingClient) -> None:
    """The published plans beside the project, where they are at hand."""
    plans = Path(__file__).parent.parent.parent.parent / "shared" / "plans"
    if not plans.exists():
        pytest.skip(f"The published plans are not at {plans}.")
    for name, actions in (("walsall-2012.txt", 57), ("west-sussex-2019.txt", 101)):
        draft = start_draft(by=manager, why="", given=given(plans / name))
        work()
        draft.refresh_from_db()
        assert client.get(f"/imports/{draft.pk}/").status_code == 200
        for listed in ("actions", "measures", "objectives"):
            assert client.get(f"/imports/{draft.pk}/{listed}/?page=2").status_code == 200
        plan = adopt(by=manager, why="A test.", draft=draft)
        assert Action.objects.filter(plan=plan).count() == actions
        assert client.get(plan.get_absolute_url()).status_code == 200
