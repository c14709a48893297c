"""An invented council spoiled at random: values emptied, dates moved, rows entered twice."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from lineofsight.sample import generate
from lineofsight.tables.definition import Column, table_definitions

AS_AT = date(2026, 3, 31)
SHARE = 0.25

Row = dict[str, str]


def spoil(folder: Path, seed: int, children: int = 500) -> None:
    """Write a council into ``folder`` and spoil its tables there."""
    generate(children, 3, seed, AS_AT, folder)
    random = Random(seed)
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = list(reader.fieldnames or ()), list(reader)
        for row in rows:
            if random.random() < SHARE:
                _spoil_one(random, path.stem, row, rows)
        rows += [_twice(path.stem, row) for row in rows if random.random() < SHARE / 10]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(rows)


def _twice(table: str, row: Row) -> Row:
    key = table_definitions()[table].key[0]
    return {**row, key: f"{row[key]}-again"}


def _spoil_one(random: Random, table: str, row: Row, rows: list[Row]) -> None:
    definition = table_definitions()[table]
    usable = [each for each in definition.columns if each.name not in definition.key]
    for column in random.sample(usable, min(3, len(usable))):
        row[column.name] = random.choice(list(_otherwise(random, column, row, rows)))


def _otherwise(random: Random, column: Column, row: Row, rows: list[Row]) -> Iterator[str]:
    """What a value could be instead: nothing, another row's, and of a date another day."""
    yield ""
    yield random.choice(rows)[column.name]
    if column.type == "date" and row[column.name]:
        most = random.choice((20, 200, 5000))
        moved = date.fromisoformat(row[column.name]) + timedelta(days=random.randint(-most, most))
        yield min(moved, AS_AT).isoformat()
