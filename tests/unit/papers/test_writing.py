"""A paper is written whole, or not at all."""

import builtins
import sys
from pathlib import Path

import pytest

from lineofsight.errors import UnusableInput
from lineofsight.papers.writing import write_paper

PAGE = "<!DOCTYPE html><html lang='en-GB'><title>A page</title><h1>A page</h1></html>"


def test_a_page_is_written_as_it_is(tmp_path: Path):
    write_paper(PAGE, tmp_path / "page.HTML")
    assert (tmp_path / "page.HTML").read_text() == PAGE
    assert [file.name for file in tmp_path.iterdir()] == ["page.HTML"]


def test_it_takes_the_place_of_an_older_one(tmp_path: Path):
    (tmp_path / "page.html").write_text("older")
    write_paper(PAGE, tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text() == PAGE


@pytest.mark.parametrize("name", ["page.docx", "page", "html"])
def test_another_ending_is_refused(tmp_path: Path, name):
    with pytest.raises(UnusableInput, match=r"'.+': give a file that ends in \.html or \.pdf"):
        write_paper(PAGE, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(UnusableInput, match="give a file in a folder that exists"):
        write_paper(PAGE, tmp_path / "nowhere" / "page.html")


def test_a_write_that_fails_leaves_the_older_paper(tmp_path: Path, monkeypatch):
    (tmp_path / "page.html").write_text("older")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UnusableInput, match="No space left on device"):
        write_paper(PAGE, tmp_path / "page.html")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["older"]


@pytest.mark.parametrize(
    ("trouble", "lacking"),
    [
        (OSError("cannot load library 'libpango-1.0-0'"), "no Pango"),
        (UserWarning("No fonts configured"), "no fonts"),
    ],
)
def test_what_the_machine_lacks_is_told_with_its_cure(tmp_path, monkeypatch, trouble, lacking):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("weasyprint"):
            raise trouble
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnusableInput, match=f"{lacking}: on Debian run 'apt-get install"):
        write_paper(PAGE, tmp_path / "page.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_pdf_fetches_nothing(tmp_path: Path, monkeypatch):
    """A page that names an outside address gets nothing from it."""
    asked = []
    monkeypatch.setattr("socket.create_connection", lambda *a, **k: asked.append(a))
    outside = PAGE.replace("<h1>", "<img alt='x' src='http://localhost:9/x.png'><h1>")
    write_paper(outside, tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert asked == []
