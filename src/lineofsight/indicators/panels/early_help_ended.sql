-- An episode of early help that ended, with the step up that social care took from it.
-- kind: event
select
  episode.earl_episode_id as record_id,
  episode.earl_person_id as child_id,
  episode.earl_episode_worker_id as worker,
  episode.earl_episode_end_date as counted_on,
  episode.earl_episode_end_date as reference_day,
  steps.decided_on as stepped_up_on
from ssd_early_help_episodes as episode
left join (
  select early_help_episode_id as episode_id, min(decided_on) as decided_on
  from early_help_steps
  where direction = 'UP' and accepted = 'Y'
  group by early_help_episode_id
) as steps
  on steps.episode_id = episode.earl_episode_id
