"""Invented plans in many layouts, each beside what a careful person reads in it."""

from collections.abc import Callable
from typing import Any

import pytest

from lineofsight.documents import read_document
from lineofsight.plan import read_plan
from lineofsight.plan.model import Plan, Target
from tests.strangers.word import (
    boards,
    due_dates,
    everyday,
    headers,
    kpi_tables,
    labelled,
    losses,
    narrative,
    objectives,
    other_tables,
    printed,
    ratings,
    trackers,
    within_tables,
    workbooks,
)
from tests.strangers.word.making import make
from tests.strangers.word.stranger import Key, Stranger

GROUPS = (
    labelled, kpi_tables, headers, objectives, due_dates, ratings, other_tables, losses,
    workbooks, printed, within_tables, trackers, narrative,
    everyday, boards,
)  # fmt: skip
STRANGERS = {one.name: one for group in GROUPS for one in group.STRANGERS}


def _target(target: Target) -> tuple[float | None, str, str | None, float | None]:
    comparison = "tba" if target.tba else target.comparison
    return target.value, comparison, target.by, target.baseline


def _homes(plan: Plan) -> dict[str | None, str | None]:
    return {None: None, **{one.id: one.text for one in plan.objectives}}


def _doubts(plan: Plan) -> list[str]:
    items = [*plan.actions, *plan.measures]
    return [doubt.message for one in (plan, *items) for doubt in one.doubts]


def _untold(plan: Plan, key: Key) -> list[str]:
    """What the doubts leave untold, and the doubts that nothing asked for."""
    told = _doubts(plan)
    missing = [f"untold: {words}" for words in key.doubts if not any(words in one for one in told)]
    extra = [f"told: {one}" for one in told if not any(words in one for words in key.doubts)]
    return missing + extra


# Each field, as it was read and as the answer key has it.
FIELDS: dict[str, tuple[Callable[[Plan], Any], Callable[[Key], Any]]] = {
    "title": (lambda plan: plan.title, lambda key: key.title),
    "organisation": (lambda plan: plan.organisation, lambda key: key.organisation),
    "date": (lambda plan: plan.date, lambda key: key.date),
    "version": (lambda plan: plan.version, lambda key: key.version),
    "objectives": (
        lambda plan: [(one.ref, one.text) for one in plan.objectives],
        lambda key: list(key.objectives),
    ),
    "actions": (
        lambda plan: [(one.ref, one.text) for one in plan.actions],
        lambda key: [(one.ref, one.text) for one in key.actions],
    ),
    "objectives of actions": (
        lambda plan: [(one.text, _homes(plan)[one.objective]) for one in plan.actions],
        lambda key: [(one.text, one.objective) for one in key.actions],
    ),
    "due dates": (
        lambda plan: [(one.text, one.due.dates) for one in plan.actions],
        lambda key: [(one.text, one.due) for one in key.actions],
    ),
    "leads": (
        lambda plan: [(one.text, one.leads) for one in plan.actions],
        lambda key: [(one.text, one.leads) for one in key.actions],
    ),
    "ratings": (
        lambda plan: [(one.text, one.rating.level) for one in plan.actions],
        lambda key: [(one.text, one.rating) for one in key.actions],
    ),
    "progress": (
        lambda plan: [
            (one.text, tuple((note.period, note.text) for note in one.updates))
            for one in plan.actions
        ],
        lambda key: [(one.text, one.updates) for one in key.actions],
    ),
    "measures": (
        lambda plan: [one.text for one in plan.measures],
        lambda key: [one.text for one in key.measures],
    ),
    "targets": (
        lambda plan: [(one.text, [_target(each) for each in one.targets]) for one in plan.measures],
        lambda key: [
            (one.text, [(*each, None)[:4] for each in one.targets]) for one in key.measures
        ],
    ),
    "places of measures": (
        lambda plan: [
            (
                one.text,
                _homes(plan)[one.objective],
                next((act.text for act in plan.actions if act.id == one.action), None),
            )
            for one in plan.measures
        ],
        lambda key: [(one.text, one.objective, one.action) for one in key.measures],
    ),
    "risks": (
        lambda plan: [(one.text, one.mitigation) for one in plan.risks],
        lambda key: list(key.risks),
    ),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Stranger], Plan]:
    plans: dict[str, Plan] = {}

    def reading(stranger: Stranger) -> Plan:
        if stranger.name not in plans:
            folder = tmp_path_factory.mktemp("plan")
            plans[stranger.name] = read_plan(read_document(make(stranger, folder)))
        return plans[stranger.name]

    return reading


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", STRANGERS)
def test_a_field_is_read_as_a_careful_person_reads_it(
    name: str, field: str, read: Callable[[Stranger], Plan]
) -> None:
    """Exactly, item by item and in order."""
    found, wanted = FIELDS[field]
    assert found(read(STRANGERS[name])) == wanted(STRANGERS[name].key)


@pytest.mark.parametrize("name", STRANGERS)
def test_what_nobody_could_be_sure_of_is_told_and_nothing_else(
    name: str, read: Callable[[Stranger], Plan]
) -> None:
    """Each doubt that the answer key expects, and no other."""
    assert not _untold(read(STRANGERS[name]), STRANGERS[name].key)
