-- Early help of the six months, and what is given now.
select
  child, gender, ethnicity, born_on, age,
  earl_episode_start_date as started_on,
  earl_episode_end_date as completed_on,
  earl_episode_organisation as organisation
from ssd_early_help_episodes
join children on child = earl_person_id
where earl_episode_start_date <= as_at()
  and coalesce(earl_episode_end_date, as_at()) >= since(6)
order by started_on, child, earl_episode_id
