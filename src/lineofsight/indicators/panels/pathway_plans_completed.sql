-- A pathway plan completed, with the young person's part in it.
-- kind: event
select
  pathway_plan_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  completed_on as counted_on,
  completed_on as reference_day,
  young_person_took_part as took_part,
  signed_by_young_person as signed
from pathway_plans
