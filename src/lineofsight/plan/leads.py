"""Who leads: names, roles and initials of one cell."""

import itertools
import re

from lineofsight.plan.lookalikes import latin

# What stands in brackets after a name ("Head of Safeguarding, QA") is not parted.
_SEPARATOR = re.compile(r"\s*(?:[/;,\n]|•|\s&\s)\s*(?![^()]{0,80}\))")
# A line break after "and", or before a small letter, is only a wrapped line.
_WRAPPED = re.compile(r"(?:(?<=\band)|(?<=\bof)|(?<=\bfor))\s*\n\s*|\s*\n\s*(?=[a-z])")
# A post that many hold, and after the comma the service that tells which: "Director, Education".
_POST = re.compile(
    r"(?<![^\n/;,])(\s*(?:(?:deputy|assistant|interim|strategic|service|group|operational|executive"
    r"|area|team|senior|associate)\s+)*(?:director|head of service|head|manager|lead|officer)),\s*"
    r"(?=([^\n/;,]+?)\s*(?:$|[\n/;,]))",
    re.I,
)
_SERVICES = frozenset(
    re.findall(
        r"\w+",
        "access adolescents adoption after assessment assurance care children childrens"
        " commissioning contextual corporate disabilities disability door early education"
        " exploitation families family finance fostering front hr health help housing"
        " improvement inclusion intervention justice learning leaving looked mash operations"
        " parenting partnerships performance permanence placements planning policy practice"
        " prevention protection quality resources safeguarding schools send services skills"
        " social standards strategy sufficiency support transformation workforce youth",
    )
)
_SMALL = frozenset(["and", "of", "for", "the"])
_NOBODY = re.compile(r"\W*(?:n\s*/\s*a|nil|none|not applicable)\W*", re.I)
_KEPT = "\0"
_AND = re.compile(r"\s+and\s+")
_GOES_ON = re.compile(r"(?:[/,&]|\b(?:and|of|for|the))\s*$", re.I)


def read_leads(text: str) -> tuple[str, ...]:
    """The leads of a cell, each as printed: ``Jo Bloggs/ Head of QA`` are two."""
    leads: list[str] = []
    if _NOBODY.fullmatch(text):
        return ()
    for part in _SEPARATOR.split(_POST.sub(_of_service, _WRAPPED.sub(" ", latin(text)))):
        leads.extend(_people(" ".join(part.replace(_KEPT, ", ").split()).strip(" .-–—:")))
    return tuple(dict.fromkeys(lead for lead in leads if any(c.isalpha() for c in lead)))


def _of_service(match: re.Match[str]) -> str:
    """The post before a comma, held together with what follows where that is a service."""
    words = set(re.findall(r"[a-z]+", match[2].lower().replace("’", "").replace("'", "")))
    return f"{match[1]}{_KEPT}" if words and words - _SMALL <= _SERVICES else match[0]


def _people(part: str) -> list[str]:
    """``Jo Bloggs and Sam Smith`` are two; ``Learning and Development`` is one."""
    sides = _AND.split(part)
    if len(sides) > 1 and all(len(side.split()) > 1 and looks_like_lead(side) for side in sides):
        return sides
    return [part]


def looks_like_lead(text: str) -> bool:
    """Whether ``text`` reads as a name, a role or initials: short, capitalised, no sentence."""
    words: list[str] = re.findall(r"[^\W\d_][\w'’.-]*", re.sub(r"\([^()]*\)", " ", text))
    if not words or len(words) > 12 or re.search(r"[%?!:]|\d{2}", text):
        return False
    words = [word for word in words if word.lower() not in _SMALL] or words
    capitals = sum(word[0].isupper() for word in words)
    begins = words[0][0].isupper() or min(len(words), capitals) > 1
    return begins and capitals >= len(words) - 1


def goes_on(text: str) -> bool:
    """Whether a cell breaks off in the middle of a lead."""
    return bool(_GOES_ON.search(text))


def alone(text: str) -> tuple[str, ...]:
    """The leads of ``text`` that its own marks set apart, whatever else may be run together."""
    parts = [" ".join(part.split()) for part in _SEPARATOR.split(latin(text))]
    return tuple(part for part in (parts if len(parts) == 1 else parts[:-1]) if part)


def part_leads(text: str, known: frozenset[str], wanted: int) -> list[str] | None:
    """``text`` cut into ``wanted`` leads, or None where no cut is sure.

    Lines part leads, and so does one lead told several times over.  Otherwise ``known`` are
    leads that stand alone in other cells: one of these within the text begins a new one.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == wanted:
        return lines
    words = " ".join(text.split()).split(" ")
    size = len(words) // wanted
    if size and words == words[:size] * wanted:
        return [" ".join(words[:size])] * wanted
    cuts = [
        at
        for at in range(1, len(words))
        if not _GOES_ON.search(words[at - 1])
        and not words[at].startswith("/")
        and any(_opens(words, at, name) for name in known)
    ]
    # A known lead may hold another ("Head of QA" and "QA"): a cut inside one is no cut.
    sure = [at for at in cuts if not any(_inside(words, at, name) for name in known)]
    if len(sure) != wanted - 1:
        return None
    edges = [0, *sure, len(words)]
    return [" ".join(words[a:b]) for a, b in itertools.pairwise(edges)]


def _opens(words: list[str], at: int, name: str) -> bool:
    parts = name.lower().split(" ")
    return [word.lower() for word in words[at : at + len(parts)]] == parts


def _inside(words: list[str], at: int, name: str) -> bool:
    size = len(name.split(" "))
    return any(_opens(words, start, name) for start in range(max(0, at - size + 1), at))


def mend(text: str, vocabulary: frozenset[str]) -> str:
    """``text`` with words that a narrow column tore ("developm ent") put together again.

    ``vocabulary`` are the words of the whole document, in lower case: two pieces are joined only
    where the document has their whole elsewhere.
    """

    def joined(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        small = match[2] in _SMALL
        return whole if not small and whole.lower() in vocabulary else match[0]

    return re.sub(r"\b([A-Za-z]{4,})\s+([a-z]{2,5})\b", joined, text)
