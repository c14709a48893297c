-- A period of care that ended, with the day the child next came into care, if they did.  Periods that
-- began as short breaks (V3, V4) are left out, ended and begun.
-- kind: event
-- worker: allocated
with periods_of_care as (
  select child_id, period_of_care_id, began_on, ended_on, left_for
  from care_periods
  where short_breaks = 'N'
),
returns as (
  select
    gone.child_id as child_id,
    gone.period_of_care_id as period_of_care_id,
    min(back.began_on) as returned_on
  from periods_of_care as gone
  join periods_of_care as back
    on back.child_id = gone.child_id
    and back.period_of_care_id <> gone.period_of_care_id
    and back.began_on >= gone.ended_on
  group by gone.child_id, gone.period_of_care_id
)
select
  gone.period_of_care_id as record_id,
  gone.child_id as child_id,
  gone.ended_on as counted_on,
  gone.ended_on as reference_day,
  gone.began_on as began_on,
  gone.ended_on as left_on,
  gone.left_for as left_for,
  returns.returned_on as returned_on
from periods_of_care as gone
left join returns
  on returns.child_id = gone.child_id
  and returns.period_of_care_id = gone.period_of_care_id
where gone.ended_on is not null
