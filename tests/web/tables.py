"""A store of tables for tests of the site, and files to load into it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.tables.loading import load_tables

MARCH = date(2026, 3, 31)
REFERRALS = "cine_referral_id,cine_person_id,cine_referral_date"
Loads = Callable[..., str]


@pytest.fixture
def store() -> Iterator[Path]:
    """The site's own store, empty before and after."""
    for folder in (settings.PLACES.store, settings.PLACES.incoming):
        shutil.rmtree(folder, ignore_errors=True)
    yield settings.PLACES.store
    for folder in (settings.PLACES.store, settings.PLACES.incoming):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def loaded(store: Path, tmp_path: Path) -> Loads:
    """Loads referrals of some people from the command line; gives the snapshot's id."""

    def made(*people: str, as_at: date = MARCH) -> str:
        for upload in extract(*people):
            (tmp_path / str(upload.name)).write_bytes(upload.read())
        return load_tables([tmp_path], store, as_at).snapshot

    return made


def extract(*people: str) -> list[SimpleUploadedFile]:
    """A referral of each of some people, and a file of those people."""
    referrals = [f"R{number},{person},2026-03-02" for number, person in enumerate(people)]
    known = [f"{each},F,5" for each in people]
    return [
        _file("ssd_cin_episodes.csv", REFERRALS, *referrals),
        _file("ssd_person.csv", "pers_person_id,pers_sex,shoe_size", *known),
    ]


def _file(name: str, *lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "".join(f"{line}\n" for line in lines).encode())
