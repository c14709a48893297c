"""Annex A as councils send it: sheets, headings and cells in every form that is met.

Which sheet is which list is told by its name, its headings or its place; which year's layout was
taken, and why, is in the mapping.  Nothing is guessed without a word.
"""

import csv
import io
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from lineofsight.errors import UnusableInput
from lineofsight.tables.readers.annex_a.layout import layouts, plain, writings
from tests.support.annex_a import (
    CHILD,
    HEADINGS,
    LATER_9,
    UASC_9,
    Extract,
    Row,
    Rows,
    Value,
    as_list,
    contact,
    ods,
    on_plan,
    told,
    xlsx,
)
from tests.support.old_workbook import old_workbook

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def extract(tmp_path: Path) -> Extract:
    return Extract(tmp_path)


# Which sheet is which list


@pytest.mark.parametrize(
    "name", ["List 1", "List_1", "list 01", "1", "Contacts", "1 - Contacts", "List 1 - Contacts"]
)
def test_a_sheet_is_told_by_its_name(extract: Extract, name: str) -> None:
    extract.write(xlsx({"Front sheet": [["Annex A"]], name: as_list(1, contact())}))
    report = extract.load()
    assert ", by its name; " in report.mapping[0].how
    assert told(report, "unused_sheet") == [
        "annex-a.xlsx: Front sheet is none of the lists, by its name and headings, and was left "
        "alone."
    ]


def test_a_sheet_with_another_name_is_told_by_its_headings(extract: Extract) -> None:
    extract.write(xlsx({"Sheet1": as_list(7, on_plan(1)), "Sheet2": as_list(1, contact())}))
    report = extract.load()
    assert set(report.as_json()["tables"]) >= {"List 1", "List 7"}
    assert ", by its headings; " in report.mapping[0].how


def test_headings_are_believed_where_a_name_is_wrong(extract: Extract) -> None:
    extract.write(xlsx({"List 3": as_list(1, contact())}))
    assert "List 1" in extract.load().as_json()["tables"]


def test_a_sheet_with_few_headings_is_told_by_its_place(extract: Extract) -> None:
    """A last visit is in the lists of plans and of care: the seventh list is that of plans."""
    short: Rows = [["Child ID", "Last Visit Date"], [1, date(2026, 3, 2)]]
    six: list[Rows] = [as_list(number) for number in range(1, 7)]
    sheets = {f"Sheet{place}": rows for place, rows in enumerate((*six, short), start=1)}
    extract.write(xlsx(sheets))
    report = extract.load()
    assert "List 7: ssd_cp_visits" in report.as_json()["tables"]
    assert any(", by its place among the lists; " in mapped.how for mapped in report.mapping)


def test_a_working_sheet_beside_a_list_is_left_alone(extract: Extract) -> None:
    """What its name says goes before what headings say, and few headings say nothing."""
    copy: Rows = [["Child ID", "Date of Contact", "Contact Source"], [7, date(2026, 1, 5), 6]]
    notes: Rows = [["Child ID", "Case status", "To do"], [7, "c)", "ask"]]
    sheets = {"Copy": copy, "List 1": as_list(1, contact()), "Notes": notes}
    extract.write(xlsx(sheets))
    report = extract.load()
    assert extract.rows("select cont_person_id from ssd_contacts") == [("1001",)]
    assert extract.rows("select count(*) from child_summaries") == [(0,)]
    assert [message.split()[1] for message in told(report, "unused_sheet")] == ["Copy", "Notes"]


def test_titles_and_notes_may_stand_above_the_headings(extract: Extract) -> None:
    title: Rows = [["Fernshire"], [], ["Child Unique ID: see the guidance"], ["List 1: Contacts"]]
    extract.load((1, [*title, *as_list(1, contact())[1:]]))
    assert extract.rows("select cont_person_id from ssd_contacts") == [("1001",)]


def test_empty_rows_and_columns_do_not_matter(extract: Extract) -> None:
    spaced = [[None, None, *row] for row in as_list(1, contact(), {}, contact(1002))]
    report = extract.load((1, [[], *spaced]))
    assert report.as_json()["tables"]["List 1"]["read"] == 2


def test_a_list_that_is_given_twice_is_refused(extract: Extract) -> None:
    extract.write(xlsx({"List 1": as_list(1, contact()), "Contacts": as_list(1, contact())}))
    with pytest.raises(UnusableInput, match=r"List 1 \(Contacts\) is given twice, by the sheet"):
        extract.load()
    assert not extract.store.exists()


def test_hidden_sheets_are_left_alone(extract: Extract) -> None:
    lists = {"List 1": as_list(1, contact("1")), "Old": as_list(1, contact("2"))}
    plain = {
        name: [["" if value is None else value for value in row] for row in rows]
        for name, rows in lists.items()
    }
    extract.write(old_workbook(plain, hidden=["Old"]), "annex-a.xls")
    extract.load()
    assert extract.rows("select cont_person_id from ssd_contacts") == [("1",)]


# Headings


@pytest.mark.parametrize(
    "heading",
    ["child unique id", " Child  Unique ID ", "Child Unique\nID", "CHILD_UNIQUE_ID", "Child ID"],
)
def test_case_spaces_and_marks_of_headings_do_not_matter(extract: Extract, heading: str) -> None:
    extract.load((1, [[heading, "Date of Contact"], [1, date(2026, 1, 5)]]))
    assert extract.rows("select cont_person_id from ssd_contacts") == [("1",)]


def test_curly_and_straight_quotes_are_the_same(extract: Extract) -> None:
    curly = next(heading for heading in HEADINGS[8] if "‘Missing’" in heading)
    straight = curly.replace("‘", "'").replace("’", "'")
    extract.load((8, [["Child Unique ID", "Placement Type", straight], [1, "U6", 4]]))
    assert extract.rows("select missing_12_months from child_summaries") == [(4,)]


def test_age_alone_is_age_in_years(extract: Extract) -> None:
    names = ["Child ID", "DOB", "Age", "Date of Contact"]
    extract.load((1, [names, [1, date(2026, 2, 1), -1, date(2026, 1, 5)]]))
    assert extract.rows("select pers_expected_dob from ssd_person") == [(date(2026, 2, 1),)]


def test_columns_that_no_layout_knows_are_told_and_not_loaded(extract: Extract) -> None:
    rows: Rows = [["Child ID", "Date of Contact", "Locality"], [1, date(2026, 1, 5), "North"]]
    report = extract.load((1, rows))
    assert told(report, "unknown_columns") == [
        "List 1 also has 'Locality', which the table does not; not loaded."
    ]
    assert [m.how for m in report.mapping if m.column == "Locality"] == ["not loaded: unknown"]


# Which year's layout


def test_the_layout_is_told_with_its_reason(extract: Extract) -> None:
    """Of the eleven lists only List 9 changed between 2019 and 2024."""
    report = extract.load((9, as_list(9, {"Child Unique ID": 1})))
    assert report.mapping[0].how.endswith(
        "the layout of 2019: no list has a column that only a later year's has"
    )
    leaver: Row = {
        "Child Unique ID": 1,
        UASC_9: "a) Yes",
        "Allocated Personal Advisor": "PA17",
        "Latest Date of Contact": date(2026, 3, 3),
        "Eligibility Category": "d) Eligible child",
        "Activity Status": "F4: Full time in apprenticeship",
    }
    report = extract.load((9, as_list(9, leaver, headings=LATER_9)))
    assert "; the layout of 2024: List 9 has '" in report.mapping[0].how
    assert extract.rows(
        "select clea_care_leaver_latest_contact, clea_care_leaver_eligibility, "
        "clea_care_leaver_activity, clea_care_leaver_personal_advisor, unaccompanied "
        "from ssd_care_leavers join child_summaries on person_id = clea_person_id"
    ) == [(date(2026, 3, 3), "Eligible", "F4", "PA17", "Y")]
    assert told(report, "code_of_other_year") == []


def test_codes_of_another_year_are_understood_and_told(extract: Extract) -> None:
    report = extract.load(
        (9, as_list(9, {"Child Unique ID": 1, "Activity Status": "P5: Part time in training or "
                        "employment"}))
    )  # fmt: skip
    assert extract.rows("select clea_care_leaver_activity from ssd_care_leavers") == [("P5",)]
    assert told(report, "code_of_other_year") == [
        "1 row of List 9 have a Activity Status that the layout taken, 2019, does not have and "
        "that of another year has; understood as in that year."
    ]


# Cells


def test_marks_for_nothing_are_nothing(extract: Extract) -> None:
    marks = ["", " ", "-", "#N/A", "#n/a", "N/A", "NULL"]
    report = extract.load(
        (1, as_list(1, *(contact(n, mark, mark) for n, mark in enumerate(marks))))
    )
    assert extract.rows(
        "select count(*), count(cont_contact_date), count(cont_contact_source_code) "
        "from ssd_contacts"
    ) == [(len(marks), 0, 0)]
    assert told(report, "bad_date") == []


DAYS: list[Value] = [
    date(2026, 1, 5),
    "05/01/2026",
    "5/1/2026",
    "05/01/2026 00:00:00",
    "2026-01-05",
    "2026-01-05 00:00:00",
    "2026-01-05T09:30:00",
    "05-01-2026",
    "05.01.2026",
    "5 Jan 2026",
    "5-Jan-2026",
    "5 January 2026",
    46027,
    46027.4,
    "46027",
]


def test_a_day_is_read_in_every_form_that_a_workbook_gives_it(extract: Extract) -> None:
    """A real date, text, or the bare number of the day that a workbook keeps."""
    extract.load((1, as_list(1, *(contact(n, day) for n, day in enumerate(DAYS)))))
    assert extract.rows("select cont_contact_date, count(*) from ssd_contacts group by 1") == [
        (date(2026, 1, 5), len(DAYS))
    ]


def test_a_day_that_could_be_another_is_left_empty_and_told(extract: Extract) -> None:
    written = ["05/01/26", "31/02/2026", "01/25/2026", "soon", "12"]
    report = extract.load((1, as_list(1, *(contact(n, day) for n, day in enumerate(written)))))
    assert extract.rows("select distinct cont_contact_date from ssd_contacts") == [(None,)]
    assert told(report, "bad_date") == [
        "5 rows have a cont_contact_date that is no date and was left empty."
    ]


WRITTEN: list[tuple[Value, str]] = [
    ("q) 6: Police", "6"),
    ("6: Police", "6"),
    ("6 : POLICE", "6"),
    ("q) 6", "6"),
    ("q) Police", "6"),
    ("Q", "6"),
    ("q)", "6"),
    ("Police", "6"),
    (6, "6"),
    ("e) 2A: Schools", "2A"),
    ("2a", "2A"),
    ("p1) 5D: LA services", "5D"),
    ("u) 10: Unknown", "10"),
]


def test_a_code_may_be_written_whole_or_by_any_part_that_means_it_alone(extract: Extract) -> None:
    rows = (contact(n, source=written) for n, (written, _) in enumerate(WRITTEN))
    extract.load((1, as_list(1, *rows)))
    assert extract.rows(
        "select cont_contact_source_code from ssd_contacts order by cast(cont_person_id as int)"
    ) == [(code,) for _, code in WRITTEN]


def test_words_that_several_codes_share_are_kept_as_they_are_and_told(extract: Extract) -> None:
    """Six sources are called Health services: none of them is guessed."""
    report = extract.load((1, as_list(1, contact(source="Health services"))))
    assert extract.rows("select cont_contact_source_code from ssd_contacts") == [
        ("Health services",)
    ]
    assert len(told(report, "unknown_code")) == 1


def test_a_formula_gives_the_value_that_was_saved_with_it(tmp_path: Path) -> None:
    """Nothing in a workbook is ever run."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, ["Child Unique ID", "Date of Contact", "Contact Source"])
        sheet.write_formula(1, 0, "=1000+1", None, 1001)
        sheet.write_formula(1, 1, "=TODAY()", book.add_format({"num_format": "dd/mm/yyyy"}), 46027)
        sheet.write_formula(1, 2, "=VLOOKUP(1,Z1:Z2,1)", None, "#N/A")
    extract = Extract(tmp_path)
    extract.write(out.getvalue())
    extract.load()
    assert extract.rows(
        "select cont_person_id, cont_contact_date, cont_contact_source_code from ssd_contacts"
    ) == [("1001", date(2026, 1, 5), None)]


# Formats


def _old(sheets: Mapping[str, Rows]) -> bytes:
    return old_workbook(
        {
            name: [["" if value is None else value for value in row] for row in rows]
            for name, rows in sheets.items()
        }
    )


@pytest.mark.parametrize(
    ("write", "name"),
    [(xlsx, "annex-a.xlsx"), (xlsx, "annex-a.xlsm"), (ods, "annex-a.ods"), (_old, "annex-a.xls")],
)
def test_every_kind_of_workbook_is_read_alike(
    extract: Extract, write: Callable[[Mapping[str, Rows]], bytes], name: str
) -> None:
    """Excel's of today and of 1997 to 2003, with macros or without, and LibreOffice's."""
    extract.write(write({"List 1": as_list(1, contact(), contact("1002"))}), name)
    extract.load()
    assert extract.rows(
        "select cont_person_id, cont_contact_date, cont_contact_source_code from ssd_contacts "
        "order by 1"
    ) == [("1001", date(2026, 1, 5), "6"), ("1002", date(2026, 1, 5), "6")]


def test_a_list_may_be_a_csv_file_in_a_folder(extract: Extract) -> None:
    """Its name or its headings say which; UTF-8 or Windows text."""
    heading = ",".join((*CHILD, "Date of Contact", "Contact Source"))
    extract.write(f"List 1\n{heading}\n1001,,,,,05/01/2026,6\n".encode("cp1252"), "List 1.csv")
    extract.write(
        (
            "\ufeffChild ID,CPP Start Date,CPP End Date,Initial Category\n"
            "1001,02/06/2025,,“Neglect”\n"
        ).encode(),
        "plans.csv",
    )
    extract.load()
    assert extract.rows(
        "select cont_contact_date, cppl_cp_plan_start_date, cppl_cp_plan_initial_category "
        "from ssd_contacts join ssd_cp_plans on cppl_person_id = cont_person_id"
    ) == [(date(2026, 1, 5), date(2025, 6, 2), "Neglect")]


def test_a_row_of_csv_with_too_many_or_too_few_cells_is_rejected(extract: Extract) -> None:
    """A comma that was not quoted moves every cell after it."""
    lines = "Child ID,Date of Contact,Contact Source\n1,05/01/2026,Smith, John\n2,05/01/2026,6\n3\n"
    extract.write(lines.encode(), "contacts.csv")
    counts = extract.load().as_json()["tables"]["List 1"]
    assert (counts["read"], counts["kept"], counts["rejected"]) == (3, 1, 2)
    assert extract.rows("select row_number, rule from rejected order by 1") == [
        (1, "unreadable_row"),
        (3, "unreadable_row"),
    ]


def test_several_authorities_lists_lie_side_by_side(extract: Extract) -> None:
    for authority in ("north", "south"):
        (extract.folder / authority).mkdir()
        extract.write(xlsx({"List 1": as_list(1, contact())}), f"{authority}/annex-a.xlsx")
    report = extract.load()
    assert extract.rows("select authority, cont_person_id from ssd_contacts order by 1") == [
        ("north", "1001"),
        ("south", "1001"),
    ]
    assert set(report.as_json()["tables"]) >= {"north/List 1", "south/List 1"}


# Real workbooks, where they are at hand


SHARED = Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared"))
shared = pytest.mark.skipif(
    not (SHARED / "data" / "annex_a").is_dir(),
    reason=f"no Annex A in {SHARED}: set LINEOFSIGHT_SHARED to the folder that has them",
)


@shared
@pytest.mark.parametrize(
    ("name", "early_help"), [("annex-a-2019-sample.xlsx", 10), ("annex-a-2019-template.xls", 12)]
)
def test_ofsteds_own_template_is_read_whole(extract: Extract, name: str, early_help: int) -> None:
    """All eleven lists, each by its name, with no heading unknown and nothing taken for a list."""
    extract.write((SHARED / "data" / "annex_a" / name).read_bytes(), name)
    report = extract.load(as_at=date(2020, 6, 30))
    counts = report.as_json()["tables"]
    assert [part for part in counts if ":" not in part] == [
        "List 1", "List 2", "Lists 3 and 6", "List 4", "List 5", "List 7", "List 8", "List 9",
        "List 10", "List 11",
    ]  # fmt: skip
    assert counts["List 2"]["read"] == early_help
    assert told(report, "unknown_columns") == []
    assert len(told(report, "unused_sheet")) == 4
    assert "the layout of 2019" in report.mapping[0].how
    assert extract.rows("select cont_contact_source_code from ssd_contacts") == [("6",)]


@shared
def test_every_code_that_ofsted_prints_is_understood() -> None:
    """By the template's own tab of codes, read here a second way."""
    with (SHARED / "domain" / "annex_a_codes_2019.csv").open(encoding="utf-8", newline="") as file:
        headings, _, *rows = csv.reader(file)
    layout = layouts()[2019]
    columns = [column for each in layout.lists.values() for column in each.columns.values()]
    wanting, unknown = [], []
    for place, heading in enumerate(headings):
        names = {plain(each) for each in (heading, heading.replace("Initial/", ""))}
        names |= {plain(f"{each} Source") for each in heading.removesuffix("Source").split(" / ")}
        sets = {column.codes for column in columns if column.codes and names & column.headings}
        printed = [row[place] for row in rows if row[place]]
        if heading and not sets:
            unknown.append(heading)
        wanting += [
            (heading, code)
            for codes in sets
            for code in printed
            if plain(code) not in writings(layout.codes[codes])
        ]
    assert (unknown, wanting) == ([], [])


@shared
def test_every_heading_of_the_specification_is_known() -> None:
    """Also those that List 9 had by 2024."""
    with (SHARED / "domain" / "annex_a_spec.csv").open(encoding="utf-8", newline="") as file:
        asked = [(int(row["list_no"]), row["column"]) for row in csv.DictReader(file)]
    lists = layouts()[2024].lists
    assert [each for each in asked if lists[each[0]].column_of(each[1]) is None] == []
    assert len(asked) == sum(len(each.columns) for each in lists.values())
