-- A visit, with what the standard does not hold about it.  Visits under other authorities' plans are
-- left out.
-- kind: event
select
  detail.visit_detail_id as record_id,
  detail.person_id as child_id,
  detail.worker_id as worker,
  detail.visited_on as counted_on,
  detail.visited_on as reference_day,
  detail.visit_kind as visit_kind,
  detail.not_seen_reason as not_seen_reason,
  detail.views_recorded as views_recorded
from visit_details as detail
left join ssd_cp_visits as visit
  on visit.cppv_cp_visit_id = detail.visit_id
  and detail.visit_kind = 'CHILD_PROTECTION'
left join ssd_cp_plans as plan
  on plan.cppl_cp_plan_id = visit.cppv_cp_plan_id
where plan.cppl_cp_plan_ola is distinct from 'Y'
