"""The findings that lines list: one an item, with what belongs to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lineofsight.documents import Place
from lineofsight.plan.frameworks import judgement_said, time_said
from lineofsight.plan.review.finding_lines import Line, has_ended, mark_of


@dataclass
class Item:
    """A finding while it is put together: its words, its number, and what stands over it."""

    text: str
    place: Place
    ref: str | None = None
    judgement: str | None = None
    by: str | None = None
    parts: list[str] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """Its words, and those of its parts after a colon."""
        if not self.parts:
            return " ".join(self.text.split())
        head = self.text.rstrip(" :;.")
        parts = "; ".join(part.rstrip(" ;.,") for part in self.parts)
        return " ".join(f"{head}: {parts}.".split())


def items_of(lines: Sequence[Line], plain: bool = True) -> list[Item]:
    """The items that ``lines`` list, by their marks; without marks each paragraph, if ``plain``.

    What stands around a list is none of it.  A line that follows at once without a mark goes on
    with its item.  Bullets below a numbered item are parts of it.
    """
    found: list[Item] = []
    for part in _parts(lines):
        if any(mark_of(line.text) for line in part.lines):
            found += _marked(part)
    if not found and plain:
        for part in _parts(lines):
            found += _plain(part)
    return [each for each in found if _says_something(each)]


@dataclass
class _Part:
    """Lines that stand below one heading, with what the heading says."""

    judgement: str | None
    by: str | None
    lines: list[Line] = field(default_factory=list)


def _parts(lines: Sequence[Line]) -> Iterator[_Part]:
    part = _Part(None, None)
    for line in lines:
        by = time_said(line.text)
        judged = judgement_said(line.text) if mark_of(line.text) is None else None
        if by is None and judged is None:
            if not line.level:
                part.lines.append(line)
            continue
        yield part
        part = _Part(line.text.rstrip(" :") if judged else part.judgement, by or part.by)
    yield part


def _marked(part: _Part) -> list[Item]:
    top = _top_rank([line.text for line in part.lines])
    found: list[Item] = []
    open_ = False
    for line in part.lines:
        mark = mark_of(line.text)
        last = found[-1] if found else None
        if mark is None:
            goes_on = line.follows or (line.text[:1].islower() and last and not _ended(last))
            if open_ and last and goes_on:
                _go_on(last, line.text)
            else:
                open_ = False
            continue
        text = line.text[mark.end :].strip()
        if last and mark.rank > top and open_:
            last.parts.append(text)
            continue
        if last and _is_head_of(last, mark.ref):
            found.pop()
        found.append(Item(text, line.place, mark.ref, part.judgement, part.by))
        open_ = True
    return found


def _top_rank(texts: Sequence[str]) -> int:
    """The rank of the marks that part one finding from the next: the first that comes twice."""
    ranks = Counter(mark.rank for text in texts if (mark := mark_of(text)))
    return min((rank for rank, times in ranks.items() if times > 1), default=max(ranks))


def _ended(item: Item) -> bool:
    return has_ended(item.parts[-1] if item.parts else item.text)


def _go_on(item: Item, text: str) -> None:
    if item.parts:
        item.parts[-1] = f"{item.parts[-1]} {text}"
    else:
        item.text = f"{item.text} {text}"


def _is_head_of(item: Item, ref: str | None) -> bool:
    """Whether an item only heads those that are numbered below it ("2 Care", then "2.1")."""
    below = ref is not None and item.ref is not None and ref.startswith(f"{item.ref}.")
    return below and not item.parts and not has_ended(item.text)


def _plain(part: _Part) -> list[Item]:
    found: list[Item] = []
    for line in part.lines:
        last = found[-1] if found else None
        if last and line.text[:1].islower() and (line.follows or not has_ended(last.text)):
            last.text = f"{last.text} {line.text}"
        else:
            found.append(Item(line.text, line.place, None, part.judgement, part.by))
    return found


def _says_something(item: Item) -> bool:
    """Whether an item has words of its own, and does not only lead to what follows."""
    whole = item.whole
    return any(letter.isalpha() for letter in whole) and not whole.endswith(":")
