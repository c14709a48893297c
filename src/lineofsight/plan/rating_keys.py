"""A plan's own key to its ratings, wherever it prints one: a table, a line, a sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lineofsight.documents import Document, Table
from lineofsight.plan.drafts import fold
from lineofsight.plan.model import Action, Doubt, Rating, RatingMeaning
from lineofsight.plan.ratings import level_of, level_of_meaning

_FEWEST = 3
_FEW_WORDS = 6
_RATING = re.compile(
    r"\W*(?:b?rag(?: \w+)?|ratings?|(?:rag |brag )?status|scores?|grades?|key|colours?|levels?"
    r"|symbol|code)\W*",
    re.I,
)
_MEANING = re.compile(
    r"\W*(?:what (?:it|this|each) means|meanings?|descriptions?|definitions?|explanation|criteria"
    r"|progress|key|what it means|means)\W*",
    re.I,
)
_COLOUR = r"(?:light |dark )?(?:blue|green|amber|yellow|red|gr[ea]y|white|purple|black)"
# "R = ...", "Green: ...", "Amber (A) – ...", "3 = ...": what is rated, and a mark.
_ENTRY = re.compile(
    rf"(?:(?<=^)|(?<=[\n;,.|(])|(?<=\s))\s*(?P<text>{_COLOUR}(?:\s*\(\w{{1,2}}\))?|[BRAGW]|Gr|[A-E]|[0-5])"
    r"\s*(?P<mark>[=:]|\s[–—-]\s|→)\s*",
    re.I,
)
# "rated red where it is late, amber where ..."
_WHERE = re.compile(
    rf"\b(?P<text>{_COLOUR})\s+(?:(?:is|are|means?|indicates?|denotes?|shows?|represents?|signifies)"
    r"(?: that| for| where| when)?|where|when|if|for)\s+",
    re.I,
)
_SPEAKS_OF_RATING = re.compile(
    r"\b(?:b?rag|rat(?:ed|ings?)|status|scor(?:e|es|ed|ing)|colour\w*)\b|^\W*key\b\W*[:=\n–-]", re.I
)
_LONGEST = 1500


def read_rating_key(document: Document) -> tuple[RatingMeaning, ...]:
    """The plan's rating key in its own words; empty where it prints none."""
    for block in document.blocks:
        if isinstance(block, Table) and (key := key_of_table(block)):
            return key
    for text in _running(document):
        if key := _key_of_text(text):
            return key
    return ()


def key_of_table(table: Table) -> tuple[RatingMeaning, ...]:
    """The key that a table is, its ratings down the first column or across the first row."""
    return _down(table) or _across(table)


def _down(table: Table) -> tuple[RatingMeaning, ...]:
    rows = [(fold(row.texts[0]), fold(" ".join(row.texts[1:2]))) for row in table.rows if row.cells]
    headed = bool(rows and _RATING.fullmatch(rows[0][0]) and _MEANING.fullmatch(rows[0][1]))
    key: list[RatingMeaning] = []
    for text, meaning in rows[1:] if headed else rows:
        if key and (not text or re.fullmatch(r"\(\w{1,2}\)", text)):
            last = key[-1]
            words = f"{last.meaning} {meaning}".strip()
            key[-1] = RatingMeaning(f"{last.text} {text}".strip(), last.level, words)
        elif _explains(meaning) and (
            level_of(text) or (headed and len(text.split()) <= 5) or _coded(text, meaning)
        ):
            key.append(RatingMeaning(text, None, meaning))
    levelled = _levelled(key)
    if headed:
        return levelled if len(key) >= 2 and not _is_plan(table) else ()
    enough = len({one.level for one in levelled}) >= _FEWEST and len(key) * 3 >= len(table.rows)
    return levelled if enough else ()


def _coded(text: str, meaning: str) -> bool:
    """Whether a letter or figure is said in a few words to be a rating ("C", "Complete")."""
    return bool(re.fullmatch(r"[A-Z]{1,2}|[0-5]", text)) and len(meaning.split()) <= _FEW_WORDS


def _across(table: Table) -> tuple[RatingMeaning, ...]:
    """Ratings in the first row, and below each what it means."""
    head = table.rows[0].texts if table.rows else ()
    levels = {at: text for at, text in enumerate(head) if level_of(text)}
    if len({level_of(text) for text in levels.values()}) < _FEWEST:
        return ()
    meanings = {
        at: " ".join(
            fold(row.texts[at])
            for row in table.rows[1:]
            if at < len(row.cells) and _explains(row.texts[at])
        )
        for at in levels
    }
    if not all(meanings.values()):
        return ()
    return _levelled(RatingMeaning(fold(text), None, meanings[at]) for at, text in levels.items())


def _explains(text: str) -> bool:
    """Whether a cell says something in words, and does not count."""
    return sum(letter.isalpha() for letter in text) > 2


def _is_plan(table: Table) -> bool:
    """Whether a table has more columns than a key has."""
    return len(table.rows[0].cells) > 4


def _running(document: Document) -> Iterator[str]:
    """Paragraphs, each with those that stand at once below it, and the cells of small tables."""
    together: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _ended(together)
            together = []
            if len(block.rows) <= _FEWEST:
                yield from (cell.text for row in block.rows for cell in row.cells if cell.text)
            continue
        together.append(block.text)
        if len(together) > 8:
            together = together[1:]
        yield block.text
    yield from _ended(together)


def _ended(together: Sequence[str]) -> Iterator[str]:
    """The short lines that stand in a row, which may be the entries of one key."""
    lines = [line for line in together if _ENTRY.match(line.lstrip("-•* "))]
    if len(lines) >= _FEWEST:
        yield "Key\n" + "\n".join(line.lstrip("-•* ") for line in lines)


def _key_of_text(text: str) -> tuple[RatingMeaning, ...]:
    if len(text) > _LONGEST:
        return ()
    for pattern in (_ENTRY, _WHERE):
        key = _levelled(_parted(text, list(pattern.finditer(text))))
        told = {one.text.casefold() for one in key}
        colours = all(level_of(one.text) and one.level for one in key) and pattern is _ENTRY
        # A list that is numbered or lettered is a key only where it is of ratings and rates.
        rates = _SPEAKS_OF_RATING.search(text) and sum(one.level is not None for one in key) > 1
        if len(told) == len(key) >= _FEWEST and (colours or rates):
            return key
    return ()


def _parted(text: str, starts: list[re.Match[str]]) -> list[RatingMeaning]:
    """What stands between one entry's mark and the next entry."""
    found = []
    for at, match in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        meaning = text[match.end() : end]
        if at + 1 == len(starts):
            meaning = re.split(r"(?<=[a-z])[.\n]", meaning)[0]
        meaning = re.sub(r"[\s,;|.)(–-]*(?:\band\b)?[\s,;|.(–-]*$", "", meaning)
        if any(letter.isalpha() for letter in meaning):
            found.append(RatingMeaning(" ".join(match["text"].split()), None, fold(meaning)))
    return found


def _levelled(key: Iterable[RatingMeaning]) -> tuple[RatingMeaning, ...]:
    """Entries with the levels that their colours name, else that their meanings come to.

    Letters from A on are no colours, where one of them is C, D or E.
    """
    every = tuple(key)
    lettered = any(re.fullmatch(r"[C-E]", one.text) for one in every)
    return tuple(
        replace(
            one,
            level=(None if lettered and len(one.text) == 1 else level_of(one.text))
            or level_of_meaning(one.meaning),
        )
        for one in every
    )


def rated_by(
    key: Sequence[RatingMeaning], actions: Sequence[Action]
) -> tuple[tuple[Action, ...], tuple[Doubt, ...]]:
    """The actions with the levels that the plan's own key gives their ratings, and what it leaves.

    Without a key, or for a word that it does not have, a level stays what the usual words for it
    say; a rating that neither knows is a doubt, one for each word.
    """
    known = {form: one.level for one in reversed(key) for form in _forms(one, key)}
    rated = []
    unknown: dict[str, list[Action]] = {}
    for action in actions:
        text = action.rating.text
        if text is None:
            rated.append(action)
            continue
        level = known.get(_plain(text), action.rating.level)
        rated.append(replace(action, rating=Rating(text, level)))
        if level is None and _plain(text) not in known:
            unknown.setdefault(text, []).append(action)
    return tuple(rated), tuple(_unexplained(text, with_) for text, with_ in unknown.items())


def _forms(one: RatingMeaning, key: Sequence[RatingMeaning]) -> Iterator[str]:
    """The ways in which a rating of the key is printed in a row."""
    whole = _plain(one.text)
    yield whole
    bare = _plain(re.sub(r"\(.*?\)", "", one.text))
    yield bare
    if short := re.search(r"\((\w{1,2})\)", one.text):
        yield _plain(short[1])
    else:
        firsts = [_plain(each.text)[:1] for each in key]
        if whole and firsts.count(whole[0]) == 1:
            yield whole[0]
    yield _plain(one.meaning)
    # "Green - In progress" is printed as either, where no other line says the same.
    for part in re.split(r"\s[-–—]\s|[:=]", one.text)[1:]:
        yield _plain(part)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _unexplained(text: str, actions: Sequence[Action]) -> Doubt:
    refs = [action.ref or "one without a number" for action in actions]
    more = f" and {len(refs) - 5} more" if len(refs) > 5 else ""
    return Doubt(
        "rating",
        f"The rating “{text}” (action{'s' if len(refs) > 1 else ''} {', '.join(refs[:5])}{more}) "
        "is in no key that could be read, and is no usual word: say what it means.",
        actions[0].place,
    )
