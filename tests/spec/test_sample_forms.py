"""The invented council in the files that councils make: extracts, lists, returns and templates."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from lineofsight.cli import run
from lineofsight.errors import UnusableInput
from lineofsight.sample import Form, generate

AS_AT = date(2026, 1, 31)
FILES: dict[Form, tuple[str, ...]] = {
    "csv": ("ssd_contacts.csv", "core_groups.csv"),
    "parquet": ("ssd_contacts.parquet", "core_groups.parquet"),
    "annex_a": ("annex_a.xlsx",),
    "cin_census": ("cin_census_2024-25.xml", "cin_census_2025-26.xml"),
    "ssda903": ("header_2025-26.csv", "episodes_2025-26.csv", "sw_episodes_2025-26.csv"),
    "templates": ("templates.xlsx",),
}


@pytest.fixture(scope="module")
def every_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("forms") / "all"
    generate(150, 2, 3, AS_AT, out, form="all")
    return out


def test_all_forms_have_a_folder_each(every_form: Path) -> None:
    """``all`` writes the same council in every form, each in a folder of the form's name."""
    assert {folder.name for folder in every_form.iterdir()} == set(FILES)
    for form, names in FILES.items():
        assert set(names) <= {file.name for file in (every_form / form).iterdir()}


@pytest.mark.parametrize("form", FILES)
def test_one_form_alone_has_the_same_files(every_form: Path, tmp_path: Path, form: Form) -> None:
    """A form that is asked for alone fills the folder itself; the same seed, the same bytes."""
    generate(150, 2, 3, AS_AT, tmp_path / "one", form=form)
    assert digests(tmp_path / "one") == digests(every_form / form)


@pytest.mark.parametrize("form", FILES)
def test_every_form_loads_as_it_is(
    every_form: Path,
    tmp_path: Path,
    form: Form,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`tables load` takes each folder as it was written: no row is rejected, no error is found."""
    kind = "ssd" if form in ("csv", "parquet") else form
    load = ["tables", "load", str(every_form / form), "--source", kind, "--json"]
    where = ["--store", str(tmp_path / "store"), "--as-at", str(AS_AT)]
    monkeypatch.setattr("sys.argv", ["lineofsight", *load, *where])
    with pytest.raises(SystemExit) as ended:
        run()
    assert not ended.value.code
    told = json.loads(capsys.readouterr().out)
    counts = told["tables"].values()
    assert sum(each["kept"] for each in counts) == sum(each["read"] for each in counts) > 20
    assert [each for each in told["problems"] if each["severity"] == "error"] == []


def test_each_authority_has_a_folder(tmp_path: Path) -> None:
    """Of several authorities each has a folder, and in it, for ``all``, a folder a form."""
    made = generate(20, 1, 3, AS_AT, tmp_path / "region", form="all", authorities=2)
    assert {folder.name for folder in (tmp_path / "region").iterdir()} == set(made.authorities)
    for authority in made.authorities:
        assert {each.name for each in (tmp_path / "region" / authority).iterdir()} == set(FILES)


def test_a_form_that_is_none_is_refused(tmp_path: Path) -> None:
    """Nothing is written, and the forms that there are are named."""
    with pytest.raises(UnusableInput, match=r"csv, parquet, annex_a"):
        generate(20, 1, 3, AS_AT, tmp_path / "none", form="xml")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_the_census_is_of_its_year(every_form: Path) -> None:
    """A file is told as it was known when its year ended: nothing of it lies later."""
    earlier = (every_form / "cin_census" / "cin_census_2024-25.xml").read_text(encoding="utf-8")
    for name in ("CINclosureDate", "AssessmentAuthorisationDate", "CPPendDate", "CINPlanEndDate"):
        days = [part.partition("<")[0] for part in earlier.split(f"<{name}>")[1:]]
        assert all(day <= "2025-03-31" for day in days), name
    assert "<Sex>" in earlier
    assert "<GenderCurrent>" not in earlier


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}
