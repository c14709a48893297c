"""What a council changes of a definition without copying it: ``overrides.toml`` in its own folder.

One table an indicator or variant (``["id:variant"]``), with the parameters or the target that are
other here, and why.  A parameter of an indicator holds for those of its variants that do not set
it themselves.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from lineofsight.errors import UnusableInput
from lineofsight.indicators.definition import (
    IndicatorFile,
    Name,
    Parameter,
    Target,
    Variant,
    Words,
    told,
)
from lineofsight.indicators.places import line_of

OVERRIDES = "overrides.toml"


class Override(BaseModel):
    """What is other here of one indicator or variant; ``why`` says who agreed to it and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    why: Words
    title: Words | None = None
    parameters: dict[Name, Parameter] = {}
    target: Target | None = None


@dataclass(frozen=True)
class Overrides:
    """The overrides of a folder by indicator id, and the file they stand in."""

    path: Path
    text: str
    by_id: Mapping[str, Override]

    def check_ids(self, known: Iterable[str]) -> None:
        """Refuse an override of what is no indicator."""
        names = list(known)
        for name in self.by_id:
            if name not in names:
                from rapidfuzz import process

                nearest = process.extractOne(name, names, score_cutoff=60)
                remedy = f"did you mean {nearest[0]}?" if nearest else "correct its name"
                raise self._wrong((name,), f"there is no indicator {name!r}; {remedy}")

    def put_in(self, indicator_id: str, file: IndicatorFile) -> IndicatorFile:
        """The definition as it holds here."""
        own = self.by_id.get(indicator_id)
        if own:
            self._check(indicator_id, own, file.title, file.parameters, file.parameters)
            file = file.model_copy(update=_changes(own, file))
        variants = []
        for variant in file.variants:
            named = f"{indicator_id}:{variant.id}"
            other = self.by_id.get(named)
            if other:
                holding = {**file.parameters, **variant.parameters}
                self._check(named, other, variant.title, file.parameters, holding)
                variant = variant.model_copy(update=_changes(other, variant))
            variants.append(variant)
        return file.model_copy(update={"variants": tuple(variants)})

    def _check(
        self,
        name: str,
        override: Override,
        title: str,
        known: Mapping[str, int],
        holding: Mapping[str, int],
    ) -> None:
        for parameter, value in override.parameters.items():
            at = (name, "parameters", parameter)
            if parameter not in known:
                has = ", ".join(known) or "none"
                raise self._wrong(at, f"{name} has no parameter {parameter!r}; it has {has}")
            said = re.search(rf"\b{holding[parameter]}\b", title)
            if said and value != holding[parameter] and override.title is None:
                raise self._wrong(
                    at, f"its title says {holding[parameter]} ({title!r}): give a title that is so"
                )

    def _wrong(self, keys: tuple[str, ...], said: str) -> UnusableInput:
        line = line_of(self.text, keys)
        return UnusableInput(f"The file {self.path.name} is wrong at line {line}: {said}.")


def _changes(override: Override, of: IndicatorFile | Variant) -> dict[str, object]:
    changes: dict[str, object] = {"parameters": {**of.parameters, **override.parameters}}
    if override.title is not None:
        changes["title"] = override.title
    if override.target is not None:
        changes["target"] = override.target
    return changes


def read_overrides(folder: Path) -> Overrides:
    """The overrides of a council's folder; none where it has no such file.

    Raises :class:`UnusableInput`, which names the file, the line and the remedy.
    """
    path = folder / OVERRIDES
    if not path.exists():
        return Overrides(path, "", {})
    try:
        text = path.read_text(encoding="utf-8")
        found = TypeAdapter(dict[str, Override]).validate_python(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableInput(f"The file {path.name} is not readable TOML: {error}.") from error
    except ValidationError as error:
        raise UnusableInput(f"The file {path.name} is {told(text, error)}.") from error
    return Overrides(path, text, found)
