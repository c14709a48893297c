-- A child protection plan of this authority's own: plans of others are left out everywhere.
select
  cppl_cp_plan_id as plan_id,
  cppl_person_id as child_id,
  cppl_cp_plan_start_date as started_on,
  cppl_cp_plan_end_date as ended_on,
  cppl_cp_plan_initial_category as category
from ssd_cp_plans
where cppl_cp_plan_ola is distinct from 'Y'
