"""Run the site's tests on PostgreSQL where a server answers; say so plainly where none does."""

import os
import subprocess
import sys

sys.path.insert(0, ".")
from tests.support.postgres import USUAL, server

found = server()
if found is None:
    tried = os.environ.get("DATABASE_URL") or USUAL
    print(
        f"No PostgreSQL server answers at {tried}: the site's tests run on SQLite alone. "
        "Name one with DATABASE_URL=postgresql://user@host/database."
    )
    raise SystemExit(0)
print("Testing the site on PostgreSQL ...", flush=True)
raise SystemExit(
    subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--quiet"),
            *("--numprocesses", "auto", "--dist", "loadfile", "tests/web"),
        ],
        env={**os.environ, "DATABASE_URL": found},
    ).returncode
)
