"""The children in need census: an XML file a year, several of which are one history."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.errors import UnusableInput
from lineofsight.tables.definition import table_definitions
from lineofsight.tables.readers.cin_census.layout import fills, layouts
from tests.support.loaded import Loaded, deliveries, found

CHECKOUT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("LINEOFSIGHT_SHARED", CHECKOUT.parent / "shared"))

ASSESSMENT = """<Assessments>
  <AssessmentActualStartDate>2024-05-03</AssessmentActualStartDate>
  <AssessmentInternalReviewDate>2024-05-20</AssessmentInternalReviewDate>
  <AssessmentAuthorisationDate>2024-06-14</AssessmentAuthorisationDate>
  <FactorsIdentifiedAtAssessment>
    <AssessmentFactors>2A</AssessmentFactors><AssessmentFactors>3B</AssessmentFactors>
  </FactorsIdentifiedAtAssessment>
</Assessments>"""
ENQUIRY = """<Section47>
  <S47ActualStartDate>2024-06-20</S47ActualStartDate>
  <InitialCPCtarget>2024-07-11</InitialCPCtarget>
  <DateOfInitialCPC>2024-07-09</DateOfInitialCPC>
  <ICPCnotRequired>0</ICPCnotRequired>
</Section47>"""
PLAN = """<ChildProtectionPlans>
  <CPPstartDate>2024-07-09</CPPstartDate>
  <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
  <LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>
  <NumberOfPreviousCPP>1</NumberOfPreviousCPP>
  <Reviews>
    <CPPreviewDate>2024-10-01</CPPreviewDate><CPPreviewDate>2025-03-20</CPPreviewDate>
  </Reviews>
</ChildProtectionPlans>"""


def episode(within: str = "", referred: str = "2024-05-01", closed: str = "") -> str:
    """An episode of need that began with a referral."""
    closing = (
        f"<CINclosureDate>{closed}</CINclosureDate><ReasonForClosure>RC3</ReasonForClosure>"
        if closed
        else ""
    )
    return (
        f"<CINdetails><CINreferralDate>{referred}</CINreferralDate>"
        f"<ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>{closing}"
        f"{within}<ReferralNFA>0</ReferralNFA></CINdetails>"
    )


def child(episodes: str, number: str = "C1", about: str = "<Sex>F</Sex>") -> str:
    """A child with episodes."""
    return (
        f"<Child><ChildIdentifiers><LAchildID>{number}</LAchildID>"
        f"<PersonBirthDate>2012-02-29</PersonBirthDate>{about}</ChildIdentifiers>"
        "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>"
        "<Disability>LD</Disability><Disability>AUT</Disability></Disabilities>"
        f"</ChildCharacteristics>{episodes}</Child>"
    )


def census(children: str, year: int = 2025, root: str = "<Message>", made: str = "05-23") -> str:
    """A census of the collection year that ends in ``year``."""
    return (
        f"{root}<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>"
        f"<ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails>"
        f"<Source><DateTime>{year}-{made}T11:14:05</DateTime></Source></Header>"
        f"<Children>{children}</Children></Message>"
    )


@pytest.fixture
def council(tmp_path: Path) -> Loaded:
    return Loaded(tmp_path, "cin_census")


def test_everything_of_a_child_finds_its_table(council: Loaded) -> None:
    """The census has no numbers for things: each is made of the child and the day it began."""
    council.write({"cin.xml": census(child(episode(ASSESSMENT + ENQUIRY + PLAN)))})
    report = council.load()
    assert all(load.read == load.kept == load.rejected + load.kept for load in report.loads)
    assert council.rows(
        "select pers_person_id, pers_sex, pers_dob, pers_ethnicity from ssd_person"
    ) == [("C1", "F", date(2012, 2, 29), "WBRI")]
    assert sorted(map(str, council.column("select disa_disability_code from ssd_disability"))) == [
        "AUT",
        "LD",
    ]
    assert council.rows(
        "select cina_assessment_start_date, cina_assessment_auth_date, cine_referral_date, "
        "cine_referral_nfa, cinf_assessment_factors_json from ssd_cin_assessments "
        "join ssd_cin_episodes on cine_referral_id = cina_referral_id "
        "join ssd_assessment_factors on cinf_assessment_id = cina_assessment_id"
    ) == [(date(2024, 5, 3), date(2024, 6, 14), date(2024, 5, 1), "N", '["2A","3B"]')]
    assert council.rows(
        "select s47e_s47_start_date, icpc_icpc_target_date, icpc_icpc_date, icpc_icpc_transfer_in, "
        "icpc_icpc_outcome_cp_flag, cppl_cp_plan_start_date, cppl_cp_plan_latest_category "
        "from ssd_initial_cp_conference join ssd_s47_enquiry "
        "on s47e_s47_enquiry_id = icpc_s47_enquiry_id join ssd_cp_plans "
        "on cppl_cp_plan_id = icpc_cp_plan_id and cppl_icpc_id = icpc_icpc_id"
    ) == [
        (
            date(2024, 6, 20),
            date(2024, 7, 11),
            date(2024, 7, 9),
            "N",
            "Y",
            date(2024, 7, 9),
            "Emotional abuse",
        )
    ]
    assert council.column(
        "select cppr_cp_review_date from ssd_cp_reviews join ssd_cp_plans "
        "on cppl_cp_plan_id = cppr_cp_plan_id order by 1"
    ) == [date(2024, 10, 1), date(2025, 3, 20)]
    assert council.rows("select previous_plans, as_on from child_summaries") == [
        (1, date(2025, 3, 31))
    ]


def test_what_is_made_of_an_element_is_told(council: Loaded) -> None:
    """Also the census's year with how it is known, and why an element is not loaded."""
    odd = child(episode(ASSESSMENT)).replace("</Child>", "<Nickname>x</Nickname></Child>")
    council.write({"cin.xml": census(odd)})
    told = {(row.column, row.field): row.how for row in council.load().mapping}
    assert told["(file)", None] == (
        "the census of 2024-25, by the reference date in its header; the layout of 2024-25"
    )
    assert told["CINreferralDate", "cine_referral_date"] == "by name"
    assert told["Nickname", None] == "not loaded: unknown"
    assert told["AssessmentInternalReviewDate", None].startswith("not loaded: it is the day")


def test_a_conference_outside_an_enquiry_is_of_a_child_who_moved_in(council: Loaded) -> None:
    """It decided on no plan where none began on its day."""
    council.write(
        {"cin.xml": census(child(episode("<DateOfInitialCPC>2024-09-02</DateOfInitialCPC>")))}
    )
    council.load()
    assert council.rows(
        "select icpc_icpc_date, icpc_icpc_transfer_in, icpc_icpc_outcome_cp_flag, "
        "icpc_s47_enquiry_id from ssd_initial_cp_conference"
    ) == [(date(2024, 9, 2), "Y", "N", None)]


def test_pre_proceedings_are_asked_for_from_2026(council: Loaded) -> None:
    """An application to the court is where proceedings began."""
    within = (
        "<PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate>"
        "<LBPSentDate>2026-09-20</LBPSentDate><FGDMMeetingOffer>1</FGDMMeetingOffer>"
        "<InitialPPMeetingDate>2026-09-28</InitialPPMeetingDate>"
        "<ReviewMeetingsCount>3</ReviewMeetingsCount>"
        "<StepDecisionDate>2026-12-01</StepDecisionDate><PPOutcome>A</PPOutcome>"
        "<CourtAppDate>2026-12-18</CourtAppDate></PreProceedingsandFGDM>"
    )
    council.write({"cin.xml": census(child(episode(within, "2026-05-01")), 2027)})
    council.load("2027-03-31")
    assert council.rows(
        "select prep_pre_pro_decision_date, prep_pre_pro_letter_date, prep_pre_pro_meetings_num, "
        "prep_agree_stepdown_issue_date, applied_on from ssd_pre_proceedings "
        "join care_proceedings on pre_proceedings_id = prep_table_id"
    ) == [(date(2026, 9, 9), date(2026, 9, 20), 3, date(2026, 12, 1), date(2026, 12, 18))]


def test_gender_was_asked_before_sex(council: Loaded) -> None:
    """Neither is taken for the other: before 2024-25 nothing is known of a child's sex."""
    about = "<GenderCurrent>2</GenderCurrent>"
    council.write({"cin.xml": census(child(episode(referred="2021-05-01"), about=about), 2022)})
    report = council.load("2022-03-31")
    assert council.rows("select pers_gender, pers_sex from ssd_person") == [("02", None)]
    person = next(x for x in report.loads if x.delivery.definition.name == "ssd_person")
    assert "pers_sex" in person.delivery.missing_columns
    assert "pers_gender" not in person.delivery.missing_columns


def test_an_element_of_another_year_is_read_and_told(council: Loaded) -> None:
    about = "<GenderCurrent>1</GenderCurrent>"
    council.write({"cin.xml": census(child(episode(), about=about))})
    report = council.load()
    assert council.column("select pers_gender from ssd_person") == ["01"]
    assert [p.message for p in report.problems if p.rule == "element_of_other_year"] == [
        "cin.xml holds GenderCurrent, which the census of its year does not have and that of "
        "another year has; understood as in that year."
    ]


def test_several_years_are_one_history(council: Loaded) -> None:
    """The newest statement of an episode wins; what only an older census tells stays."""
    council.write(
        {
            "a.xml": census(
                child(episode(referred="2022-05-01", closed="2022-09-01"))
                + child(episode(ASSESSMENT.replace("2024", "2023"), "2023-05-01"), "C2"),
                2024,
            ),
            "b.xml": census(
                child(episode(PLAN, "2023-05-01", closed="2024-08-01"), "C2", "<Sex>M</Sex>")
            ),
        }
    )
    report = council.load()
    assert council.rows(
        "select cine_person_id, cine_referral_date, cine_close_date from ssd_cin_episodes "
        "order by all"
    ) == [
        ("C1", date(2022, 5, 1), date(2022, 9, 1)),
        ("C2", date(2023, 5, 1), date(2024, 8, 1)),
    ]
    assert council.rows("select pers_person_id, pers_sex from ssd_person order by all") == [
        ("C1", "F"),
        ("C2", "M"),
    ]
    assert council.column("select cina_assessment_start_date from ssd_cin_assessments") == [
        date(2023, 5, 3)
    ]
    assert council.column("select count(*) from ssd_disability") == [4]
    assert found(report)["stated_again"] == 4
    episodes = next(x for x in report.loads if x.delivery.definition.name == "ssd_cin_episodes")
    assert episodes.delivery.covers_from == date(2023, 4, 1)


def test_what_an_older_census_left_open_ends_with_a_newer_word_on_its_episode(
    council: Loaded,
) -> None:
    """Else a plan whose first day was put right would be open for ever beside the right one."""
    wrong_day = PLAN.replace("2024-07-09", "2024-03-09")
    right_day = PLAN.replace("2024-07-09", "2024-03-08")
    council.write(
        {
            "a.xml": census(child(episode(wrong_day, "2024-01-05")), 2024),
            "b.xml": census(child(episode(right_day, "2024-01-05"))),
        }
    )
    report = council.load()
    assert council.column("select cppl_cp_plan_start_date from ssd_cp_plans") == [date(2024, 3, 8)]
    assert found(report)["left_open"] == 1


def test_a_census_that_was_sent_again_takes_the_place_of_the_first(council: Loaded) -> None:
    first = census(child(episode(closed="2024-06-01")), made="05-01")
    again = census(child(episode(closed="2024-07-01")), made="07-01")
    council.write({"z.xml": first, "a.xml": again})
    council.load()
    assert council.column("select cine_close_date from ssd_cin_episodes") == [date(2024, 7, 1)]


def test_a_folder_of_authorities_holds_a_census_for_each(council: Loaded) -> None:
    """Children of two councils are never taken for one, whatever their numbers."""
    council.write(
        {
            "north/cin.xml": census(child(episode(closed="2024-06-01"))),
            "south/cin.xml": census(child(episode())),
        }
    )
    council.load()
    assert council.rows(
        "select authority, cine_person_id, cine_close_date from ssd_cin_episodes order by all"
    ) == [("north", "C1", date(2024, 6, 1)), ("south", "C1", None)]


def test_a_namespace_or_none_and_any_case_of_names(council: Loaded) -> None:
    text = census(child(episode(PLAN)), root='<Message xmlns="urn:census">')
    council.write({"cin.xml": text.replace("CINreferralDate", "CinReferralDate")})
    council.load()
    assert council.column("select cine_referral_date from ssd_cin_episodes") == [date(2024, 5, 1)]


def test_two_referrals_of_a_child_on_one_day_cannot_be_told_apart(council: Loaded) -> None:
    """The first is kept, and the other counted as rejected: read = kept + rejected."""
    council.write({"cin.xml": census(child(episode() + episode(closed="2024-06-01")))})
    report = council.load()
    load = next(x for x in report.loads if x.delivery.definition.name == "ssd_cin_episodes")
    assert (load.read, load.kept, load.rejected) == (2, 1, 1)
    assert found(report)["duplicate_key"] == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("<Other/>", "no children in need census"),
        ("not XML at all", "no children in need census"),
        (census("").replace("<Children></Children>", ""), "holds no child"),
        (census(child(episode()))[:-60], "breaks off"),
        (census(child(episode())).replace("CIN<", "SPR<"), "another return"),
        (
            census(child(episode()), root='<m:Message xmlns:m="urn:a">').replace(
                "</Message>", "</m:Message>"
            ),
            "all in one namespace",
        ),
        (
            '<!DOCTYPE m [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            + census(child(episode("&b;"))),
            "document type",
        ),
        (
            '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + census(child("&a;")),
            "document type",
        ),
        (census(child(episode(), number="N" * 2000)), "1,000 characters"),
        (
            census(child(episode()))
            .replace("<Year>2025</Year>", "")
            .replace("<ReferenceDate>2025-03-31</ReferenceDate>", ""),
            "call it after its year",
        ),
        (census(child("<CINdetails/>" * 900_000)), "belong to no child"),
    ],
)
def test_what_is_no_census_is_refused_in_a_sentence(
    council: Loaded, content: str, sentence: str
) -> None:
    """Nothing is left of it, and nothing is said of a child."""
    council.write({"cin.xml": content})
    with pytest.raises(UnusableInput, match=sentence) as refused:
        council.load()
    assert "C1" not in str(refused.value)
    assert not council.store.exists()


def test_a_year_may_be_in_the_files_name(council: Loaded) -> None:
    text = census(child(episode())).replace("<Year>2025</Year>", "")
    council.write({"cin-2024-25.xml": text.replace("2025-03-31</Ref", "</Ref")})
    told = {row.column: row.how for row in council.load().mapping}
    assert told["(file)"].startswith("the census of 2024-25, by its name")


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_mutated_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever its bytes: never another error."""
    content = bytearray(census(child(episode(ASSESSMENT + ENQUIRY + PLAN))).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                content[place] = data.draw(st.integers(0, 255))
            case 1:
                del content[place : place + data.draw(st.integers(1, 200))]
            case _:
                content[place:place] = data.draw(st.binary(max_size=20))
        if not content:
            return
    folder = tmp_path_factory.mktemp("mutated")
    Loaded(folder, "cin_census").write({"cin-2025.xml": bytes(content)})
    try:
        deliveries(folder, "cin_census", date(2025, 3, 31))
    except UnusableInput as refused:
        assert "2012-02-29" not in str(refused)


def test_every_layout_and_fill_names_what_there_is() -> None:
    """Elements of the layouts, and columns of the tables."""
    newest = layouts()[max(layouts())]
    for table, fill in fills().tables.items():
        columns = {column.name for column in table_definitions()[table].columns}
        assert set(fill.fields) <= columns
        assert fill.module in newest.things
    everything = {
        f"{name}.{column}"
        for layout in layouts().values()
        for name in layout.things
        for column in layout.columns(name)
    }
    assert set(fills().not_loaded) <= everything


def test_a_real_layout_is_read(council: Loaded) -> None:
    """A census of one invented child in the form of 2022, as a program for councils has it."""
    sample = SHARED / "data" / "cin" / "cin-census-2022.xml"
    if not sample.exists():
        pytest.skip(f"{sample.name} is not here; LINEOFSIGHT_SHARED names the folder that has it")
    council.write({sample.name: sample.read_bytes()})
    report = council.load("2022-03-31")
    assert {load.delivery.definition.name: load.kept for load in report.loads} == {
        "ssd_person": 1,
        "ssd_linked_identifiers": 1,
        "ssd_disability": 2,
        "ssd_cin_episodes": 1,
        "ssd_cin_assessments": 1,
        "ssd_assessment_factors": 1,
        "ssd_cin_plans": 1,
        "ssd_s47_enquiry": 1,
        "ssd_initial_cp_conference": 2,
        "ssd_cp_plans": 1,
        "ssd_cp_reviews": 1,
        "child_summaries": 1,
    }
