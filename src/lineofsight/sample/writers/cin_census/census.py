"""One file a collection year: every episode that was open in it, as it was known when it ended."""

from datetime import date
from importlib import resources
from pathlib import Path

import duckdb

from lineofsight.sample.writers.years import collection_years, set_year
from lineofsight.tables.readers.returns.years import year_name

# An invented council has no number of its own; no real one has this.
_AUTHORITY_NUMBER = "999"
_ROWS_AT_A_TIME = 2_000
_HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<Message>
<Header>
<CollectionDetails>
<Collection>CIN</Collection>
<Year>{year}</Year>
<ReferenceDate>{day}</ReferenceDate>
</CollectionDetails>
<Source>
<SourceLevel>L</SourceLevel>
<LEA>{authority}</LEA>
<SoftwareCode>Invented council</SoftwareCode>
<Release>1</Release>
<SerialNo>001</SerialNo>
<DateTime>{day}T12:00:00</DateTime>
</Source>
</Header>
<Children>
"""


def write_cin_census(
    journeys: duckdb.DuckDBPyConnection, out: Path, as_at: date, council: str
) -> None:
    """Write ``cin_census_2024-25.xml`` and so on into ``out``; the last ends with ``as_at``."""
    sql = (resources.files(__package__) / "children.sql").read_text(encoding="utf-8")
    for year in collection_years(journeys, as_at):
        last = set_year(journeys, year, as_at)
        with (out / f"cin_census_{year_name(year)}.xml").open("w", encoding="utf-8") as file:
            file.write(_HEADER.format(year=year + 1, day=last, authority=_AUTHORITY_NUMBER))
            rows = journeys.execute(sql)
            while found := rows.fetchmany(_ROWS_AT_A_TIME):
                file.writelines(record for (record,) in found)
            file.write("</Children>\n</Message>\n")
