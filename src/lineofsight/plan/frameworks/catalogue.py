"""Every inspection framework that is defined, and which of them an inspection was made under."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from lineofsight.plan.frameworks.definition import Framework, Judgement, Kind, read_definition


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every framework, the earliest first."""
    folder = resources.files(__package__)
    found = [
        read_definition(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda each: (each.begins, each.id)))


def in_force(day: date) -> tuple[Framework, ...]:
    """The frameworks under which councils were inspected on a day; several go on side by side."""
    return tuple(
        each
        for each in frameworks()
        if not each.announced
        and each.begins <= day.isoformat()[: len(each.begins)]
        and (each.until is None or day.isoformat()[: len(each.until)] <= each.until)
    )


def framework_of(text: str, day: date | None) -> Framework | None:
    """The framework that a title or a sentence names, of those in force on a day.

    Without a day, only where all that is named leaves one; None where nothing is sure.
    """
    words = plain(text)
    among = in_force(day) if day else [each for each in frameworks() if not each.announced]
    named = [each for each in among if any(says(words, name) for name in each.named)]
    return named[0] if len(named) == 1 else None


def kind_headed(text: str, framework: Framework | None = None) -> Kind | None:
    """The kind of finding that a heading or a cell names: in a framework, or in any of them."""
    words = _as_one(re.sub(r"^(?:\d+ |the )+", "", plain(text)))
    for kind in _kinds(framework):
        names = (kind.title, kind.id.replace("_", " "), *kind.headed)
        if words in {_as_one(plain(name)) for name in names}:
            return kind
    return None


def _as_one(words: str) -> str:
    """Words without the endings that make many of one."""
    return " ".join(word.removesuffix("s") for word in words.split())


def _kinds(framework: Framework | None) -> Iterator[Kind]:
    if framework:
        yield from framework.kinds
    # What is written today goes before what was written once.
    for each in reversed(frameworks()):
        yield from each.kinds


def judgement_said(text: str, framework: Framework | None = None) -> Judgement | None:
    """The judgement whose name a heading or a cell is, however it goes on after a colon."""
    words = plain(re.split(r"[:–—]|\bis\b|\bare\b", text)[0]).removeprefix("the ")
    among = (framework,) if framework else reversed(frameworks())
    for each in among:
        for judgement in each.judgements:
            if words in map(plain, judgement.says):
                return judgement
    return None


def time_said(text: str) -> str | None:
    """By when a heading such as "Within three months:" wants what stands below it."""
    words = plain(text)
    times = (time for each in frameworks() for time in each.times)
    return next((time.by for time in times if words in map(plain, time.says)), None)


def says(words: str, phrase: str) -> bool:
    """Whether plain words hold a phrase, from word to word."""
    return f" {plain(phrase)} " in f" {words} "


def plain(text: str) -> str:
    """A text in small letters without marks, so that two ways of printing it compare."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['’‘]", "", text.casefold())))
