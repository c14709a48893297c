-- A visit, with what the standard does not hold about it.
-- kind: event
select
  visit_detail_id as record_id,
  person_id as child_id,
  worker_id as worker,
  visited_on as counted_on,
  visited_on as reference_day,
  visit_kind,
  not_seen_reason,
  views_recorded
from visit_details
