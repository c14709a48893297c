"""When records were entered: most on the day or the next, some late."""

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Setting
from lineofsight.sample.scribe import DAY, History, Scribe

# Working days from what happened to its entry.
_DELAY = Mix({0: 46, 1: 26, 2: 10, 3: 6, 4: 4, 5: 3, 8: 2, 12: 1.6, 20: 1, 40: 0.4})
_SOONER = Mix({0: 80, 1: 15, 2: 4, 3: 1})
_RECORDS = (
    ("REFERRAL", "ssd_cin_episodes", "cine_referral_id", "cine_referral_date", _SOONER),
    ("CONFERENCE", "ssd_initial_cp_conference", "icpc_icpc_id", "icpc_icpc_date", _DELAY),
    ("VISIT", "ssd_cp_visits", "cppv_cp_visit_id", "cppv_cp_visit_date", _DELAY),
    ("VISIT", "ssd_cla_visits", "clav_cla_visit_id", "clav_cla_visit_date", _DELAY),
    ("REVIEW", "ssd_cp_reviews", "cppr_cp_review_id", "cppr_cp_review_date", _DELAY),
    ("REVIEW", "ssd_cla_reviews", "clar_cla_review_id", "clar_cla_review_date", _DELAY),
    ("PLACEMENT", "ssd_cla_placement", "clap_cla_placement_id", "clap_cla_placement_start_date",
     _DELAY),
)  # fmt: skip
_LATEST = 18 * 60


def follow(setting: Setting, history: History) -> None:
    """Enter when one child's records were entered; what is not entered yet is no record."""
    scribe = Scribe(setting, "entries", history.child.id)
    for kind, table, key, dated, delays in _RECORDS:
        for row in history[table]:
            if row[dated]:
                _enter(scribe, history, kind, row[key], row[dated], delays)


def _enter(
    scribe: Scribe, history: History, kind: str, record: str, day: str, delays: Mix[int]
) -> None:
    happened, delay = scribe.read(day), scribe.one_of(delays)
    entered = scribe.days.after(happened, delay) if delay else happened
    worker, team = history.worker_on(day)
    minute = scribe.between(13 * 60, _LATEST)
    scribe.enter(
        "record_entries",
        record_kind=kind,
        record_id=record,
        person_id=history.child.id,
        happened_on=day,
        entered_at=scribe.at(min(entered, scribe.last) * DAY + minute),
        worker_id=worker,
        team=team,
    )
