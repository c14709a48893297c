-- A step that the receiving service took; counted on the day its work began.
-- kind: event
select
  early_help_step_id as record_id,
  person_id as child_id,
  team,
  began_on as counted_on,
  began_on as reference_day,
  direction,
  decided_on,
  began_on
from early_help_steps
where accepted = 'Y'
