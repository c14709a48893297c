"""How often children are to be visited, and what the standard does not hold about visits."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe

_NOT_SEEN = Mix({"REFUSED": 24, "ABSENT": 34, "MISSING": 4, "NO_ANSWER": 30, "OTHER": 8})
_YEAR = 365
_WEEK = 7
_FIRST_YEAR = ("FIRST_YEAR", 6, "WEEKS")
_LATER = ("AFTER_FIRST_YEAR", 6, "WEEKS")
_WITH_PARENTS = ("WITH_PARENTS", 6, "WEEKS")
_LASTING = ("LONG_TERM_PLACEMENT", 3, "MONTHS")
_LONG_TERM_PLACEMENTS = ("U1", "U4")
_AT_HOME = "P1"


def follow(setting: Setting, history: History) -> None:
    """Enter the rules of visiting one child, and the details of visits under a plan or in care."""
    scribe = Scribe(setting, "visits", history.child.id)
    for row in history["ssd_cin_plans"]:
        start, end = row["cinp_cin_plan_start_date"], row["cinp_cin_plan_end_date"]
        rule = ("LOCAL", scribe.any_of((20, 20, 20, 30)), "WORKING_DAYS")
        _enter_rule(scribe, history, "CHILD_IN_NEED", rule, start, end)
    for row in history["ssd_cp_plans"]:
        start, end = row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"]
        rule = ("LOCAL", 10, "WORKING_DAYS")
        _enter_rule(scribe, history, "CHILD_PROTECTION", rule, start, end)
    for row in history["ssd_cla_placement"]:
        _enter_rules_in_care(scribe, history, row)
    for row in history["ssd_cp_visits"]:
        cells = (row["cppv_cp_visit_id"], row["cppv_cp_visit_date"], row["cppv_cp_visit_seen"])
        _enter_details(scribe, history, "CHILD_PROTECTION", *cells)
    for row in history["ssd_cla_visits"]:
        cells = (row["clav_cla_visit_id"], row["clav_cla_visit_date"], row["clav_cla_visit_seen"])
        _enter_details(scribe, history, "CHILD_IN_CARE", *cells)


def _enter_rules_in_care(scribe: Scribe, history: History, row: Cells) -> None:
    """Regulation 28: within a week, six-weekly for a year, then by how long the home is to last."""
    start = scribe.read(row["clap_cla_placement_start_date"])
    ended = row["clap_cla_placement_end_date"]
    until = min(scribe.until(ended), scribe.last + 1)
    kind = row["clap_cla_placement_type"]
    settled = _WITH_PARENTS if kind == _AT_HOME else _FIRST_YEAR
    after = _LASTING if kind in _LONG_TERM_PLACEMENTS else _LATER
    stages = [(start, ("FIRST_WEEK", 1, "WEEKS")), (start + _WEEK, settled)]
    if kind != _AT_HOME:
        stages.append((start + _YEAR, after))
    for n, (day, rule) in enumerate(stages):
        if day >= until:
            return
        following = stages[n + 1][0] if n + 1 < len(stages) else until
        end = scribe.due(following) if following < until else ended
        _enter_rule(scribe, history, "CHILD_IN_CARE", rule, scribe.due(day), end)


def _enter_rule(
    scribe: Scribe,
    history: History,
    kind: str,
    rule: tuple[str, int, str],
    start: str,
    end: str,
) -> None:
    basis, length, unit = rule
    _, team = history.worker_on(start)
    scribe.enter(
        "visit_requirements",
        visit_requirement_id=scribe.id("VR"),
        person_id=history.child.id,
        visit_kind=kind,
        basis=basis,
        interval_length=str(length),
        interval_unit=unit,
        must_be_seen="Y",
        must_be_seen_alone="Y" if kind == "CHILD_IN_CARE" else "N",
        started_on=start,
        ended_on=end,
        decided_by_id=scribe.manager(team) if basis == "LOCAL" else "",
    )


def _enter_details(
    scribe: Scribe, history: History, kind: str, visit: str, day: str, seen: str
) -> None:
    worker, team = history.worker_on(day)
    own = scribe.chance(0.9)
    scribe.enter(
        "visit_details",
        visit_detail_id=scribe.id("VD"),
        visit_kind=kind,
        visit_id=visit,
        person_id=history.child.id,
        visited_on=day,
        worker_id=worker if own else "",
        allocated_worker="Y" if own else "N",
        announced=scribe.flag(0.72),
        not_seen_reason=scribe.one_of(_NOT_SEEN) if seen == "N" else "",
        views_recorded=scribe.flag(scribe.share(0.74, team, scribe.read(day)))
        if seen == "Y"
        else "",
        plan_discussed=scribe.flag(0.6),
    )
