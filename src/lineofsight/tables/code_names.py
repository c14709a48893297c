"""What codes in tables stand for, in the words of pages and papers.

The codes are those of the children in need census and the SSDA903 return; a code that is not among
them is shown as it stands.
"""

from collections.abc import Mapping

_ETHNICITIES = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WOTH": "Other White",
    "WROM": "Gypsy or Roma",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Other mixed",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Other Asian",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Other Black",
    "CHNE": "Chinese",
    "CNHE": "Chinese",
    "OOTH": "Other ethnic group",
    "REFU": "Did not wish to say",
    "NOBT": "Not yet obtained",
}
_SEXES = {"F": "Female", "M": "Male", "U": "Not known"}
CODE_NAMES: Mapping[str, Mapping[str, str]] = {"ethnicity": _ETHNICITIES, "sex": _SEXES}
"""The codes of each dimension by which figures are split, with their words."""
