"""A table as it stood at the end of a day, against the rule applied row by row."""

from datetime import date, datetime, time, timedelta

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
        if isinstance(on, datetime):
            on = on.date()
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
    days = st.integers(-2, 2).map(lambda n: DAY + timedelta(days=n))
    # The first and the last moment of a day belong to it.
    hours = st.sampled_from([time.min, time(9, 30), time.max])
    drawn = {
        "date": st.none() | days,
        "time": st.none() | st.builds(datetime.combine, days, hours),
    }
    rows = []
    for number in range(draw(st.integers(0, 6))):
        rows.append(
            {
                column.name: draw(drawn[column.type]) if column.type in drawn else number
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
        f"{column.name} {column.sql_type if column.type in ('date', 'time') else 'integer'}"
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


def test_an_interview_of_the_evening_belongs_to_its_day() -> None:
    """One at half past eleven at night was held by the end of that day, and not the day before."""
    interviews = table_definitions()["return_interviews"]
    rows = {
        "returned_at": datetime.fromisoformat("2026-03-01 23:30"),
        "held_at": datetime.fromisoformat("2026-03-03 23:30"),
        "independent": "Y",
    }
    told = {}
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as snapshot")
        columns = ", ".join(f"{column.name} {column.sql_type}" for column in interviews.columns)
        connection.execute(f"create table snapshot.return_interviews ({columns})")
        connection.execute(
            f"insert into snapshot.return_interviews ({', '.join(rows)}) values (?, ?, ?)",
            list(rows.values()),
        )
        for day in (date(2026, 2, 28), date(2026, 3, 2), date(2026, 3, 3)):
            seen = as_at_view(interviews, day)
            told[day.isoformat()] = connection.execute(
                f"select held_at, independent from ({seen})"
            ).fetchone()
    assert told == {
        "2026-02-28": None,
        "2026-03-02": (None, None),
        "2026-03-03": (rows["held_at"], "Y"),
    }


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
