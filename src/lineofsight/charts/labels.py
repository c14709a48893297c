"""Words on a chart: how wide they are, and where they stand without touching one another."""

from collections.abc import Sequence

_NARROW = frozenset(" .,:;'|iIjl!()-ft")
_WIDE = frozenset("mMwW%@")


def text_width(text: str, size: float) -> float:
    """About how wide a text is in Arial or Liberation Sans, in the unit of ``size``; never less."""
    ems = sum(0.34 if c in _NARROW else 0.9 if c in _WIDE else 0.6 for c in text)
    return ems * size


def wrapped(text: str, size: float, width: float) -> list[str]:
    """A text as lines no wider than ``width``, broken between words or within one that is wider."""
    lines = [""]
    for word in text.split():
        line = f"{lines[-1]} {word}".lstrip()
        if text_width(line, size) <= width:
            lines[-1] = line
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if text_width(lines[-1] + letter, size) > width and lines[-1]:
                lines.append("")
            lines[-1] += letter
    return lines


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as can be to those wanted, in the same order, at least ``gap`` apart.

    All lie between ``low`` and ``high``, where there is room for them.
    """
    order = sorted(range(len(wanted)), key=lambda number: (wanted[number], number))
    blocks: list[tuple[float, int]] = []
    for number in order:
        start, size = wanted[number], 1
        while blocks and blocks[-1][0] + blocks[-1][1] * gap > start:
            # Two groups that touch become one, centred on the places all its members wanted.
            before_start, before_size = blocks.pop()
            start = (before_start * before_size + (start - before_size * gap) * size) / (
                before_size + size
            )
            size += before_size
        blocks.append((start, size))
    placed = [start + step * gap for start, size in blocks for step in range(size)]
    for position in range(len(placed)):
        placed[position] = max(placed[position], low + position * gap)
    for position in reversed(range(len(placed))):
        placed[position] = min(placed[position], high - (len(placed) - 1 - position) * gap)
    result = [0.0] * len(wanted)
    for number, place in zip(order, placed, strict=True):
        result[number] = place
    return result
