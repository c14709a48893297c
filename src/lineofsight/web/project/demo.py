"""The invented council's site: its people, its plan adopted, and what they have done since."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lineofsight.errors import UnusableInput

if TYPE_CHECKING:
    from lineofsight.web.accounts.models import Account
    from lineofsight.web.plans.models import Plan

PASSWORD = "an-invented-council"  # noqa: S105 - printed on purpose, for accounts that hold nothing real
DOMAIN = "fernshire.example"
# The team of the demo's tables whose manager and worker a visitor can be.
TEAM = "Safeguarding North"
# Who loaded the demo's tables.
ANALYST = "Farah Lind"


@dataclass(frozen=True)
class SignIn:
    """Somebody that a visitor of the demo can be."""

    email: str
    name: str
    job_title: str
    role: str


SIGN_INS = (
    SignIn(f"manager@{DOMAIN}", "Priya Nandra", "Programme manager", "programme_manager"),
    SignIn(f"director@{DOMAIN}", "Colin Achebe", "Director of children's services", "director"),
    SignIn(f"lead@{DOMAIN}", "Ruth Calder", "Head of protection", "action_lead"),
    SignIn(f"support@{DOMAIN}", "Sam Otter", "Business support officer", "business_support"),
    SignIn(f"chair@{DOMAIN}", "Margaret Oyelaran", "Independent chair", "board_chair"),
    SignIn(f"scrutiny@{DOMAIN}", "Cllr Tom Brand", "Scrutiny member", "scrutiny_member"),
    SignIn(f"observer@{DOMAIN}", "Dana Wills", "Department observer", "observer"),
    SignIn(f"team@{DOMAIN}", "Hana Petrov", f"Team manager, {TEAM}", "team_manager"),
    SignIn(f"worker@{DOMAIN}", "Joe Adeyemi", f"Social worker, {TEAM}", "worker"),
    SignIn(f"auditor@{DOMAIN}", "Grace Lindqvist", "Practice auditor", "auditor"),
    SignIn(f"analyst@{DOMAIN}", ANALYST, "Performance analyst", "analyst"),
    SignIn(f"privacy@{DOMAIN}", "Nadia Frost", "Data protection officer", "information_lead"),
    SignIn(f"admin@{DOMAIN}", "Lee Marchetti", "Systems administrator", "administrator"),
)


def check_no_real_data() -> None:
    """Raise ``UnusableInput`` where the site already holds an account that is not invented."""
    from lineofsight.web.accounts.models import Account

    if Account.objects.filter(invented=False).exists():
        raise UnusableInput(
            "This site has real accounts: demo sign-ins cannot exist beside real data. "
            "Name another folder with DATA_DIR=folder."
        )


def fill(document: Path, findings: Path | None = None, *, with_past: bool = False) -> None:
    """Make the demo's people, import ``document`` and adopt it.

    ``with_past``: the plan is the invented council's own; it was adopted three months ago, and its
    people have worked with it since.
    """
    from django.utils import timezone

    from lineofsight.web.alerts.actions import draw_alerts
    from lineofsight.web.events.recording import invented_time
    from lineofsight.web.plans.models import Plan
    from lineofsight.web.project.demo_past import Calendar, live_through

    check_no_real_data()
    if Plan.objects.exists():
        return
    now = timezone.now()
    calendar = Calendar(now)
    with invented_time(calendar.at(-3, 20) if with_past else now):
        people = _people()
        plan = _adopted(people[SIGN_INS[0].email], document, findings)
    if with_past and plan is not None:
        live_through(plan, {email.partition("@")[0]: each for email, each in people.items()}, now)
    draw_alerts(by=None, why="")


def _people() -> "dict[str, Account]":
    """An account for each sign-in, by its address; business support types for the lead."""
    from lineofsight.web.accounts.actions import add_account, give_role
    from lineofsight.web.accounts.roles import BY_KEY

    why = "The demo's invented people."
    team, worker = _of_the_tables()
    made: dict[str, Account] = {}
    for each in SIGN_INS:
        account = add_account(
            by=None,
            why=why,
            email=each.email,
            name=each.name,
            job_title=each.job_title,
            organisation="Fernshire County Council",
            password=PASSWORD,
            worker_id=worker if each.role == "worker" else "",
            invented=True,
        )
        types_for = made[SIGN_INS[2].email] if each.role == "business_support" else None
        give_role(
            by=None,
            why=why,
            account=account,
            role=each.role,
            acts_for=types_for,
            team=team if BY_KEY[each.role].of_team else "",
        )
        made[each.email] = account
    return made


def _of_the_tables() -> tuple[str, str]:
    """The ids of the demo's team and of its worker with most to do; empty without results."""
    from django.conf import settings

    from lineofsight.measuring.kept.reading import opened

    with opened(settings.PLACES.store) as results:
        if results is None:
            return "", ""
        team = next((each for each, name in results.team_names().items() if name == TEAM), "")
        lists = results.open_lists([team]) if team else {}
        busy = Counter(each.worker for rows in lists.values() for each in rows if each.worker)
        return team, busy.most_common(1)[0][0] if busy else ""


def _adopted(manager: "Account", document: Path, findings: Path | None) -> "Plan | None":
    """The plan in ``document``, adopted as it was read; ``None`` where nothing could be read."""
    from lineofsight.web.files.keeping import keep_path
    from lineofsight.web.imports.actions import adopt, start_draft
    from lineofsight.web.imports.jobs import read_draft

    draft = start_draft(
        by=manager,
        why="The demo's plan.",
        given=keep_path(document),
        findings=keep_path(findings) if findings else None,
    )
    read_draft.call(draft.pk)
    draft.refresh_from_db()
    if draft.state != "open":
        return None
    return adopt(by=manager, why="The Improvement Board agreed it as it was read.", draft=draft)
