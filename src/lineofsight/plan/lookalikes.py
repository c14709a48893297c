"""Greek and Cyrillic letters that look Latin, as character recognition puts them into words."""

import re

_FROM = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρυхАВЕЅІЈКМНОРСТУХЬаеорсухіјѕԁ"  # noqa: RUF100
_TO = "ABEZHIKMNOPTYXaovpuxABESIJKMHOPCTYXbaeopcyxijsd"
_TABLE = str.maketrans(_FROM, _TO)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff\u0500-\u052f]")


def latin(text: str) -> str:
    """``text`` with look-alike letters as the Latin letters they stand for."""
    return text.translate(_TABLE) if _FOREIGN.search(text) else text
