-- A child's time in care.  `short_breaks` says whether the child was on short breaks (V3, V4) on its
-- first day; who is so on another day is in the relation short_breaks.
with began_on_short_breaks as (
  select times_in_care.child_id as child_id, times_in_care.period_of_care_id as period_of_care_id
  from times_in_care
  join ssd_legal_status as status
    on status.lega_person_id = times_in_care.child_id
    and status.lega_legal_status_start_date <= times_in_care.began_on
    and (
      status.lega_legal_status_end_date is null
      or status.lega_legal_status_end_date > times_in_care.began_on
    )
  where status.lega_legal_status in ('V3', 'V4')
  group by times_in_care.child_id, times_in_care.period_of_care_id
)
select
  times_in_care.child_id as child_id,
  times_in_care.period_of_care_id as period_of_care_id,
  times_in_care.began_on as began_on,
  times_in_care.ended_on as ended_on,
  times_in_care.left_for as left_for,
  case when began_on_short_breaks.child_id is null then 'N' else 'Y' end as short_breaks
from times_in_care
left join began_on_short_breaks
  on began_on_short_breaks.child_id = times_in_care.child_id
  and began_on_short_breaks.period_of_care_id = times_in_care.period_of_care_id
