-- A child's time in care, from the day they came into care until the day they left: the episodes of
-- one period of care number, or an episode that has none by itself.  It is over when all its
-- episodes are.
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
)
select
  child_id,
  period_of_care_id,
  min(began_on) as began_on,
  case when count(ended_on) = count(*) then max(ended_on) end as ended_on,
  max(left_for) as left_for
from episodes
group by child_id, period_of_care_id
