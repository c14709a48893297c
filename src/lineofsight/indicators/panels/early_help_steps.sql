-- A step up to social care or down to early help; counted on the day it was decided.
-- kind: event
select
  early_help_step_id as record_id,
  person_id as child_id,
  team,
  decided_on as counted_on,
  decided_on as reference_day,
  direction,
  accepted
from early_help_steps
