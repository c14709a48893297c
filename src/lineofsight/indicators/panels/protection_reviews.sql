-- A child with a child protection review due in the period, by the review that decides:
-- the first that was not held by its due date or, where all were, the last.
-- kind: stock
-- a row: child
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  review.cppr_cp_review_id as record_id,
  review.cppr_person_id as child_id,
  review.cppr_cp_review_due as due_on,
  review.cppr_cp_review_date as held_on
from periods
join ssd_cp_reviews as review
  on review.cppr_cp_review_due between periods.window_first_day and periods.judged_on
left join ssd_cp_plans as plan
  on plan.cppl_cp_plan_id = review.cppr_cp_plan_id
where plan.cppl_cp_plan_ola is distinct from 'Y'
