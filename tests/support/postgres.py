"""A PostgreSQL server to test on, where one answers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

USUAL = "postgresql:///test"
_NONE = sql.SQL("")
IN_ENGLISH_ORDER = sql.SQL("template template0 locale_provider icu icu_locale 'en-GB'")
"""For a database in which small letters stand among capitals."""


def server() -> str | None:
    """The address of a database on a server that answers: ``DATABASE_URL``'s or the usual one."""
    url = os.environ.get("DATABASE_URL") or USUAL
    if not url.startswith("postgres"):
        return None
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return url


@contextmanager
def database_of_its_own(url: str, options: sql.SQL = _NONE) -> Iterator[str]:
    """The address of an empty database beside the one at ``url``, dropped at the end."""
    name = f"lineofsight_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} {}").format(sql.Identifier(name), options))
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}")) if "://" in url else url
        finally:
            connection.execute(
                sql.SQL("drop database {} with (force)").format(sql.Identifier(name))
            )
