"""What the files of results hold: their tables, the same for whoever makes and whoever reads them.

``figures.duckdb`` names nobody:

``about``        the snapshot, the judged day, the last day that the tables tell of, the definitions
``months``       each month, with its first and last day
``definitions``  every definition as it was, by its version: what a figure was made by
``teams``        what the tables call each team, by its id
``figures``      the rows of ``lineofsight measure``: ``dimension`` and ``category`` are ``all``
                 where a figure is not split; a group has no row where it counted nothing
``not_split``    why an indicator is not split by a dimension
``doubts``       what in the rows of the last months somebody should ask about, in counts
``failed``       definitions that could not be run, with what was said
``reported``     each month's figure as the first results gave it that told of the whole month

``people.duckdb`` names children and workers:

``figures``      of the last months by worker
``due``          what was open at the end of the judged day
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from lineofsight.indicators.catalogue import Indicator
from lineofsight.indicators.panel import DIMENSIONS

MOST_MONTHS = 60
MONTHS_OF_WORKERS = 12
WORKER = "worker"
# By what everybody's figures are split, each alone; by worker they stand apart.
SPLITS = tuple(name for name in DIMENSIONS if name != WORKER)

_FIGURES = {
    "indicator": "varchar",
    "period": "varchar",
    "dimension": "varchar",
    "category": "varchar",
    "numerator": "bigint",
    "denominator": "bigint",
    "value": "double",
    "state": "varchar",
    "open_overdue": "bigint",
    "too_recent": "bigint",
    "definition_version": "varchar",
    "why": "varchar",
}
FIGURES_TABLES: Mapping[str, Mapping[str, str]] = {
    "about": {
        "snapshot": "varchar",
        "as_at": "date",
        "known_to": "date",
        "definitions": "varchar",
    },
    "months": {"period": "varchar", "first_day": "date", "last_day": "date"},
    "definitions": {
        "indicator": "varchar",
        "version": "varchar",
        "title": "varchar",
        "sentence": "varchar",
        "unit": "varchar",
        "statistic": "varchar",
        "subject": "varchar",
        "has_clock": "boolean",
        "by_the_hour": "boolean",
        "polarity": "varchar",
        "of": "varchar",
        "met": "varchar",
        "measured": "varchar",
        "counter_measures": "varchar[]",
        "text": "varchar",
        "panel": "varchar",
    },
    "teams": {"team": "varchar", "name": "varchar"},
    "figures": _FIGURES,
    "not_split": {"indicator": "varchar", "dimension": "varchar", "why": "varchar"},
    "doubts": {
        "indicator": "varchar",
        "kind": "varchar",
        "rows": "bigint",
        "of": "bigint",
        "sentence": "varchar",
    },
    "failed": {"indicator": "varchar", "why": "varchar"},
    "reported": {
        "indicator": "varchar",
        "period": "varchar",
        "numerator": "bigint",
        "denominator": "bigint",
        "value": "double",
        "state": "varchar",
        "definition_version": "varchar",
        "snapshot": "varchar",
        "as_at": "date",
    },
}
PEOPLE_TABLES: Mapping[str, Mapping[str, str]] = {
    "figures": _FIGURES,
    "due": {
        "indicator": "varchar",
        "authority": "varchar",
        "state": "varchar",
        "team": "varchar",
        "worker": "varchar",
        "subject": "varchar",
        "record": "varchar",
        "start": "timestamp",
        "due": "timestamp",
    },
}


def definitions_version(indicators: Iterable[Indicator]) -> str:
    """The first 16 hexadecimal digits of SHA-256 over all that results tell of definitions."""
    decides = sorted(
        (each.id, each.version, each.title, each.sentence, each.text) for each in indicators
    )
    return hashlib.sha256(json.dumps(decides).encode()).hexdigest()[:16]
