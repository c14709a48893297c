"""The invented council with dirt: `sample generate --dirt`, and the key that says where it lies.

Readers and checks are tried on it: what is wrong is known, row by row.
"""

import csv
import hashlib
import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lineofsight.errors import UnusableInput
from lineofsight.sample import generate
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.loading import load_tables
from tests.support.terminal import Terminal
from tests.unit.sample.reading import day, grouped, rows, working_days

AS_AT = date(2026, 3, 31)
KEY = "planted.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same council of 600 children, clean and dirty."""
    folder = tmp_path_factory.mktemp("dirt")
    generate(600, 4, 7, AS_AT, folder / "clean")
    generate(600, 4, 7, AS_AT, folder / "dirty", dirt=True)
    return folder


@pytest.fixture(scope="module")
def key(folder: Path) -> dict[str, Any]:
    return read_key(folder / "dirty")


def test_the_command_says_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """`--dirt` writes the council's files with dirt in them, and `planted.json` beside them."""
    _, _, told = Terminal(monkeypatch, capfd).run(
        "sample", "generate", "--children", "60", "--years", "2", "--as-at", "2026-03-31",
        "--out", tmp_path / "council", "--dirt",
    )  # fmt: skip
    assert "planted.json beside the files says where" in told
    assert (tmp_path / "council" / KEY).exists()


def test_each_kind_says_what_it_is_and_who_should_find_it(key: dict[str, Any]) -> None:
    """A kind is of fact (the rows say what cannot be) or of form (they say it in another way).

    It names the file, table and column, what a load should make of it, and the check or rule that
    tells it; what is mended without a word has no rule.
    """
    for kind in key["kinds"]:
        assert kind["of"] in ("fact", "form")
        assert kind["says"]
        assert kind["table"] in table_definitions()
        assert kind["found_as"] in (
            "found", "mended", "emptied", "kept", "rejected", "mapped", "told",
        )  # fmt: skip
        assert (kind["rule"] is None) <= (kind["found_as"] in ("mended", "mapped"))


def test_what_the_key_says_is_in_the_files(folder: Path, key: dict[str, Any]) -> None:
    """The row of the key has the value that it became, and in the clean council the one it was."""
    looked_at = 0
    for kind in key["kinds"]:
        headings = {row["key"] for row in kind["rows"]}
        if kind["found_as"] in ("mapped", "told", "rejected") or kind["column"] in headings:
            continue
        before = by_key(folder / "clean", kind["table"], kind["column"], key)
        now = by_key(folder / "dirty", kind["table"], kind["column"], key)
        for row in kind["rows"]:
            if "became" in row:
                assert now[row["key"]] == row["became"], kind["kind"]
                assert before.get(row["key"], row["was"]) == row["was"], kind["kind"]
                looked_at += 1
    assert looked_at > 250


def test_a_rejected_row_is_known_by_where_it_stands(folder: Path, key: dict[str, Any]) -> None:
    """Its number counts from 1 below the header, as the load counts."""
    (kind,) = [each for each in key["kinds"] if each["kind"] == "unreadable_row"]
    with (folder / "dirty" / kind["file"]).open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    long = [number for number, line in enumerate(lines, start=1) if len(line) > len(header)]
    assert sorted(row["row_number"] for row in kind["rows"]) == long


def test_no_child_has_two_facts_wrong(key: dict[str, Any]) -> None:
    """So that what one kind brings about is not another's."""
    children = Counter(
        row["child"]
        for kind in key["kinds"]
        if kind["of"] == "fact"
        for row in {row["child"]: row for row in kind["rows"] if row.get("child")}.values()
    )
    assert max(children.values()) == 1


def test_the_same_seed_plants_the_same_dirt(folder: Path, tmp_path: Path) -> None:
    """Byte for byte; another seed plants it elsewhere."""
    generate(600, 4, 7, AS_AT, tmp_path / "again", dirt=True)
    generate(600, 4, 8, AS_AT, tmp_path / "other", dirt=True)
    assert digests(tmp_path / "again") == digests(folder / "dirty")
    assert read_key(tmp_path / "other")["kinds"] != read_key(folder / "dirty")["kinds"]


def test_what_is_not_spoiled_is_the_clean_council(folder: Path) -> None:
    """The same children and journeys: other tables are the same bytes."""
    clean, dirty = digests(folder / "clean"), digests(folder / "dirty")
    same = {name for name in clean if dirty[name] == clean[name]}
    assert {"audits.csv", "ssd_send.csv", "strategy_discussions.csv"} <= same
    assert set(dirty) - set(clean) == {KEY, "notes on the export.csv"}


def test_as_parquet_spoiled_tables_are_text(tmp_path: Path) -> None:
    """So that a day may be none; tables that nobody spoiled keep their types."""
    out = tmp_path / "parquet"
    generate(300, 3, 7, AS_AT, out, form="parquet", dirt=True)
    spoiled = duckdb.read_parquet(str(out / "ssd_cla_health.parquet"))
    assert {str(each) for each in spoiled.types} == {"VARCHAR"}
    whole = duckdb.read_parquet(str(out / "strategy_discussions.parquet"))
    assert "DATE" in {str(each) for each in whole.types}
    assert not {"unreadable_row", "rows_above"} & {each["kind"] for each in read_key(out)["kinds"]}


def test_annex_a_has_dirt_of_its_own(tmp_path: Path) -> None:
    """Days as text and as numbers, codes without letters, titles above headings, sheets renamed."""
    generate(300, 3, 7, AS_AT, tmp_path / "lists", form="annex_a", dirt=True)
    kinds = {each["kind"]: each for each in read_key(tmp_path / "lists")["kinds"]}
    assert {"day_as_number", "code_without_letter", "rows_above", "lists_differ"} <= set(kinds)
    assert kinds["day_as_number"]["file"] == "annex_a.xlsx: List_3"
    assert kinds["day_as_number"]["rows"][0]["became"].isdigit()


@pytest.mark.parametrize("form", ["cin_census", "ssda903", "templates", "all"])
def test_a_form_that_takes_no_dirt_is_refused(tmp_path: Path, form: str) -> None:
    """A census file that breaks its schema would be refused as a whole: nothing is written."""
    with pytest.raises(UnusableInput) as refused:
        generate(20, 1, 1, AS_AT, tmp_path / "out", form=form, dirt=True)  # type: ignore[arg-type]
    assert str(refused.value) == (
        f"The form {form} takes no dirt: ask for --dirt with --format csv, parquet or annex_a."
    )
    assert list(tmp_path.iterdir()) == []


def test_each_authority_of_a_region_has_its_own_key(tmp_path: Path) -> None:
    """And the whole region loads."""
    made = generate(60, 2, 1, AS_AT, tmp_path / "region", authorities=2, dirt=True)
    keys = [read_key(tmp_path / "region" / authority) for authority in made.authorities]
    assert made.dirty == sum(len(each["rows"]) for told in keys for each in told["kinds"])
    load_tables([tmp_path / "region"], tmp_path / "store", AS_AT)


def test_some_dirt_is_in_every_council(folder: Path, key: dict[str, Any]) -> None:
    """What real life brings is in the journeys, clean or not, and the key says so."""
    clean = folder / "clean"
    assert set(key["in_the_journeys"]) == {
        "entered_late",
        "visits_on_the_deadline",
        "plans_ended_and_begun_again",
        "siblings_share_an_enquiry",
        "not_authorised_and_not_shared",
    }
    late = [
        row
        for row in rows(clean / "record_entries.csv")
        if (day(row["entered_at"][:10]) - day(row["happened_on"])).days > 7
    ]
    assert late
    visits = grouped(rows(clean / "ssd_cp_visits.csv"), "cppv_cp_plan_id").values()
    apart = Counter(
        working_days(day(one["cppv_cp_visit_date"]), day(other["cppv_cp_visit_date"]))
        for found in visits
        for one, other in pairwise(sorted(found, key=lambda row: row["cppv_cp_visit_date"]))
    )
    assert apart[9] + apart[10] > 0.3 * apart.total()
    plans = grouped(rows(clean / "ssd_cp_plans.csv"), "cppl_person_id").values()
    assert any(
        (day(one["cppl_cp_plan_end_date"]) - day(one["cppl_cp_plan_start_date"])).days < 548
        for found in plans
        if len(found) > 1
        for one in found
        if one["cppl_cp_plan_end_date"]
    )
    enquiries = grouped(rows(clean / "ssd_s47_enquiry.csv"), "s47e_s47_enquiry_id").values()
    assert any(len(found) > 1 for found in enquiries)


def read_key(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / KEY).read_text(encoding="utf-8"))
    return told


def by_key(folder: Path, table: str, column: str, key: dict[str, Any]) -> dict[str, str]:
    """A column's cells by key, under whatever headings the file has them now."""
    headings = {
        row["key"]: row["became"]
        for kind in key["kinds"]
        if kind["table"] == table and kind["found_as"] == "mapped"
        for row in kind["rows"]
        if folder.name == "dirty"
    }
    parts = [headings.get(name, name) for name in table_definitions()[table].key]
    encoding = "utf-8-sig" if table != "ssd_department" or folder.name == "clean" else "cp1252"
    with (folder / f"{table}.csv").open(encoding=encoding, newline="") as file:
        return {
            "/".join(row[part] for part in parts): row[headings.get(column, column)]
            for row in csv.DictReader(file)
        }


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}
