-- An assessment with a due day of its own; counted on that day.
-- kind: event
select
  assessment_detail_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  due_on as counted_on,
  due_on as reference_day,
  assessment_kind,
  started_on,
  due_on,
  completed_on
from assessment_details
where due_on is not null
