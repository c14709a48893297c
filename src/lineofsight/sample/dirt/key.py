"""The key to what was planted: ``planted.json`` beside the files."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

KEY = "planted.json"

# What the journeys hold without being asked: real life, and no slip of the pen.
IN_THE_JOURNEYS = {
    "entered_late": "records entered more than seven days after what they record; the check of "
    "that name tells them beside those that are planted",
    "visits_on_the_deadline": "protection visits gather on the ninth and tenth working day, the "
    "last on which they are in time; no check tells them",
    "plans_ended_and_begun_again": "families come back: plans end at a review, many before 18 "
    "months, and some children have another later; no check tells them, indicators of repeat plans "
    "do",
    "siblings_share_an_enquiry": "brothers and sisters have one section 47 number, each in a row "
    "of their own; both rows are kept",
    "not_authorised_and_not_shared": "some decisions have no authorisation, some questions no "
    "answer; the checks that are warnings and notes tell some of them",
}


@dataclass(frozen=True)
class PlantedRow:
    """One row that was spoiled.

    ``key`` is the row's key as lists of what checks find write it (its parts joined by a stroke),
    or of the file a heading, a month or a team.  ``was`` and ``became`` are the value of the column
    before and after; ``row_number`` says where the row stands below the header.
    """

    key: str
    child: str | None = None
    was: str | None = None
    became: str | None = None
    row_number: int | None = None


@dataclass(frozen=True)
class PlantedKind:
    """One kind of dirt as it was planted; without rows where the council had none to spoil."""

    kind: str
    of: str
    says: str
    file: str
    table: str
    column: str | None
    found_as: str
    rule: str | None
    brings: tuple[str, ...]
    rows: tuple[PlantedRow, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as other programs read it."""
        told = {name: value for name, value in vars(self).items() if name != "rows"}
        rows = [
            {name: value for name, value in vars(row).items() if value is not None}
            for row in self.rows
        ]
        return told | {"brings": list(self.brings), "rows": rows}


def write_key(planted: Sequence[PlantedKind], out: Path, seed: int, as_at: date) -> None:
    """Write ``planted.json`` into a folder."""
    told = {
        "seed": seed,
        "as_at": as_at.isoformat(),
        "kinds": [each.as_json() for each in planted],
        "in_the_journeys": IN_THE_JOURNEYS,
    }
    text = json.dumps(told, indent=1, ensure_ascii=False)
    (out / KEY).write_text(f"{text}\n", encoding="utf-8")
