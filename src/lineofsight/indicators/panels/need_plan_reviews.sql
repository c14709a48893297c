-- A child with a review of their child in need plan due in the period, by the review that decides.
-- kind: stock
-- a row: child
-- worker: allocated
select
  review.plan_review_id as record_id,
  review.person_id as child_id,
  review.due_on as due_on,
  review.held_on as held_on,
  plan.cinp_cin_plan_end_date as closed_on
from plan_reviews as review
left join ssd_cin_plans as plan
  on plan.cinp_cin_plan_id = review.plan_id
where review.plan_kind = 'CHILD_IN_NEED'
  and review.review_kind = 'MEETING'
