-- A family help assessment; counted on the day by which it is to be completed.
-- kind: event
select
  family_help_assessment_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  due_on as counted_on,
  due_on as reference_day,
  started_on,
  due_on,
  completed_on
from family_help_assessments
where due_on is not null
