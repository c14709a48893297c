-- An assessment completed, with what the standard does not hold about it.
-- kind: event
select
  detail.assessment_detail_id as record_id,
  detail.person_id as child_id,
  detail.team as team,
  detail.worker_id as worker,
  detail.completed_on as counted_on,
  detail.completed_on as reference_day,
  detail.assessment_kind as assessment_kind,
  detail.seen_alone as seen_alone,
  detail.not_seen_reason as not_seen_reason,
  detail.views_recorded as views_recorded,
  children.born_on as born_on
from assessment_details as detail
left join children on children.child_id = detail.person_id
