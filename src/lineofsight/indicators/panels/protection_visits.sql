-- A visit to a child on a protection plan of this authority's own.
-- kind: event
-- worker: allocated
select
  visit.cppv_cp_visit_id as record_id,
  visit.cppv_person_id as child_id,
  visit.cppv_cp_visit_date as counted_on,
  visit.cppv_cp_visit_date as reference_day,
  visit.cppv_cp_visit_seen as seen,
  visit.cppv_cp_visit_seen_alone as seen_alone,
  children.born_on as born_on
from ssd_cp_visits as visit
left join ssd_cp_plans as plan
  on plan.cppl_cp_plan_id = visit.cppv_cp_plan_id
left join children on children.child_id = visit.cppv_person_id
where plan.cppl_cp_plan_ola is distinct from 'Y'
