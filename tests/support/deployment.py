"""A deployment of its own, in a folder and with processes that can be killed."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import lineofsight

_BEGIN = "from lineofsight.web.project.serving import set_up\nset_up()\n"


@dataclass
class Deployment:
    """A folder with a database, or a folder beside the server's database that ``url`` names."""

    folder: Path
    url: str = ""

    def run(self, code: str) -> str:
        """What ``code`` prints, run with the site set up in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-c", _BEGIN + code],
            env=self._environment(), capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, code: str) -> "subprocess.Popen[str]":
        """A process that runs ``code`` with the site set up, its output to be read."""
        return subprocess.Popen(
            [sys.executable, "-c", _BEGIN + code],
            env=self._environment(), stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def migrate(self) -> None:
        """Make the database's tables."""
        self.run(
            "from django.core.management import call_command\ncall_command('migrate', verbosity=0)"
        )

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "db.sqlite3"

    def _environment(self) -> dict[str, str]:
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("LINEOFSIGHT_", "DJANGO_"))
        }
        kept |= {
            "LINEOFSIGHT_DATA_DIR": str(self.folder),
            "PYTHONPATH": str(Path(lineofsight.__file__).parent.parent),
        }
        kept.pop("DATABASE_URL", None)
        return kept | ({"DATABASE_URL": self.url} if self.url else {})
