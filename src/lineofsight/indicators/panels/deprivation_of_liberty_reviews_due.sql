-- A review of a child's deprivation of liberty that was to be held; counted on the day by which it
-- was due.  Those due after the order had ended are left out.
-- kind: event
-- worker: allocated
select
  review.deprivation_of_liberty_review_id as record_id,
  review.person_id as child_id,
  review.due_on as counted_on,
  review.due_on as reference_day,
  review.review_kind as review_kind,
  review.due_on as due_on,
  review.held_on as held_on,
  coalesce(deprivation.started_on, review.due_on) as started_on
from deprivation_of_liberty_reviews as review
left join deprivations_of_liberty as deprivation
  on deprivation.deprivation_of_liberty_id = review.deprivation_of_liberty_id
where review.due_on is not null
  and (deprivation.ended_on is null or review.due_on <= deprivation.ended_on)
