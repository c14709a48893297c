"""A reading by hand of what measures a plan's measures, and how well the matcher agrees with it."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from lineofsight.indicators.catalogue import catalogue
from lineofsight.progress.matchables import matchables
from lineofsight.progress.matching import Matcher

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared"))


@dataclass(frozen=True)
class Answer:
    """What rightly measures a measure.

    ``first`` are the indicators any of which may be named first, ``besides`` those that must come
    along with it.  ``near`` says why it is a near thing.
    """

    first: tuple[str, ...]
    besides: tuple[str, ...] = ()
    near: str = ""


@dataclass(frozen=True)
class Score:
    """How many computable measures were led to the right indicator, and what was claimed wrongly.

    ``wrong`` are the computable measures led elsewhere and what they were led to; ``claimed`` those
    that nothing measures and that were led to an indicator; ``alone`` those whose other figures
    were missed.
    """

    computable: int
    others: int
    wrong: Mapping[str, str]
    claimed: Mapping[str, str]
    alone: Mapping[str, tuple[str, ...]]

    @property
    def found(self) -> float:
        """The share of the computable measures whose first suggestion is right."""
        return 1 - len(self.wrong) / self.computable

    @property
    def precise(self) -> float:
        """Of the measures that were led to an indicator, the share led to a right one."""
        right = self.computable - len(self.wrong)
        elsewhere = sum(told.startswith("indicator") for told in self.wrong.values())
        return right / (right + elsewhere + len(self.claimed))


def answer(*first: str, besides: tuple[str, ...] = (), near: str = "") -> Answer:
    """What measures a measure; any of ``first`` may be named first."""
    return Answer(first, besides, near)


def measures_of(plan: str) -> Mapping[str, str]:
    """The words of a plan's measures by reference or, where they have none, by place from 0."""
    path = SHARED / "plans/gold" / f"{plan}.json"
    if not path.is_file():
        pytest.skip(f"{path.name} is not here; LINEOFSIGHT_SHARED names the folder that has it")
    measures = json.loads(path.read_text(encoding="utf-8"))["measures"]
    return {m.get("ref") or str(place): m["text"] for place, m in enumerate(measures)}


@cache
def matcher() -> Matcher:
    """The matcher over the package's whole catalogue."""
    return Matcher(matchables(catalogue()))


def score(plan: str, key: Mapping[str, Answer]) -> Score:
    """The matcher's first suggestions held against a key; what the key lacks nothing measures."""
    measures = measures_of(plan)
    unknown = set(key) - set(measures)
    assert not unknown, f"the key tells of measures that the plan lacks: {sorted(unknown)}"
    wrong: dict[str, str] = {}
    claimed: dict[str, str] = {}
    alone: dict[str, tuple[str, ...]] = {}
    for ref, text in measures.items():
        figures = matcher().answers(text)
        told = f"{figures[0].kind}: {figures[0].id}"
        if ref not in key:
            if figures[0].kind == "indicator":
                claimed[ref] = told
        elif figures[0].id not in key[ref].first:
            wrong[ref] = told
        elif missed := set(key[ref].besides) - {each.id for each in figures}:
            alone[ref] = tuple(sorted(missed))
    return Score(len(key), len(measures) - len(key), wrong, claimed, alone)
