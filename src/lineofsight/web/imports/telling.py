"""A draft's parts in words, as its pages show them."""

from dataclasses import dataclass
from textwrap import shorten
from typing import Any, NamedTuple

from lineofsight.web.imports.corrections import JSON
from lineofsight.web.imports.levels import levels_of
from lineofsight.web.plans.days import said
from lineofsight.web.plans.models.plan import numbered


class Name(NamedTuple):
    """What one, and many, of a kind are called."""

    one: str
    many: str
    article: str = "a"


NAMES = {
    "themes": Name("theme", "themes"),
    "findings": Name("finding", "findings"),
    "objectives": Name("objective", "objectives", "an"),
    "actions": Name("action", "actions", "an"),
    "measures": Name("measure", "measures"),
    "milestones": Name("milestone", "milestones"),
    "risks": Name("risk", "risks"),
}


@dataclass(frozen=True)
class Shown:
    """One thing of a draft: its fields in words, the words it was read from, and its doubts."""

    id: str
    ref: str
    text: str
    said: tuple[tuple[str, str], ...]
    source: str
    where: str
    doubts: tuple[str, ...]
    corrected: bool
    above: str | None

    @property
    def title(self) -> str:
        """Its number and words."""
        return numbered(self.ref, self.text)


def shown_item(plan: JSON, listed: str, each: JSON, sources: dict[str, str]) -> Shown:
    """``each`` of ``plan[listed]`` as a page shows it."""
    return Shown(
        id=each["id"],
        ref=each.get("ref") or "",
        text=each.get("text") or "",
        said=tuple((name, words) for name, words in _said(plan, listed, each) if words),
        source=sources.get(each["id"], ""),
        where=where(each.get("place") or {}),
        doubts=tuple(doubt["message"] for doubt in each.get("doubts") or []),
        corrected=bool(each.get("corrected")),
        above=each.get("objective") or each.get("parent"),
    )


def where(place: dict[str, Any]) -> str:
    """A place in words: page 2, table 3, row 4."""
    named = ("page", "paragraph", "table", "row", "line")
    return ", ".join(f"{name} {place[name]}" for name in named if place.get(name))


def _said(plan: JSON, listed: str, each: JSON) -> list[tuple[str, str]]:
    if listed == "actions":
        due = each["due"]
        return [
            ("Objective", words_of(plan, each.get("objective"))),
            ("Due", due["text"] or "No date"),
            ("Read as", ", ".join(said(each) for each in due["dates"])),
            ("Leads", "; ".join(each["leads"]) or "Nobody"),
            ("Answers", "; ".join(each["references"])),
            ("Rating", named(plan, each["rating"]["level"]) or each["rating"]["text"] or ""),
            ("Measures", "; ".join(_measures_of(plan, each["id"]))),
            ("Progress", " ".join(update["text"] for update in each["updates"])),
        ]
    if listed == "measures":
        return [
            ("Objective", words_of(plan, each.get("objective"))),
            ("Action", words_of(plan, each.get("action"))),
            ("Targets", "; ".join(target["text"] for target in each["targets"]) or "None"),
        ]
    if listed == "objectives":
        return [
            ("Under", words_of(plan, each.get("parent"))),
            ("Answers", "; ".join(each["references"])),
            ("Outcomes", "; ".join(each["outcomes"])),
        ]
    if listed == "risks":
        return [("What is done about it", each.get("mitigation") or "Nothing is said")]
    if listed == "milestones":
        return [("Goal", each["goal"]), ("By", said(each["by"]))]
    if listed == "themes":
        return [("Lead", each.get("lead") or "Nobody")]
    return [("From", each.get("source") or "")]


def _measures_of(plan: JSON, action: str) -> list[str]:
    return [
        numbered(each.get("ref") or "", each["text"])
        for each in plan["measures"]
        if each.get("action") == action
    ]


def named(plan: JSON, level: str | None) -> str:
    """What the plan calls a level."""
    return next((name for each, name, _ in levels_of(plan) if each == level), "")


def words_of(plan: JSON, item: str | None) -> str:
    """The number and first words of the thing with this id."""
    for listed in ("objectives", "actions", "themes"):
        for each in plan[listed]:
            if each["id"] == item:
                return shorten(numbered(each.get("ref") or "", each["text"]), 120, placeholder=" …")
    return ""
