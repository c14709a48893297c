-- An initial child protection conference held.  Those on children who move in with a plan are left
-- out.
-- kind: event
select
  icpc_icpc_id as record_id,
  icpc_person_id as child_id,
  icpc_icpc_team as team,
  icpc_icpc_worker_id as worker,
  icpc_icpc_date as counted_on,
  icpc_icpc_date as reference_day,
  icpc_icpc_outcome_cp_flag as plan_decided
from ssd_initial_cp_conference
where icpc_icpc_transfer_in is distinct from 'Y'
