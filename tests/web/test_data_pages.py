"""The pages of the child-level tables: load, look, make current, go back; and who sees what."""

import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from fcntl import LOCK_EX, flock
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import duckdb
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone
from python_calamine import CalamineWorkbook

from lineofsight.tables.loading import load_tables
from lineofsight.tables.restricted import READERS_FILE
from lineofsight.tables.snapshots import open_snapshot, snapshot_ids
from lineofsight.tables.store import building
from lineofsight.web.accounts.models import Account
from lineofsight.web.data import actions
from lineofsight.web.data.actions import start_load
from lineofsight.web.data.clearing import clear
from lineofsight.web.data.incoming import keep_incoming
from lineofsight.web.data.jobs import load_given
from lineofsight.web.data.models import Load
from lineofsight.web.events.guard import recording
from lineofsight.web.events.models import Event, Look, Version
from lineofsight.web.events.verifying import faults
from tests.web.conftest import CheckingClient, work
from tests.web.tables import MARCH, Loads, extract

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
AsPerson = Callable[[Account], CheckingClient]
Someone = Callable[..., Account]


@pytest.fixture
def analyst(someone: Someone) -> Account:
    return someone("analyst", name="Farah Lind")


@pytest.fixture
def client(analyst: Account, as_person: AsPerson) -> CheckingClient:
    return as_person(analyst)


def give(client: CheckingClient, *people: str, **fields: object) -> Load:
    """Give an extract on the page that asks for it."""
    typed = {"kind": "", "as_at": "31/03/2026", "why": "The extract of March."}
    answer = client.post("/data/load/", {"extract": extract(*people), **typed, **fields})
    assert answer.status_code == 302, answer.context["form"].errors
    return Load.objects.latest("pk")


def waiting_load(client: CheckingClient, *people: str) -> Load:
    """An extract given and read by the worker."""
    load = give(client, *people)
    work()
    load.refresh_from_db()
    return load


def confirm(client: CheckingClient, load: Load) -> str:
    """What the site answers when somebody makes a load current."""
    address = f"/data/loads/{load.pk}/make-current/"
    edition = client.get(address).context["form"]["edition"].value()
    typed = {"why": "The counts are as the team's.", "edition": edition}
    return str(client.post(address, typed, follow=True).content.decode())


def give_up(client: CheckingClient, load: Load) -> str:
    """What the site answers when somebody gives a load up."""
    return str(client.post(f"/data/loads/{load.pk}/give-up/", follow=True).content.decode())


def test_an_extract_is_given_looked_at_and_made_current(
    client: CheckingClient,
    store: Path,
) -> None:
    load = give(client, "P1", "P2")
    page = client.get(load.get_absolute_url()).content.decode()
    assert "Check again" in page
    work()
    page = client.get(load.get_absolute_url()).content.decode()
    assert "Nothing is current yet" in page
    assert "ssd_cin_episodes.csv" in page
    assert "pers_sex of ssd_person" in page
    assert "shoe_size" in page
    assert not snapshot_ids(store)
    assert "is current" in confirm(client, load)
    assert open_snapshot(store).manifest.tables["ssd_person"].rows == 2
    assert open_snapshot(store).manifest.loaded_by == "Farah Lind"
    overview = client.get("/data/").content.decode()
    assert "31 March 2026" in overview
    assert "2 tables loaded" in overview


def test_given_files_are_for_the_site_alone_and_gone_after_the_load(
    client: CheckingClient,
) -> None:
    load = give(client, "P1")
    folder = settings.PLACES.incoming / load.folder
    held = [settings.PLACES.incoming, folder, *folder.rglob("*")]
    assert len(held) == 5
    assert all(stat.S_IMODE(each.stat().st_mode) & 0o077 == 0 for each in held)
    work()
    load.refresh_from_db()
    confirm(client, load)
    assert not folder.exists()
    load.refresh_from_db()
    assert load.folder == ""
    assert [each["name"] for each in load.sources] == ["ssd_cin_episodes.csv", "ssd_person.csv"]
    assert all(len(each["sha256"]) == 64 for each in load.sources)


def test_a_load_that_is_given_up_leaves_nothing(
    client: CheckingClient,
    store: Path,
) -> None:
    load = waiting_load(client, "P1")
    page = client.post(f"/data/loads/{load.pk}/give-up/", follow=True).content.decode()
    assert "given up" in page
    assert not list(settings.PLACES.incoming.iterdir())
    assert not list((store / "waiting").iterdir())
    page = client.post(f"/data/loads/{load.pk}/give-up/", follow=True).content.decode()
    assert "does not wait" in page


def test_files_that_cannot_be_loaded_are_told_in_a_sentence_and_deleted(
    client: CheckingClient,
) -> None:
    load = give(client, extract=[SimpleUploadedFile("shoes.csv", b"size\n5\n")])
    work()
    page = client.get(load.get_absolute_url()).content.decode()
    assert "shoes.csv" in page
    assert "Give other files" in page
    assert not list(settings.PLACES.incoming.iterdir())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"extract": []}, "Choose one file or several."),
        ({"extract": [SimpleUploadedFile("ssd_person.csv", b"")]}, "is empty"),
        (
            {"extract": [*extract("P1"), *extract("P1")]},
            "Two files are called ssd_cin_episodes.csv",
        ),
        ({"as_at": "31/03/2099"}, "The day has not come yet"),
        ({"as_at": ""}, "Say on which day"),
        ({"why": ""}, "Which extract is this"),
        ({"kind": "tea leaves"}, "Select a valid choice"),
    ],
)
def test_what_was_left_out_or_is_wrong_is_told_before_anything_is_kept(
    client: CheckingClient, fields: dict[str, object], said: str
) -> None:
    typed = {"kind": "ssd", "as_at": "31/03/2026", "why": "March.", "extract": extract("P1")}
    page = client.post("/data/load/", {**typed, **fields}).content.decode()
    assert said in page
    assert not Load.objects.exists()
    assert not settings.PLACES.incoming.exists() or not list(settings.PLACES.incoming.iterdir())


def test_more_than_a_load_may_be_is_refused_and_the_limit_is_told_before(
    client: CheckingClient,
) -> None:
    with override_settings(LOAD_LIMIT=1024):
        assert "at most 1.0\xa0KB" in client.get("/data/load/").content.decode()
        typed = {"kind": "ssd", "as_at": "31/03/2026", "why": "March."}
        large = SimpleUploadedFile("ssd_person.csv", b"pers_person_id\n" + b"P1\n" * 400)
        page = client.post("/data/load/", {**typed, "extract": [large]}).content.decode()
    assert "larger than" in page
    assert not list(settings.PLACES.incoming.iterdir())


def test_a_load_done_twice_leaves_one_trace(client: CheckingClient) -> None:
    """As after a worker that was killed."""
    load = waiting_load(client, "P1")
    events = Event.objects.count()
    load_given.call(load.pk)
    assert Event.objects.count() == events
    Load.objects.filter(pk=load.pk).update(state="loading")
    load_given.call(load.pk)
    assert len(list((settings.PLACES.store / "waiting").iterdir())) == 1


def test_confirming_again_after_only_the_event_was_lost_finishes_it(
    client: CheckingClient,
    store: Path,
) -> None:
    """The store was changed and the machine stopped before the site's record of it was whole."""
    load = waiting_load(client, "P1")
    confirm(client, load)
    Load.objects.filter(pk=load.pk).update(state="waiting")
    assert "is current" in confirm(client, load)
    assert len(snapshot_ids(store)) == 1


def test_a_load_that_another_overtook_cannot_be_made_current(
    client: CheckingClient,
    loaded: Loads,
) -> None:
    load = waiting_load(client, "P1")
    assert "This can be made current." in client.get(load.get_absolute_url()).content.decode()
    loaded("P1", "P2")
    page = client.get(load.get_absolute_url()).content.decode()
    assert "This cannot be made current." in page
    assert "Go on to make it current" not in page
    assert "Another snapshot became current" in confirm(client, load)
    load.refresh_from_db()
    assert load.state == "waiting"


def test_an_earlier_snapshot_counts_again_with_a_reason(
    client: CheckingClient,
    loaded: Loads,
    store: Path,
) -> None:
    first, second = loaded("P1"), loaded("P1", "P2")
    page = client.get("/data/snapshots/").content.decode()
    assert f"/data/snapshots/{first}/go-back/" in page
    assert f"/data/snapshots/{second}/go-back/" not in page
    address = f"/data/snapshots/{first}/go-back/"
    assert "Why do you go back" in client.post(address).content.decode()
    assert open_snapshot(store).id == second
    page = client.post(address, {"why": "A wrong extract."}, follow=True).content.decode()
    assert "is current again" in page
    assert open_snapshot(store).id == first
    event = Event.objects.latest("number")
    assert (event.kind, event.why) == (f"gone back to {first}", "A wrong extract.")
    assert "is the current one already" in client.post(address, {"why": "Again."}).content.decode()


def test_a_load_that_would_shrink_tables_says_so_first(
    client: CheckingClient, loaded: Loads
) -> None:
    """Judged from 20 rows: by the counts of the snapshot that is current."""
    loaded(*(f"P{number}" for number in range(30)))
    load = waiting_load(client, *(f"P{number}" for number in range(14)))
    page = client.get(load.get_absolute_url())
    assert "It holds far less" in page.content.decode()
    told = [(each.before, each.after) for each in page.context["shrunk"]]
    assert told == [(30, 14), (30, 14)]
    load = waiting_load(client, *(f"P{number}" for number in range(15)))
    assert not client.get(load.get_absolute_url()).context["shrunk"]


def test_what_became_of_the_rows_adds_up(client: CheckingClient, loaded: Loads) -> None:
    loaded("P1", "P2", "P3")
    given = [SimpleUploadedFile("ssd_person.csv", b"pers_person_id,pers_sex\nP1,F\n,M\nP1,F\n")]
    load = give(client, extract=given)
    work()
    page = client.get(load.get_absolute_url())
    counts = page.context["counts"]
    assert counts.read == counts.loaded + counts.joined + counts.rejected
    assert (counts.loaded, counts.carried, counts.carried_tables) == (1, 3, 1)
    assert counts.rejected == page.context["parts"][0].rejected > 0


def test_an_archive_and_a_bomb_of_one_are_told_in_a_sentence(client: CheckingClient) -> None:
    typed = {"kind": "", "as_at": "31/03/2026", "why": "March."}
    archive = SimpleUploadedFile("tables.ZIP", b"PK")
    page = client.post("/data/load/", {**typed, "extract": [archive]}).content.decode()
    assert "tables.ZIP is an archive" in page
    assert not Load.objects.exists()
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"0" * 50_000_000)
    for name in ("bomb.xlsx", "<script>.xlsm"):
        given = [SimpleUploadedFile(name, bomb.getvalue())]
        load = give(client, extract=given, kind="annex_a")
        work()
        load.refresh_from_db()
        assert load.state == "unusable"
        assert "<script>" not in client.get(load.get_absolute_url()).content.decode()
    assert not list(settings.PLACES.incoming.iterdir())


def test_an_upload_arrives_in_the_sites_own_folder_and_is_not_left_there() -> None:
    left = settings.PLACES.arriving() / "left.upload"
    left.write_text("P1", encoding="utf-8")
    assert Path(settings.FILE_UPLOAD_TEMP_DIR) == left.parent
    assert stat.S_IMODE(left.parent.stat().st_mode) == 0o700
    clear(timezone.now())
    assert left.exists()
    clear(timezone.now() + timedelta(days=2))
    assert not left.exists()


def test_two_snapshots_are_compared_by_counts(
    client: CheckingClient,
    loaded: Loads,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = loaded("P1"), loaded("P1", "P2")
    answer = client.get("/data/snapshots/compare/", {"first": first, "second": second})
    told = {each.table: each.counts.new for each in answer.context["compared"]}
    assert told == {"ssd_cin_episodes": 1, "ssd_person": 1}
    assert client.get("/data/snapshots/compare/?first=no&second=no").status_code == 404
    monkeypatch.setattr("lineofsight.tables.comparing.MEMORY_LIMIT", "1MB")
    both = {"first": first, "second": second}
    page = client.get("/data/snapshots/compare/", both, follow=True).content.decode()
    assert "compare stores of one authority each" in page


def test_what_a_prune_takes_is_told_before_it_is_done(
    client: CheckingClient,
    loaded: Loads,
    store: Path,
) -> None:
    ids = [loaded("P1") for _ in range(5)]
    page = client.get("/data/snapshots/prune/").content.decode()
    assert "Take 2 snapshots away" in page
    assert snapshot_ids(store) == ids
    client.post("/data/snapshots/prune/", {"keep": 1, "why": "The disk is full."})
    assert snapshot_ids(store) == ids[2:]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/data/snapshots/prune/", {"why": "The disk is full."}),
        ("/data/snapshots/2026-03-31-01/go-back/", {"why": "The last one is wrong."}),
    ],
)
def test_a_store_that_is_being_loaded_is_told_of_and_keeps_no_other_change_waiting(
    client: CheckingClient,
    loaded: Loads,
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    typed: dict[str, str],
) -> None:
    ids = [loaded("P1") for _ in range(5)]
    inside: list[bool] = []
    told_busy = building.wait_for
    monkeypatch.setattr(actions, "SECONDS_TO_WAIT", 0.0)
    monkeypatch.setattr(
        building, "wait_for", lambda *waits: (inside.append(recording.get()), told_busy(*waits))
    )
    with (store / ".lock").open("w") as other:
        flock(other, LOCK_EX)
        page = client.post(address, typed).content.decode()
    assert "is still running; try again when it has ended" in page
    assert inside == [False]
    assert snapshot_ids(store) == ids
    assert client.post(address, typed).status_code == 302


def test_rejected_rows_are_an_analysts_and_every_taking_is_noted(
    client: CheckingClient, someone: Someone, as_person: AsPerson
) -> None:
    load = waiting_load(client, "P1", "=cmd()")
    given = [
        SimpleUploadedFile("ssd_person.csv", b"pers_person_id,pers_sex\nP1,F\n,=HYPERLINK(1)\n")
    ]
    load = give(client, extract=given)
    work()
    address = f"/data/loads/{load.pk}/rows/rejected/"
    answer = client.get(address)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "no_key" in text
    assert len(text.splitlines()) == 2
    assert answer.headers["Content-Disposition"].startswith("attachment")
    look = Look.objects.get()
    assert "Rejected rows" in look.what
    assert as_person(someone("information_lead")).get(address).status_code == 403
    assert Look.objects.count() == 1


def test_rejected_rows_that_may_be_of_a_restricted_child_are_not_given(
    client: CheckingClient, analyst: Account, store: Path, tmp_path: Path
) -> None:
    """A factor names nobody: whose it is, its assessment tells; a team is nobody's."""
    for name, text in {
        "ssd_cin_assessments": "cina_assessment_id,cina_person_id\nA1,P1\nA2,P2\nA2,P2\n",
        "ssd_assessment_factors": "cinf_table_id,cinf_assessment_id\nF1,A1\nF1,A1\nF2,A1,x\n",
        "ssd_department": "dept_team_id,dept_team_name\n,North\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text)

    def taken() -> list[str]:
        snapshot = load_tables(sorted(tmp_path.glob("*.csv")), store, MARCH).snapshot
        answer = client.get(f"/data/snapshots/{snapshot}/rows/rejected/")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return sorted({line.split(",")[0] for line in text.splitlines()[1:]})

    everything = ["ssd_assessment_factors", "ssd_cin_assessments", "ssd_department"]
    assert taken() == everything
    (tmp_path / "restricted.csv").write_text("person_id,restricted_from\nP1,2026-01-01\n")
    assert taken() == ["ssd_cin_assessments", "ssd_department"]
    (store / READERS_FILE).write_text(f"{analyst.email}\n")
    assert taken() == everything


@pytest.mark.parametrize(
    ("role", "sees"),
    [("analyst", True), ("administrator", True), ("information_lead", True),
     ("programme_manager", False), ("lead_member", False), ("board_member", False)],
)  # fmt: skip
def test_how_the_tables_stand_is_seen_by_those_who_answer_for_them(
    role: str,
    sees: bool,
    someone: Someone,
    as_person: AsPerson,
    loaded: Loads,
) -> None:
    snapshot = loaded("P1")
    client = as_person(someone(role, name="Somebody Else"))
    for address in ("/data/", "/data/missing/", "/data/snapshots/", f"/data/snapshots/{snapshot}/"):
        assert client.get(address).status_code == (200 if sees else 403), address
    assert client.get("/data/load/").status_code == (200 if role == "analyst" else 403)
    assert (">Data</a>" in client.get("/").content.decode()) == sees


def test_no_page_and_no_event_tells_of_a_child(client: CheckingClient) -> None:
    load = waiting_load(client, "CHILD-77", "CHILD-77")
    confirm(client, load)
    pages = [
        "/data/", load.get_absolute_url(), "/data/snapshots/", "/data/missing/",
        f"/data/snapshots/{load.snapshot}/",
    ]  # fmt: skip
    told = "".join(client.get(address).content.decode() for address in pages)
    told += "".join(str(each.data) for each in Version.objects.filter(kind="data.load"))
    assert "CHILD-77" not in told
    assert not list(faults())


def test_what_cannot_be_computed_is_told_by_indicator(
    client: CheckingClient,
    loaded: Loads,
) -> None:
    loaded("P1")
    answer = client.get("/data/missing/")
    assert len(answer.context["missing"]) > 10
    assert "ssd_cin_assessments" in answer.content.decode()


def test_what_nobody_looked_at_is_given_up_and_files_of_no_load_go(analyst: Account) -> None:
    folder, sources = keep_incoming(extract("P1"))
    load = start_load(
        by=analyst,
        why="March.",
        folder=folder,
        sources=sources,
        kind="",
        as_at=MARCH,
        fresh=False,
    )
    keep_incoming(extract("P2"))
    work()
    now = timezone.now()
    clear(now)
    assert len(list(settings.PLACES.incoming.iterdir())) == 2
    clear(now + timedelta(days=2))
    assert len(list(settings.PLACES.incoming.iterdir())) == 1
    clear(now + timedelta(days=15))
    load.refresh_from_db()
    assert load.state == "given_up"
    assert not list(settings.PLACES.incoming.iterdir())


def test_a_load_that_failed_unforeseen_is_tried_again_or_given_up_by_whoever_loads(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("Nobody foresaw this.")

    load = give(client, "P1")
    assert "does not wait to be looked at" in give_up(client, load)
    monkeypatch.setattr("lineofsight.tables.loading.load_tables", breaks)
    work()
    page = client.get(load.get_absolute_url())
    assert "were not loaded" in page.content.decode()
    again = {"back": load.get_absolute_url()}
    job = page.context["job"].key
    assert client.post(f"/jobs/{job}/again/", again).status_code == 302
    work()
    assert "its files are deleted" in give_up(client, load)
    load.refresh_from_db()
    assert load.state == "given_up"
    assert not list(settings.PLACES.incoming.iterdir())


def test_the_files_of_a_load_that_failed_go_after_14_days(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one that cannot be given up keeps no other from going."""

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("Nobody foresaw this.")

    failed = give(client, "P1")
    with monkeypatch.context() as broken:
        broken.setattr("lineofsight.tables.loading.load_tables", breaks)
        work()
    never_begun = give(client, "P2")
    clear(timezone.now() + timedelta(days=15))
    states = dict(Load.objects.values_list("pk", "state"))
    assert states == {failed.pk: "given_up", never_begun.pk: "loading"}
    assert [each.name for each in settings.PLACES.incoming.iterdir()] == [never_begun.folder]


def test_what_was_taken_away_can_be_loaded_again_and_is_never_anothers_snapshot(
    client: CheckingClient, store: Path
) -> None:
    """Its id is given to the next load."""
    first = waiting_load(client, "P1")
    shutil.rmtree(store / "waiting" / first.waits_as)
    second = waiting_load(client, "P2")
    assert second.snapshot == first.snapshot
    confirm(client, second)
    page = client.get(first.get_absolute_url()).content.decode()
    assert "was taken away since" in page
    assert "Go on to make it current" not in page
    assert "does not wait any more" in confirm(client, first)
    client.post(f"/data/loads/{first.pk}/again/")
    work()
    assert "This can be made current." in client.get(first.get_absolute_url()).content.decode()


def test_where_two_sources_differ_the_rows_can_be_taken_too(
    client: CheckingClient, store: Path, tmp_path: Path
) -> None:
    """What the standard's extract and a template tell differently, by the ids of the rows."""
    header, extract_row, template_row = "pers_person_id,pers_sex", "P1,F", "P1,M"
    for kind, row in (("ssd", extract_row), ("templates", template_row)):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "ssd_person.csv").write_text(f"{header}\n{row}\n")
    sources = [f"{kind}={tmp_path / kind}" for kind in ("ssd", "templates")]
    snapshot = load_tables(sources, store, MARCH).snapshot
    page = client.get(f"/data/snapshots/{snapshot}/").content.decode()
    assert "Download the 1 contradiction" in page
    address = f"/data/snapshots/{snapshot}/rows/contradictions/"
    assert address in page
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    assert "ssd_person,P1,P1,pers_sex,ssd,templates,differs" in text
    assert "Contradictions" in Look.objects.get().what
    counts = client.get(f"/data/snapshots/{snapshot}/").context["counts"]
    assert (counts.read, counts.loaded, counts.joined, counts.rejected) == (2, 1, 1, 0)
    for kind, factor in (("ssd", "1A"), ("templates", "3B")):
        (tmp_path / kind / "ssd_cin_assessments.csv").write_text(
            "cina_assessment_id,cina_person_id,cina_assessment_start_date\nA1,P2,2026-01-05\n"
        )
        (tmp_path / kind / "ssd_assessment_factors.csv").write_text(
            f"cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n"
            f'F1,A1,"[""{factor}""]"\n'
        )
    assert len(contradictions(client, load_tables(sources, store, MARCH).snapshot)) == 3
    # Of a row that names nobody it cannot be told whether it is about her.
    (tmp_path / "ssd" / "restricted.csv").write_text("person_id,restricted_from\nP1,2026-01-01\n")
    assert len(contradictions(client, load_tables(sources, store, MARCH).snapshot)) == 1


def contradictions(client: CheckingClient, snapshot: str) -> list[str]:
    """The lines of the file of a snapshot's contradictions."""
    answer = client.get(f"/data/snapshots/{snapshot}/rows/contradictions/")
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def test_a_template_is_taken_and_loads_as_it_is_filled_in(client: CheckingClient) -> None:
    page = client.get("/data/templates/").content.decode()
    assert "/data/templates/core_groups/" in page
    book = client.get("/data/templates/core_groups/").content
    sheets = CalamineWorkbook.from_filelike(BytesIO(book)).sheet_names
    assert sheets[1:] == ["core_groups"]
    assert client.get("/data/templates/all/").status_code == 200
    assert client.get("/data/templates/tea_leaves/").status_code == 404


def test_a_column_is_named_and_the_files_are_loaded_again(
    client: CheckingClient, store: Path
) -> None:
    """The name is remembered: the next load knows it by itself."""
    given = [SimpleUploadedFile("ssd_person.csv", b"pers_person_id,how_they_live\nP1,F\n")]
    load = give(client, extract=given)
    work()
    page = client.get(load.get_absolute_url()).content.decode()
    address = f"/data/loads/{load.pk}/column/?table=ssd_person&column=how_they_live"
    assert address.replace("&", "&amp;") in page
    assert "Choose what it is" in client.post(address, {"field": ""}).content.decode()
    page = client.post(address, {"field": "pers_sex"}, follow=True).content.decode()
    assert "Load the files again" in page
    client.post(f"/data/loads/{load.pk}/again/")
    work()
    assert "pers_sex of ssd_person" in client.get(load.get_absolute_url()).content.decode()
    load.refresh_from_db()
    confirm(client, load)
    with duckdb.connect(str(open_snapshot(store).path), read_only=True) as connection:
        assert connection.execute("select pers_sex from ssd_person").fetchall() == [("F",)]
    given = [SimpleUploadedFile("ssd_person.csv", b"pers_person_id,how_they_live\nP1,M\n")]
    later = give(client, extract=given)
    work()
    assert "as set by this council" in client.get(later.get_absolute_url()).content.decode().lower()


def test_no_column_is_named_in_a_load_that_does_not_wait(client: CheckingClient) -> None:
    load = waiting_load(client, "P1")
    confirm(client, load)
    address = f"/data/loads/{load.pk}/column/?table=ssd_person&column=shoe_size"
    assert "does not wait" in client.post(address, {"field": "pers_sex"}).content.decode()
    page = client.post(f"/data/loads/{load.pk}/again/", follow=True).content.decode()
    assert "does not wait" in page
    assert client.get(f"/data/loads/{load.pk}/column/?table=no&column=no").status_code == 404


def test_the_councils_own_database_is_read_and_never_shown(
    client: CheckingClient, tmp_path: Path
) -> None:
    path = tmp_path / "ssd.db"
    with closing(sqlite3.connect(path)) as own:
        own.execute("create table ssd_person (pers_person_id text, pers_sex text)")
        own.execute("insert into ssd_person values ('P1', 'F')")
        own.commit()
    typed = {"kind": "database", "as_at": "31/03/2026", "why": "March."}
    assert "Select a valid choice" in client.post("/data/load/", typed).content.decode()
    with override_settings(SSD_URL=f"sqlite:///{path}"):
        assert "read our own database directly" in client.get("/data/load/").content.decode()
        load = give(client, extract=[], kind="database")
        work()
        page = client.get(load.get_absolute_url()).content.decode()
        both = client.post("/data/load/", {**typed, "extract": extract("P1")}).content.decode()
    assert "choose no files" in both
    assert "Nothing is current yet" in page
    assert str(path) not in "".join(str(each.data) for each in Version.objects.all())
