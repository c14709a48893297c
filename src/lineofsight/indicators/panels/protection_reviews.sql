-- A child with a child protection review due in the period, by the review that decides:
-- the first that was not held by its due date or, where all were, the last.
-- kind: stock
-- worker: allocated
with due as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    review.cppr_cp_review_id as review_id,
    review.cppr_person_id as child_id,
    review.cppr_cp_review_due as due_on,
    review.cppr_cp_review_date as held_on,
    coalesce(review.cppr_cp_review_date <= review.cppr_cp_review_due, false) as in_time
  from periods
  join ssd_cp_reviews as review
    on review.cppr_cp_review_due between periods.window_first_day and periods.judged_on
  left join ssd_cp_plans as plan
    on plan.cppl_cp_plan_id = review.cppr_cp_plan_id
  where review.cppr_person_id is not null
    and plan.cppl_cp_plan_ola is distinct from 'Y'
),
ordered as (
  select
    *,
    max(due_on) over (partition by period, child_id) as last_due_on,
    row_number() over (
      partition by period, child_id
      order by
        in_time,
        case when not in_time then due_on end,
        case when not in_time then review_id end,
        case when in_time then due_on end desc,
        case when in_time then review_id end desc
    ) as place
  from due
)
select
  period,
  judged_on,
  review_id as record_id,
  child_id,
  last_due_on as reference_day,
  due_on,
  held_on
from ordered
where place = 1
