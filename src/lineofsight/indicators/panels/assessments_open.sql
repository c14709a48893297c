-- An assessment not authorised at the period's end.
-- kind: stock
select
  periods.period as period,
  periods.judged_on as judged_on,
  assessment.cina_assessment_id as record_id,
  assessment.cina_person_id as child_id,
  assessment.cina_assessment_team as team,
  assessment.cina_assessment_worker_id as worker,
  periods.judged_on as reference_day,
  assessment.cina_assessment_start_date as started_on,
  referral.cine_referral_date as referred_on
from periods
join ssd_cin_assessments as assessment
  on assessment.cina_assessment_start_date <= periods.judged_on
  and (
    assessment.cina_assessment_auth_date is null
    or assessment.cina_assessment_auth_date > periods.judged_on
  )
left join ssd_cin_episodes as referral
  on referral.cine_referral_id = assessment.cina_referral_id
