-- A period of care that began, with the day the child last left care before it, if they had been in
-- care.  Periods that began as short breaks (V3, V4) are left out, this and those before.
-- kind: event
-- looks back: last_left_on
-- worker: allocated
with periods_of_care as (
  select child_id, period_of_care_id, began_on, ended_on
  from care_periods
  where short_breaks = 'N'
),
befores as (
  select
    come.child_id as child_id,
    come.period_of_care_id as period_of_care_id,
    max(before.ended_on) as last_left_on
  from periods_of_care as come
  join periods_of_care as before
    on before.child_id = come.child_id
    and before.period_of_care_id <> come.period_of_care_id
    and before.began_on < come.began_on
    and before.ended_on <= come.began_on
  group by come.child_id, come.period_of_care_id
)
select
  come.period_of_care_id as record_id,
  come.child_id as child_id,
  come.began_on as counted_on,
  come.began_on as reference_day,
  befores.last_left_on as last_left_on
from periods_of_care as come
left join befores
  on befores.child_id = come.child_id
  and befores.period_of_care_id = come.period_of_care_id
