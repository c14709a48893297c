"""What each role is and may do: one table, from which permissions and their reference are made."""

from dataclasses import dataclass
from enum import StrEnum


class May(StrEnum):
    """Something that a role may do on the plans where it is held."""

    READ = "read the plan"
    READ_INSIDE = "read notes, evidence and names as those inside see them"
    IMPORT = "import a document and adopt it"
    EDIT = "edit the plan's parts"
    UPDATE_ANY = "update any action"
    UPDATE_OWN = "update the actions they lead or contribute to"
    TYPE_FOR = "type an update for a named lead, who confirms"
    AGREE_DATES = "agree to move a date"
    AGREE_RED_DATES = "agree to move the date of an action that is off track"
    CHECK_CLOSING = "check that an action may close"
    DECIDE_CHALLENGES = "decide on a challenge to a lead's rating"
    MATCH = "say what measures a measure, type its figures and let its limits begin anew"
    COMMENT = "comment"
    SEE_HISTORY = "see who changed what"
    EXPORT_INSIDE = "export the plan with names"
    EXPORT_PUBLIC = "export the plan for publication"
    REDACT = "ask for or agree to a redaction"
    SEE_LOOKS = "see who looked at what"
    SEE_DATA = "see how the tables stand, without a child's row"
    LOAD_DATA = "load tables, see rejected rows, and go back to an earlier snapshot"
    SEE_TEAM_QUALITY = "see what is wrong in the rows of the team that the role names, and in which"
    FORGET = "ask that a person be forgotten in the tables, or agree to it"
    SEE_OWN_CHILDREN = "see the rows of the children whom they hold, and their own figures"
    SEE_TEAM_CHILDREN = "see the rows of the team that the role names, of children and workers"
    SEE_CHAIRED_CHILDREN = "see the rows of the children whose reviews or conferences they chair"
    SEE_EVERY_CHILD = "see every child's rows"
    REVIEW_CHILDREN = "review the children of a cohort review who are given to them"
    MANAGE_PEOPLE = "manage people's accounts and roles"


@dataclass(frozen=True)
class Role:
    """A role: its name as people say it, what it is for, and what it may do.

    ``site_wide``: held on the whole site and never on one plan.  ``guest``: from another
    organisation, so that it always has a last day.  ``for_another``: acts for a named person.
    ``of_theme`` and ``of_team``: can be narrowed to a theme of the plan, or to a team.
    """

    key: str
    name: str
    what: str
    may: frozenset[May]
    site_wide: bool = False
    guest: bool = False
    for_another: bool = False
    of_theme: bool = False
    of_team: bool = False

    def terms(self) -> list[str]:
        """On what terms it is held, each a sentence."""
        said = {
            "It is held on the whole site, not on one plan.": self.site_wide,
            "It always has a last day.": self.guest,
            "It names the person acted for.": self.for_another,
            "It can be for one theme of the plan.": self.of_theme,
            "It can be for one team.": self.of_team,
        }
        return [sentence for sentence, holds in said.items() if holds]


_OBSERVE = frozenset({May.READ, May.EXPORT_PUBLIC})
_INSIDE = _OBSERVE | {May.READ_INSIDE, May.COMMENT, May.EXPORT_INSIDE}
_LEAD = _INSIDE | {May.UPDATE_OWN, May.SEE_HISTORY}

ROLES: tuple[Role, ...] = (
    Role(
        "administrator",
        "Administrator",
        "keeps accounts; sees no plan by this role alone",
        frozenset({May.MANAGE_PEOPLE, May.SEE_DATA}),
        site_wide=True,
    ),
    Role(
        "programme_manager",
        "Programme manager",
        "imports the plan, keeps it, chases updates and makes papers",
        _LEAD
        | {
            May.IMPORT,
            May.EDIT,
            May.UPDATE_ANY,
            May.AGREE_DATES,
            May.CHECK_CLOSING,
            May.DECIDE_CHALLENGES,
            May.MATCH,
            May.REDACT,
        },
    ),
    Role(
        "director",
        "Director of children's services",
        "answers for the plan",
        _LEAD | {May.AGREE_DATES, May.AGREE_RED_DATES, May.CHECK_CLOSING},
    ),
    Role("lead_member", "Lead member", "the elected member for children", _INSIDE),
    Role(
        "theme_lead",
        "Theme lead",
        "answers for a part of the plan",
        _LEAD | {May.AGREE_DATES, May.CHECK_CLOSING},
        of_theme=True,
    ),
    Role("action_lead", "Action lead", "answers for actions and reports on them", _LEAD),
    Role("contributor", "Contributor", "helps with actions", _LEAD),
    Role(
        "partner_lead", "Partner lead", "a lead from another agency, as a guest", _LEAD, guest=True
    ),
    Role(
        "business_support",
        "Business support",
        "types updates for a named lead, who confirms",
        _INSIDE | {May.TYPE_FOR},
        for_another=True,
    ),
    Role("board_member", "Board member", "sits on the improvement board", _INSIDE),
    Role(
        "board_chair",
        "Board chair",
        "chairs the improvement board, from outside the council",
        _INSIDE | {May.SEE_HISTORY, May.AGREE_RED_DATES},
    ),
    Role("scrutiny_member", "Scrutiny member", "an elected member who holds to account", _OBSERVE),
    Role(
        "adviser",
        "Commissioner or department adviser",
        "advises or directs for the Department",
        _INSIDE | {May.SEE_HISTORY},
    ),
    Role("observer", "Outside observer", "reads what is shared with them", _OBSERVE),
    Role(
        "analyst",
        "Analyst",
        "loads data and owns definitions",
        _INSIDE
        | {
            May.SEE_HISTORY,
            May.SEE_DATA,
            May.LOAD_DATA,
            May.FORGET,
            May.MATCH,
            May.SEE_EVERY_CHILD,
            May.REVIEW_CHILDREN,
        },
    ),
    Role(
        "quality_lead",
        "Quality assurance lead",
        "runs audits and checks what is said to be done",
        _INSIDE | {May.SEE_HISTORY, May.CHECK_CLOSING, May.REVIEW_CHILDREN},
    ),
    Role("auditor", "Auditor", "audits casework", _INSIDE | {May.REVIEW_CHILDREN}),
    Role(
        "reviewing_officer",
        "Reviewing officer or conference chair",
        "chairs reviews and conferences",
        _INSIDE | {May.SEE_CHAIRED_CHILDREN, May.REVIEW_CHILDREN},
    ),
    Role(
        "team_manager",
        "Team manager",
        "manages a team of workers",
        _INSIDE | {May.SEE_TEAM_QUALITY, May.SEE_TEAM_CHILDREN, May.REVIEW_CHILDREN},
        of_team=True,
    ),
    Role(
        "worker",
        "Worker",
        "works with children and families",
        _OBSERVE | {May.SEE_OWN_CHILDREN},
        of_team=True,
    ),
    Role(
        "information_lead",
        "Information governance lead",
        "answers for personal data",
        frozenset(
            {
                May.READ,
                May.SEE_HISTORY,
                May.REDACT,
                May.SEE_LOOKS,
                May.SEE_DATA,
                May.FORGET,
            }
        ),
    ),
)

BY_KEY: dict[str, Role] = {role.key: role for role in ROLES}
