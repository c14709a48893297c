-- A decision on a contact; counted on the day it was made.
-- kind: event
select
  contact_decision_id as record_id,
  person_id as child_id,
  team,
  decided_by_id as worker,
  cast(decided_at as date) as counted_on,
  cast(decided_at as date) as reference_day,
  received_at,
  decided_at,
  cast(received_at as date) as received_on,
  cast(decided_at as date) as decided_on,
  authorised_by_manager
from contact_decisions
where received_at is not null
