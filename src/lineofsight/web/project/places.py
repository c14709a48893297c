"""Where a deployment keeps what it keeps: one folder, named by ``LINEOFSIGHT_DATA_DIR``."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

DEFAULT = "data"


@dataclass(frozen=True)
class Places:
    """The folder of one deployment and what lies in it."""

    root: Path

    @property
    def database(self) -> Path:
        """The site's records, where ``DATABASE_URL`` names no server."""
        return self.root / "db.sqlite3"

    @property
    def store(self) -> Path:
        """The snapshots of the child-level tables."""
        return self.root / "store"

    @property
    def published(self) -> Path:
        """The Department's published files, as an analyst put them there."""
        return self.root / "published"

    @property
    def incoming(self) -> Path:
        """Files that are being loaded into the store; deleted after the load."""
        return self.root / "incoming"

    def arriving(self) -> Path:
        """Uploads while they arrive, for the site alone; made where it is not there."""
        folder = self.root / "arriving"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    @property
    def files(self) -> Path:
        """Uploaded documents and evidence, each under the SHA-256 of its bytes."""
        return self.root / "files"

    @property
    def mail(self) -> Path:
        """E-mail that is written to files and sent nowhere."""
        return self.root / "mail"

    @property
    def static(self) -> Path:
        """Style sheets and pictures as they are served."""
        return self.root / "static"

    def secret_key(self) -> str:
        """The key that signs sessions: from the environment, else made once and kept."""
        given = os.environ.get("LINEOFSIGHT_SECRET_KEY")
        if given:
            return given
        kept = self.root / "secret_key"
        if not kept.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            made = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "w", encoding="ascii") as out:
                out.write(secrets.token_urlsafe(50))
        return kept.read_text(encoding="ascii")


def places() -> Places:
    """The folder that this process works in."""
    return Places(Path(os.environ.get("LINEOFSIGHT_DATA_DIR", DEFAULT)).absolute())
