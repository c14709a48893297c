"""Starting and stopping the site and its worker together."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from lineofsight.errors import UnusableInput
from lineofsight.web.project.places import places

SETTINGS = "lineofsight.web.project.settings"
BACKUPS_KEPT = 5
# How long each has to finish what it is doing once it is told to stop, in seconds.
PATIENCE = 20
# A request that takes longer is broken off: time for a load of the largest size to arrive.
SECONDS_TO_ANSWER = 300


def set_up() -> None:
    """Make Django ready in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def prepare() -> None:
    """Bring the database up to date (after a copy of it) and gather the style sheets."""
    set_up()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if executor.loader.applied_migrations:
            back_up(places().database)
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    connection.close()


def back_up(database: Path) -> Path | None:
    """A copy of an SQLite database beside it, whole even while it is written to."""
    if os.environ.get("DATABASE_URL") or not database.exists() or not database.stat().st_size:
        return None
    folder = database.parent / "backups"
    folder.mkdir(exist_ok=True)
    copy = folder / f"db-{datetime.now(UTC):%Y%m%dT%H%M%S}.sqlite3"
    with sqlite3.connect(database) as source, sqlite3.connect(copy) as out:
        source.backup(out)
    for old in sorted(folder.glob("db-*.sqlite3"))[:-BACKUPS_KEPT]:
        old.unlink()
    return copy


def check_port(port: int) -> None:
    """Raise ``UnusableInput`` where something else listens on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UnusableInput(
                f"Port {port} is in use ({error.strerror}): choose another with --port."
            ) from error


def serve(port: int, host: str = "127.0.0.1", ready: Callable[[], None] = lambda: None) -> int:
    """Run the site and its worker until one of them ends or this process is told to stop.

    ``ready`` is called once the site answers.  Returns 0 after a clean stop.
    """
    check_port(port)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
    gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}", "--workers", "2"]
    gunicorn += [
        "--log-level",
        "warning",
        "--timeout",
        str(SECONDS_TO_ANSWER),
        "--max-requests",
        "5000",
    ]
    gunicorn += ["--max-requests-jitter", "500", "--worker-tmp-dir", _memory_folder()]
    started = [
        subprocess.Popen(  # noqa: S603 - our own words only
            [*gunicorn, "lineofsight.web.project.wsgi"], env=environment, start_new_session=True
        ),
        subprocess.Popen(
            [sys.executable, "-m", "lineofsight", "work"], env=environment, start_new_session=True
        ),
    ]
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    kept = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        told = False
        while not stopping and all(each.poll() is None for each in started):
            if not told and _answers(host, port):
                told = True
                ready()
            time.sleep(0.2)
    finally:
        _stop_all(started)
        for each, before in kept.items():
            signal.signal(each, before)
    return 0 if stopping else 1


def _answers(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) == 0


def _stop_all(started: list[subprocess.Popen[bytes]]) -> None:
    for each in started:
        if each.poll() is None:
            each.terminate()
    until = time.monotonic() + PATIENCE
    for each in started:
        try:
            each.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            each.kill()
            each.wait()


def _memory_folder() -> str:
    """Where gunicorn keeps its heartbeats: in memory, so that a slow disk stops nobody."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"  # noqa: S108
