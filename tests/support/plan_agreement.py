"""How far a plan as it was read agrees with a plan as a careful person reads it.

A key holds what the person read, in the shape of the plan's JSON with less in it: an action's
``objective`` is the objective's number, or its text where it has none, and ``due`` is its dates.
A field that a key leaves out is not compared.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Item = Mapping[str, Any]

_ONCE = ("title", "organisation", "date", "version")


def agreement(key: Item, read: Item) -> dict[str, float]:
    """The share of each field of ``key`` that ``read`` has exactly, from 0 to 1.

    ``actions``, ``measures`` and ``objectives`` also lose where the plan read has more of them.
    """
    return {field: sum(same) / len(same) for field, same in _compared(key, read).items()}


def differences(key: Item, read: Item) -> list[str]:
    """What ``key`` has otherwise than ``read``, a line each, to be read by a person."""
    told: list[str] = []
    _compared(key, read, told)
    return told


def _compared(key: Item, read: Item, told: list[str] | None = None) -> dict[str, list[bool]]:
    marks: dict[str, list[bool]] = defaultdict(list)

    def mark(field: str, wanted: object, found: object, where: str) -> None:
        marks[field].append(wanted == found)
        if wanted != found and told is not None:
            told.append(f"{field} of {where}: {wanted} is read as {found}")

    for field in _ONCE:
        if field in key:
            mark(field, key[field], read[field], "the plan")
    objectives = {one["id"]: one for one in read["objectives"]}
    for wanted, found in _paired("objectives", key, read, marks, told):
        mark("refs", plain(wanted["ref"]), plain(found["ref"]), wanted["text"])
    for wanted, found in _paired("actions", key, read, marks, told):
        where = wanted["text"]
        if "ref" in wanted:
            mark("refs", plain(wanted["ref"]), plain(found["ref"]), where)
        if "objective" in wanted:
            homes = _homes(found["objective"], objectives)
            home = plain(wanted["objective"])
            mark("objective", home, home if home in homes else homes[0], where)
        if "due" in wanted:
            mark("due", wanted["due"], list(found["due"]["dates"]), where)
        if "leads" in wanted:
            mark("leads", wanted["leads"], list(found["leads"]), where)
        if "rating" in wanted:
            mark("rating", wanted["rating"], found["rating"]["level"], where)
        if "updates" in wanted:
            updates = [[one["period"], one["text"]] for one in found["updates"]]
            for update in wanted["updates"]:
                mark("updates", update, update if update in updates else updates, where)
        if wanted.get("doubted"):
            mark("doubted", True, bool(found["doubts"]), where)
    for wanted, found in _paired("measures", key, read, marks, told):
        if "ref" in wanted:
            mark("refs", plain(wanted["ref"]), plain(found["ref"]), wanted["text"])
        if "targets" in wanted:
            mark("targets", *_targets(wanted["targets"], found["targets"]), wanted["text"])
        if wanted.get("tba"):
            tba = any(target["tba"] for target in found["targets"])
            mark("targets", True, tba or bool(found["doubts"]), f"TBC in {wanted['text']}")
    everything = plain(json.dumps(read, ensure_ascii=False))
    for phrase in key.get("told", ()):
        mark("told", True, plain(phrase) in everything, phrase)
    return marks


def _paired(
    kind: str, key: Item, read: Item, marks: dict[str, list[bool]], told: list[str] | None
) -> list[tuple[Item, Item]]:
    """The items of the key and the plan read with the same words, in their order."""
    if kind not in key:
        return []
    pairs = []
    left = list(read[kind])
    for wanted in key[kind]:
        found = next((one for one in left if plain(one["text"]) == plain(wanted["text"])), None)
        marks[kind].append(found is not None)
        if found is not None:
            left.remove(found)
            pairs.append((wanted, found))
        elif told is not None:
            told.append(f"{kind}: {wanted['text']!r} is not read")
    for spare in left:
        marks[kind].append(False)
        if told is not None:
            told.append(f"{kind}: {spare['text']!r} is read and not there")
    return pairs


def _homes(key: str | None, objectives: Mapping[str, Item]) -> list[str]:
    """What an objective and those above it may be called; an empty name for none."""
    names = []
    while key is not None:
        names += [plain(objectives[key]["ref"]), plain(objectives[key]["text"])]
        key = objectives[key]["parent"]
    return [name for name in names if name] or [""]


def _targets(wanted: Iterable[Item], found: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """Targets with only what the key says of them; words without a figure have no comparison."""
    wanted, found = list(wanted), list(found)
    fields = [[f for f in one if f != "comparison" or one[f] is not None] for one in wanted]
    if len(wanted) != len(found):
        return wanted, found
    return (
        [{f: one[f] for f in names} for one, names in zip(wanted, fields, strict=True)],
        [{f: one[f] for f in names} for one, names in zip(found, fields, strict=True)],
    )


def plain(text: str | None) -> str:
    """The letters and digits of ``text``, small, in words."""
    words = " ".join(re.findall(r"[a-z0-9%£]+", (text or "").lower()))
    # "2.3 iii)" and "2.3iii" are one number.
    return words.replace(" ", "") if len(words) <= 8 else words
