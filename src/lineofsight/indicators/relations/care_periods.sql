-- A child's period of care, from the day they came into care until the day they left: the episodes
-- of one period of care number, or an episode that has none by itself.  It is over when all its
-- episodes are.  `short_breaks` says whether the child was on short breaks (V3, V4) on its first
-- day; who is so on another day is in the relation short_breaks.
with episodes as (
  select
    clae_person_id as child_id,
    coalesce(clae_cla_id, clae_cla_episode_id) as period_of_care_id,
    coalesce(clae_entered_care_date, clae_cla_episode_start_date) as began_on,
    clae_cla_episode_ceased_date as ended_on,
    case
      when row_number() over (
        partition by clae_person_id, coalesce(clae_cla_id, clae_cla_episode_id)
        order by clae_cla_episode_start_date desc nulls last, clae_cla_episode_id desc
      ) = 1
      then clae_cla_episode_ceased_reason
    end as left_for
  from ssd_cla_episodes
  where clae_person_id is not null
),
periods_of_care as (
  select
    child_id,
    period_of_care_id,
    min(began_on) as began_on,
    case when count(ended_on) = count(*) then max(ended_on) end as ended_on,
    max(left_for) as left_for
  from episodes
  group by child_id, period_of_care_id
),
began_on_short_breaks as (
  select periods_of_care.child_id as child_id, periods_of_care.period_of_care_id as period_of_care_id
  from periods_of_care
  join ssd_legal_status as status
    on status.lega_person_id = periods_of_care.child_id
    and status.lega_legal_status_start_date <= periods_of_care.began_on
    and (
      status.lega_legal_status_end_date is null
      or status.lega_legal_status_end_date > periods_of_care.began_on
    )
  where status.lega_legal_status in ('V3', 'V4')
  group by periods_of_care.child_id, periods_of_care.period_of_care_id
)
select
  periods_of_care.child_id as child_id,
  periods_of_care.period_of_care_id as period_of_care_id,
  periods_of_care.began_on as began_on,
  periods_of_care.ended_on as ended_on,
  periods_of_care.left_for as left_for,
  case when began_on_short_breaks.child_id is null then 'N' else 'Y' end as short_breaks
from periods_of_care
left join began_on_short_breaks
  on began_on_short_breaks.child_id = periods_of_care.child_id
  and began_on_short_breaks.period_of_care_id = periods_of_care.period_of_care_id
