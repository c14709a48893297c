"""Tables of the Standard Safeguarding Dataset taken straight from a council's database."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from lineofsight.errors import UnusableInput
from lineofsight.tables.loading import LoadReport, load_tables
from lineofsight.tables.snapshots import open_snapshot
from tests.support.extracts import MARCH, Council, rules, told
from tests.support.postgres import database_of_its_own, server

PASSWORD = "not-to-be-told"

TABLES = """
create schema ssd;
create table ssd.ssd_cin_episodes (
  cine_referral_id numeric(9), cine_person_id varchar(48), cine_referral_date timestamp,
  cine_referral_nfa char(1), cine_referral_outcome_json jsonb);
insert into ssd.ssd_cin_episodes values
  (1, 'P1', '2026-03-02 10:30', 'Y', '{"NFA_FLAG": "Y"}'), (2, null, null, null, null);
create table ssd."SSD_Person" ("Person_ID" double precision, pers_surname text, pers_dob date);
insert into ssd."SSD_Person" values (7, E'Har"bour,\\nNorth', '2020-02-29');
create view ssd.ssd_contacts as
  select 'C' || i as cont_contact_id, '7' as cont_person_id from generate_series(1, 25000) i;
create table ssd.ssd_version_log (version text);
create table ssd.payroll (salary money);
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    usual = server()
    if usual is None:
        pytest.skip("no PostgreSQL server answers")
    with database_of_its_own(usual) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(TABLES)
            info = connection.info
            address = _as_sqlalchemy_has_it(info.user, info.host, info.port, info.dbname)
        yield address


def _as_sqlalchemy_has_it(user: str, host: str, port: int, database: str) -> str:
    """Its host stands after the question mark where it is the folder of a socket."""
    beside = {"host": host, "port": port} if host.startswith("/") else {}
    netloc = f"{user}:{PASSWORD}@" + ("" if beside else f"{host}:{port}")
    return f"postgresql://{netloc}/{database}?{urlencode(beside | {'schema': 'ssd'})}"


def load(council: Council, source: str) -> LoadReport:
    return load_tables([source], council.store, MARCH)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def test_every_table_that_is_used_is_read_and_no_other(council: Council, address: str) -> None:
    """Tables and views of the schema; the others are left alone and told in one count."""
    report = load(council, f"ssd={address}")
    counts = {part: each["read"] for part, each in report.as_json()["tables"].items()}
    name = next(iter(counts)).rpartition("/")[0]
    assert counts == {
        f"{name}/ssd_cin_episodes": 2,
        f"{name}/ssd_person": 1,
        f"{name}/ssd_contacts": 25_000,
    }
    assert "holds 2 tables that are not used" in told(report, "other_tables")
    assert council.rows(
        "select cine_referral_id, cine_person_id, cast(cine_referral_date as varchar), "
        "cine_referral_nfa, cine_referral_outcome_json ->> 'NFA_FLAG' "
        "from ssd_cin_episodes order by 1"
    ) == [("1", "P1", "2026-03-02", "Y", "Y"), ("2", None, None, None, None)]
    assert council.rows("select pers_person_id, cast(pers_dob as varchar) from ssd_person") == [
        ("7", "2020-02-29")
    ]
    assert rules(report)["unresolved"] == 1


def test_its_name_in_reports_has_no_password(
    council: Council, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor have the manifest, the log, or what is told while it runs."""
    said: list[str] = []
    with caplog.at_level(logging.DEBUG):
        report = load_tables([address], council.store, MARCH, progress=said.append)
    manifest = open_snapshot(council.store).path.parent / "manifest.json"
    everything = manifest.read_text() + caplog.text + "".join(said) + json.dumps(report.as_json())
    assert PASSWORD not in everything
    sources = json.loads(manifest.read_text())["sources"]
    assert {source["name"].rpartition("/")[2] for source in sources} == {
        "ssd_cin_episodes",
        "ssd_person",
        "ssd_contacts",
    }
    assert all(len(source["sha256"]) == 64 for source in sources)


def test_free_text_never_leaves_the_database(council: Council, address: str) -> None:
    """It is asked for the columns that are loaded; of the others it gives the name."""
    report = load(council, address)
    assert b"Har" not in open_snapshot(council.store).path.read_bytes()
    assert {m.how for m in report.mapping if m.column == "pers_surname"} == {
        "not loaded: free text"
    }


def test_the_database_is_only_read(council: Council, address: str) -> None:
    """A view that would write is stopped by the database itself."""
    plain = re.sub(f":{PASSWORD}|[?&]schema=ssd", "", address)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(
            "create schema sly; create table sly.written (n int);"
            "create function sly.write() returns text language sql as "
            "$$ insert into sly.written values (1) returning 'P1' $$;"
            "create view sly.ssd_person as select sly.write() as pers_person_id"
        )
    with pytest.raises(UnusableInput, match="cannot be read"):
        load(council, address.replace("schema=ssd", "schema=sly"))
    with psycopg.connect(plain) as connection:
        assert connection.execute("select count(*) from sly.written").fetchone() == (0,)


@pytest.mark.parametrize(
    "source",
    [
        f"ssd=postgresql://reader:{PASSWORD}@127.0.0.1:1/nowhere",
        f"mssql+pyodbc://reader:{PASSWORD}@127.0.0.1:1/nowhere",
        f"nothing://reader:{PASSWORD}@127.0.0.1/nowhere",
        f"postgresql://reader:{PASSWORD}@127.0.0.1:port/nowhere",
        f"annex_a=postgresql://reader:{PASSWORD}@127.0.0.1/nowhere",
    ],
)
def test_a_database_that_cannot_be_read_is_one_sentence(council: Council, source: str) -> None:
    """Without the password, and nothing is left."""
    with pytest.raises(UnusableInput) as refused:
        load(council, source)
    assert "\n" not in str(refused.value)
    assert PASSWORD not in str(refused.value)
    assert not council.store.exists()


def test_a_database_without_tables_is_told(council: Council, address: str) -> None:
    """Its schema may be another."""
    with pytest.raises(UnusableInput, match="no file or table to load"):
        load(council, address.replace("schema=ssd", "schema=elsewhere"))
