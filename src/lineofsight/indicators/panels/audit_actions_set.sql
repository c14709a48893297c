-- An action that an audit set; counted on the day it was set.
-- kind: event
select
  audit_action_id as record_id,
  person_id as child_id,
  team,
  owner_id as worker,
  set_on as counted_on,
  set_on as reference_day,
  set_on as set_on,
  due_on as due_on,
  done_on as done_on,
  checked_on as checked_on
from audit_actions
where set_on is not null
