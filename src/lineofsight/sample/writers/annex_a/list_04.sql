-- Assessments of the six months, and those that are open.
select
  child, gender, ethnicity, born_on, age, disabled,
  cina_assessment_start_date as assessment_started_on,
  cina_assessment_child_seen as child_seen,
  cina_assessment_auth_date as authorised_on,
  cina_assessment_outcome_nfa as needs_no_support,
  cina_assessment_team as team,
  cina_assessment_worker_id as worker
from ssd_cin_assessments
join children on child = cina_person_id
where cina_assessment_start_date <= as_at()
  and coalesce(cina_assessment_auth_date, as_at()) >= since(6)
order by assessment_started_on, child, cina_assessment_id
