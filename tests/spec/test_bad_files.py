"""What is told of a file that cannot be read: one sentence, and nothing is left behind."""

import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from lineofsight.cli.plan import plan_in
from lineofsight.documents import Table, read_document
from lineofsight.errors import UnusableInput
from tests.support.bad_files import MADE, MADE_LONG, made, no_files, told_of

SECONDS, MEMORY = 10, 1_000_000_000


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is temporary."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.mark.parametrize("name", MADE)
def test_a_bad_file_is_told_in_a_sentence_that_names_it(
    tmp_path: Path, empty: Path, name: str
) -> None:
    path = made(tmp_path, name)
    with pytest.raises(UnusableInput) as refusal:
        plan_in(path)
    sentence = str(refusal.value)
    assert re.search(told_of(name), sentence)
    assert name in sentence
    assert "\n" not in sentence
    assert not list(empty.iterdir())


def test_where_there_is_no_file_it_is_told(tmp_path: Path) -> None:
    """A folder, a pipe, links that lead round, a name that no file can have: none is waited for."""
    for path in no_files(tmp_path).values():
        with pytest.raises(UnusableInput, match=r"There is no file|cannot be opened"):
            read_document(path)


@pytest.mark.parametrize("error", [PermissionError, FileNotFoundError, InterruptedError])
def test_a_file_that_may_not_be_read_or_that_vanishes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnusableInput, match=r"plan\.docx cannot be opened"):
        read_document(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "cp1252"])
def test_tables_of_text_are_read_in_the_encodings_of_windows(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes("Action,Lead\r\nWrite – today,Siân Rees\r\n".encode(encoding))
    (table,) = read_document(path).blocks
    assert isinstance(table, Table)
    assert table.rows[1].texts == ("Write – today", "Siân Rees")


@pytest.mark.parametrize("kind", ["csv", "txt"])
def test_words_from_right_to_left_and_pictures_of_faces_are_read(tmp_path: Path, kind: str) -> None:
    mark = "\t" if kind == "txt" else ","
    words = ("نكتب معيارا", "לכתוב", "Done 👩‍👧 🎉")
    path = tmp_path / f"plan.{kind}"
    path.write_text("\n".join([mark.join(("Action", "Lead", "Note")), mark.join(words)]), "utf-8")
    (table,) = read_document(path).blocks
    assert isinstance(table, Table)
    # The mark that joins two faces is not seen, and is left out.
    assert table.rows[1].texts == tuple(word.replace("\u200d", "") for word in words)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are not told there")
@pytest.mark.parametrize("name", MADE | MADE_LONG)
def test_the_command_refuses_a_bad_file_in_little_time_and_memory(
    tmp_path: Path, empty: Path, name: str
) -> None:
    """Exit 2, one line, within ten seconds and a gigabyte for each process that it starts."""
    done = subprocess.run(
        [
            sys.executable, "-c", "from lineofsight.cli import run; run()",
            "plan", "read", str(made(tmp_path, name)),
        ],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(told_of(name), done.stderr)
    assert done.stderr.count("\n") == 1
    assert not list(empty.iterdir())
