-- A visit to a child in need.
-- kind: event
-- worker: allocated
select
  visit.cinv_cin_visit_id as record_id,
  visit.cinv_person_id as child_id,
  visit.cinv_cin_visit_date as counted_on,
  visit.cinv_cin_visit_date as reference_day,
  visit.cinv_cin_visit_seen as seen,
  visit.cinv_cin_visit_seen_alone as seen_alone,
  children.born_on as born_on
from ssd_cin_visits as visit
left join children on children.child_id = visit.cinv_person_id
