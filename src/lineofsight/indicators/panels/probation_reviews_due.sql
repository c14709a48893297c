-- A probation review of a worker that was to be held; counted on the day by which it was due.  Those
-- due after the worker's last contract ended are left out.
-- kind: event
select
  review.probation_review_id as record_id,
  review.worker_id as worker,
  review.team as team,
  review.due_on as counted_on,
  review.decides_on_staying as decides_on_staying,
  case when employed.first_day < review.due_on then employed.first_day else review.due_on end
    as waits_since,
  review.due_on as due_on,
  review.held_on as held_on
from probation_reviews as review
left join (
  select
    worker_id as worker,
    min(started_on) as first_day,
    max(coalesce(ended_on, cast('9999-01-01' as date))) as last_day
  from worker_contracts
  group by worker_id
) as employed
  on employed.worker = review.worker_id
where review.due_on is not null
  and (employed.last_day is null or review.due_on <= employed.last_day)
