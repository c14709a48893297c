-- A child with a review of their care due in the period, by the review that decides:
-- the first that was not held by its due date or, where all were, the last.  Beside it each other
-- review that waits at the period's end while the care is not over; on the tables' own day
-- also those to come.  None is due once the care is over.
-- kind: stock
-- a row: child
-- worker: allocated
with reviews as (
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
    and (
      times_in_care.ended_on is null
      or review.clar_cla_review_due_date <= times_in_care.ended_on
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
