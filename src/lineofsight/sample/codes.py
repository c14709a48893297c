"""Codes of the Standard Safeguarding Dataset, with how often an invented council uses each."""

import json
from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Mix(Generic[T]):
    """Values with weights; :meth:`at` finds the value for a share between 0 and 1."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._values = tuple(weights)
        sums = tuple(accumulate(weights.values()))
        self._edges = tuple(edge / sums[-1] for edge in sums[:-1])

    def at(self, share: float) -> T:
        """The value whose stretch of the weights holds ``share`` (0 <= share < 1)."""
        return self._values[bisect(self._edges, share)]


SEX = Mix({"M": 51.5, "F": 47.8, "U": 0.7})
GENDER = {"M": "01", "F": "02", "U": "00"}
ETHNICITY = Mix(
    {
        "WBRI": 68, "WOTH": 5, "WIRI": 0.4, "WIRT": 0.3, "WROM": 0.9, "MWBC": 3, "MWBA": 1.4,
        "MWAS": 1.6, "MOTH": 2.2, "AIND": 1.4, "APKN": 3.2, "ABAN": 1.3, "CHNE": 0.3, "AOTH": 1.6,
        "BCRB": 1.1, "BAFR": 3, "BOTH": 1.1, "OOTH": 1.7, "REFU": 0.6, "NOBT": 2.9,
    }
)  # fmt: skip
NEED = Mix(
    {
        "N1": 56, "N2": 8, "N3": 3, "N4": 10, "N5": 14, "N6": 3, "N7": 0.5, "N8": 2.5, "N9": 0.2,
        "N0": 2.8,
    }
)  # fmt: skip
SOURCE = Mix(
    {
        ("1A", "Individual: family member, relative or carer"): 5.0,
        ("1C", "Individual: self"): 0.6,
        ("1D", "Individual: other"): 1.8,
        ("2A", "Schools"): 20.0,
        ("2B", "Education services"): 2.4,
        ("3A", "Health services: general practitioner"): 2.0,
        ("3B", "Health services: health visitor"): 2.4,
        ("3D", "Health services: other primary health services"): 3.2,
        ("3E", "Health services: accident and emergency"): 4.0,
        ("3F", "Health services: other"): 4.2,
        ("4", "Housing"): 1.8,
        ("5A", "Local authority: social care"): 6.6,
        ("5B", "Local authority: other internal"): 6.0,
        ("5C", "Local authority: external"): 3.4,
        ("6", "Police"): 27.0,
        ("7", "Other legal agency"): 3.6,
        ("8", "Other"): 4.6,
        ("9", "Anonymous"): 1.6,
        ("10", "Unknown"): 0.6,
    }
)
ABUSE = Mix(
    {
        "Neglect": 49.0,
        "Emotional abuse": 36.0,
        "Physical abuse": 7.5,
        "Sexual abuse": 3.5,
        "Multiple: Neglect, Emotional abuse": 4.0,
    }
)
PARTICIPATION = Mix({"PN1": 48, "PN2": 9, "PN3": 3, "PN4": 3, "PN5": 16, "PN6": 13, "PN7": 8})

PLACEMENT = Mix({"U6": 46, "U4": 12, "U3": 11, "U1": 5, "K2": 14, "P1": 10, "R3": 2})
OLDER_PLACEMENT = Mix({"H5": 30, "U6": 32, "K2": 24, "U4": 10, "P2": 4})
MOVE_REASON = Mix({"CARPL": 52, "CHILD": 10, "LAREQ": 9, "CREQB": 12, "CREQO": 8, "STAND": 3,
                   "CLOSE": 4, "ALLEG": 2})  # fmt: skip
LEFT_CARE = Mix({"E4A": 42, "E4B": 9, "E13": 7, "E45": 12, "E47": 3, "E41": 8, "E12": 24, "E8": 8})
LEFT_CARE_GROWN = Mix({"E17": 34, "E5": 24, "E6": 22, "E7": 9, "E8": 11})
WORKER_CHANGE = Mix({"MANAGE": 62, "ABSENC": 16, "CHCHAN": 6, "PCCHAN": 8, "OTHERS": 8})


def _outcome(keys: tuple[str, ...], chosen: str, total: str = "", comments: str = "") -> str:
    found: dict[str, str | int] = {key: "Y" if key == chosen else "N" for key in keys}
    if total:
        found[total] = int(chosen in keys)
        found[comments] = ""
    return json.dumps(found)


_CONTACT_KEYS = (
    "NEW_REFERRAL_FLAG", "EXISTING_REFERRAL_FLAG", "CP_ENQUIRY_FLAG", "NFA_FLAG",
    "NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG", "ADVICE_FLAG", "MISSING_FLAG",
    "OLA_CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
_REFERRAL_KEYS = (
    "SINGLE_ASSESSMENT_FLAG", "NFA_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG",
    "NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG", "CP_TRANSFER_IN_FLAG",
    "CP_CONFERENCE_FLAG", "CARE_LEAVER_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
_ASSESSMENT_KEYS = (
    "NFA_FLAG", "NFA_S47_END_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG",
    "PRIVATE_FOSTERING_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG",
    "PROV_OF_SB_CARE_FLAG", "SPECIALIST_ASSESSMENT_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG",
    "OTHER_ACTIONS_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
_S47_KEYS = (
    "NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG",
    "CP_CONFERENCE_FLAG", "NFA_CONTINUE_SINGLE_FLAG", "MONITOR_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
_CONFERENCE_KEYS = (
    "NFA_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG", "SINGLE_ASSESSMENT_FLAG",
    "PROV_OF_SERVICES_FLAG", "CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip

CONTACT_OUTCOME = {key: _outcome(_CONTACT_KEYS, key) for key in _CONTACT_KEYS}
REFERRAL_OUTCOME = {key: _outcome(_REFERRAL_KEYS, key) for key in _REFERRAL_KEYS}
ASSESSMENT_OUTCOME = {
    key: _outcome(_ASSESSMENT_KEYS, key, "TOTAL_NO_OF_OUTCOMES", "COMMENTS")
    for key in _ASSESSMENT_KEYS
}
S47_OUTCOME = {
    key: _outcome(_S47_KEYS, key, "TOTAL_NO_OF_OUTCOMES", "OUTCOME_COMMENTS") for key in _S47_KEYS
}
CONFERENCE_OUTCOME = {
    key: _outcome(_CONFERENCE_KEYS, key, "TOTAL_NO_OF_OUTCOMES", "COMMENTS")
    for key in _CONFERENCE_KEYS
}
