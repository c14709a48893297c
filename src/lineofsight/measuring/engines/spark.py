"""Apache Spark: the snapshot's tables as Parquet in a folder of their own, removed afterwards.

Spark is no part of the usual install: pyspark brings it, and it needs Java beside it.
"""

import os
import shutil
import subprocess
import tempfile
import threading
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from sqlglot import exp

from lineofsight.errors import UnusableInput
from lineofsight.measuring.engine import (
    SECONDS_A_QUERY,
    Answer,
    PeriodRow,
    does_not_fit,
    too_slow,
)
from lineofsight.measuring.engines.copied import PERIOD_COLUMNS, CopiedEngine, rows_for_each
from lineofsight.measuring.engines.dialects import as_spark
from lineofsight.tables.snapshots import Snapshot

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

HERE = "local[2]"
SETTING = "LINEOFSIGHT_ENGINE_URL"
FOLDER_SETTING = "LINEOFSIGHT_ENGINE_FOLDER"
JAVA = "Java 17 or later (on Debian: apt-get install openjdk-17-jre-headless)"
PYSPARK = "pyspark (make setup-spark, or pip install 'lineofsight[spark]')"
# With fewer rows than these, to plan and to make machine code takes longer than to run.
SMALL = 200_000
_FOR_FEW_ROWS = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}
_MASTERS = ("local", "spark://", "yarn", "k8s://")
_TYPES = {"varchar": "string", "timestamp": "timestamp_ntz", "integer": "int"}


def wanting() -> str | None:
    """What must be installed before Spark can run on this machine; None where nothing is."""
    home = os.environ.get("JAVA_HOME")
    if shutil.which(str(Path(home) / "bin" / "java") if home else "java") is None:
        return JAVA
    return None if find_spec("pyspark") else PYSPARK


class SparkEngine(CopiedEngine):
    """Spark on this machine, or on the cluster whose master ``LINEOFSIGHT_ENGINE_URL`` names."""

    def __init__(
        self,
        snapshot: Snapshot,
        as_at: date,
        url: str | None = None,
        folder: str | None = None,
        authorities: Collection[str] | None = None,
    ) -> None:
        """Start Spark.

        ``folder`` is one that a cluster reads as well, and not needed on this machine.  Raises
        :class:`UnusableInput` where something must be installed, or the master does not answer.
        """
        master = _master(url, folder)
        lacking = wanting()
        if lacking:
            raise UnusableInput(f"Spark is not there to measure on: install {lacking}.")
        self._small = sum(kept.rows for kept in snapshot.manifest.tables.values()) < SMALL
        self._folder = _private_folder(folder)
        try:
            super().__init__(snapshot, as_at, authorities)
            try:
                with warnings.catch_warnings():
                    # It warns of other libraries' versions, of which nothing here makes use.
                    warnings.simplefilter("ignore")
                    self._spark = _started(master, self._folder, self._small)
            except BaseException:
                self._source.close()
                raise
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def close(self) -> None:
        """Stop Spark and remove the copies."""
        super().close()
        try:
            self._spark.stop()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _copy(self, name: str, select: str, columns: Mapping[str, str]) -> None:
        file = self._folder / f"{name}.parquet"
        place = str(file).replace("'", "''")
        try:
            self._source.execute(f"copy ({select}) to '{place}' (format parquet)")
        except duckdb.Error as error:
            raise UnusableInput(
                f"{self._folder.parent} cannot be written ({type(error).__name__}): "
                "see that its disk has room."
            ) from None
        # Told the types, Spark need not read the file to find them.
        types = ", ".join(
            f"`{column}` {_TYPES.get(kind, kind)}" for column, kind in columns.items()
        )
        rows = self._spark.read.schema(types).parquet(str(file))
        self._in_one_piece(rows).createOrReplaceTempView(name)

    def _see(self, name: str, query: exp.Query) -> None:
        with _told(name):
            self._spark.sql(as_spark(query)).createOrReplaceTempView(name)

    def _in_one_piece(self, rows: "DataFrame") -> "DataFrame":
        """Few rows are kept together, so that a query is one step and nothing is sent about."""
        return rows.coalesce(1) if self._small else rows

    def _put_periods(self, rows: Sequence[PeriodRow]) -> None:
        columns = list(PERIOD_COLUMNS)
        given = rows_for_each(rows, self.authorities) or [[None] * len(columns)]
        values = exp.values([tuple(map(_literal, row)) for row in given], "given", columns)
        typed = [
            exp.cast(exp.column(column), kind).as_(column)
            for column, kind in PERIOD_COLUMNS.items()
        ]
        query = exp.select(*typed).from_(values).where("period is not null")
        found = self._spark.sql(as_spark(query))
        self._in_one_piece(found).createOrReplaceTempView("periods")
        self._spark.sql(
            "select *, explode(sequence(window_first_day, judged_on)) as day from periods"
        ).createOrReplaceTempView("period_days")

    def _run(self, query: exp.Query, of: str) -> Answer:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._spark.sparkContext.cancelAllJobs()

        timer = threading.Timer(SECONDS_A_QUERY, stop)
        timer.start()
        try:
            with _told(of):
                found = self._spark.sql(as_spark(query))
                return Answer(tuple(found.columns), [tuple(row) for row in found.collect()])
        except UnusableInput:
            if late.is_set():
                raise too_slow(of) from None
            raise
        finally:
            timer.cancel()


def _literal(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _master(url: str | None, folder: str | None) -> str:
    master = url or HERE
    if not master.startswith(_MASTERS):
        raise UnusableInput(
            f"{SETTING} names no Spark master: write spark://host:7077 or local[4], "
            "or leave it out to use this machine."
        )
    if not master.startswith("local") and not folder:
        raise UnusableInput(
            f"A Spark cluster needs a folder that all of it can read: set {FOLDER_SETTING} to it."
        )
    return master


def _private_folder(folder: str | None) -> Path:
    """A new folder that this account alone can read or, within a given one, who can read that."""
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="lineofsight-"))
    try:
        made = Path(tempfile.mkdtemp(prefix="lineofsight-", dir=folder))
        made.chmod(Path(folder).stat().st_mode & 0o777)
    except OSError as error:
        raise UnusableInput(
            f"{FOLDER_SETTING} {folder} cannot be written: {error.strerror}."
        ) from None
    return made


def _started(master: str, folder: Path, small: bool) -> "SparkSession":
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.logger import PySparkLogger
    from pyspark.sql import SparkSession

    settings = {
        "spark.app.name": "lineofsight",
        "spark.master": master,
        "spark.ui.enabled": "false",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.local.dir": str(folder / "scratch"),
            # One gigabyte, which it takes else, is too little for two hundred authorities at once.
            "spark.driver.memory": "3g",
        }
        settings |= _FOR_FEW_ROWS if small else {"spark.sql.shuffle.partitions": "8"}
    conf = SparkConf(loadDefaults=False)
    for name, value in settings.items():
        conf.set(name, value)
    try:
        if SparkContext._gateway is None:
            # Of what Spark writes to the terminal nothing is for who measures.
            silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            SparkContext._ensure_initialized(gateway=launch_gateway(conf, silent))
        context = SparkContext(conf=conf)
        context.setLogLevel("OFF")
        for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
            # They would write what failed to the terminal, with the value that did.
            PySparkLogger.getLogger(name).disabled = True
        return SparkSession(context)
    except (PySparkException, Py4JError, OSError) as error:
        raise UnusableInput(
            f"Spark did not start ({type(error).__name__}): see that {SETTING} names a master that "
            f"answers, and that this machine has {JAVA}."
        ) from None


@contextmanager
def _told(of: str) -> Iterator[None]:
    """What Spark refuses becomes a sentence: its own words can quote a value."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        raise does_not_fit(of, error.getCondition() or type(error).__name__) from None
    except Py4JError as error:
        raise does_not_fit(of, type(error).__name__) from None
