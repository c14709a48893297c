-- A placement of a child that counts as somewhere they lived: not a temporary one (T0 to T4) nor one
-- that ended on the day it began.  `home_no` numbers the child's homes in the order of their
-- placements: a placement for adoption with the carers the child was with (A3, A5) goes on from the
-- placement before it and is the same home.
with kept as (
  select
    clap_cla_placement_id as placement_id,
    clap_person_id as child_id,
    clap_cla_placement_type as placement_type,
    clap_cla_placement_distance as miles,
    clap_cla_placement_start_date as started_on,
    clap_cla_placement_end_date as ended_on,
    case
      when clap_cla_placement_type in ('A3', 'A5')
        and lag(clap_cla_placement_start_date) over (
          partition by clap_person_id
          order by clap_cla_placement_start_date, clap_cla_placement_id
        ) is not null
      then 0
      else 1
    end as is_new
  from ssd_cla_placement
  where clap_person_id is not null
    and clap_cla_placement_start_date is not null
    and (
      clap_cla_placement_end_date is null
      or clap_cla_placement_end_date > clap_cla_placement_start_date
    )
    and coalesce(clap_cla_placement_type, '') not in ('T0', 'T1', 'T2', 'T3', 'T4')
)
select
  placement_id,
  child_id,
  placement_type,
  miles,
  started_on,
  ended_on,
  sum(is_new) over (
    partition by child_id order by started_on, placement_id
    rows between unbounded preceding and current row
  ) as home_no
from kept
