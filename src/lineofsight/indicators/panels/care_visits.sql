-- A visit to a child in care, other than on short breaks.
-- kind: event
-- worker: allocated
select
  visit.clav_cla_visit_id as record_id,
  visit.clav_person_id as child_id,
  visit.clav_cla_visit_date as counted_on,
  visit.clav_cla_visit_date as reference_day,
  visit.clav_cla_visit_seen as seen,
  visit.clav_cla_visit_seen_alone as seen_alone,
  children.born_on as born_on
from ssd_cla_visits as visit
left join children on children.child_id = visit.clav_person_id
left join short_breaks
  on short_breaks.child_id = visit.clav_person_id
  and short_breaks.started_on <= visit.clav_cla_visit_date
  and (short_breaks.ended_on is null or short_breaks.ended_on > visit.clav_cla_visit_date)
where short_breaks.child_id is null
