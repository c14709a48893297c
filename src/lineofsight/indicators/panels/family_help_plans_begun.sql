-- A family help plan that an assessment decided on; counted once it has begun.
-- kind: event
select
  assessment.family_help_assessment_id as record_id,
  assessment.person_id as child_id,
  assessment.team as team,
  assessment.worker_id as worker,
  plans.started_on as counted_on,
  plans.started_on as reference_day,
  assessment.completed_on as assessed_on,
  plans.started_on as started_on
from family_help_assessments as assessment
left join (
  select family_help_assessment_id, min(started_on) as started_on
  from family_help_plans
  group by family_help_assessment_id
) as plans
  on plans.family_help_assessment_id = assessment.family_help_assessment_id
where assessment.outcome = 'FAMILY_HELP_PLAN' and assessment.completed_on is not null
