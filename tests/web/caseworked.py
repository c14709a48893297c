"""Two teams with a few children and workers, for tests of casework."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.measuring.kept.making import make_results
from lineofsight.web.accounts.actions import add_account, give_role
from lineofsight.web.accounts.models import Account
from lineofsight.web.accounts.roles import BY_KEY
from tests.support.stores import MARCH, load

ASSESSED, APPRAISED, REVIEWED = (
    "assessments_45_working_days",
    "appraisals_in_date",
    "cla_reviews_in_time",
)
CHOSEN = (ASSESSED, f"{ASSESSED}:from_referral", APPRAISED, REVIEWED)
# W1 holds P1 and P3, whose records are restricted, W3 holds P4, all in the North; W2 of the South
# holds P2, for whom W9 chairs.  P5 is W3's once more, by an assessment of the North alone.
TABLES: Mapping[str, str] = {
    "ssd_involvements": "invo_involvements_id,invo_person_id,invo_professional_id,"
    "invo_professional_role_id,invo_professional_team,invo_involvement_start_date,"
    "invo_involvement_end_date\n"
    "I1,P1,W1,Allocated Case Worker,T1,2025-12-01,\n"
    "I2,P2,W2,Allocated Case Worker,T2,2025-12-01,\n"
    "I3,P3,W1,Allocated Case Worker,T1,2025-12-01,\n"
    "I4,P4,W3,Allocated Case Worker,T1,2025-12-01,\n"
    "I5,P6,W1,Allocated Case Worker,T1,2025-06-01,2025-12-01\n"
    "I6,P2,W9,Independent Reviewing Officer,T9,2026-01-01,\n",
    # Those begun on 5 January were due on 9 March, those of 6 February are due on 14 April.
    "ssd_cin_assessments": "cina_assessment_id,cina_person_id,cina_assessment_start_date,"
    "cina_assessment_auth_date,cina_assessment_team,cina_assessment_worker_id\n"
    "A1,P1,2026-01-05,,T1,W1\nA2,P2,2026-02-06,,T2,W2\nA3,P3,2026-01-05,,T1,W1\n"
    "A4,P4,2026-02-06,,T1,W3\nA5,P5,2026-01-06,,T1,W3\nA6,P1,2026-01-12,2026-03-02,T1,W1\n",
    "ssd_department": "dept_team_id,dept_team_name\nT1,North\nT2,=South()\n",
    "restricted": "person_id,restricted_from,restricted_until,reason_code\nP3,2026-01-01,,C\n",
    "worker_contracts": "worker_contract_id,worker_id,team,role,agency_worker,started_on,"
    "ended_on\n"
    "C1,W1,T1,SOCIAL_WORKER,N,2023-01-09,\nC3,W3,T1,SOCIAL_WORKER,N,2025-05-01,\n",
    "appraisals": "appraisal_id,worker_id,due_on,held_on\nB1,W1,2025-02-01,2025-02-03\n",
}


@pytest.fixture
def casework(store: Path) -> Path:
    """A store with the results of the two teams."""
    load(store, MARCH, **TABLES)
    known = catalogue()
    make_results(store, {name: known[name] for name in CHOSEN})
    return store


@pytest.fixture
def who(db: None) -> Callable[..., Account]:
    """Somebody with a role, who may be a worker of the tables or have a team."""

    def made(role: str, *, worker: str = "", team: str = "") -> Account:
        number = Account.objects.count()
        account = add_account(
            by=None,
            why="A test.",
            email=f"{role}-of-{worker}{team}.{number}@fernshire.example".lower(),
            name=f"{role} {worker}{team}".replace("_", " ").strip(),
            worker_id=worker,
            password="a long password",
        )
        give_role(
            by=None,
            why="A test.",
            account=account,
            role=role,
            team=team,
            ends_on=date(2099, 12, 31) if BY_KEY[role].guest else None,
        )
        return account

    return made
