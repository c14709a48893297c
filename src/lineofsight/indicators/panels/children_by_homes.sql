-- A child in care at the period's end (who is then on short breaks, V3 or V4, is not), with the homes
-- they have had: in the 12 months to that day, and how long they have been in the one they are in.
-- Temporary placements (T0 to T4) and stays of under a day are no home; a placement for adoption with
-- the carers the child was with (A3, A5) goes on from the placement before it. Every placement of the
-- time is needed, and not the latest alone, so that it names the first day of the time counted.
-- kind: stock
-- looks back: homes_in_12_months, settled_since
-- worker: allocated
with lived as (
  select
    in_care.period as period,
    in_care.child_id as child_id,
    placement.placement_id as placement_id,
    placement.placement_type as placement_type,
    placement.started_on as started_on,
    placement.home_no as home_no,
    case
      when placement.ended_on is null
        or placement.ended_on > in_care.judged_on + interval '1 day' - interval '12 months'
      then placement.home_no
    end as recent_home_no,
    case when placement.ended_on is null or placement.ended_on > in_care.began_on then 1 else 0 end
      as in_this_period
  from in_care
  join placements as placement
    on placement.child_id = in_care.child_id
    and placement.started_on <= in_care.judged_on
),
recent as (
  select period, child_id, count(distinct recent_home_no) as homes
  from lived
  group by period, child_id
),
in_home as (
  select
    period,
    child_id,
    home_no,
    started_on,
    case
      when placement_type in ('A4', 'A6')
        and row_number() over (
          partition by period, child_id, home_no order by started_on, placement_id
        ) = 1
      then 1
      else 0
    end as is_with_others_to_adopt
  from lived
  where in_this_period = 1
),
homes as (
  select
    period,
    child_id,
    home_no,
    min(started_on) as came_on,
    max(is_with_others_to_adopt) as is_with_others_to_adopt
  from in_home
  group by period, child_id, home_no
),
settled as (
  select
    period,
    child_id,
    came_on,
    is_with_others_to_adopt,
    lag(came_on) over (partition by period, child_id order by home_no) as came_before_on,
    row_number() over (partition by period, child_id order by home_no desc) as place
  from homes
)
select
  in_care.period as period,
  in_care.judged_on as judged_on,
  periods.window_first_day as window_first_day,
  in_care.child_id as record_id,
  in_care.child_id as child_id,
  in_care.judged_on as reference_day,
  in_care.began_on as began_on,
  children.born_on as born_on,
  coalesce(recent.homes, 0) as homes_in_12_months,
  case
    when settled.is_with_others_to_adopt = 1 then coalesce(settled.came_before_on, settled.came_on)
    else settled.came_on
  end as settled_since
from in_care
join periods on periods.period = in_care.period
left join children on children.child_id = in_care.child_id
left join recent on recent.period = in_care.period and recent.child_id = in_care.child_id
left join settled
  on settled.period = in_care.period
  and settled.child_id = in_care.child_id
  and settled.place = 1
