"""What a file that defines an inspection framework may hold, and how it is read."""

import tomllib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from lineofsight.errors import UnusableInput

Said = Annotated[str, Field(min_length=2, pattern=r"^[^A-Z\s].*\S$")]
Words = Annotated[str, Field(min_length=3)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
Day = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a framework was read of, so that anyone can look again."""

    name: Words
    reference: Words


class Judgement(_Strict):
    """Something that inspectors judge, in our words, and the phrases by which reports head it.

    ``whole_of`` names what a judgement sums up; a framework may have none such, one or two.
    """

    id: Id
    title: Words
    says: Annotated[tuple[Said, ...], Field(min_length=1)]
    whole_of: str | None = None
    part_of: Id | None = None


class Kind(_Strict):
    """A kind of finding, how pressing it is, and the headings that it stands below."""

    id: Literal["priority_action", "improvement", "development", "recommendation"]
    title: Words
    weight: Literal["urgent", "needed"]
    headed: Annotated[tuple[Said, ...], Field(min_length=1)]


class Time(_Strict):
    """A heading that says by when the findings below it are to be put right."""

    says: Annotated[tuple[Said, ...], Field(min_length=1)]
    by: Annotated[str, Field(pattern=r"^(IMMEDIATE|RELATIVE:P\d+[DWMY])$")]


class Framework(_Strict):
    """How one kind of inspection is made and told, from a day to another.

    ``begins`` and ``until`` are a day, a month or a year, as closely as it is known.  One that is
    only ``announced`` is never taken for the framework of an inspection.  ``grades`` stand best
    first; a framework that gives none has an empty list.
    """

    id: Annotated[str, Field(pattern=r"^[a-z]+-\d{4}$")]
    title: Words
    named: Annotated[tuple[Said, ...], Field(min_length=1)]
    made_by: Annotated[tuple[Words, ...], Field(min_length=1)]
    begins: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    announced: bool = False
    grades: tuple[Said, ...]
    reports_findings: Words
    unconfirmed: tuple[Words, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    judgements: tuple[Judgement, ...] = ()
    kinds: tuple[Kind, ...] = ()
    times: tuple[Time, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "Framework":
        if not self.id.endswith(self.begins[:4]):
            raise ValueError(f"is named {self.id} and begins in {self.begins[:4]}")
        if self.until is not None and self.until < self.begins:
            raise ValueError(f"ends {self.until}, before it begins {self.begins}")
        ids = [judgement.id for judgement in self.judgements]
        if twice := {each for each in ids if ids.count(each) > 1}:
            raise ValueError(f"has more than one judgement {', '.join(sorted(twice))}")
        if lost := {j.part_of for j in self.judgements if j.part_of} - set(ids):
            raise ValueError(f"has a part of {', '.join(map(str, lost))}, which is no judgement")
        if not self.announced and not self.kinds:
            raise ValueError("has no kind of finding")
        return self


def read_definition(name: str, text: str) -> Framework:
    """The framework that a file of this name defines.

    Raises :class:`UnusableInput` where the file holds a key that is not known, or lacks one.
    """
    try:
        return Framework.model_validate({"id": name, **tomllib.loads(text)})
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        said = " ".join(str(error).split())
        raise UnusableInput(f"The inspection framework {name}.toml is wrong: {said}") from error
