"""Commands: what is asked in a terminal, and what other programs rely on."""

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import duckdb
import pytest

from tests.support.terminal import Terminal

HEADER = [
    "indicator",
    "period",
    "team",
    "numerator",
    "denominator",
    "value",
    "state",
    "open_overdue",
    "too_recent",
    "definition_version",
    "snapshot",
]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capfd)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small invented council, made and loaded by the commands themselves."""
    folder = tmp_path_factory.mktemp("council")
    for words in (
        f"sample generate --children 300 --years 3 --seed 5 --out {folder}/extract",
        f"tables load {folder}/extract --store {folder}/store",
    ):
        command = [*words.split(), "--as-at", "2026-03-31"]
        subprocess.run(
            [sys.executable, "-c", "from lineofsight.cli import run; run()", *command],
            check=True,
            capture_output=True,
        )
    return folder / "store"


def test_json_is_one_document_and_nothing_else(terminal: Terminal, tmp_path: Path) -> None:
    """Progress and messages go to standard error."""
    out = tmp_path / "extract"
    terminal.run(
        "sample", "generate", "--children", "5", "--years", "1", "--as-at", "2026-03-31",
        "--out", out,
    )  # fmt: skip
    code, told, progress = terminal.run(
        "tables", "load", out, "--store", tmp_path / "store", "--as-at", "2026-03-31", "--json"
    )
    report = json.loads(told)
    assert code == 0
    assert set(report) >= {"snapshot", "tables", "mapping", "problems"}
    for counts in report["tables"].values():
        assert counts["read"] == counts["kept"] + counts["rejected"]
    assert "ssd_person.csv" in progress


def test_measure_writes_a_row_an_indicator_period_and_group(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """The same rows as CSV, JSON and Parquet, in the columns that others rely on."""
    asked = ["measure", "--store", store, "--from", "2026-01", "--to", "2026-03", "--by", "team"]
    for name in ("m.csv", "m.json", "m.parquet"):
        code, told, _ = terminal.run(*asked, "--out", tmp_path / name)
        assert (code, told) == (0, "")
    with (tmp_path / "m.csv").open(newline="") as file:
        header, *rows = csv.reader(file)
    assert header == HEADER
    listed = json.loads((tmp_path / "m.json").read_text())
    # What cannot be computed says besides what is missing.
    assert {tuple(row)[: len(HEADER)] for row in listed} == {tuple(HEADER)}
    told_alike = [{key: row[key] for key in HEADER} for row in listed]
    as_text = [["" if row[key] is None else str(row[key]) for key in HEADER] for row in listed]
    assert as_text == rows
    parquet = duckdb.sql(f"select * from read_parquet('{tmp_path / 'm.parquet'}')")
    assert parquet.columns == HEADER
    assert [tuple(row.values()) for row in told_alike] == parquet.fetchall()


def test_a_variant_is_asked_for_with_a_colon(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """And only what is asked for is measured."""
    name = "cp_visits_10_working_days:15_working_days"
    terminal.run(
        "measure", "--store", store, "--from", "2026-03", "--to", "2026-03",
        "--indicator", name, "--out", tmp_path / "m.json",
    )  # fmt: skip
    assert [row["indicator"] for row in json.loads((tmp_path / "m.json").read_text())] == [name]


def test_records_are_as_many_as_the_figure_counts(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """Met rows are the numerator, all rows the denominator, and the look is logged."""
    terminal.run(
        "measure", "--store", store, "--from", "2026-03", "--to", "2026-03",
        "--indicator", "assessments_45_working_days", "--out", tmp_path / "m.json",
    )  # fmt: skip
    (figure,) = json.loads((tmp_path / "m.json").read_text())
    _, told, _ = terminal.run(
        "records", "assessments_45_working_days", "--store", store, "--as-at", "2026-03-31",
        "--period", "2026-03",
    )  # fmt: skip
    rows = list(csv.DictReader(told.splitlines()))
    assert len(rows) == figure["denominator"] > 0
    assert sum(row["state"] == "met" for row in rows) == figure["numerator"]
    look = json.loads((store / "looks.jsonl").read_text().splitlines()[-1])
    assert (look["indicator"], look["rows"]) == ("assessments_45_working_days", len(rows))
    assert not any(row["subject"] in json.dumps(look) for row in rows)


def test_exported_lists_cannot_run_as_formulas(terminal: Terminal, tmp_path: Path) -> None:
    """A cell that a spreadsheet would run is made plain text."""
    extract = tmp_path / "extract"
    extract.mkdir()
    (extract / "ssd_cin_episodes.csv").write_text(
        "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_team\n"
        "R1,=1+1,2026-03-02,@team\n"
    )
    store = tmp_path / "store"
    terminal.run("tables", "load", extract, "--store", store, "--as-at", "2026-03-31")
    terminal.run(
        "records", "rereferrals_12_months", "--store", store, "--as-at", "2026-03-31",
        "--out", tmp_path / "list.csv",
    )  # fmt: skip
    with (tmp_path / "list.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["subject"], row["team"]) == ("'=1+1", "'@team")


def test_indicators_are_listed_shown_and_checked(terminal: Terminal, store: Path) -> None:
    """With a store, each says whether it can be computed there."""
    _, told, _ = terminal.run("indicators", "list", "--store", store, "--json")
    listed = {row["id"]: row for row in json.loads(told)}
    assert listed["caseload_18_or_fewer"]["computable"] is True
    assert listed["caseload_18_or_fewer"]["missing"] == []
    _, told, _ = terminal.run("indicators", "show", "cp_plans_repeat")
    assert "second or later" in told
    code, told, _ = terminal.run("indicators", "check", "--as-at", "2099-01-01")
    assert code == 0
    assert "worked examples hold" in told
    assert "was to be reviewed by" in told


def test_tables_are_described(terminal: Terminal) -> None:
    """All of them, or one with its columns."""
    _, told, _ = terminal.run("tables", "describe", "--json")
    assert "ssd_cp_plans" in {table["table"] for table in json.loads(told)}
    _, told, _ = terminal.run("tables", "describe", "ssd_cp_plans")
    assert "cppl_cp_plan_ola" in told


def test_what_a_column_is_can_be_said_once(terminal: Terminal, tmp_path: Path) -> None:
    """Every later load of the store takes it so."""
    extract, store = tmp_path / "extract", tmp_path / "store"
    extract.mkdir()
    (extract / "ssd_cp_reviews.csv").write_text("cppr_cp_review_id,held\nV1,2026-03-02\n")
    terminal.run("tables", "map", "ssd_cp_reviews.held=cppr_cp_review_date", "--store", store)
    _, told, _ = terminal.run(
        "tables", "load", extract, "--store", store, "--as-at", "2026-03-31", "--json"
    )
    (held,) = (row for row in json.loads(told)["mapping"] if row["column"] == "held")
    assert held["field"] == "cppr_cp_review_date"
    assert held["how"].startswith("as set by this council on 20")


REFUSED = [
    (["tables", "map", "held", "--store", "no"], "write it as TABLE.COLUMN=FIELD"),
    (["tables", "map", "ssd_no.held=x", "--store", "no"], "There is no table 'ssd_no'"),
    (["plan", "read", "nowhere.txt"], "There is no file nowhere.txt"),
    (["tables", "describe", "ssd_nothing"], "There is no table 'ssd_nothing'"),
    (["indicators", "show", "nothing"], "There is no indicator 'nothing'"),
    (["indicators", "check", "nowhere"], "nowhere is not there"),
    (["records", "cp_plans_repeat", "--store", "no", "--as-at", "1/2/26"], "is not a day"),
    (["records", "cp_plans_repeat", "--store", "no", "--as-at", "2026-02-01"], "no snapshot yet"),
    (["tables", "load", "no", "--store", "no", "--as-at", "2026-02-01"], "is not there"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=[" ".join(w[:2]) for w, _ in REFUSED])
def test_unusable_input_is_one_sentence_and_exit_2(
    terminal: Terminal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    told: str,
) -> None:
    """On standard error, with nothing left behind."""
    monkeypatch.chdir(tmp_path)
    code, out, err = terminal.run(*words)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--from", "2026-3", "--to", "2026-03"], "'2026-3' is not one"),
        (["--from", "2026-03", "--to", "2026-01"], "run backwards"),
        (["--from", "2026-03", "--to", "2026-03", "--by", "colour"], "must be one of"),
        (["--from", "2026-03", "--to", "2026-03", "--by", "team,team"], "twice"),
        (["--from", "2026-03", "--to", "2026-03", "--window", "5m"], "--window '5m'"),
        (["--from", "2026-03", "--to", "2026-03", "--period", "day"], "--period 'day'"),
        (["--from", "2026-03", "--to", "2026-03", "--engine", "abacus"], "must be one of duckdb"),
        (["--from", "2026-03", "--to", "2026-03", "--indicator", "x"], "no indicator 'x'"),
        (["--from", "2026-03", "--to", "2026-03", "--snapshot", "2001-01-01"], "no snapshot as"),
        (["--from", "2026-03", "--to", "2026-03", "--as-at", "soon"], "'soon' is not a day"),
    ],
)
def test_a_slip_in_what_to_measure_is_told(
    terminal: Terminal, store: Path, tmp_path: Path, more: list[str], told: str
) -> None:
    """And no file is begun."""
    code, _, err = terminal.run("measure", "--store", store, *more, "--out", tmp_path / "m.csv")
    assert code == 2
    assert told in err
    assert not list(tmp_path.iterdir())


def test_every_command_has_help(terminal: Terminal) -> None:
    """A person who types --help learns what it does."""
    for words in (
        ["plan", "read"], ["sample", "generate"], ["tables", "load"], ["tables", "describe"],
        ["indicators", "list"], ["indicators", "show"], ["indicators", "check"],
        ["measure"], ["records"], ["paper"], ["demo"],
    ):  # fmt: skip
        code, told, _ = terminal.run(*words, "--help")
        assert code == 0
        assert "Usage: lineofsight " + " ".join(words) in told


def test_brackets_and_control_characters_are_only_characters(
    terminal: Terminal, tmp_path: Path
) -> None:
    """What a plan says is shown as it is, and cannot steer the terminal."""
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "Improvement plan\n\nRef\tAction required\tBy when\tLead\n"
        "1.1\tRecruit [number] social workers [/front door]\tMarch 2026\tHead of [bold]Service\n"
        "1.2\tAgree a \x1b[31mprotocol\twith partners\tApril 2026\tPrincipal Social Worker\n"
    )
    code, told, _ = terminal.run("plan", "read", plan)
    assert code == 0
    assert "[number]" in told
    assert "[bold]" in told
    assert "\x1b" not in told


def test_measure_escapes_formulas_too(terminal: Terminal, tmp_path: Path) -> None:
    """A team's name is a cell like any other."""
    extract, store = tmp_path / "extract", tmp_path / "store"
    extract.mkdir()
    (extract / "ssd_cin_episodes.csv").write_text(
        "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_team\n"
        "R1,P1,2026-03-02,@team\n"
    )
    terminal.run("tables", "load", extract, "--store", store, "--as-at", "2026-03-31")
    terminal.run(
        "measure", "--store", store, "--from", "2026-03", "--to", "2026-03", "--by", "team",
        "--indicator", "rereferrals_12_months", "--out", tmp_path / "m.csv",
    )  # fmt: skip
    with (tmp_path / "m.csv").open(newline="") as file:
        assert {row["team"] for row in csv.DictReader(file)} == {"all", "'@team"}


def test_a_list_is_written_for_its_owner_alone_and_past_no_link(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """Rows about children go into the file that was named, which nobody else can read."""
    terminal.run(
        "records", "cp_plans_repeat", "--store", store, "--as-at", "2026-03-31",
        "--out", tmp_path / "list.csv",
    )  # fmt: skip
    assert (tmp_path / "list.csv").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_look_that_cannot_be_logged_is_not_given(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """Least access: no list without its line in the log."""
    elsewhere = tmp_path / "store"
    elsewhere.mkdir()
    (elsewhere / "snapshots").symlink_to((store / "snapshots").resolve())
    (elsewhere / "current").symlink_to((store / "current").resolve())
    (elsewhere / "looks.jsonl").symlink_to(tmp_path / "hidden.jsonl")
    code, told, err = terminal.run(
        "records", "cp_plans_repeat", "--store", elsewhere, "--as-at", "2026-03-31"
    )
    assert (code, told) == (2, "")
    assert "cannot be logged" in err


def test_data_older_than_the_day_that_is_judged_is_told(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """What was recorded since the extract is not in it: overdue may mean not yet known."""
    _, _, err = terminal.run(
        "measure", "--store", store, "--from", "2026-05", "--to", "2026-05",
        "--as-at", "2026-05-31", "--out", tmp_path / "m.csv",
    )  # fmt: skip
    assert "The tables stand at 2026-03-31, 61 days before 2026-05-31" in err


@pytest.mark.parametrize("period", ["2026-03", "2026-Q1", "2026-W10", "2025-26"])
def test_any_period_has_its_list(
    terminal: Terminal, store: Path, tmp_path: Path, period: str
) -> None:
    """A quarter's figure has its rows as a month's has."""
    code, told, _ = terminal.run(
        "records", "referrals_no_further_action", "--store", store, "--as-at", "2026-03-31",
        "--period", period,
    )  # fmt: skip
    assert code == 0
    assert len(told.splitlines()) > 1


def test_own_definitions_are_checked_where_the_setting_says(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same folder that measuring uses."""
    (tmp_path / "ours.toml").write_text("title = 1")
    monkeypatch.setenv("LINEOFSIGHT_DEFINITIONS", str(tmp_path))
    code, _, err = terminal.run("indicators", "check")
    assert code == 2
    assert "ours.toml" in err


def test_a_document_without_a_plan_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    """The sentence says what was looked for."""
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all,\n\nThere is nothing to tell this month.\n")
    code, told, err = terminal.run("plan", "read", letter, "--json")
    assert (code, told) == (2, "")
    assert "No plan was found in letter.txt: looked for a table" in err


def test_the_demo_shows_the_whole_line_and_serves_its_site(tmp_path: Path) -> None:
    """From the invented plan to measures computed, a page, a PDF and a site that people sign in to.

    It stops cleanly when it is told to, and is made afresh each time.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = []
    with started("demo", "--data-dir", tmp_path / "demo", "--port", port) as demo:
        try:
            assert demo.stdout is not None
            for line in demo.stdout:
                told.append(line)
                if "The site:" in line:
                    break
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                assert "Sign in" in answer.read().decode()
        finally:
            demo.send_signal(signal.SIGINT)
            assert demo.wait(timeout=60) == 0
    page = "".join(told)
    assert "Not computed yet" in page
    assert "manager@fernshire.example" in page
    assert "58 computed" in (tmp_path / "demo" / "line.html").read_text()
    assert (tmp_path / "demo" / "line.pdf").read_bytes().startswith(b"%PDF")
    with started("demo", "--no-serve", "--data-dir", tmp_path / "demo") as again:
        again.communicate()
        assert again.returncode == 0


def test_the_demo_touches_no_folder_that_no_demo_made(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "precious.txt").touch()
    code, _, err = terminal.run("demo", "--no-serve", "--data-dir", tmp_path)
    assert code == 2
    assert "no demo made" in err


def started(*words: object) -> subprocess.Popen[str]:
    """``lineofsight WORDS`` in a process and a session of its own."""
    unset = ("LINEOFSIGHT_DATA_DIR", "DJANGO_SETTINGS_MODULE", "DATABASE_URL")
    return subprocess.Popen(
        [sys.executable, "-m", "lineofsight", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={key: value for key, value in os.environ.items() if key not in unset},
    )


def test_a_paper_judges_no_month_that_the_tables_do_not_reach(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    """Visits that were not extracted yet are not visits that were not made."""
    plan = Path(__file__).parents[2] / "examples" / "fernshire-improvement-plan.txt"
    page = tmp_path / "line.html"
    code, _, err = terminal.run(
        "paper", "line", "--plan", plan, "--store", store, "--as-at", "2026-06-30", "--out", page
    )
    text = page.read_text()
    assert code == 0
    assert "91 days before" in err
    assert "The figures end on 31 March 2026" in text
    assert "91 days before the day of this paper" in text
    assert "In March 2026," in text
    assert not any(f"In {month} 2026," in text for month in ("April", "May", "June"))
