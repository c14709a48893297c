"""Measuring on PostgreSQL and Apache Spark.

The tables are copied there, those that are needed, and taken away again whatever happens.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from lineofsight.errors import UnusableInput
from lineofsight.indicators.catalogue import indicator_named
from lineofsight.measuring.engine import Answer, Engine, EngineKind, open_engine
from lineofsight.measuring.engines import spark
from lineofsight.measuring.periods import period_named
from lineofsight.measuring.query import Query
from lineofsight.measuring.records import records
from lineofsight.measuring.results import measure
from lineofsight.tables.loading import load_tables
from lineofsight.tables.snapshots import Snapshot, open_snapshot
from tests.support.engines import postgres_url, spark_master
from tests.support.postgres import IN_ENGLISH_ORDER, database_of_its_own
from tests.support.terminal import Terminal

MARCH = date(2026, 3, 31)
SCHEMAS = "select nspname from pg_namespace where nspname like 'lineofsight\\_%'"
# An empty text, other alphabets, a time with part of a second, a name that must be quoted.
EXTRACTS = {
    "ssd_cin_episodes": "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_team,"
    "cine_referral_nfa\n"
    "R1,P-secret,2025-03-31,Équipe,N\nR2,P-secret,2026-03-02,équipe,Y\nr3,P2,2026-03-03,a%b,\n"
    "R4,P3,2024-02-29,a\\b,N\nR5,P3,2026-01-31,,Y\n",
    "contact_decisions": "contact_decision_id,person_id,received_at,decided_at\n"
    "D1,P2,2026-03-01T09:00:00,2026-03-02T08:59:59\nD2,P3,2026-03-01T09:00:00,2026-03-02T09:00:00\n",
}
# What engines are known to write or to mean differently, of a referral and a decision.
AWKWARD = """
select
  cine_referral_id as record_id,
  cine_referral_date + interval '12 months' as year_on,
  cine_referral_date - interval 1 month as month_before,
  cast(cine_referral_date + interval '1 day' as date) as next_day,
  date_diff('day', cine_referral_date, date '2026-03-31') as days,
  12 * extract(year from cine_referral_date) + extract(month from cine_referral_date) as months,
  upper(cine_referral_team) as large,
  lower(cine_referral_team) as small,
  trim(cine_referral_team) || '/' || cine_referral_id as joined,
  cine_referral_team like 'a%' as begins,
  cine_referral_team like '%\\b' as backslash,
  cine_referral_nfa is distinct from 'Y' as goes_on,
  coalesce(nullif(cine_referral_team, ''), 'unknown') as team,
  row_number() over (order by cine_referral_team desc, cine_referral_id) as place,
  min(case when cine_referral_nfa = 'Y' then 'b' else 'B' end) over () as least,
  lag(cine_referral_date) over (partition by cine_person_id order by cine_referral_date) as before,
  date_diff('second', decided.received_at, decided.decided_at) as seconds,
  cast(floor(date_diff('second', decided.received_at, decided.decided_at) / 3600.0) as bigint)
    as hours,
  cast(7 / 2 as decimal(18, 4)) as half,
  Cine_Person_Id in (select d.person_id from contact_decisions as d) as decided_of
from ssd_cin_episodes as Referral
left join contact_decisions as decided
  on decided.person_id = referral.cine_person_id
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A few referrals and decisions."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "extract").mkdir()
    for name, text in EXTRACTS.items():
        (folder / "extract" / f"{name}.csv").write_text(text, encoding="utf-8")
    load_tables([folder / "extract"], folder / "store", MARCH)
    return open_snapshot(folder / "store")


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A scratch database, empty, whose own order of text is not that of DuckDB."""
    with database_of_its_own(postgres_url(), IN_ENGLISH_ORDER) as url:
        yield url


def schemas(url: str) -> list[object]:
    with psycopg.connect(url) as connection:
        return connection.execute(SCHEMAS).fetchall()


def answer(engine: Engine, sql: str) -> Answer:
    ((_, _, found),) = engine.answers([Query(sql, "this", tuple(EXTRACTS))])
    return found


def told(engine: Engine, sql: str) -> list[tuple[object, ...]]:
    return sorted(answer(engine, sql).rows, key=repr)


def assert_awkward_agree(snapshot: Snapshot, kind: EngineKind, url: str) -> None:
    with open_engine(snapshot) as here, open_engine(snapshot, None, kind, url) as there:
        ours, theirs = answer(here, AWKWARD), answer(there, AWKWARD)
    assert theirs.columns == ours.columns
    for our_row, their_row in zip(sorted(ours.rows), sorted(theirs.rows), strict=True):
        assert dict(zip(ours.columns, their_row, strict=True)) == dict(
            zip(ours.columns, our_row, strict=True)
        )


def test_postgresql_means_what_duckdb_means(snapshot: Snapshot, postgres: str) -> None:
    """Days, months, alphabets, what is less than what, empty text and fractions."""
    assert_awkward_agree(snapshot, "postgres", postgres)


def test_spark_means_what_duckdb_means(snapshot: Snapshot) -> None:
    """The same on Apache Spark."""
    assert_awkward_agree(snapshot, "spark", spark_master())


def test_the_rows_behind_a_figure_are_the_same(snapshot: Snapshot, postgres: str) -> None:
    """Days are days and times are times, on every engine."""
    master = spark_master()
    indicator, march = indicator_named("rereferrals_12_months"), period_named("2026-03")
    with open_engine(snapshot) as engine:
        expected = records(engine, indicator, march)
    assert expected
    for kind, url in (("postgres", postgres), ("spark", master)):
        with open_engine(snapshot, None, kind, url) as engine:
            assert records(engine, indicator, march) == expected


def test_the_schema_is_dropped_at_the_end(snapshot: Snapshot, postgres: str) -> None:
    """It holds the tables that were read, and is gone with the engine."""
    with open_engine(snapshot, None, "postgres", postgres) as engine:
        measure(engine, [indicator_named("rereferrals_12_months")], [period_named("2026-03")])
        ((schema,),) = schemas(postgres)
        with psycopg.connect(postgres) as connection:
            held = connection.execute(
                "select table_name from information_schema.tables "
                "where table_schema = %s and table_type = 'BASE TABLE'",
                [schema],
            ).fetchall()
        assert sorted(held) == [("periods",), ("snapshot_ssd_cin_episodes",)]
    assert schemas(postgres) == []


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt])
def test_the_schema_is_dropped_after_an_error(
    snapshot: Snapshot, postgres: str, stop: type[BaseException]
) -> None:
    """Whatever it was, also somebody who did not want to wait."""

    def use(engine: Engine) -> None:
        told(engine, "select cine_referral_id from ssd_cin_episodes")
        assert len(schemas(postgres)) == 1
        raise stop

    with pytest.raises(stop), open_engine(snapshot, None, "postgres", postgres) as engine:
        use(engine)
    assert schemas(postgres) == []


def test_what_a_killed_process_left_is_dropped_by_the_next(
    snapshot: Snapshot, postgres: str
) -> None:
    """Only where nobody uses it: a schema in use is locked by its name."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("create schema lineofsight_0123456789abcdef")
    with open_engine(snapshot, None, "postgres", postgres):
        (first,) = schemas(postgres)
        assert first != ("lineofsight_0123456789abcdef",)
        with open_engine(snapshot, None, "postgres", postgres):
            assert len(schemas(postgres)) == 2
        assert schemas(postgres) == [first]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://reader:pass-word@127.0.0.1:1/nowhere",
        "postgresql://reader:pass-word@127.0.0.1:port/nowhere",
        "postgresql://reader:pass-word@[::1/nowhere",
        "mysql://reader:pass-word@127.0.0.1/nowhere",
    ],
)
def test_the_password_of_a_database_is_never_told(snapshot: Snapshot, url: str) -> None:
    """Not where it does not answer, and not where its address is wrong."""
    with pytest.raises(UnusableInput) as refused:
        open_engine(snapshot, None, "postgres", url)
    assert "pass-word" not in str(refused.value)
    assert "LINEOFSIGHT_ENGINE_URL" in str(refused.value)
    assert refused.value.__cause__ is None


def test_what_does_not_fit_is_told_without_the_data(
    snapshot: Snapshot, postgres: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A database's own words would quote a child's number."""
    master = spark_master()
    for kind, url in (("postgres", postgres), ("spark", master)):
        with (
            open_engine(snapshot, None, kind, url) as engine,
            pytest.raises(UnusableInput, match="does not fit the data") as refused,
        ):
            told(engine, "select cast(cine_person_id as integer) as n from ssd_cin_episodes")
        assert "P-secret" not in str(refused.value)
        assert refused.value.__cause__ is None
    assert "P-secret" not in "".join(capfd.readouterr())


def test_the_copies_for_spark_are_this_accounts_alone_and_removed(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder for temporary files, whatever happens."""
    master = spark_master()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def use(engine: Engine) -> None:
        told(engine, "select cine_referral_id from ssd_cin_episodes")
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "snapshot_ssd_cin_episodes.parquet").exists()
        raise RuntimeError

    with pytest.raises(RuntimeError), open_engine(snapshot, None, "spark", master) as engine:
        use(engine)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lacking", "told"), [("java", "Java 17"), ("pyspark", "pyspark")])
def test_spark_that_is_not_there_says_what_to_install(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, lacking: str, told: str
) -> None:
    """It is no part of the usual install, and needs Java."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None if lacking == "java" else name)
    monkeypatch.setattr(spark, "find_spec", lambda name: None if lacking == name else name)
    with pytest.raises(UnusableInput, match=f"install {told}"):
        open_engine(snapshot, None, "spark")


@pytest.mark.parametrize(
    ("master", "told"),
    [
        ("postgresql://reader:pass-word@host/name", "names no Spark master"),
        ("spark://127.0.0.1:7077", "needs a folder that all of it can read"),
    ],
)
def test_a_master_that_cannot_be_one_is_refused(snapshot: Snapshot, master: str, told: str) -> None:
    """Before anything is copied."""
    with pytest.raises(UnusableInput, match=told) as refused:
        open_engine(snapshot, None, "spark", master)
    assert "pass-word" not in str(refused.value)


def test_the_command_measures_on_postgresql(
    snapshot: Snapshot,
    postgres: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """``measure --engine postgres`` writes the same file as DuckDB does."""
    monkeypatch.setenv("LINEOFSIGHT_ENGINE_URL", postgres)
    terminal, written = Terminal(monkeypatch, capfd), []
    asked = ["measure", "--store", snapshot.path.parents[2], "--from", "2026-01", "--to", "2026-03"]
    for engine in ("duckdb", "postgres"):
        out = tmp_path / f"{engine}.csv"
        code, _, told = terminal.run(*asked, "--by", "team", "--engine", engine, "--out", out)
        assert code == 0, told
        written.append(out.read_text())
    assert written[0] == written[1]
