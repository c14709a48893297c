-- A child with a review of their care due in the period, by the review that decides:
-- the first that was not held by its due date or, where all were, the last.
-- kind: stock
-- a row: child
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  review.clar_cla_review_id as record_id,
  review.clar_cla_person_id as child_id,
  review.clar_cla_review_due_date as due_on,
  review.clar_cla_review_date as held_on
from periods
join ssd_cla_reviews as review
  on review.clar_cla_review_due_date between periods.window_first_day and periods.judged_on
where review.clar_cla_review_cancelled is distinct from 'Y'
