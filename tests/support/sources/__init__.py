"""What each source should hold of a council, said in plain Python from the council's own rows.

It shares nothing with the writers and readers: no query, no layout, no made number.  A source's
module goes through the dataset's rows and says which of them the source tells, and which of their
columns, in the dataset's own ids.
"""

from collections.abc import Mapping

from tests.support.sources.annex_a import annex_a
from tests.support.sources.cin_census import cin_census
from tests.support.sources.journeys import Expectation
from tests.support.sources.ssda903 import ssda903
from tests.support.sources.templates import templates

EXPECTED: Mapping[str, Expectation] = {
    "annex_a": annex_a,
    "cin_census": cin_census,
    "ssda903": ssda903,
    "templates": templates,
}

__all__ = ["EXPECTED"]
