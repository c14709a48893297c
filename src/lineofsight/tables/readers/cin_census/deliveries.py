"""The censuses of an authority, read into the connection and delivered table by table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib import resources
from itertools import groupby

from lineofsight.tables.checks import Problem, Rule
from lineofsight.tables.looking import Look
from lineofsight.tables.readers.cin_census.flattening import Flattened, flatten
from lineofsight.tables.readers.cin_census.layout import Layout, every_year, fills, layouts
from lineofsight.tables.readers.cin_census.xml_file import Head, read_head
from lineofsight.tables.readers.returns.filling import Made, Module, deliveries
from lineofsight.tables.readers.returns.history import Stated, one_history, told
from lineofsight.tables.readers.returns.layouts import layout_of
from lineofsight.tables.readers.returns.years import first_of_run, year_name
from lineofsight.tables.reading import Delivery, Mapped, Reading, made_id
from lineofsight.tables.sources import SourceFile

OTHER_YEAR = Rule(
    "element_of_other_year",
    "warning",
    "{file} holds {names}, which the census of its year does not have and that of another year "
    "has; understood as in that year.",
)


def takes(look: Look) -> bool:
    """Whether a file is XML, which no other source is."""
    return look.suffix == ".xml"


def read(reading: Reading, files: Sequence[SourceFile]) -> Iterator[Delivery]:
    """The tables that the censuses of each authority fill.

    Raises :class:`UnusableInput` for a file that is no census, tells no year, or cannot be read to
    its end.
    """
    found = [file for file in files if file.path.suffix.lower() == ".xml"]
    in_order = sorted(found, key=lambda file: file.authority)
    for _, own in groupby(in_order, key=lambda file: file.authority):
        yield from _deliver(reading, sorted(map(read_head, own), key=lambda head: head.order))


def _deliver(reading: Reading, heads: Sequence[Head]) -> Iterator[Delivery]:
    layout = every_year()
    flattened = Flattened()
    for number, (head, so_far) in enumerate(flatten(layout, heads, reading.aside), start=1):
        reading.tell(f"{number} of {len(heads)}: {head.file.name}")
        flattened = so_far
    connection = reading.connection
    connection.execute(
        "create or replace temp table census_files (file integer, reference_date date)"
    )
    for number, head in enumerate(heads):
        connection.execute("insert into census_files values (?, ?)", [number, head.reference_date])
    modules = {}
    _put(reading, layout, flattened)
    seen = {name for held in flattened.held.values() for name in held}
    asked = {name for head in heads for name in layout_of(head.year, layouts()).things}
    for name in layout.things:
        counted = list(one_history(connection, _stated(layout, name), len(heads)))
        if name in asked | seen:
            modules[name] = _module(layout, name, heads, flattened, counted)
    connection.execute(_history_sql())
    covers_from = date(first_of_run({head.year for head in heads}), 4, 1)
    yield from deliveries(connection, modules, fills(), covers_from)


def _put(reading: Reading, layout: Layout, flattened: Flattened) -> None:
    """Each thing's rows as text, with its codes as the tables write them."""
    for name, path in flattened.paths.items():
        columns = layout.columns(name)
        types = {"file": "INTEGER", "row_number": "BIGINT", **dict.fromkeys(columns, "VARCHAR")}
        values = ", ".join(f"{_value(layout, column)} as {column}" for column in columns)
        reading.connection.execute(
            f"create or replace temp table {name}_stated as select file, row_number, {values} "
            "from read_csv(?, columns = ?, header = false, auto_detect = false, delim = ',', "
            "quote = '\"', escape = '\"')",
            [str(path), types],
        )
        path.unlink()


def _value(layout: Layout, column: str) -> str:
    codes = layout.codes.get(column)
    given = f"nullif({column}, '')"
    if codes is None:
        return given
    written = ", ".join(f"'{code}'" for code in codes)
    meant = ", ".join(f"'{code}'" for code in codes.values())
    return f"coalesce(map([{written}], [{meant}])[{given}], {given})"


def _stated(layout: Layout, name: str) -> Stated:
    thing = layout.things[name]
    episode = layout.known_by("CINdetails")
    return Stated(name, thing.stated_by, thing.open, ("CINdetails", episode))


def _module(
    layout: Layout,
    name: str,
    heads: Sequence[Head],
    flattened: Flattened,
    counted: Sequence[tuple[Rule, int]],
) -> Module:
    """A thing as a module: a value is held that the layout of one of the years asks for."""
    asked = {
        column
        for head in heads
        for each in [layout_of(head.year, layouts())]
        if name in each.things
        for column in each.columns(name)
    }
    seen = {column for held in flattened.held.values() for column in held}
    columns = asked | (seen & set(layout.columns(name)))
    files = [head.file for head in heads]
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    about = name == "Child"
    problems: list[Problem] = list(told("", counted, name, "episode"))
    return Module(
        label=f"{files[-1].name}{more}: {name}",
        files=files,
        columns=frozenset(columns),
        unknown_columns=sorted(flattened.unknown) if about else (),
        problems=[*problems, *(_of_other_years(heads, flattened) if about else ())],
        mapping=[_told_year(head) for head in heads] if about else (),
    )


def _told_year(head: Head) -> Mapped:
    own = max(year for year in layouts() if year <= max(head.year, min(layouts())))
    how = f"the census of {year_name(head.year)}, {head.how}; the layout of {year_name(own)}"
    return Mapped(head.file.name, "(file)", "", None, how)


def _of_other_years(heads: Sequence[Head], flattened: Flattened) -> Iterator[Problem]:
    for number, head in enumerate(heads):
        layout = layout_of(head.year, layouts())
        asked = {column for name in layout.things for column in layout.columns(name)}
        others = sorted(flattened.held.get(number, set()) - asked - set(layout.things))
        if others:
            yield OTHER_YEAR.told("", 0, file=head.file.name, names=", ".join(others))


def _history_sql() -> str:
    """``history.sql``, with the same made numbers as the tables have."""
    text = (resources.files(__package__) / "history.sql").read_text(encoding="utf-8")
    made: Mapping[str, str] = {
        "enquiry_id": _made("ssd_s47_enquiry", "held.LAchildID", "held.S47ActualStartDate"),
        "plan_id": _made("ssd_cp_plans", "plan.LAchildID", "plan.CPPstartDate"),
        "conference_id": _made("ssd_initial_cp_conference", "held.LAchildID",
                               "held.DateOfInitialCPC"),
    }  # fmt: skip
    return text.format(**made)


def _made(table: str, *columns: str) -> str:
    value = next(iter(fills().tables[table].fields.values()))
    assert isinstance(value, Made)
    return made_id(value.made, *columns)
