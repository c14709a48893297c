"""Kinds of dirt planted in a council's tables, the scarcest first, each on children of its own."""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from lineofsight.errors import UnusableInput
from lineofsight.sample.dirt.key import PlantedKind, PlantedRow
from lineofsight.sample.dirt.kind import Kind, TakesDirt, kinds
from lineofsight.sample.dirt.text_tables import (
    MORE,
    PLACE,
    TextTables,
    columns_of,
    set_list,
)
from lineofsight.tables.definition import table_definitions

# A kind is planted in a row for so many children, and in no fewer and no more rows than these.
_CHILDREN_A_ROW = 500
_FEWEST, _MOST = 3, 20
_AGAIN = "-2"


@dataclass(frozen=True)
class Soiled:
    """What was planted; ``spoiled`` are the tables that hold it, ``beside`` files that are none."""

    planted: tuple[PlantedKind, ...]
    spoiled: tuple[str, ...]
    beside: tuple[Path, ...]
    tables: TextTables

    def write_parquet(self, out: Path) -> None:
        """Write the spoiled tables into a folder as Parquet, and what lies beside them."""
        for table in self.spoiled:
            self.tables.write_parquet(table, out)
        for path in self.beside:
            shutil.copyfile(path, out / path.name)


def refuse_form(form: str) -> None:
    """Raise :class:`UnusableInput` for a form that takes no dirt."""
    *takes, last = get_args(TakesDirt)
    if form not in (*takes, last):
        raise UnusableInput(
            f"The form {form} takes no dirt: ask for --dirt with --format {', '.join(takes)} or "
            f"{last}."
        )


def soil(folder: Path, as_at: date, seed: str, children: int, form: str) -> Soiled:
    """Plant every kind of dirt that a form takes in the tables of ``folder``, and write them.

    ``children`` is how many the council has.  The same arguments plant the same dirt.
    """
    wanted = [kind for kind in kinds() if form in kind.forms]
    tables = TextTables(folder, as_at, sorted(_named_by(wanted)))
    planter = _Planter(tables, seed, rows_a_kind(children), form)
    planted = {kind.name: planter.plant(kind) for kind in _in_turn(tables, wanted)}
    found = tuple(planter.numbered(planted[kind.name], kind) for kind in wanted)
    spoiled = tuple(dict.fromkeys(planter.spoiled))
    for table in spoiled:
        tables.write_csv(table)
    return Soiled(found, spoiled, tuple(planter.beside), tables)


def rows_a_kind(children: int) -> int:
    """In how many rows at most a kind is planted in a council of so many children."""
    return min(max(children // _CHILDREN_A_ROW, _FEWEST), _MOST)


def _named_by(wanted: Sequence[Kind]) -> set[str]:
    """The tables of the kinds, and those that their SQL looks at."""
    words = {word for kind in wanted for word in re.findall(r"\w+", kind.model_dump_json())}
    return words & set(table_definitions())


def _in_turn(tables: TextTables, wanted: Sequence[Kind]) -> list[Kind]:
    """First what needs children of its own, by how few there are; last what only spoils writing.

    So nothing that is planted is taken out again with a row.
    """

    def turn(kind: Kind) -> tuple[bool, int]:
        if kind.is_of_the_file or kind.named:
            return not kind.is_fact, 0
        person = kind.definition.person_column
        what = f"distinct t.{person}" if person else "*"
        [(found,)] = tables.rows(f"select count({what}) from {kind.table} as t where {kind.where}")
        return not kind.is_fact, int(found)

    return sorted(wanted, key=turn)


class _Planter:
    """Plants kind after kind and remembers the children and rows that are spoiled."""

    def __init__(self, tables: TextTables, seed: str, rows: int, form: str) -> None:
        self.tables, self.seed, self.most, self.form = tables, seed, rows, form
        self.spoiled: list[str] = []
        self.beside: list[Path] = []
        self._places: dict[tuple[str, str], float] = {}
        tables.connection.execute("create table used_children (child varchar)")
        tables.connection.execute("create table used_rows (of varchar, place double)")

    def plant(self, kind: Kind) -> PlantedKind:
        """Plant one kind; what was planted."""
        if kind.another_file:
            path = self.tables.folder / kind.another_file
            path.write_text("Exported in the evening by the night job\n", encoding="utf-8")
            self.beside.append(path)
        shape = self.tables.shapes[kind.table]
        shape.headings |= kind.headings
        shape.more_headings |= kind.more_headings
        shape.without |= set(kind.without)
        shape.above += kind.above
        if kind.encoding != "utf-8":
            shape.encoding = kind.encoding
        self.spoiled.append(kind.table)
        rows = tuple(self._of_the_file(kind) if kind.is_of_the_file else self._of_rows(kind))
        return PlantedKind(
            kind=kind.name,
            of="fact" if kind.is_fact else "form",
            says=kind.says,
            file=kind.another_file or f"{kind.table}.{self.form}",
            table=kind.table,
            column=kind.field,
            found_as=kind.as_,
            rule=None if kind.as_ in ("mended", "mapped") and not kind.rule else kind.rule_id,
            brings=kind.brings,
            rows=rows,
        )

    def numbered(self, planted: PlantedKind, kind: Kind) -> PlantedKind:
        """The same with each row's number in its file, where rows are told by it."""
        if kind.as_ != "rejected":
            return planted
        rows = [
            PlantedRow(
                row.key,
                row.child,
                row.was,
                row.became,
                self.tables.row_number(kind.table, self._places[kind.name, row.key]),
            )
            for row in planted.rows
        ]
        return PlantedKind(**(vars(planted) | {"rows": tuple(rows)}))

    def _of_the_file(self, kind: Kind) -> Iterator[PlantedRow]:
        for name, heading in kind.headings.items():
            yield PlantedRow(name, was=name, became=heading)
        for heading in kind.more_headings:
            yield PlantedRow(heading)
        for name in kind.without:
            yield PlantedRow(name, was=name)
        if kind.another_file:
            yield PlantedRow(kind.another_file)

    def _of_rows(self, kind: Kind) -> Iterator[PlantedRow]:
        self._pick(kind)
        self._spoil(kind)
        column = kind.field if kind.field in columns_of(kind.table) else None
        key = " || '/' || ".join(f"t.{name}" for name in kind.definition.key)
        person = kind.definition.person_column
        child = f"t.{person}" if person else "null"
        yield from self._told(kind, key, child, column)

    def _told(self, kind: Kind, key: str, child: str, column: str | None) -> Iterator[PlantedRow]:
        value = f"t.{column}" if column else "null"
        if kind.named:
            found = self.tables.rows(f"select ({kind.named}) where exists (from picked)")
            yield from (PlantedRow(name) for (name,) in found)
            return
        before = {
            place: (found, of, was)
            for place, found, of, was in self.tables.rows(
                f"select {PLACE}, {key}, {child}, {value} from picked as t order by {PLACE}"
            )
        }
        for place, (found, of, was) in before.items():
            wrong = {"picked": (0.0,), "again": (0.5,), "both": (0.0, 0.5)}[kind.wrong_rows]
            for step in wrong:
                [(now, became)] = self.tables.rows(
                    f"select {key}, {value} from {kind.table} as t where {PLACE} = ?",
                    [place + step],
                )
                self._places[kind.name, now or found] = place + step
                yield PlantedRow(now or found, of, was, became)

    def _pick(self, kind: Kind) -> None:
        """Put the rows to spoil into ``picked``, of each child one.

        A child of whom a fact is wrong is no other kind's.
        """
        person, run = kind.definition.person_column, self.tables.connection.execute
        keys = ", ".join(f"t.{name}" for name in kind.definition.key)
        chance = f"md5(concat_ws('/', '{self.seed}', '{kind.name}', {keys}))"
        sql = f"select * from {kind.table} as t where ({kind.where})"
        if not kind.named:
            sql += f" and t.{PLACE} = floor(t.{PLACE}) and t.{PLACE} not in ({self._used(kind)})"
            if person and kind.is_fact:
                sql += f" and t.{person} <> '' and t.{person} not in (from used_children)"
            if person:
                sql += f" qualify row_number() over (partition by t.{person} order by {chance}) = 1"
            sql += f" order by {chance} limit {self.most}"
        run(f"create or replace temp table picked as {sql}")
        if not kind.named:
            run(f"insert into used_rows select '{kind.table}', {PLACE} from picked")
            if person and kind.is_fact:
                run(f"insert into used_children select {person} from picked")

    def _used(self, kind: Kind) -> str:
        return f"select place from used_rows where of = '{kind.table}'"

    def _spoil(self, kind: Kind) -> None:
        run, table = self.tables.connection.execute, kind.table
        if kind.again is not None:
            names = columns_of(table)
            key = kind.definition.key[0]
            values = {name: f"t.{name}" for name in names} | {key: f"t.{key} || '{_AGAIN}'"}
            values |= kind.again
            told = ", ".join(f"({values[name]}) as {name}" for name in names)
            run(
                f"insert into {table} select {told}, t.{PLACE} + 0.5 as {PLACE}, '' as {MORE} "
                "from picked as t"
            )
        changed = dict(kind.change) | ({MORE: "'more'"} if kind.more_cells else {})
        if changed:
            # Worked out before anything is written: an expression may look at the table itself.
            run(
                "create or replace temp table changed as select "
                f"t.{PLACE}, {', '.join(f'({sql}) as {name}' for name, sql in changed.items())} "
                "from picked as t"
            )
            new = {name: f"changed.{name}" for name in changed}
            run(
                f"update {table} set {set_list(new)} from changed "
                f"where {table}.{PLACE} = changed.{PLACE}"
            )
        for each in kind.elsewhere:
            run(
                f"update {each.table} as x set {set_list(each.set)} from picked as t "
                f"where {each.where}"
            )
            self.spoiled.append(each.table)
        for taken in kind.take:
            run(f"delete from {taken.table} as x using picked as t where {taken.where}")
            self.spoiled.append(taken.table)
        if kind.removes:
            run(f"delete from {table} where {PLACE} in (select {PLACE} from picked)")
