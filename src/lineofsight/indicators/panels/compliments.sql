-- A compliment received.
-- kind: event
select
  complaint_id as record_id,
  person_id as child_id,
  team,
  received_on as counted_on,
  received_on as reference_day,
  made_by as made_by
from complaints
where feedback_kind = 'COMPLIMENT'
