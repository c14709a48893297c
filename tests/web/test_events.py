"""The history: nothing is written without an event, and no event can be changed unnoticed."""

import ast
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

import lineofsight.web
from lineofsight.web.accounts.models import Account
from lineofsight.web.events.guard import Unrecorded
from lineofsight.web.events.models import Event, Version
from lineofsight.web.events.recording import change
from lineofsight.web.events.verifying import faults
from lineofsight.web.plans.models import Action, Plan
from lineofsight.web.plans.whole import whole_plan

pytestmark = pytest.mark.django_db
WEB = Path(lineofsight.web.__file__).parent
WRITES = {"save", "delete", "create", "update", "bulk_create", "bulk_update", "get_or_create",
          "update_or_create"}  # fmt: skip


def test_a_record_cannot_be_written_while_no_change_is_recorded(plan: Plan) -> None:
    plan.title = "Another"
    with pytest.raises(Unrecorded, match="no change being recorded"):
        plan.save()


def test_every_function_that_writes_takes_who_and_why_and_records_a_change() -> None:
    """Each public function of an ``actions`` module says ``by`` and ``why`` and opens a change."""
    found = 0
    for path in WEB.glob("**/actions*.py"):
        for each in ast.parse(path.read_text()).body:
            if not isinstance(each, ast.FunctionDef) or each.name.startswith(("_", "check_")):
                continue
            found += 1
            names = {arg.arg for arg in [*each.args.args, *each.args.kwonlyargs]}
            assert {"by", "why"} <= names, f"{path.name}: {each.name}"
            called = {
                node.func.id
                for node in ast.walk(each)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert "change" in called, f"{path.name}: {each.name} records no change"
    assert found > 5


def test_nothing_else_on_the_site_writes() -> None:
    """No view, job or form calls what writes; the recording itself is the one place that does."""
    for path in WEB.glob("**/*.py"):
        if path.parent.name == "migrations" or path in (
            WEB / "events" / "models" / "chain.py",
            WEB / "events" / "models" / "logged.py",
            WEB / "events" / "recording.py",
            WEB / "accounts" / "models.py",
            # Saves a document, no record.
            WEB / "exports" / "word.py",
            # What the workers note of themselves is no record of the council's.
            WEB / "jobs" / "bookkeeping.py",
            WEB / "jobs" / "dated.py",
        ):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                on_manager = isinstance(node.func.value, ast.Attribute) and (
                    node.func.value.attr in ("objects", "_default_manager")
                )
                assert not (node.func.attr in WRITES and on_manager), f"{path}: {node.lineno}"
                assert node.func.attr not in ("save", "bulk_create"), f"{path}: {node.lineno}"


def test_the_chain_is_whole_after_a_plan_is_adopted(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_events")
    assert "The chain is whole" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("update events_version set data = '{}' where id = %s", "was changed"),
        ("delete from events_version where id = %s", "not what it says it wrote"),
        ("update events_event set why = 'No reason' where number = 2", "reason of event 2"),
        ("update events_event set kind = 'other' where number = 2", "Event 2 was changed"),
        ("delete from events_event where number = 1", "something is missing"),
        ("delete from events_event where number = 5", "its head says"),
    ],
)
def test_any_tampering_with_the_history_is_found(plan: Plan, sql: str, said: str) -> None:
    last = Event.objects.order_by("number").last()
    assert last is not None
    version = Version.objects.filter(event=last).order_by("id").first()
    assert version is not None
    sql = sql.replace("number = 5", f"number = {last.number}")
    with connection.cursor() as cursor:
        if "events_event where number" in sql:
            number = sql.rpartition(" ")[2]
            cursor.execute("delete from events_version where event_id = %s", [number])
        cursor.execute(sql, [version.pk] if "%s" in sql else [])
    assert said in " ".join(faults())


def test_a_change_that_fails_leaves_nothing(plan: Plan, manager: Account) -> None:
    events, title = Event.objects.count(), plan.title

    def failing() -> None:
        with change("plan renamed", by=manager, plan=plan.pk) as made:
            plan.title = "Another"
            made.keep(plan)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        failing()
    assert Event.objects.count() == events
    assert Plan.objects.get().title == title


def test_a_plan_can_be_rebuilt_as_it_stood(plan: Plan, manager: Account) -> None:
    """What the versions give back is what stood in the tables."""
    action = Action.objects.filter(plan=plan).first()
    assert action is not None
    before = Event.objects.order_by("number").last()
    assert before is not None
    words = action.text
    with change("action changed", by=manager, plan=plan.pk) as made:
        action.text = "Something else"
        made.keep(action)
    whole = whole_plan(plan)
    whole.past = before.at
    stood = whole.by_key(Action)[action.pk]
    assert stood.text == words
    for field in Action._meta.concrete_fields:
        if field.name not in ("text", "edition"):
            assert getattr(stood, field.attname) == getattr(action, field.attname), field.name
