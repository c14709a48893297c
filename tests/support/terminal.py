"""Commands as they are given in a terminal."""

import sys
from pathlib import Path

import pytest

from lineofsight.cli import run


class Terminal:
    """Runs commands as a person would, in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capfd = monkeypatch, capfd

    def run(self, *words: str | Path) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of ``lineofsight WORDS``."""
        self._monkeypatch.setattr(sys, "argv", ["lineofsight", *map(str, words)])
        code = 0
        try:
            run()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        told = self._capfd.readouterr()
        return code, told.out, told.err
