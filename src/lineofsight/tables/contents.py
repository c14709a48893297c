"""What a load put into each table, as its manifest tells it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lineofsight.tables import checks
from lineofsight.tables.checks import Problem
from lineofsight.tables.combining import Combined
from lineofsight.tables.placing import TableLoad
from lineofsight.tables.reading import Delivery
from lineofsight.tables.references import Found
from lineofsight.tables.snapshots import TableKept


@dataclass
class Loaded:
    """The deliveries of one load, the children found for them, and what came of joined ones."""

    loads: list[TableLoad] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    combined: list[Combined] = field(default_factory=list)


def tables_kept(loaded: Loaded, snapshot_id: str) -> Iterator[tuple[str, TableKept]]:
    """Each table that was delivered, by name.

    A column is missing where, of any authority, no source holds it, and where the standard keeps
    it free and nothing is in it: that nothing was so cannot be told from nothing recorded.  A
    table covers only a part where, of any authority, no source holds it whole.
    """
    by_table: dict[str, list[TableLoad]] = defaultdict(list)
    for load in loaded.loads:
        by_table[load.delivery.definition.name].append(load)
    for table, own in by_table.items():
        definition = own[0].delivery.definition
        names = [column.name for column in definition.columns]
        by_authority: dict[str, list[Delivery]] = defaultdict(list)
        for load in own:
            by_authority[load.delivery.authority].append(load.delivery)
        missing: set[str] = set()
        for deliveries in by_authority.values():
            missing |= set(names).difference(*(delivery.fields for delivery in deliveries))
        missing -= {each.column for each in loaded.found if each.table == table}
        empty = set(names).intersection(*(load.empty_columns for load in own))
        missing |= {column.name for column in definition.columns if column.placeholder} & empty
        unknown = dict.fromkeys(name for load in own for name in load.delivery.unknown_columns)
        joined = [each for each in loaded.combined if each.later.delivery.definition == definition]
        # Not by the part's name: files of two sources may be called the same.
        later = [each.later.delivery for each in joined]
        yield (
            table,
            TableKept(
                rows=sum(load.kept for load in own if load.delivery not in later)
                + sum(each.added for each in joined),
                from_load=snapshot_id,
                missing_columns=tuple(name for name in names if name in missing),
                empty_columns=tuple(name for name in names if name in empty),
                unknown_columns=tuple(unknown),
                definition_version=definition.version,
                covers_from=max(
                    filter(None, (_first_day(each) for each in by_authority.values())),
                    default=None,
                ),
                one_row_a=next(
                    filter(None, (_one_row_a(each) for each in by_authority.values())), None
                ),
                only_of=next(
                    filter(None, (_only_of(each) for each in by_authority.values())), None
                ),
                parts=tuple(load.delivery.part for load in own),
                authorities=tuple(by_authority),
                mapping=tuple(mapped for load in own for mapped in load.delivery.mapping),
                filled={each.later.delivery.part: dict(each.filled) for each in joined},
            ),
        )


def not_held(loaded: Loaded) -> Iterator[Problem]:
    """What each delivery does not hold: columns that are missing, or kept free and empty."""
    known = {(each.table, each.column) for each in loaded.found}
    for load in loaded.loads:
        definition, part = load.delivery.definition, load.delivery.part
        missing = [
            name for name in load.delivery.missing_columns if (definition.name, name) not in known
        ]
        free = [name for name in load.empty_columns if definition.column(name).placeholder]
        for rule, names in ((checks.MISSING_COLUMNS, missing), (checks.KEPT_FREE, free)):
            if names:
                yield rule.told(definition.name, 0, file=part, names=", ".join(names))


def _first_day(deliveries: Sequence[Delivery]) -> date | None:
    """The first day of which an authority's sources, taken together, tell; None for all days."""
    days = [delivery.covers_from for delivery in deliveries]
    return None if None in days else min(day for day in days if day)


def _one_row_a(deliveries: Sequence[Delivery]) -> str | None:
    """Of what an authority's sources hold the latest alone; None where one holds them all."""
    told = [delivery.one_row_a for delivery in deliveries]
    return None if None in told else told[0]


def _only_of(deliveries: Sequence[Delivery]) -> str | None:
    """Of whom alone an authority's sources tell; None where one tells of everybody."""
    told = [delivery.only_of for delivery in deliveries]
    return None if None in told else told[0]
