-- Each child with an episode of need that was open in the year, as the record that the census asks
-- for.  What had not come when the year ended is not told.
create or replace temp macro element(name, value) as
  case when value is null then '' else
    '<' || name || '>' || replace(replace(cast(value as varchar), '&', '&amp;'), '<', '&lt;')
      || '</' || name || '>' || chr(10)
  end;
create or replace temp macro container(name, content) as
  case when coalesce(content, '') = '' then '' else
    '<' || name || '>' || chr(10) || content || '</' || name || '>' || chr(10)
  end;
create or replace temp macro yes_no(flag) as
  case flag when 'Y' then 'true' when 'N' then 'false' end;
create or replace temp macro abuse(category) as
  case
    when category like 'Multiple%' then 'MUL'
    else map {
      'Neglect': 'NEG', 'Physical abuse': 'PHY', 'Sexual abuse': 'SAB', 'Emotional abuse': 'EMO'
    }[category]
  end;

with episodes as (
  select * from ssd_cin_episodes
  where cine_referral_date <= ends() and coalesce(cine_close_date, ends()) >= begins()
),
factors as (
  select
    cinf_assessment_id as assessment,
    string_agg(element('AssessmentFactors', factor), '' order by place) as factors
  from (
    select
      cinf_assessment_id,
      unnest(from_json(cinf_assessment_factors_json, '["varchar"]')) as factor,
      generate_subscripts(from_json(cinf_assessment_factors_json, '["varchar"]'), 1) as place
    from ssd_assessment_factors
  )
  group by cinf_assessment_id
),
assessments as (
  select
    cina_referral_id as referral,
    string_agg(container('Assessments',
      element('AssessmentActualStartDate', cina_assessment_start_date)
      || element('AssessmentAuthorisationDate', known(cina_assessment_auth_date))
      || case when known(cina_assessment_auth_date) is null then ''
        else container('FactorsIdentifiedAtAssessment', factors) end
    ), '' order by cina_assessment_start_date, cina_assessment_id) as record
  from ssd_cin_assessments
  left join factors on assessment = cina_assessment_id
  where cina_assessment_start_date <= ends()
    and coalesce(cina_assessment_auth_date, ends()) >= begins()
  group by cina_referral_id
),
need_plans as (
  select
    cinp_referral_id as referral,
    string_agg(container('CINPlanDates',
      element('CINPlanStartDate', cinp_cin_plan_start_date)
      || element('CINPlanEndDate', known(cinp_cin_plan_end_date))
    ), '' order by cinp_cin_plan_start_date, cinp_cin_plan_id) as record
  from ssd_cin_plans
  where cinp_cin_plan_start_date <= ends()
    and coalesce(cinp_cin_plan_end_date, ends()) >= begins()
  group by cinp_referral_id
),
enquiries as (
  select
    s47e_referral_id as referral,
    string_agg(container('Section47',
      element('S47ActualStartDate', s47e_s47_start_date)
      || element('InitialCPCtarget', icpc_icpc_target_date)
      || element('DateOfInitialCPC', known(icpc_icpc_date))
      || element('ICPCnotRequired', case
        when known(icpc_icpc_date) is not null then 'false'
        when known(s47e_s47_end_date) is not null
          and s47e_s47_outcome_json ->> 'CP_CONFERENCE_FLAG' = 'N' then 'true'
        else 'false'
      end)
    ), '' order by s47e_s47_start_date, s47e_s47_enquiry_id) as record
  from ssd_s47_enquiry
  left join ssd_initial_cp_conference
    on icpc_s47_enquiry_id = s47e_s47_enquiry_id and icpc_person_id = s47e_person_id
  where s47e_s47_start_date <= ends()
    and coalesce(greatest(s47e_s47_end_date, icpc_icpc_date), ends()) >= begins()
  group by s47e_referral_id
),
-- A conference about a child who moved in with a plan stands in the episode alone.
moved_in as (
  select icpc_referral_id as referral, min(icpc_icpc_date) as held_on
  from ssd_initial_cp_conference
  where icpc_icpc_transfer_in = 'Y' and icpc_icpc_date between begins() and ends()
  group by icpc_referral_id
),
reviews as (
  select
    cppr_cp_plan_id as plan,
    string_agg(element('CPPreviewDate', cppr_cp_review_date), '' order by cppr_cp_review_date)
      as record
  from ssd_cp_reviews
  where cppr_cp_review_date between begins() and ends()
  group by cppr_cp_plan_id
),
protection_plans as (
  select
    cppl_referral_id as referral,
    string_agg(container('ChildProtectionPlans',
      element('CPPstartDate', cppl_cp_plan_start_date)
      || element('CPPendDate', known(cppl_cp_plan_end_date))
      || element('InitialCategoryOfAbuse', abuse(cppl_cp_plan_initial_category))
      || element('LatestCategoryOfAbuse', abuse(cppl_cp_plan_latest_category))
      || element('NumberOfPreviousCPP', earlier)
      || container('Reviews', reviews.record)
    ), '' order by cppl_cp_plan_start_date, cppl_cp_plan_id) as record
  from (
    select *, count(*) over (
      partition by cppl_person_id order by cppl_cp_plan_start_date
      range between unbounded preceding and interval 1 day preceding
    ) as earlier
    from ssd_cp_plans
    where cppl_cp_plan_ola is distinct from 'Y'
  )
  left join reviews on reviews.plan = cppl_cp_plan_id
  where cppl_cp_plan_start_date <= ends()
    and coalesce(cppl_cp_plan_end_date, ends()) >= begins()
  group by cppl_referral_id
),
-- Asked for from April 2026; a row belongs to the episode that was open on the day of the decision.
pre_proceedings as (
  select
    cine_referral_id as referral,
    string_agg(container('PreProceedingsandFGDM',
      element('PPStartDate', prep_pre_pro_decision_date)
      || element('LBPSentDate', known(prep_pre_pro_letter_date))
      || element('InitialPPMeetingDate', known(prep_initial_pre_pro_meeting_date))
      || element('ReviewMeetingsCount', prep_pre_pro_meetings_num)
      || element('StepDecisionDate', known(prep_agree_stepdown_issue_date))
      || element('LetterInitCPDate', known(prep_care_pro_letter_date))
    ), '' order by prep_pre_pro_decision_date, prep_table_id) as record
  from ssd_pre_proceedings
  join episodes
    on cine_person_id = prep_person_id
    and prep_pre_pro_decision_date
      between cine_referral_date and coalesce(cine_close_date, ends())
  where collected() >= 2026
    and prep_pre_pro_decision_date <= ends()
    and coalesce(prep_agree_stepdown_issue_date, ends()) >= begins()
  group by cine_referral_id
),
records as (
  select
    cine_person_id as child,
    string_agg(container('CINdetails',
      element('CINreferralDate', cine_referral_date)
      || element('ReferralSource', cine_referral_source_code)
      || element('PrimaryNeedCode', cine_cin_primary_need_code)
      || element('CINclosureDate', known(cine_close_date))
      || element('ReasonForClosure',
        case when known(cine_close_date) is not null then cine_close_reason end)
      || element('DateOfInitialCPC', moved_in.held_on)
      || coalesce(assessments.record, '')
      || coalesce(need_plans.record, '')
      || coalesce(enquiries.record, '')
      || element('ReferralNFA', yes_no(cine_referral_nfa))
      || coalesce(protection_plans.record, '')
      || coalesce(pre_proceedings.record, '')
    ), '' order by cine_referral_date, cine_referral_id) as episodes
  from episodes
  left join assessments on assessments.referral = cine_referral_id
  left join need_plans on need_plans.referral = cine_referral_id
  left join enquiries on enquiries.referral = cine_referral_id
  left join moved_in on moved_in.referral = cine_referral_id
  left join protection_plans on protection_plans.referral = cine_referral_id
  left join pre_proceedings on pre_proceedings.referral = cine_referral_id
  group by cine_person_id
),
disabilities as (
  select
    disa_person_id as child,
    string_agg(element('Disability', disa_disability_code), '' order by disa_disability_code)
      as record
  from ssd_disability
  group by disa_person_id
)
select container('Child',
  container('ChildIdentifiers',
    element('LAchildID', pers_person_id)
    || element('UPN', pers_upn)
    || element('UPNunknown', pers_upn_unknown)
    || element('PersonBirthDate', known(pers_dob))
    || element('ExpectedPersonBirthDate',
      case when known(pers_dob) is null then coalesce(pers_expected_dob, pers_dob) end)
    -- From April 2024 the sex is asked instead of the gender.
    || element('GenderCurrent',
      case when collected() < 2024 then cast(cast(pers_gender as integer) as varchar) end)
    || element('Sex', case when collected() >= 2024 then pers_sex end)
    || element('PersonDeathDate', known(pers_death_date))
  )
  || container('ChildCharacteristics',
    element('Ethnicity', pers_ethnicity)
    || container('Disabilities', disabilities.record)
  )
  || episodes
) as record
from records
join ssd_person on pers_person_id = records.child
left join disabilities on disabilities.child = records.child
order by pers_person_id
