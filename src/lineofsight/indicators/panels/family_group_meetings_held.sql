-- A family group meeting that the family wanted; counted once it was held.
-- kind: event
select
  family_group_meeting_id as record_id,
  person_id as child_id,
  worker_id as worker,
  held_on as counted_on,
  held_on as reference_day,
  stage,
  answered_on,
  held_on
from family_group_meetings
where accepted = 'Y' and answered_on is not null
