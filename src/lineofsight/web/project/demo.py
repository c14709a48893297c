"""The invented council's site: its people, and its plan imported and adopted."""

from dataclasses import dataclass
from pathlib import Path

from lineofsight.errors import UnusableInput

PASSWORD = "an-invented-council"  # noqa: S105 - printed on purpose, for accounts that hold nothing real
DOMAIN = "fernshire.example"


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
    SignIn(f"lead@{DOMAIN}", "Ruth Ellwood", "Head of service", "action_lead"),
    SignIn(f"support@{DOMAIN}", "Sam Otter", "Business support officer", "business_support"),
    SignIn(f"chair@{DOMAIN}", "Margaret Oyelaran", "Independent chair", "board_chair"),
    SignIn(f"scrutiny@{DOMAIN}", "Cllr Tom Brand", "Scrutiny member", "scrutiny_member"),
    SignIn(f"observer@{DOMAIN}", "Dana Wills", "Department observer", "observer"),
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


def fill(document: Path) -> None:
    """Make the demo's people, import ``document`` and adopt it."""
    from lineofsight.web.accounts.actions import add_account, give_role
    from lineofsight.web.accounts.models import Account
    from lineofsight.web.files.keeping import keep_file
    from lineofsight.web.imports.actions import adopt, start_draft
    from lineofsight.web.imports.jobs import read_draft
    from lineofsight.web.plans.models import Plan

    check_no_real_data()
    if Plan.objects.exists():
        return
    why = "The demo's invented people."
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
            invented=True,
        )
        types_for = made[SIGN_INS[2].email] if each.role == "business_support" else None
        give_role(by=None, why=why, account=account, role=each.role, acts_for=types_for)
        made[each.email] = account
    manager = Account.objects.get(email=SIGN_INS[0].email)
    with document.open("rb") as given:
        kept = keep_file(iter(lambda: given.read(65536), b""), document.name)
    draft = start_draft(by=manager, why="The demo's plan.", given=kept)
    read_draft.call(draft.pk)
    draft.refresh_from_db()
    if draft.state == "open":
        adopt(by=manager, why="Adopted by the demo.", draft=draft)
