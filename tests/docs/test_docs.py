"""What the documents name exists: links, commands, addresses, settings, and words on the site."""

import ast
import re
import shlex
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import click
import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve
from typer.main import get_command

from lineofsight.cli import app
from lineofsight.web.project.environment import VARIABLES
from lineofsight.web.project.oidc import oidc_from

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "lineofsight"
BY_HAND = sorted(
    [ROOT / "README.md", ROOT / "CONTEXT.md"]
    + [
        path
        for folder in ("tutorials", "how-to", "explanation", "decisions")
        for path in (ROOT / "docs" / folder).glob("*.md")
    ]
)
FOR_PEOPLE = [each for each in BY_HAND if each.parent.name in ("tutorials", "how-to")]
VARIABLE = re.compile(r"\b(LINEOFSIGHT_[A-Z_]*[A-Z]|DATABASE_URL|DJANGO_SETTINGS_MODULE)\b(?!_)")

every_document = pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.name)


def code(text: str) -> Iterator[str]:
    """Each line of a block of code, and each piece of code within a line."""
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", text, re.S | re.M):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M))


@every_document
def test_every_link_leads_to_a_file(path: Path) -> None:
    """Pictures and documents alike."""
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if not link.startswith(("http://", "https://", "#")):
            assert (path.parent / link.partition("#")[0]).exists(), link


@every_document
def test_every_command_and_its_options_exist(path: Path) -> None:
    """Those of the program, of make, and of Django behind ``manage``."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for line in code(path.read_text("utf-8")):
        if made := re.match(r"make ([a-z-]+)", line):
            assert made[1] in targets, line
        if called := re.search(r"(?:^|/| )lineofsight (?=[a-z])(.+)", line):
            check_command(shlex.split(called[1]))
        elif managed := re.match(r"manage ([a-z_]+)", line):
            assert managed[1] in get_commands(), line


def check_command(words: list[str]) -> None:
    command: click.Command = get_command(app)  # type: ignore[assignment]
    while hasattr(command, "commands") and words:
        assert words[0] in command.commands, f"{words[0]} is no command"
        command = command.commands[words.pop(0)]
    if command.name == "manage":
        assert words[0] in get_commands(), words
        return
    known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= known, words


@every_document
def test_every_address_is_one_of_the_sites(path: Path) -> None:
    """An address of a page begins and ends with a stroke; a folder's path does not end so."""
    for line in code(path.read_text("utf-8")):
        if re.fullmatch(r"/[a-z0-9/-]*/", line):
            try:
                resolve(line)
            except Resolver404:
                pytest.fail(f"{line} is no page")


@pytest.mark.parametrize("path", FOR_PEOPLE, ids=lambda path: path.name)
def test_words_in_quotation_marks_stand_on_the_site(path: Path) -> None:
    """What people are told to choose is called so in a template, a form or a message."""
    said = " ".join(
        re.sub(r"<[^>]*>", "", unescape(each.read_text("utf-8")))
        for ending in ("*.html", "*.py")
        for each in (SOURCE / "web").rglob(ending)
    ).replace("'", "’")
    for words in re.findall(r"“([^”]+)”", path.read_text("utf-8")):
        assert words.replace("'", "’").rstrip(",.") in said, words


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("ssd", "The standard"),
        ("annex_a", "Annex A"),
        ("cin_census", "Children in need census"),
        ("ssda903", "SSDA903"),
    ],
)
def test_the_page_of_sources_and_those_of_indicators_say_the_same(kind: str, name: str) -> None:
    """Of each source, how many indicators it can compute alone."""
    reference = ROOT / "docs" / "reference"
    told = re.search(
        rf"`{kind}` \|.* (\d+) of (\d+) \|", (reference / "sources.md").read_text("utf-8")
    )
    pages = [path.read_text("utf-8") for path in (reference / "indicators").glob("*.md")]
    able = sum(f"\n| {name} | yes" in page for page in pages)
    assert told is not None
    assert (int(told[1]), int(told[2])) == (able, len(pages))


def test_the_settings_that_the_code_reads_are_the_ones_that_are_told() -> None:
    """No more and no fewer."""
    told = {each.name for each in VARIABLES}
    assert read_by_the_code() == told


@every_document
def test_every_setting_named_is_read(path: Path) -> None:
    """A variable in a document is one of the table."""
    named = set(VARIABLE.findall(path.read_text("utf-8")))
    assert named <= {each.name for each in VARIABLES}


def read_by_the_code() -> set[str]:
    """Names of variables that stand alone in the source, and those that signing in asks for."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path.name != "environment.py":
            for each in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    found |= {each.value} & {*VARIABLE.findall(each.value)}
    asked = Asked()
    oidc_from(asked)
    return found | asked.names


class Asked(Mapping[str, str]):
    """An environment with nothing in it that remembers what was looked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
