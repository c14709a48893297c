"""Parting a cell's text into the numbered or bulleted items that a reader sees in it."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![\w/])(?<!\d\.)(?:(?<=[a-z)]\.)|(?<![.]))"
    r"(?P<ref>(?P<letters>[A-Z]{1,3})?\d{1,2}(?:\.\d{1,2}){1,3})(?P<end>\.?)[ \n]*(?=[\"'“‘(A-Z])"
)
_COUNT = re.compile(r"(?<![\d.£])(?P<n>(?!(?:19|20)\d\d)\d{1,4})[.)][ \n]*(?=[%\"'“‘(A-Z])")
_LETTER = re.compile(r"(?:^|(?<=\s))(?P<letter>[a-z])\)[ \n]*(?=\S)")
_BULLET = re.compile(r"(?:^|\n)\s*[-–*](?=\s)|•")
_SENTENCE = re.compile(r"(?<=[a-z)%\d][;.])\s+(?=[A-Z%\d])")
_ONLY_MARKS = re.compile(r"[\s•;.,:*-]*")


@dataclass(frozen=True)
class Item:
    """A piece of a cell, and the number that opened it."""

    ref: str | None
    text: str


def path_of(ref: str) -> tuple[int, ...]:
    """``12.3.1`` as numbers, so that refs can be put in order; ``2b`` comes second under 2."""
    parts = re.findall(r"\d+|(?<=\d)[a-h](?![a-z])", ref)
    return tuple(int(part) if part.isdigit() else ord(part) - ord("a") + 1 for part in parts)


_LETTERED = re.compile(r"(?:^|\n)\s*(?P<ref>\d{1,2}\.?[a-h])[.):]?\s+(?=[\"'“‘(A-Z])")


def numbered_items(text: str, last: str | None, within: str | None) -> list[Item]:
    """``text`` parted at numbers such as ``1.2.1`` that go on from ``last``.

    ``within`` is the number of the objective at hand: a number must lie under it or go on from
    the last one, so that a paragraph cited in the middle of a sentence opens nothing.
    """
    cuts: list[tuple[int, int, str]] = []
    # "1a" opens an item only at the beginning of a line; within one it may cite another.
    matches = [*_NUMBER.finditer(text), *_LETTERED.finditer(text)]
    for match in sorted(matches, key=lambda each: each.start("ref")):
        if follows(match["ref"], last, within):
            last = match["ref"]
            cuts.append((match.start(), match.end(), last))
    return _cut(text, cuts)


def follows(ref: str, last: str | None, within: str | None) -> bool:
    """Whether the number ``ref`` can come after ``last`` under the objective ``within``."""
    path = path_of(ref)
    if last is None and within is None:
        return True
    under = within is not None and bool(path_of(within)) and path[0] == path_of(within)[0]
    if last is None:
        return under
    before = path_of(last)
    if path[0] == before[0]:
        return path > before
    return under or path[0] == before[0] + 1


def counted_items(text: str, last: int | None) -> list[Item]:
    """``text`` parted at whole numbers (``12.``, ``13)``) that count on from ``last``."""
    cuts: list[tuple[int, int, str]] = []
    for match in _COUNT.finditer(text):
        number = int(match["n"])
        opens = match.start() == 0 or text[match.start() - 1] == "\n"
        counts_on = last is not None and last < number <= last + 3
        begins = number <= 2 if last is None else opens and number == 1
        if counts_on or begins or (opens and last is None):
            last = number
            cuts.append((match.start(), match.end(), str(number)))
    return _cut(text, cuts)


def lettered_items(text: str, last: str | None) -> list[Item]:
    """``text`` parted at ``a)``, ``b)`` ... that go on from the letter ``last``."""
    cuts: list[tuple[int, int, str]] = []
    for match in _LETTER.finditer(text):
        if match["letter"] == (chr(ord(last) + 1) if last else "a"):
            last = match["letter"]
            cuts.append((match.start(), match.end(), last))
    return _cut(text, cuts)


def listed_items(text: str) -> list[str]:
    """``text`` parted at its bullets or line breaks, and without these at its sentences."""
    parts = _BULLET.split(text)
    if len([part for part in parts if part.strip()]) < 2:
        # A line that begins small below one that does not is only its wrapped end.
        opens = not text.strip()[:1].islower()
        parts = re.split(r"\n(?!\s*[a-z])" if opens else r"\n", text)
    if len([part for part in parts if part.strip()]) < 2:
        parts = _SENTENCE.split(text)
    folded = (" ".join(part.split()).strip(" •") for part in parts)
    return [part for part in folded if not _ONLY_MARKS.fullmatch(part)]


def bulleted_items(text: str) -> list[str]:
    """The items of a text that is nothing but a list of bullets, two at the least."""
    if not re.match(r"\s*(?:•|[-–*]\s)", text):
        return []
    parts = [" ".join(part.split()) for part in _BULLET.split(text)]
    parts = [part for part in parts if not _ONLY_MARKS.fullmatch(part)]
    return parts if len(parts) > 1 else []


def _cut(text: str, cuts: list[tuple[int, int, str]]) -> list[Item]:
    if not cuts:
        return [Item(None, text)] if text.strip() else []
    items = [Item(None, text[: cuts[0][0]])] if text[: cuts[0][0]].strip() else []
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    for (_, start, ref), end in zip(cuts, ends, strict=True):
        items.append(Item(ref, text[start:end]))
    return items
