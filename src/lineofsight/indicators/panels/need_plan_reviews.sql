-- A child with a review of their child in need plan due in the period, by the review that decides:
-- the first that was not held by its due date or, where all were, the last.
-- kind: stock
-- a row: child
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  review.plan_review_id as record_id,
  review.person_id as child_id,
  review.due_on as due_on,
  review.held_on as held_on
from periods
join plan_reviews as review
  on review.due_on between periods.window_first_day and periods.judged_on
where review.plan_kind = 'CHILD_IN_NEED' and review.review_kind = 'MEETING'
