"""What the council plans for each quarter: how many audits each team is to have, and surveys."""

from collections.abc import Iterator
from datetime import date

from lineofsight.sample.days import add_months
from lineofsight.sample.family import Setting
from lineofsight.sample.further.audits import programme_id
from lineofsight.sample.further.quality import survey_id
from lineofsight.sample.scribe import Scribe
from lineofsight.sample.workforce import ASSESSMENT, CARE, SAFEGUARDING

_ASKED = {"PARENT": "Parents and carers", "CHILD": "Children", "STAFF": "Staff"}
_AUDITS_A_QUARTER = 6
_HOLD_CASES = (ASSESSMENT, SAFEGUARDING, CARE)
_ANSWER_RATE = 0.3


def write_programmes(setting: Setting) -> None:
    """Enter the audit programme and the surveys, quarter by quarter."""
    scribe = Scribe(setting, "programmes", "council")
    for starts, ends in _quarters(scribe):
        text = scribe.due(starts)
        for team in (each for held in _HOLD_CASES for each in setting.workforce.teams[held]):
            scribe.enter(
                "audit_programme",
                audit_programme_id=programme_id(team.id, text),
                auditor_id=scribe.any_of(setting.managers),
                team=team.id,
                tool="Case file",
                first_on=text,
                due_on=scribe.due(ends),
                audits_due=str(_AUDITS_A_QUARTER),
            )
        for kind, name in _ASKED.items():
            survey = survey_id(kind, text)
            scribe.enter(
                "surveys",
                survey_id=survey,
                survey=name,
                respondent_kind=kind,
                opened_on=text,
                closed_on=scribe.on(ends),
                people_asked=str(round(setting.answered[survey] / _ANSWER_RATE)),
            )


def _quarters(scribe: Scribe) -> Iterator[tuple[int, int]]:
    """The calendar quarters of the history: the first begins with it."""
    first = scribe.days.dates[scribe.setting.first]
    opens = date(first.year, first.month - (first.month - 1) % 3, 1)
    while scribe.days.number(opens) <= scribe.last:
        closes = add_months(opens, 3)
        start = max(scribe.days.number(opens), scribe.setting.first)
        yield start, scribe.days.number(closes) - 1
        opens = closes
