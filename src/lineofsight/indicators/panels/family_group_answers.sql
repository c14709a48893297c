-- A family group meeting that was offered; counted on the day the family answered.
-- kind: event
select
  family_group_meeting_id as record_id,
  person_id as child_id,
  worker_id as worker,
  answered_on as counted_on,
  answered_on as reference_day,
  stage,
  accepted
from family_group_meetings
