-- A child with a review of their care due in the period, by the review that decides.  A cancelled
-- one is not due.
-- kind: stock
-- a row: child
-- worker: allocated
select
  review.clar_cla_review_id as record_id,
  review.clar_cla_person_id as child_id,
  review.clar_cla_review_due_date as due_on,
  review.clar_cla_review_date as held_on,
  times_in_care.ended_on as closed_on
from ssd_cla_reviews as review
left join times_in_care
  on times_in_care.child_id = review.clar_cla_person_id
  and times_in_care.period_of_care_id = review.clar_cla_id
where review.clar_cla_review_cancelled is distinct from 'Y'
