-- A child with a review of their protection plan due in the period, by the review that decides;
-- plans of another authority's are left out.
-- kind: stock
-- a row: child
-- worker: allocated
select
  review.cppr_cp_review_id as record_id,
  review.cppr_person_id as child_id,
  review.cppr_cp_review_due as due_on,
  review.cppr_cp_review_date as held_on,
  plan.cppl_cp_plan_end_date as closed_on
from ssd_cp_reviews as review
left join ssd_cp_plans as plan
  on plan.cppl_cp_plan_id = review.cppr_cp_plan_id
where plan.cppl_cp_plan_ola is distinct from 'Y'
