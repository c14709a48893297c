"""Layouts of a return, one TOML file a collection year, each what differs from the one before."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of a layout: nothing in it that is not understood."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Layout = TypeVar("Layout", bound=BaseModel)


def read_layouts(folder: str, kind: type[Layout]) -> Mapping[int, Layout]:
    """Every layout of ``tables/layouts/<folder>``, by the year its collection year starts in."""
    found: dict[int, Layout] = {}
    laid: dict[str, Any] = {}
    for name, content in sorted(read_tomls(folder).items()):
        if name[0].isdigit():
            laid = laid_over(laid, content)
            found[int(name[:4])] = kind.model_validate(laid)
    return found


def read_tomls(folder: str) -> Mapping[str, dict[str, Any]]:
    """Every TOML file of ``tables/layouts/<folder>``, by its name without the ending."""
    place = resources.files("lineofsight.tables") / "layouts" / folder
    return {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in place.iterdir()
        if file.name.endswith(".toml")
    }


def layout_of(year: int, known: Mapping[int, Layout]) -> Layout:
    """The layout in force in a collection year: its own, or that of the last change before it."""
    return known[max((each for each in known if each <= year), default=min(known))]


def laid_over(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """A year's definition: another's, and what is different, however deep it stands."""
    laid = dict(base)
    for key, value in change.items():
        under = laid.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            laid[key] = laid_over(under, value)
        else:
            laid[key] = value
    return laid
