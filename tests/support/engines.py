"""The engines that tests can run on here: DuckDB always, the others where they are."""

import os

import pytest

from lineofsight.measuring.engines.spark import wanting
from tests.support.postgres import server

NEEDED = "LINEOFSIGHT_TEST_ENGINES"
"""Where this is set to `all`, an engine that is not there fails its tests."""


def postgres_url() -> str:
    """The address of a PostgreSQL server that answers; without one the test is skipped."""
    found = server()
    if found is None:
        _not_here("no PostgreSQL server answers: name one with DATABASE_URL")
    assert found
    return found


def spark_master() -> str:
    """Spark on this machine; without Java or pyspark the test is skipped."""
    lacking = wanting()
    if lacking:
        _not_here(f"Spark needs {lacking}")
    return "local[2]"


def _not_here(why: str) -> None:
    if os.environ.get(NEEDED) == "all":
        pytest.fail(why)
    pytest.skip(why)
