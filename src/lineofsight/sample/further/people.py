"""Who a child is beside the journey: numbers, family, home, disability and where they are from."""

import json

from lineofsight.sample.codes import Mix
from lineofsight.sample.family import Family, Setting
from lineofsight.sample.further.periods import periods
from lineofsight.sample.ledger import Cells
from lineofsight.sample.scribe import History, Scribe

_YEAR = 365.25
_DISABILITY = Mix(
    {
        "AUT": 30,
        "LD": 22,
        "BEH": 16,
        "COMM": 10,
        "MOB": 7,
        "PC": 4,
        "INC": 2,
        "HEAR": 3,
        "VIS": 2,
        "CON": 2,
        "HAND": 1,
        "DDA": 6,
    }
)
_NATIONALITIES = Mix(
    {"AFG": 26, "SDN": 22, "ERI": 12, "IRN": 14, "VNM": 10, "IRQ": 8, "ALB": 4, "SYR": 4}
)
_UNACCOMPANIED = 0.8
_ALONE = int(14 * _YEAR)
_RESTRICTED = 0.003
_REASON = Mix({"C": 50, "M": 25, "E": 10, "P": 5, "O": 10})
_CAME = "Unaccompanied Asylum Seeking Child"
_GRANTED = "Refugee status"
_SCHOOL = int(4.6 * _YEAR)
_TOWNS = ("Applecrook", "Brackenford", "Cinderwell", "Dapplegate", "Emberley", "Fennelham")
_STREETS = ("Quarry Lane", "Orchard Row", "Mill Hill", "Station Walk", "Chapel Close", "Long Acre")
_UNIT = "ABDEFGHJLN"
_STRIDE = 61_803_399
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_MOTHER, _MOTHERHOOD = int(15 * _YEAR), 0.4


def follow(setting: Setting, history: History, number: int) -> Cells:
    """Enter a child's family, home and numbers; the cells that their row of persons gains.

    ``number`` is no other child's, in this council or another of the same region.
    """
    scribe = Scribe(setting, "people", history.child.id)
    known = history["ssd_contacts"][0]["cont_contact_date"]
    scribe.enter(
        "ssd_family",
        fami_table_id=scribe.id("FY"),
        fami_family_id=history.family,
        fami_person_id=history.child.id,
    )
    _enter_homes(scribe, history, known)
    if history.child.disabled:
        for code in sorted({scribe.one_of(_DISABILITY) for _ in range(scribe.between(1, 2))}):
            scribe.enter(
                "ssd_disability",
                disa_person_id=history.child.id,
                disa_table_id=scribe.id("DS"),
                disa_disability_code=code,
            )
    if scribe.chance(_RESTRICTED):
        scribe.enter(
            "restricted",
            person_id=history.child.id,
            restricted_from=known,
            reason_code=scribe.one_of(_REASON),
        )
    cells = _enter_numbers(scribe, history, number, known)
    return cells | _enter_immigration(scribe, history)


def mothers(setting: Setting, family: Family, sexes: dict[str, str]) -> set[str]:
    """Enter young women of a family who are mothers of its youngest; who they are."""
    found: set[str] = set()
    ordered = sorted(family.children, key=lambda child: child.born)
    oldest, youngest = ordered[0], ordered[-1]
    scribe = Scribe(setting, "mothers", oldest.id)
    if (
        sexes[oldest.id] == "F"
        and youngest.born - oldest.born >= _MOTHER
        and setting.first <= youngest.born <= setting.last
        and scribe.chance(_MOTHERHOOD)
    ):
        found.add(oldest.id)
        scribe.enter(
            "ssd_mother",
            moth_table_id=scribe.id("MT"),
            moth_person_id=oldest.id,
            moth_childs_person_id=youngest.id,
            moth_childs_dob=scribe.on(youngest.born),
        )
    return found


def _enter_homes(scribe: Scribe, history: History, known: str) -> None:
    """The family's home, which brothers and sisters share, and the places of those in care."""
    shared = Scribe(scribe.setting, "home", history.family)
    since = shared.read(known)
    moves = since + 60 + int(shared.random.expovariate(1 / 1500))
    ends = moves if moves <= scribe.last else None
    _enter_address(shared, history, "Home", since, ends)
    if ends is not None:
        _enter_address(shared, history, "Home", ends, None)
    for row in history["ssd_cla_placement"]:
        start = scribe.read(row["clap_cla_placement_start_date"])
        end = row["clap_cla_placement_end_date"]
        _enter_address(scribe, history, "Placement", start, scribe.read(end) if end else None)


def _enter_address(
    scribe: Scribe, history: History, kind: str, start: int, end: int | None
) -> None:
    house, street = scribe.between(1, 180), scribe.any_of(_STREETS)
    town = scribe.any_of(_TOWNS)
    # No post town has the area ZZ.
    area, sector = f"ZZ{scribe.between(1, 20)}", scribe.between(1, 9)
    unit = scribe.any_of(_UNIT) + scribe.any_of(_UNIT)
    scribe.enter(
        "ssd_address",
        addr_table_id=scribe.id("AA"),
        addr_address_json=json.dumps({"HOUSE": str(house), "STREET": street, "TOWN": town}),
        addr_person_id=history.child.id,
        addr_address_type=kind,
        addr_address_start_date=scribe.on(start),
        addr_address_end_date=scribe.on(end),
        addr_address_postcode=f"{area}{sector}{unit}",
    )


def _enter_numbers(scribe: Scribe, history: History, number: int, known: str) -> Cells:
    """The pupil number of who is of school age, and the health service's number."""
    digits = f"{number * _STRIDE % 10**8:08d}"
    health, pupil = _health_number(digits), _pupil_number(digits)
    at_school = scribe.last - history.child.born > _SCHOOL
    cells = {"pers_common_child_id": health, "pers_legacy_id": ""}
    cells |= {"pers_upn": pupil} if at_school else {"pers_upn_unknown": "UN1"}
    held = [("NHS Number", health)] if history.child.born <= scribe.last else []
    if at_school:
        held.append(("Unique Pupil Number", pupil))
    else:
        cells["pers_common_child_id"] = health if held else ""
    for kind, value in held:
        scribe.enter(
            "ssd_linked_identifiers",
            link_table_id=scribe.id("LI"),
            link_person_id=history.child.id,
            link_identifier_type=kind,
            link_identifier_value=value,
            link_valid_from_date=known,
        )
    return cells


def _health_number(eight: str) -> str:
    """A number of the health service: nine digits and a check digit (modulo 11).

    Numbers that begin with 8 or 9 are given to nobody.  A check digit of 10 does not exist: then
    the other of the two begins the number.
    """
    for nine in (f"9{eight}", f"8{eight}"):
        check = -sum(int(digit) * (10 - n) for n, digit in enumerate(nine)) % 11
        if check < 10:
            break
    return f"{nine}{check}"


def _pupil_number(eight: str) -> str:
    """A unique pupil number: a check letter (modulo 23) and twelve digits.

    They begin with the number of a council, and no council has 999.
    """
    twelve = f"9990{eight}"
    total = sum(int(digit) * (n + 2) for n, digit in enumerate(twelve))
    return f"{_UPN_LETTERS[total % 23]}{twelve}"


def _enter_immigration(scribe: Scribe, history: History) -> Cells:
    """Some who came into care alone and nearly grown came from abroad."""
    for period in periods(scribe, history):
        if not history.alone or period.entered - history.child.born < _ALONE:
            continue
        if not scribe.chance(_UNACCOMPANIED):
            return {}
        decided = scribe.days.opening(period.entered + scribe.between(200, 700))
        granted = decided <= scribe.last and scribe.chance(0.8)
        # Nobody is an unaccompanied child once grown up.
        until = min(decided, history.child.final) if granted else history.child.final
        spells: list[tuple[str, int, int | None]] = [(_CAME, period.entered, until)]
        if granted:
            spells.append((_GRANTED, decided, None))
        for status, start, end in spells:
            scribe.enter(
                "ssd_immigration_status",
                immi_person_id=history.child.id,
                immi_immigration_status_id=scribe.id("IM"),
                immi_immigration_status=status,
                immi_immigration_status_start_date=scribe.on(start),
                immi_immigration_status_end_date=scribe.on(end),
            )
        scribe.enter(
            "ssd_linked_identifiers",
            link_table_id=scribe.id("LI"),
            link_person_id=history.child.id,
            link_identifier_type="Home Office Registration",
            link_identifier_value=f"HO{scribe.between(1000000, 9999999)}",
            link_valid_from_date=scribe.on(period.entered),
            link_valid_to_date=scribe.on(decided) if granted else "",
        )
        return {"pers_nationality": scribe.one_of(_NATIONALITIES)}
    return {}
