-- An assessment that has begun; counted once it is authorised.
-- kind: event
select
  assessment.cina_assessment_id as record_id,
  assessment.cina_person_id as child_id,
  assessment.cina_assessment_team as team,
  assessment.cina_assessment_worker_id as worker,
  assessment.cina_assessment_auth_date as counted_on,
  assessment.cina_assessment_auth_date as reference_day,
  assessment.cina_assessment_start_date as started_on,
  assessment.cina_assessment_auth_date as authorised_on,
  assessment.cina_assessment_child_seen as child_seen,
  referral.cine_referral_date as referred_on
from ssd_cin_assessments as assessment
left join ssd_cin_episodes as referral
  on referral.cine_referral_id = assessment.cina_referral_id
where assessment.cina_assessment_start_date is not null
