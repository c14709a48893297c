-- A decision on how a child is to have a lasting home.
-- kind: event
-- worker: allocated
select
  permanence_decision_id as record_id,
  person_id as child_id,
  decided_on as counted_on,
  decided_on as reference_day,
  permanence_plan,
  early_permanence
from permanence_decisions
