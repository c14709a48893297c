-- A child with a review of their protection plan due in the period, by the review that decides:
-- the first that was not held by its due date or, where all were, the last.  Beside it each other
-- review that waits at the period's end while the plan is not over; on the tables' own day
-- also those to come.  None is due once the plan is over.
-- kind: stock
-- a row: child
-- worker: allocated
with reviews as (
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
    and (
      plan.cppl_cp_plan_end_date is null
      or review.cppr_cp_review_due <= plan.cppl_cp_plan_end_date
    )
),
asked as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    reviews.record_id as record_id,
    reviews.child_id as child_id,
    reviews.due_on as due_on,
    reviews.held_on as held_on,
    reviews.closed_on as closed_on,
    true as in_period
  from periods
  join reviews
    on reviews.due_on between periods.window_first_day and periods.judged_on
  union all
  select
    periods.period as period,
    periods.judged_on as judged_on,
    reviews.record_id as record_id,
    reviews.child_id as child_id,
    reviews.due_on as due_on,
    reviews.held_on as held_on,
    reviews.closed_on as closed_on,
    false as in_period
  from periods
  join reviews
    on (
      reviews.due_on < periods.window_first_day
      or (reviews.due_on > periods.judged_on and periods.judged_on = periods.known_to)
    )
    and (reviews.held_on is null or reviews.held_on > periods.judged_on)
    and (reviews.closed_on is null or reviews.closed_on > periods.judged_on)
)
select period, judged_on, record_id, child_id, due_on, held_on, closed_on, in_period
from asked
