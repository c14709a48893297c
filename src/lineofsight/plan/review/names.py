"""The names that different people have for one thing, folded into one."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Said = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9 ']*$")]


class _Same(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    says: Annotated[tuple[Said, ...], Field(min_length=1)]
    short: tuple[str, ...] = ()
    since: Annotated[str | None, Field(alias="from", pattern=r"^\d{4}$")] = None


class _Names(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    looked_at: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    same: tuple[_Same, ...]


@cache
def _names() -> _Names:
    text = resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return _Names.model_validate(tomllib.loads(text))


@cache
def _long() -> Mapping[str, str]:
    """Each name with the one that stands for it; a name stands in one list only."""
    found: dict[str, str] = {}
    for each in _names().same:
        for name in each.says:
            if name in found:
                raise ValueError(f"vocabulary.toml has “{name}” in two lists")
            found[name] = each.says[0]
    return found


@cache
def _short() -> Mapping[str, str]:
    return {name: each.says[0] for each in _names().same for name in each.short}


@cache
def _long_pattern() -> re.Pattern[str]:
    return _any_of(_long(), "", re.I)


@cache
def _short_pattern() -> re.Pattern[str]:
    return _any_of(_short(), "s?", 0)


def _any_of(names: Mapping[str, str], ending: str, flags: int) -> re.Pattern[str]:
    """Any of the names from word to word, the longest first, however its words are joined."""
    parts = (
        r"[\s-]+".join(re.escape(word).replace("'", "['’]") for word in name.split())
        for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w.])(?P<name>{'|'.join(parts)}){ending}(?!\w)", flags)


@lru_cache(maxsize=20_000)
def in_one_name(text: str, own: frozenset[str] = frozenset()) -> str:
    """``text`` with every name of a thing replaced by the one that stands for it.

    ``own`` are the abbreviations that the plan itself explains: they mean what it says they mean.
    """

    def spelt(match: re.Match[str]) -> str:
        name = match["name"]
        return name if name in own else _short()[" ".join(name.split())]

    def folded(match: re.Match[str]) -> str:
        plain = " ".join(re.split(r"[\s-]+", match["name"].casefold().replace("’", "'")))
        return _long()[plain]

    return _long_pattern().sub(folded, _short_pattern().sub(spelt, text))
