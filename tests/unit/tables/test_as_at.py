"""A table as it stood at the end of a day, against the rule applied row by row."""

from datetime import date, timedelta

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.tables.as_at import as_at_view
from lineofsight.tables.definition import TableDefinition, table_definitions

DAY = date(2026, 3, 31)
Row = dict[str, object]


def seen(definition: TableDefinition, row: Row, as_at: date) -> Row | None:
    """What a row shows at the end of a day; nothing where it does not exist yet."""

    def later(name: str | None) -> bool:
        on = row[name] if name else None
        return isinstance(on, date) and on > as_at

    if later(definition.exists_from):
        return None
    return {
        column.name: None
        if later(column.name if column.happens else column.known_from)
        else row[column.name]
        for column in definition.columns
    }


@st.composite
def tables(draw: st.DrawFn) -> tuple[TableDefinition, list[Row]]:
    definition = draw(st.sampled_from(list(table_definitions().values())))
    days = st.none() | st.integers(-2, 2).map(lambda n: DAY + timedelta(days=n))
    rows = []
    for number in range(draw(st.integers(0, 6))):
        rows.append(
            {
                column.name: draw(days) if column.type == "date" else number
                for column in definition.columns
            }
        )
    return definition, rows


@given(tables())
def test_only_what_was_so_by_then_is_seen(drawn: tuple[TableDefinition, list[Row]]) -> None:
    """Rows that begin later are gone; later dates, and what they make known, are empty."""
    definition, rows = drawn
    names = [column.name for column in definition.columns]
    kinds = ", ".join(
        f"{column.name} {'date' if column.type == 'date' else 'integer'}"
        for column in definition.columns
    )
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as snapshot")
        connection.execute(f"create table snapshot.{definition.name} ({kinds})")
        places = ", ".join("?" for _ in names)
        for row in rows:
            connection.execute(
                f"insert into snapshot.{definition.name} values ({places})", list(row.values())
            )
        found = connection.execute(as_at_view(definition, DAY)).fetchall()
    expected = [seen(definition, row, DAY) for row in rows]
    assert [dict(zip(names, row, strict=True)) for row in found] == [
        row for row in expected if row is not None
    ]


def test_what_an_assessment_found_is_not_known_before_it_is_authorised() -> None:
    """A look back at February must not show what March made known."""
    select = as_at_view(table_definitions()["ssd_cin_assessments"], date(2026, 2, 28))
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as snapshot")
        connection.execute(
            "create table snapshot.ssd_cin_assessments as select 'A1' as cina_assessment_id, "
            "'P1' as cina_person_id, 'R1' as cina_referral_id, "
            "date '2026-02-02' as cina_assessment_start_date, 'Y' as cina_assessment_child_seen, "
            "date '2026-03-02' as cina_assessment_auth_date, null as cina_assessment_outcome_json, "
            "'N' as cina_assessment_outcome_nfa, 'T1' as cina_assessment_team, "
            "'W1' as cina_assessment_worker_id"
        )
        found = connection.execute(select).fetchone()
    assert found == ("A1", "P1", "R1", date(2026, 2, 2), None, None, None, None, "T1", "W1")
