-- A contact received, with the reply to who made it; counted on the day it came.
-- kind: event
select
  contact_decision_id as record_id,
  person_id as child_id,
  team,
  decided_by_id as worker,
  cast(received_at as date) as counted_on,
  cast(received_at as date) as reference_day,
  received_at,
  replied_at,
  cast(received_at as date) as received_on,
  cast(replied_at as date) as replied_on,
  reply_wanted
from contact_decisions
where received_at is not null
